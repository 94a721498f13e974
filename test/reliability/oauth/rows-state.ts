/** `state`: wrong, missing, repeated, of another request, or too late. */
import { appended, changed, withParameters, type Attack } from './attack.ts';
import { mallory } from './scene.ts';

const state = (name: string, change: (genuine: string) => string): Attack => ({
  name: `state ${name}`,
  ends: 'callback-invalid',
  run: withParameters((parameters, consent) => parameters.set('state', change(consent.state))),
});
const fullWidth = (text: string) => String.fromCodePoint((text.codePointAt(0) ?? 0) + 0xfee0) + text.slice(1);
const otherCase = (text: string) => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase());

export const stateRows: readonly Attack[] = [
  state('empty', () => ''),
  state('of the same length', (genuine) => genuine.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))),
  state('right but for its last character', (genuine) => genuine.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))),
  state('in other case', otherCase),
  state('cut short', (genuine) => genuine.slice(0, -1)),
  state('cut to its first character', (genuine) => genuine.slice(0, 1)),
  state('with more behind it', (genuine) => `${genuine}x`),
  state('twice in one value', (genuine) => `${genuine}${genuine}`),
  state('padded as base64', (genuine) => `${genuine}=`),
  state('with a space before it', (genuine) => ` ${genuine}`),
  state('with a line break behind it', (genuine) => `${genuine}\n`),
  state('with a NUL behind it', (genuine) => `${genuine}\0`),
  state('with a character of no width in it', (genuine) => `${genuine.slice(0, 5)}\u200b${genuine.slice(5)}`),
  state('with a full-width character', fullWidth),
  state('of as many characters but more bytes', (genuine) => 'é'.repeat(genuine.length)),
  state('percent-encoded twice', (genuine) => genuine.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`)),
  state('as JSON', (genuine) => JSON.stringify([genuine])),
  state('that is another word for anything', () => '*'),
  state('of 8,000 characters', (genuine) => genuine.padEnd(8_000, 'x')),
  {
    name: 'state missing',
    ends: 'callback-invalid',
    run: withParameters((parameters) => parameters.delete('state')),
  },
  {
    name: 'state under another spelling',
    ends: 'callback-invalid',
    run: changed((callback) => callback.href.replace('state=', 'State=')),
  },
  {
    name: 'state as an array',
    ends: 'callback-invalid',
    run: changed((callback) => callback.href.replace('state=', 'state[]=')),
  },
  {
    name: 'state in the fragment',
    ends: 'callback-invalid',
    run: changed((callback, consent) => `${callback.href.replace(/state=[^&]*&/, '')}#state=${consent.state}`),
  },
  {
    name: 'state behind a semicolon',
    ends: 'callback-invalid',
    run: changed((callback) => callback.href.replace('?', '?x=1;').replace('&code', ';code')),
  },
  {
    name: 'the challenge in place of the state',
    ends: 'callback-invalid',
    run: withParameters((parameters, consent) =>
      parameters.set('state', new URL(consent.url).searchParams.get('code_challenge') ?? '')),
  },
  {
    name: 'state twice, both right',
    ends: 'callback-invalid',
    run: withParameters((parameters, consent) => parameters.append('state', consent.state)),
  },
  { name: 'state twice, the first right', ends: 'callback-invalid', run: appended('&state=evil') },
  { name: 'state twice, once spelled in percent', ends: 'callback-invalid', run: appended('&%73tate=evil') },
  {
    name: 'state twice, the last right',
    ends: 'callback-invalid',
    run: changed((callback) => callback.href.replace('?', '?state=evil&')),
  },
  {
    name: 'state replayed from the attempt before',
    ends: 'callback-invalid',
    async run(scene) {
      const first = await scene.begin();
      scene.account.cancelConnect();
      await first.result;
      const consent = await scene.begin();
      const callback = new URL(await consent.accept());
      callback.searchParams.set('state', first.state);
      await consent.navigate(callback.href);
    },
  },
  {
    name: 'state of an attacker’s own request',
    ends: 'callback-invalid',
    run: withParameters(async (parameters, _consent, scene) => {
      parameters.set('code', await scene.foreignCode({}, mallory));
      parameters.set('state', 'theirs');
    }),
  },
  {
    name: 'state right but after five minutes',
    ends: 'consent-timeout',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      await scene.clock.advance(300_000);
      await consent.navigate(callback);
    },
  },
  {
    name: 'state right but after a sleep of the computer',
    ends: 'consent-timeout',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      scene.clock.set(scene.clock.now() + 300_001);
      await consent.navigate(callback);
    },
  },
];
