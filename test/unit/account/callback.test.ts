import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belongs, readCallback } from '../../../electron/account/callback.ts';
import { dataCentres } from '../../../contract/rules/data-centres.ts';

const state = 'aB3-_0123456789012345678901234567890123456';
const expected = { redirectUri: 'parley://oauth/callback', state, home: 'us' } as const;
const base = 'parley://oauth/callback';
const good = `${base}?state=${state}&code=1000.aaaa.bbbb&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu`;
const code = (callback: string) => {
  const result = readCallback(callback, expected);
  return result.ok ? 'ok' : result.error.code;
};
const withServer = (server: string) => `${base}?state=${state}&code=c&accounts-server=${encodeURIComponent(server)}`;

describe('a callback that fits', () => {
  it('brings the code and the data centre it names', () => {
    expect(readCallback(good, expected)).toEqual({ ok: true, value: { code: '1000.aaaa.bbbb', dataCentre: 'eu' } });
  });
  it('belongs to the client’s data centre when it names none', () => {
    expect(readCallback(`${base}?state=${state}&code=c`, expected)).toEqual({ ok: true, value: { code: 'c', dataCentre: 'us' } });
  });
  it('may name the data centre by location alone, or by server alone', () => {
    expect(readCallback(`${base}?state=${state}&code=c&location=jp`, expected)).toMatchObject({ value: { dataCentre: 'jp' } });
    expect(readCallback(withServer('https://accounts.zoho.com.au/'), expected)).toMatchObject({ value: { dataCentre: 'au' } });
  });
  it('names every data centre of the table', () => {
    for (const { id, accounts } of dataCentres) {
      expect(readCallback(`${withServer(`https://${accounts}`)}&location=${id}`, expected)).toMatchObject({ value: { dataCentre: id } });
    }
  });
  it('may have further parameters and a fragment left over from the page', () => {
    expect(code(`${good}&iss=zoho#_=_`)).toBe('ok');
  });
});

describe('state', () => {
  it.each([
    ['missing', `${base}?code=c`],
    ['empty', `${base}?state=&code=c`],
    ['another of the same length', `${base}?state=${state.replace('a', 'b')}&code=c`],
    ['in other case', `${base}?state=${state.toUpperCase()}&code=c`],
    ['cut short', `${base}?state=${state.slice(0, -1)}&code=c`],
    ['with more behind it', `${base}?state=${state}x&code=c`],
    ['twice, both right', `${base}?state=${state}&code=c&state=${state}`],
    ['twice, the first right', `${base}?state=${state}&state=evil&code=c`],
    ['twice, once encoded', `${base}?state=${state}&%73tate=evil&code=c`],
    ['under another name', `${base}?State=${state}&code=c`],
    ['as an array', `${base}?state[]=${state}&code=c`],
    ['with a byte that is no UTF-8', `${base}?state=${state.slice(0, -1)}%FF&code=c`],
    ['of as many characters but more bytes', `${base}?state=${'é'.repeat(43)}&code=c`],
    ['in the fragment', `${base}?code=c#state=${state}`],
  ])('%s: refused', (_name, callback) => {
    expect(code(callback)).toBe('callback-invalid');
    expect(belongs(callback, expected)).toBe(false);
  });

  it('no other text passes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 50 }), fc.string({ unit: 'binary', minLength: 43, maxLength: 43 })), (text) => {
        fc.pre(text !== state);
        expect(code(`${base}?code=c&state=${encodeURIComponent(text.toWellFormed())}`)).toBe('callback-invalid');
      }),
    );
  });
});

describe('address and parameters', () => {
  it.each([
    ['another scheme', good.replace('parley:', 'evil:')],
    ['another host', good.replace('//oauth/', '//oauth.evil.test/')],
    ['another path', good.replace('/callback', '/callback2')],
    ['capitals', good.replace('/callback', '/CALLBACK')],
    ['a port', good.replace('//oauth/', '//oauth:443/')],
    ['user-info', good.replace('//oauth/', '//me@oauth/')],
    ['everything in the fragment', good.replace('?', '#')],
    ['a second answer in the fragment', `${good}#code=other&state=${state}`],
    ['an implicit answer in the fragment', `${good}#access_token=1000.x`],
    ['code twice', `${good}&code=other`],
    ['accounts-server twice', `${good}&accounts-server=https%3A%2F%2Faccounts.zoho.com`],
    ['location twice', `${good}&location=eu`],
    ['an unknown parameter twice', `${good}&x=1&x=1`],
    ['no code', `${base}?state=${state}`],
    ['an empty code', `${base}?state=${state}&code=`],
    ['a code with a line break', `${base}?state=${state}&code=a%0D%0Ab`],
    ['a code with a space', `${base}?state=${state}&code=a+b`],
    ['a code that is no ASCII', `${base}?state=${state}&code=%C3%A9`],
    ['an endless code', `${base}?state=${state}&code=${'a'.repeat(3000)}`],
    ['an endless callback', `${good}&x=${'a'.repeat(9000)}`],
    ['no URL', 'nonsense'],
  ])('%s: refused', (_name, callback) => {
    expect(code(callback)).toBe('callback-invalid');
  });

  it('says why, and repeats nothing of the callback', () => {
    const result = readCallback(`${base}?state=canary-state&code=canary-code`, expected);
    expect(result).toMatchObject({ ok: false, error: { details: { reason: 'state' } } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

describe('errors from Zoho', () => {
  it('access_denied is the person’s no', () => {
    expect(code(`${base}?state=${state}&error=access_denied`)).toBe('consent-declined');
  });
  it('another error is told, cut and cleaned', () => {
    const error = encodeURIComponent(`<b>server_error</b>\u202e ${'x'.repeat(100)}`);
    expect(readCallback(`${base}?state=${state}&error=${error}`, expected)).toMatchObject({
      error: { code: 'consent-error', details: { error: `bserver_errorb ${'x'.repeat(45)}` } },
    });
  });
  it('is believed without state, which Zoho may leave out, but not with a wrong one', () => {
    expect(code(`${base}?error=access_denied`)).toBe('consent-declined');
    expect(code(`${base}?error=access_denied&state=evil`)).toBe('callback-invalid');
    expect(belongs(`${base}?error=access_denied`, expected)).toBe(false);
  });
  it('outweighs a code beside it', () => {
    expect(code(`${good}&error=server_error`)).toBe('consent-error');
  });
});

describe('accounts-server and location', () => {
  it.each([
    'https://accounts.zoho.eu.evil.test',
    'https://evil.test',
    'https://evil.test/accounts.zoho.eu',
    'https://evil.test#accounts.zoho.eu',
    'https://accounts.zoho.eu@evil.test',
    'https://accounts.zoho.eu:443',
    'https://accounts.zoho.eu:8443',
    'https://user@accounts.zoho.eu',
    'https://user:pass@accounts.zoho.eu/',
    'https://accounts.zoho.eu.',
    'https://accounts.zoho.eu//',
    'https://accounts.zoho.eu/oauth',
    'https://accounts.zoho.eu?x',
    'https://accounts.zoho.eu#x',
    'https://ACCOUNTS.zoho.eu',
    'HTTPS://accounts.zoho.eu',
    'http://accounts.zoho.eu',
    'https:accounts.zoho.eu',
    'https:\\\\accounts.zoho.eu',
    'https://accounts.zoho.eu\\@evil.test',
    ' https://accounts.zoho.eu',
    'https://accounts.zoho.eu\n',
    'https://acc\tounts.zoho.eu',
    'https://accounts%2Ezoho.eu',
    'https://accounts.zoho.eu%00.evil.test',
    'https%3A%2F%2Faccounts.zoho.eu',
    'https://аccounts.zoho.eu', // a Cyrillic letter
    'https://xn--ccounts-2fg.zoho.eu',
    'https://accounts。zoho。eu', // ideographic full stops, which a parser maps to dots
    'https://accounts.zoho.eu‍',
    'https://meeting.zoho.eu',
    'https://zoho.eu',
    'accounts.zoho.eu',
    '//accounts.zoho.eu',
    'javascript:alert(1)',
    '',
  ])('%j is in no table', (server) => {
    expect(code(withServer(server))).toBe('data-centre-unknown');
  });

  it.each(['EU', 'xx', '', 'eu ', 'constructor', '__proto__', 'eu,us'])('location %j is in no table', (location) => {
    expect(code(`${base}?state=${state}&code=c&location=${encodeURIComponent(location)}`)).toBe('data-centre-unknown');
  });

  it.each([
    ['us', 'https://accounts.zoho.eu'],
    ['xx', 'https://accounts.zoho.eu'],
    ['eu', 'https://evil.test'],
    ['xx', 'https://evil.test'],
  ])('location %s and server %s do not agree', (location, server) => {
    expect(code(`${withServer(server)}&location=${location}`)).toBe('data-centre-unknown');
  });

  it('never leads out of the table, whatever the text', () => {
    const hosts = new Set(dataCentres.map(({ id }) => id));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('https://accounts.zoho.eu').chain((text) => fc.string().map((more) => text + more))), (text) => {
        const result = readCallback(withServer(text.toWellFormed()), expected);
        if (result.ok) expect(hosts.has(result.value.dataCentre)).toBe(true);
        else expect(result.error.code).toBe('data-centre-unknown');
      }),
    );
  });
});
