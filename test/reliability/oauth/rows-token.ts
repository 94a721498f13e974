/** Answers of the token endpoint and of user.json that lie, lead elsewhere, or bring something of no use. */
import { organisationScope } from '../../../contract/rules/scopes.ts';
import { type Attack } from './attack.ts';
import { type Scene } from './scene.ts';

const token = '/oauth/v2/token';
const user = '/api/v2/user.json';
type Body = Record<string, unknown>;

/** The genuine callback; something is wrong behind it. */
const behind = (name: string, ends: Attack['ends'], arrange: (scene: Scene) => void): Attack => ({
  name,
  ends,
  async run(scene) {
    arrange(scene);
    const consent = await scene.begin();
    await consent.navigate(await consent.accept());
    await consent.result;
    // Attempts are made once: the next one meets the real Zoho again.
    scene.honest();
  },
});
/** Zoho minted tokens, and they come with this changed. */
const mintedBut = (name: string, ends: Attack['ends'], change: (body: Body) => unknown): Attack =>
  behind(`tokens were minted, but ${name}`, ends, (scene) => scene.lie(token, change));
const answers = (name: string, ends: Attack['ends'], body: unknown, status = 200): Attack =>
  behind(`the token endpoint answers ${name}`, ends, ({ zoho }) =>
    zoho.control.faults.add({ path: token, effect: { kind: 'answer', status, body } }));
const leads = (path: string, status: number, times = 1): Attack =>
  behind(`${path} leads elsewhere with ${status}`, 'captive-portal', ({ zoho }) =>
    zoho.control.faults.add({
      path,
      times,
      // Reached through the sandbox, so that a request that follows it shows in its log.
      effect: { kind: 'answer', status, headers: { location: `${zoho.origin}/evil.test/steal` } },
    }));

export const tokenRows: readonly Attack[] = [
  mintedBut('the access token is missing', 'bad-answer', ({ access_token: _gone, ...rest }) => rest),
  mintedBut('the access token is null', 'bad-answer', (body) => ({ ...body, access_token: null })),
  mintedBut('the access token is empty', 'bad-answer', (body) => ({ ...body, access_token: '' })),
  mintedBut('the access token is a number', 'bad-answer', (body) => ({ ...body, access_token: 7 })),
  mintedBut('the access token is a list', 'bad-answer', (body) => ({ ...body, access_token: ['1000.x'] })),
  mintedBut('the access token is an object', 'bad-answer', (body) => ({ ...body, access_token: { toString: '1000.x' } })),
  mintedBut('the access token has a line break', 'bad-answer', (body) => ({ ...body, access_token: 'a\r\nX-Evil: 1' })),
  mintedBut('the access token has a space', 'bad-answer', (body) => ({ ...body, access_token: 'a b' })),
  mintedBut('the access token has 5,000 characters', 'bad-answer', (body) => ({ ...body, access_token: 'x'.repeat(5_000) })),
  mintedBut('an error stands in place of the access token', 'code-invalid', ({ refresh_token }) => ({ refresh_token, error: 'invalid_code' })),
  mintedBut('for another scope', 'scope-missing', (body) => ({ ...body, scope: 'AaaServer.profile.READ' })),
  mintedBut('the organisation scope is spelled otherwise', 'scope-missing', (body) => ({ ...body, scope: organisationScope.toLowerCase() })),
  mintedBut('the organisation scope has a suffix', 'scope-missing', (body) => ({ ...body, scope: `${organisationScope}X` })),

  answers('with a page', 'captive-portal', '<!doctype html><title>Zoho</title><form>'),
  answers('with a page and an error status', 'wrong-host', '<!doctype html><title>Zoho</title>', 400),
  answers('nothing', 'bad-answer', ''),
  answers('null', 'bad-answer', 'null'),
  answers('a list', 'bad-answer', '[{"access_token":"1000.x"}]'),
  answers('a text', 'bad-answer', '"access_token=1000.x"'),
  answers('a form', 'bad-answer', 'access_token=1000.x&refresh_token=1000.y'),
  answers('half an object', 'bad-answer', '{"access_token":"1000.x"'),
  answers('with tokens in the prototype', 'bad-answer', '{"__proto__":{"access_token":"1000.x","refresh_token":"1000.y"}}'),
  answers('with an error that is a key of every object', 'token-refused', { error: 'constructor' }),
  answers('with an error that is no word of OAuth’s', 'throttled', { error: '__proto__' }),
  answers('with an error that is an object', 'bad-answer', { error: { error: 'invalid_code' } }),
  answers('with an error of markup', 'throttled', { error: '<img src=x onerror=alert(1)>' }),
  answers('with an error of 10,000 characters', 'token-refused', { error: 'e'.repeat(10_000) }),
  answers('with a device’s "pending"', 'token-refused', { error: 'authorization_pending' }),
  answers('11 MB', 'bad-answer', `{"access_token":"1000.x","x":"${'y'.repeat(11_000_000)}"}`),

  leads(token, 301),
  leads(token, 302),
  leads(token, 303),
  leads(token, 307),
  leads(token, 308),
  // A GET is tried again, so it is lied to as often.
  leads(user, 302, 9),
  leads(user, 307, 9),
  behind('the person’s page is another page', 'wrong-host', ({ zoho }) =>
    zoho.control.faults.add({ path: user, times: 9, effect: { kind: 'html', status: 405 } })),
  behind('the person has no organisation', 'bad-answer', (scene) => scene.lie(user, () => ({ userDetails: {} }))),
  behind('the person is a list', 'bad-answer', (scene) => scene.lie(user, () => [])),
  behind('the person’s ids are objects', 'bad-answer', (scene) =>
    scene.lie(user, () => ({ userDetails: { zsoid: { a: 1 }, zuid: { a: 1 }, primaryEmail: 'a@example.test' } }))),
];
