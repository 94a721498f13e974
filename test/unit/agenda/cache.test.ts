import { describe, expect, it } from 'vitest';
import { createSessionCache } from '../../../electron/agenda/cache.ts';
import { detailed, hour, listed, noon } from './fakes.ts';

const start = noon + 2 * hour;

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
