import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind, View } from '../../../contract/domain.ts';
import { type Route, parseRoute, routeHash } from '../../../renderer/features/shell/route.ts';

describe('addresses inside the page', () => {
  it.each([
    ['', 'agenda'],
    ['#/', 'agenda'],
    ['#/nowhere', 'agenda'],
    ['#/settings', 'settings'],
    ['#/webinars', 'webinars'],
  ])('"%s" is %s', (hash, view) => {
    expect(parseRoute(hash)).toEqual({ view, open: null });
  });

  it('name the session that is open', () => {
    expect(parseRoute('#/meetings/135')).toEqual({ view: 'meetings', open: { kind: 'meeting', key: '135' } });
    expect(parseRoute('#/agenda/webinar/225')).toEqual({ view: 'agenda', open: { kind: 'webinar', key: '225' } });
    expect(parseRoute('#/agenda/other/225').open).toBeNull();
    expect(parseRoute('#/settings/135').open).toBeNull();
  });

  it('survive broken escapes', () => {
    expect(parseRoute('#/meetings/%E0%A4%A')).toEqual({ view: 'meetings', open: null });
  });

  it('come back as they were written, whatever the key', () => {
    const key = fc.string({ minLength: 1 });
    const opening = (view: View, ...kinds: Kind[]) =>
      fc.record({ view: fc.constant(view), open: fc.record({ kind: fc.constantFrom(...kinds), key }) });
    const closed = fc.constantFrom<View>('agenda', 'meetings', 'webinars', 'settings');
    const route: fc.Arbitrary<Route> = fc.oneof(
      fc.record({ view: closed, open: fc.constant(null) }),
      opening('agenda', 'meeting', 'webinar'),
      opening('meetings', 'meeting'),
      opening('webinars', 'webinar'),
    );
    fc.assert(
      fc.property(route, (each) => {
        expect(parseRoute(routeHash(each))).toEqual(each);
      }),
    );
  });
});
