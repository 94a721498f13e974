import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParticipants, mostParticipants, splitParticipants } from '../../../contract/rules/participants.ts';
import { anyText } from './any-text.ts';

describe('a pasted list', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' ,;\n\t', []],
    ['ana@example.test', ['ana@example.test']],
    ['ana@example.test,bo@example.test;cy@example.test', ['ana@example.test', 'bo@example.test', 'cy@example.test']],
    ['ana@example.test bo@example.test\r\ncy@example.test\td@example.test', ['ana@example.test', 'bo@example.test', 'cy@example.test', 'd@example.test']],
    ['ana@example.test，bo＠example.test、cy@example.test；', ['ana@example.test', 'bo@example.test', 'cy@example.test']],
    ['Ana Silva <ana@example.test>, Bo<bo@example.test>', ['ana@example.test', 'bo@example.test']],
    ['"Silva, Ana" <ana@example.test>; "Bo" <bo@example.test>', ['ana@example.test', 'bo@example.test']],
    ['Ana <ana@example.test> Bo <bo@example.test>', ['ana@example.test', 'bo@example.test']],
    ['ana@example.test <ana@example.test>', ['ana@example.test']],
    ['bo@example.test <ana@example.test>', ['bo@example.test', 'ana@example.test']],
    ["'ana@example.test' <ana@example.test>; (bo@example.test).", ['ana@example.test', 'bo@example.test']],
    ['<>, < ana@example.test >', ['ana@example.test']],
    ['mailto:ana@example.test?subject=Hi, MAILTO:bo%2Bx@example.test', ['ana@example.test', 'bo+x@example.test']],
    ['mailto:ana%zz@example.test', ['ana%zz@example.test']],
    ['To: ana@example.test\nCc: Bo <bo@example.test>', ['ana@example.test', 'bo@example.test']],
    ['"ana@example.test"', ['ana@example.test']],
    ['"a b"@example.test', ['"a b"@example.test']],
    ['\u200bana@example.test\u200e\ufeff', ['ana@example.test']],
    // A column of names beside a column of addresses.
    ['Name\tMail\nAna Silva\tana@example.test\nBo\tbo@example.test\tLagos', ['Name', 'Mail', 'ana@example.test', 'bo@example.test']],
    // What may be a mistyped address stays to be seen.
    ['ana@example.test, bob, cy@example.test', ['ana@example.test', 'bob', 'cy@example.test']],
    ['Ana Silva', ['Ana Silva']],
    ['ana@example.test (guest)', ['ana@example.test', 'guest']],
    ['"unclosed, ana@example.test', ['unclosed', 'ana@example.test']],
    ['a < b@example.test, c', ['a', 'b@example.test', 'c']],
    ['@ana', ['@ana']],
  ])('%j', (text, addresses) => expect(splitParticipants(text)).toEqual(addresses));

  const address = fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9+_-]{0,10}$/), fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/))
    .map(([local, domain]) => `${local}@${domain}.test`);
  const name = fc.stringMatching(/^[A-Z][a-z]{1,8}(?: [A-Z][a-z]{1,8})?$/);

  it('gives every address in its order, however it is written', () => {
    const written = fc.tuple(address, name, fc.constantFrom('plain', 'angle', 'quoted', 'mailto')).map(([mail, who, way]) => ({
      mail,
      text: { plain: mail, angle: `${who} <${mail}>`, quoted: `"${who}, PhD" <${mail}>`, mailto: `mailto:${mail}` }[way],
    }));
    fc.assert(
      fc.property(fc.array(written, { maxLength: 20 }), fc.constantFrom(',', ', ', ';', '\n', '\r\n', ' ;\n'), (list, separator) => {
        expect(splitParticipants(list.map((each) => each.text).join(separator))).toEqual(list.map((each) => each.mail));
      }),
    );
  });

  it('loses no word with an @, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b@c.test', '"', '<', '>', ',', ';', ' ', '\n', '\t', ':', '\\', 'é') }), (text) => {
        const count = (of: string) => of.split('@').length;
        // Only an address repeated in brackets behind itself is left out.
        fc.pre(!text.includes('<'));
        expect(count(splitParticipants(text).join(' '))).toBe(count(text));
      }),
    );
    fc.assert(fc.property(anyText(), (text) => splitParticipants(text).every((each) => each !== '')));
  });

  it.each(['"', '<a', 'a@', ' ', '(', 'a.', '\t', 'a@b.test, '])(
    'of a million characters of %j is taken apart in no time',
    (piece) => {
      const started = performance.now();
      const list = splitParticipants(piece.repeat(Math.ceil(1_000_000 / piece.length)));
      checkParticipants(list);
      expect(performance.now() - started).toBeLessThan(4000);
    },
  );
});

const check = (...list: string[]) => checkParticipants(list);
const problem = (address: string) => check(address).entries[0]?.message ?? 'ok';

describe('an address', () => {
  it.each([
    'ana@example.test', "o'brien+team@mail.example.test", 'ANA@EXAMPLE.TEST', 'a@b.co', 'user_name-1@sub.example.test', 'ana@bücher.test', '用户@例え.test', 'josé@example.test',
    'δοκιμή@παράδειγμα.test', '😀@example.test', 'ana@xn--bcher-kva.test', '#!$%&*/=?^`{|}~@example.test', 'अजय@डाटा.भारत', 'ana@1example.test',
  ])('%s is well formed', (address) => expect(problem(address)).toBe('ok'));

  it.each([
    ['', 'Enter an e-mail address.'], ['ana', 'There is no @ in “ana”.'], ['@example.test', 'There is nothing before the @ in “@example.test”.'],
    ['ana@', 'There is nothing after the @ in “ana@”.'], ['ana@bo@example.test', 'There is more than one @ in “ana@bo@example.test”.'],
    ['ana b@example.test', 'There is a space in “ana b@example.test”.'], ['ana..b@example.test', 'There is a dot in the wrong place in “ana..b@example.test”.'],
    ['.ana@example.test', 'There is a dot in the wrong place in “.ana@example.test”.'], ['ana.@example.test', 'There is a dot in the wrong place in “ana.@example.test”.'],
    ['a"b@example.test', 'There is a character in “a"b@example.test” that an e-mail address cannot have.'],
    ['a\u0007@example.test', 'There is a character in “a @example.test” that an e-mail address cannot have.'],
    ['ana@example', 'The part after the @ in “ana@example” has no dot: is it complete?'],
    ['ana@-example.test', 'The part after the @ in “ana@-example.test” is not the name of a mail server.'],
    ['ana@exa_mple.test', 'The part after the @ in “ana@exa_mple.test” is not the name of a mail server.'],
    ['ana@127.0.0.1', 'The part after the @ in “ana@127.0.0.1” is not the name of a mail server.'],
    ['ana@0x7f.1', 'The part after the @ in “ana@0x7f.1” is not the name of a mail server.'],
    ['ana@example.test.', 'The part after the @ in “ana@example.test.” is not the name of a mail server.'],
    [`${'a'.repeat(65)}@example.test`, `“${'a'.repeat(39)}…” is too long for an e-mail address.`],
    [`ana@${'a'.repeat(64)}.test`, `The part after the @ in “ana@${'a'.repeat(35)}…” is not the name of a mail server.`],
  ])('%j is refused in words', (address, message) => expect(problem(address)).toBe(message));

  it('never makes the check throw', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (local, domain) => {
        const { entries, addresses } = check(`${local}@${domain}`);
        expect(addresses).toHaveLength(entries[0]?.status === 'ok' ? 1 : 0);
      }),
    );
    fc.assert(fc.property(fc.emailAddress({ size: 'small' }), (address) => problem(address) === 'ok'));
  });
});

describe('a list of addresses', () => {
  it('takes each once, whatever the case and the spelling of the domain', () => {
    const { entries, addresses, tooMany } = check('Ana@Example.TEST', ' ana@example.test ', 'bo@bücher.test', 'bo@xn--bcher-kva.test', 'x');
    expect(entries.map((entry) => entry.status)).toEqual(['ok', 'duplicate', 'ok', 'duplicate', 'malformed']);
    expect(entries[1]).toEqual({ address: 'ana@example.test', status: 'duplicate', message: 'ana@example.test is in the list twice.' });
    expect(addresses).toEqual(['Ana@example.test', 'bo@bücher.test']);
    expect(tooMany).toBeNull();
  });

  it('holds a hundred, each counted once', () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.test`);
    expect(checkParticipants(list(mostParticipants)).tooMany).toBeNull();
    expect(checkParticipants([...list(100), 'P0@example.test', 'x']).tooMany).toBeNull();
    expect(checkParticipants(list(101)).tooMany).toBe(101);
  });
});
