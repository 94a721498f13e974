import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sessionSchema } from '../../../contract/domain.ts';
import { bodyOf, readBody } from '../../../electron/agenda/database/session-body.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';

/** The contract's own words for what is written of a session. */
const schema = sessionSchema
  .omit({ kind: true, key: true, pending: true })
  .extend({ creatorZuid: z.string().nullable(), instanceIds: z.array(z.string()) });

const textOrNull = fc.option(fc.string({ unit: 'binary' }));
const numberOrNull = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
const amountOrNull = fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const body = fc.record({
  topic: fc.string(), startsAt: numberOrNull, duration: amountOrNull, timeZone: textOrNull, presenterName: textOrNull,
  presenterEmail: textOrNull, recurring: fc.boolean(), canJoin: fc.boolean(), agenda: textOrNull, joinLink: textOrNull,
  registrationLink: textOrNull, canStart: fc.boolean(),
  participants: fc.option(fc.array(fc.record({ email: fc.string() }), { maxLength: 3 })),
  registered: amountOrNull, attended: amountOrNull, dialIn: textOrNull, detailsAsOf: numberOrNull, creatorZuid: textOrNull,
  instanceIds: fc.array(fc.string(), { maxLength: 3 }),
});
const names = Object.keys(schema.shape);

/** What stands in a place where something else belongs. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', '1', 0, -1, -0.5, 1e300, true, [], {}, [null], [''], [1], [[]], { length: 1 }),
  fc.constantFrom<unknown>([{}], [{ email: null }], [{ email: 'ana@example.test', more: 1 }], [{ email: 'a' }, 'b'], { email: 'a' }),
  fc.jsonValue(),
);

interface Damage {
  readonly name: string;
  readonly how: 'other' | 'missing' | 'number';
  readonly value: unknown;
}
const damage: fc.Arbitrary<Damage> = fc.record({
  name: fc.constantFrom(...names, 'startLink', 'kind', 'pending', '__proto__', 'else'),
  how: fc.constantFrom('other' as const, 'other' as const, 'missing' as const, 'number' as const),
  value: wrong,
});

/** As text, since a text may hold what no value does: two of a name, `__proto__`, a number without end. */
function damaged(whole: Readonly<Record<string, unknown>>, all: readonly Damage[]): string {
  const parts = Object.entries(whole).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const left = parts.filter(([name]) => !all.some((each) => each.name === name && each.how === 'missing'));
  const more = all.filter(({ how }) => how !== 'missing').map(({ name, how, value }) => [name, how === 'number' ? '1e999' : JSON.stringify(value)] as const);
  return `{${[...left, ...more].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function bySchema(text: string): ZohoSession | null {
  const { success, data } = schema.safeParse(JSON.parse(text));
  return success ? { ...data, kind: 'meeting', key: '1', pending: null, startLink: null } : null;
}

describe('a session on the disk', () => {
  it('is refused and understood exactly as the contract says', () => {
    let understood = 0;
    let refused = 0;
    fc.assert(
      fc.property(body, fc.array(damage, { maxLength: 2 }), (whole, all) => {
        const text = damaged(whole, all);
        const read = readBody(text, 'meeting', '1');
        expect(read).toEqual(bySchema(text));
        if (read) understood++;
        else refused++;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(understood, refused)).toBeGreaterThan(200);
  });

  it.each(['null', '1', '"text"', '[]', '[{}]', '{}', 'true'])('is not %s', (text) => {
    expect([readBody(text, 'meeting', '1'), bySchema(text)]).toEqual([null, null]);
  });

  it('comes back as it was written, but for its start link', () => {
    fc.assert(
      fc.property(body, (whole) => {
        const session: ZohoSession = { ...whole, kind: 'webinar', key: '7', pending: null, startLink: 'https://meeting.zoho.eu/s' };
        expect(readBody(bodyOf(session), 'webinar', '7')).toEqual(JSON.parse(JSON.stringify({ ...session, startLink: null })));
      }),
    );
  });
});
