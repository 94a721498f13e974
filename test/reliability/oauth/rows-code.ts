/** The code: injected from another request, replayed, beside an error, or none at all. */
import { appended, changed, withParameters, type Attack } from './attack.ts';
import { mallory, person } from './scene.ts';

const code = (name: string, value: string): Attack => ({
  name: `code ${name}`,
  ends: 'callback-invalid',
  run: withParameters((parameters) => parameters.set('code', value)),
});
const injected = (
  name: string,
  ends: Attack['ends'],
  change: Readonly<Record<string, string>>,
  email = person,
): Attack => ({
  name: `code injected, minted ${name}`,
  ends,
  run: withParameters(async (parameters, _consent, scene) => {
    parameters.set('code', await scene.foreignCode(change, email));
  }),
});

export const codeRows: readonly Attack[] = [
  code('empty', ''),
  code('of a space', ' '),
  code('with a line break', '1000.aa\r\nX-Evil: 1'),
  code('with a NUL', '1000.aa\0'),
  code('with letters beyond ASCII', '1000.ää'),
  code('that turns the text round', '1000.\u202eaa'),
  code('of 2,049 characters', 'x'.repeat(2_049)),
  { name: 'code missing', ends: 'callback-invalid', run: withParameters((parameters) => parameters.delete('code')) },
  { name: 'code twice', ends: 'callback-invalid', run: appended('&code=1000.evil') },
  { name: 'code twice, once spelled in percent', ends: 'callback-invalid', run: appended('&%63ode=1000.evil') },
  {
    name: 'code twice, both right',
    ends: 'callback-invalid',
    run: changed((callback) => `${callback.href}&code=${callback.searchParams.get('code')}`),
  },
  {
    name: 'code in the fragment too',
    ends: 'callback-invalid',
    run: appended('#code=1000.evil'),
  },
  { name: 'an implicit answer in the fragment', ends: 'callback-invalid', run: appended('#access_token=1000.evil') },
  {
    name: 'an implicit answer in place of the code',
    ends: 'callback-invalid',
    run: withParameters((parameters) => {
      parameters.delete('code');
      parameters.set('access_token', '1000.evil');
    }),
  },
  { name: 'code and error both', ends: 'consent-error', run: appended('&error=server_error') },
  { name: 'code and access_denied both', ends: 'consent-declined', run: appended('&error=access_denied') },
  { name: 'an error of markup', ends: 'consent-error', run: appended('&error=%3Cimg%20src%3Dx%3E&error_description=%3Cb%3E') },
  { name: 'error twice', ends: 'callback-invalid', run: appended('&error=a&error=b') },
  {
    name: 'an error with a wrong state',
    ends: 'callback-invalid',
    run: withParameters((parameters) => {
      parameters.set('state', 'evil');
      parameters.set('error', 'access_denied');
    }),
  },
  { name: 'a callback of 9,000 characters', ends: 'callback-invalid', run: appended(`&x=${'y'.repeat(9_000)}`) },
  { name: 'code made up', ends: 'code-invalid', run: withParameters((parameters) => parameters.set('code', '1000.made.up')) },
  injected('with another challenge', 'code-invalid', {}),
  injected('for another person', 'code-invalid', {}, mallory),
  {
    name: 'code injected, minted for another person by the very same request',
    ends: 'callback-invalid',
    // With Parley's own challenge PKCE would fit: then it is `state` alone that holds.
    run: changed(async (_callback, consent, scene) => {
      const challenge = new URL(consent.url).searchParams.get('code_challenge') ?? '';
      const theirs = await scene.foreignCode({ code_challenge: challenge }, mallory);
      return `${consent.redirectUri}?code=${theirs}&state=theirs&location=eu`;
    }),
  },
  {
    name: 'code injected, minted for another client',
    ends: 'code-invalid',
    run: withParameters(async (parameters, consent, scene) => {
      const client = scene.zoho.control.clients.register({ redirectUris: [consent.redirectUri] });
      const challenge = new URL(consent.url).searchParams.get('code_challenge') ?? '';
      parameters.set('code', await scene.foreignCode({ client_id: client.id, code_challenge: challenge }));
    }),
  },
  {
    name: 'code injected, minted for another redirect URI',
    ends: 'redirect-invalid',
    run: withParameters(async (parameters, consent, scene) => {
      const challenge = new URL(consent.url).searchParams.get('code_challenge') ?? '';
      const other = `http://127.0.0.1:${scene.port}/callback`;
      parameters.set('code', await scene.foreignCode({ redirect_uri: other, code_challenge: challenge }));
    }),
  },
  {
    name: 'code older than Zoho keeps one',
    ends: 'code-invalid',
    async run(scene) {
      const consent = await scene.begin();
      const callback = await consent.accept();
      await scene.clock.advance(121_000);
      await consent.navigate(callback);
    },
  },
  {
    name: 'code spent by somebody who was quicker',
    ends: 'code-invalid',
    run: changed(async (callback, consent, scene) => {
      const { clientId, clientSecret } = scene.zoho.client;
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uri: consent.redirectUri,
        code: callback.searchParams.get('code') ?? '',
        code_verifier: 'v'.repeat(43),
      });
      const answer = await fetch(`${scene.zoho.origin}/accounts.zoho.eu/oauth/v2/token`, { method: 'POST', body });
      // Without the verifier they get nothing either.
      if ('access_token' in ((await answer.json()) as object)) throw new Error('The code worked without its verifier');
      return callback;
    }),
  },
  {
    name: 'the whole callback replayed in the next attempt',
    ends: 'callback-invalid',
    async run(scene) {
      const first = await scene.begin();
      const callback = await first.accept();
      scene.account.cancelConnect();
      await first.result;
      await (await scene.begin()).navigate(callback);
    },
  },
];
