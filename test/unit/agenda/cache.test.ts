import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSessionCache } from '../../../electron/agenda/cache.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { detailed, hour, listed, noon } from './fakes.ts';

const start = noon + 2 * hour;

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
/** Few values of each field, so that two sessions often agree. */
const anySession: fc.Arbitrary<ZohoSession> = fc.record({
  kind: fc.constant('meeting' as const), key: fc.constant('1'), topic: oneOf('', 'Plan', 'Plans'),
  startsAt: oneOf(null, start, start + 1), duration: oneOf(null, 0, hour), timeZone: oneOf(null, 'UTC', 'Europe/Paris'),
  presenterName: oneOf(null, 'Ana', 'Bo'), presenterEmail: oneOf(null, 'ana@example.test', 'bo@example.test'),
  recurring: fc.boolean(), canJoin: fc.boolean(), pending: oneOf(null, 'saving' as const, 'asking' as const),
  agenda: oneOf(null, '', 'What for'), joinLink: oneOf(null, 'https://meet.zoho.eu/1', 'https://meet.zoho.eu/2'),
  registrationLink: oneOf(null, 'https://meeting.zoho.eu/1', 'https://meeting.zoho.eu/2'), canStart: fc.boolean(),
  participants: oneOf<ZohoSession['participants']>(null, [], [{ email: 'a' }], [{ email: 'b' }], [{ email: 'a' }, { email: 'b' }]),
  registered: oneOf(null, 0, 1), attended: oneOf(null, 0, 1), dialIn: oneOf(null, '1', '2'), detailsAsOf: oneOf(null, noon, noon + 1),
  startLink: oneOf(null, 'https://meeting.zoho.eu/s/1', 'https://meeting.zoho.eu/s/2'), creatorZuid: oneOf(null, '7', '8'),
  instanceIds: oneOf<readonly string[]>([], ['1'], ['2'], ['1', '2']),
});
const names = Object.keys(listed('1', start)) as (keyof ZohoSession)[];

describe('what is held of a listing', () => {
  it('is what is known, where an item says nothing else', () => {
    const cache = createSessionCache();
    cache.takeWritten(detailed('1', start));
    cache.takeWritten(detailed('2', start));
    const other = listed('2', start, { topic: 'Renamed' });
    const [same, renamed, unknown] = cache.held([listed('1', start), other, listed('3', start)]);
    expect(same).toBe(cache.get('1'));
    expect(renamed).toBe(other);
    expect(unknown).toEqual(listed('3', start));
  });

  it('asks for what is on the disk before it takes anything for unknown', () => {
    const asked: string[][] = [];
    const cache = createSessionCache({
      some(keys) {
        asked.push([...keys]);
        if (keys.includes('1')) cache.restore([{ session: detailed('1', start), listedUpcoming: true }]);
      },
    });
    cache.takeWritten(detailed('2', start));
    asked.length = 0;
    const [first] = cache.held([listed('1', start), listed('2', start)]);
    expect(first?.agenda).toBe('Plan');
    expect(asked).toEqual([['1']]);
  });

  it('does not undo what was learnt since it was read', () => {
    const cache = createSessionCache();
    cache.takeWritten(detailed('1', start));
    const mark = cache.mark();
    const items = cache.held([listed('1', start)]);
    cache.takeDetails(detailed('1', start, { agenda: 'A newer plan' }), noon, mark);
    cache.takeItems(items, 'upcoming', mark);
    expect(cache.get('1')?.agenda).toBe('A newer plan');
    expect(cache.listedUpcoming('1')).toBe(true);
  });

  it('is what is known exactly where taking the item changes nothing', () => {
    let [changing, idle] = [0, 0];
    fc.assert(
      // What an item says otherwise: nothing, or a field or two.
      fc.property(anySession, anySession, fc.subarray(names, { maxLength: 2 }), fc.boolean(), (known, other, told, isSilent) => {
        const rest = isSilent ? { ...listed('1', null), topic: '', duration: null, timeZone: null } : known;
        const item = { ...rest, ...Object.fromEntries(told.map((name) => [name, other[name]])) } as ZohoSession;
        let changes = 0;
        const cache = createSessionCache({ onChange: () => void changes++ });
        cache.restore([{ session: known, listedUpcoming: true }]);
        const [held] = cache.held([item]);
        cache.takeItems([item], 'upcoming', cache.mark());
        expect(held).toBe(changes === 0 ? known : item);
        if (changes === 0) idle++;
        else changing++;
      }),
      { numRuns: 4_000 },
    );
    expect(Math.min(changing, idle)).toBeGreaterThan(500);
  });

  it.each([[['1'], ['1', '2']], [['1', '2'], ['1']], [['1', '2'], ['2', '1']]])('is not what is known with %j, where an item has %j', (known, told) => {
    const cache = createSessionCache();
    cache.takeWritten(detailed('1', start, { instanceIds: known }));
    const item = listed('1', start, { instanceIds: told });
    expect(cache.held([item])).toEqual([item]);
  });

  it('counts as named', () => {
    const cache = createSessionCache();
    cache.takeItems([listed('1', start), listed('2', start)], 'upcoming', cache.mark());
    const mark = cache.mark();
    const items = cache.held([listed('1', start)]);
    cache.takeItems(items, 'upcoming', mark);
    cache.dropMissing(items, 'upcoming', mark, noon);
    expect([...cache.keys()]).toEqual(['1']);
  });
});
