/** Lies beside a good answer: the person connects all the same, and the lie moves nothing. */
import { type Scene } from './scene.ts';
import { type Attack } from './attack.ts';

type Body = Record<string, unknown>;

const lie = (name: string, path: string, change: (body: Body) => unknown): Attack => ({
  name: `a lie beside good tokens: ${name}`,
  ends: 'connects',
  async run(scene: Scene) {
    scene.lie(path, change);
    const consent = await scene.begin();
    await consent.navigate(await consent.accept());
    await consent.result;
    // The places that were named are asked if ever.
    await scene.account.selfCheck();
    await scene.clock.advance(3_600_000);
    await scene.account.tokens.get();
    scene.honest();
  },
});
const tokens = (name: string, more: Body) => lie(name, '/oauth/v2/token', (body) => ({ ...body, ...more }));
const person = (name: string, more: Body) =>
  lie(name, '/api/v2/user.json', ({ userDetails }) => ({ userDetails: { ...(userDetails as Body), ...more } }));

export const harmlessRows: readonly Attack[] = [
  tokens('api_domain elsewhere', { api_domain: 'https://evil.test' }),
  tokens('api_domain of a wrong type', { api_domain: { evil: true } }),
  tokens('scope of a wrong type', { scope: 7 }),
  tokens('a token type nobody knows', { token_type: 'Evil' }),
  tokens('a life without end', { expires_in: Number.MAX_SAFE_INTEGER }),
  tokens('a life that is over', { expires_in: -1 }),
  tokens('a life in words', { expires_in: 'for ever' }),
  person('a Meeting host elsewhere', { meetingRedirectionServer: 'meeting.zoho.eu.evil.test', redirectionServer: 'evil.test' }),
  person('a Meeting host with a port', { meetingRedirectionServer: 'https://meeting.zoho.eu:8443', redirectionServer: null }),
  person('a Meeting host with user-info', { meetingRedirectionServer: 'https://meeting.zoho.eu@evil.test' }),
  person('a Meeting host over http', { meetingRedirectionServer: 'http://meeting.zoho.eu' }),
  person('an accounts host for the Meeting host', { meetingRedirectionServer: 'accounts.zoho.in' }),
];
