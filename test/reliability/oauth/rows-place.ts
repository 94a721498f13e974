/** `accounts-server` and `location` decide where the code and the secret go. */
import { appended, withParameters, type Attack } from './attack.ts';

const server = (name: string, value: string): Attack => ({
  name: `accounts-server ${name}`,
  ends: 'data-centre-unknown',
  run: withParameters((parameters) => parameters.set('accounts-server', value)),
});
const location = (name: string, value: string, alone = false): Attack => ({
  name: `location ${name}`,
  ends: 'data-centre-unknown',
  run: withParameters((parameters) => {
    parameters.set('location', value);
    if (alone) parameters.delete('accounts-server');
  }),
});

export const placeRows: readonly Attack[] = [
  server('outside the table', 'https://accounts.evil.test'),
  server('empty', ''),
  server('with the real name before another', 'https://accounts.zoho.eu.evil.test'),
  server('with the real name behind another', 'https://evil-accounts.zoho.eu'),
  server('below the real name', 'https://evil.accounts.zoho.eu'),
  server('another host of Zoho’s', 'https://meeting.zoho.eu'),
  server('the bare domain', 'https://zoho.eu'),
  server('a name on Zoho’s domain', 'https://login.zoho.eu'),
  server('of a domain Zoho has not', 'https://accounts.zoho.xyz'),
  server('with user-info before another host', 'https://accounts.zoho.eu@evil.test'),
  server('with user-info', 'https://evil@accounts.zoho.eu'),
  server('with a password', 'https://a:b@accounts.zoho.eu'),
  server('with another port', 'https://accounts.zoho.eu:8443'),
  server('with the usual port spelled out', 'https://accounts.zoho.eu:443'),
  server('in punycode', 'https://accounts.xn--zho-1rc.eu'),
  server('with a Cyrillic o', 'https://accounts.zoh\u043e.eu'),
  server('with full-width letters', 'https://accounts.\uff5aoho.eu'),
  server('with a full-width dot', 'https://accounts\uff0ezoho.eu'),
  server('with a soft hyphen', 'https://accounts.zo\u00adho.eu'),
  server('with a trailing dot', 'https://accounts.zoho.eu.'),
  server('in mixed case', 'https://Accounts.Zoho.EU'),
  server('with its scheme in capitals', 'HTTPS://accounts.zoho.eu'),
  server('over http', 'http://accounts.zoho.eu'),
  server('over another scheme', 'ftp://accounts.zoho.eu'),
  server('as javascript', 'javascript:alert(1)//accounts.zoho.eu'),
  server('without a scheme', '//accounts.zoho.eu'),
  server('as a bare name', 'accounts.zoho.eu'),
  server('with a path', 'https://accounts.zoho.eu/evil'),
  server('with a path that goes back', 'https://accounts.zoho.eu/..'),
  server('with two slashes behind it', 'https://accounts.zoho.eu//'),
  server('with a path of dots to another host', 'https://accounts.zoho.eu/../../evil.test'),
  server('with a query', 'https://accounts.zoho.eu?x='),
  server('with a fragment', 'https://accounts.zoho.eu#'),
  server('with a fragment before another host', 'https://evil.test#@accounts.zoho.eu'),
  server('with a backslash', 'https://accounts.zoho.eu\\@evil.test'),
  server('with a backslash before another host', 'https://evil.test\\.accounts.zoho.eu'),
  server('with backslashes for slashes', 'https:\\\\accounts.zoho.eu'),
  server('with a space before it', ' https://accounts.zoho.eu'),
  server('with a tab in it', 'https://accounts.zo\tho.eu'),
  server('with a line break behind it', 'https://accounts.zoho.eu\r\n'),
  server('with a NUL behind it', 'https://accounts.zoho.eu\0'),
  server('percent-encoded twice', 'https%3A%2F%2Faccounts.zoho.eu'),
  server('with an encoded host', 'https://accounts%2ezoho.eu'),
  server('with an encoded slash', 'https://accounts.zoho.eu%2f'),
  server('as an IP address', 'https://127.0.0.1'),
  server('as an IPv6 address', 'https://[::1]'),
  server('as a number', 'https://2130706433'),
  server('as localhost', 'https://localhost'),
  server('as a list', 'https://accounts.zoho.eu,https://accounts.evil.test'),
  server('of another data centre than location', 'https://accounts.zoho.in'),
  {
    name: 'accounts-server twice',
    ends: 'callback-invalid',
    run: appended(`&accounts-server=${encodeURIComponent('https://accounts.evil.test')}`),
  },
  {
    name: 'accounts-server outside the table, without location',
    ends: 'data-centre-unknown',
    run: withParameters((parameters) => {
      parameters.delete('location');
      parameters.set('accounts-server', 'https://accounts.evil.test');
    }),
  },
  location('that contradicts accounts-server', 'us'),
  location('unknown', 'xx'),
  location('unknown, alone', 'xx', true),
  location('empty, alone', '', true),
  location('in capitals, alone', 'EU', true),
  location('with a space, alone', 'eu ', true),
  location('that is a key of every object, alone', '__proto__', true),
  location('that is a host, alone', 'accounts.evil.test', true),
  {
    name: 'another data centre of the table, which knows no such code',
    ends: 'code-invalid',
    run: withParameters((parameters) => {
      parameters.set('location', 'jp');
      parameters.set('accounts-server', 'https://accounts.zoho.jp');
    }),
  },
  {
    name: 'no data centre named at all, for a code that lives elsewhere',
    ends: 'code-invalid',
    run: withParameters((parameters) => {
      parameters.delete('location');
      parameters.delete('accounts-server');
    }),
  },
];
