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

  it('name how the agenda is looked at, and which day', () => {
    expect(parseRoute('#/agenda/week/2026-06-19')).toEqual({ view: 'agenda', open: null, place: { layout: 'week', day: '2026-06-19' } });
    expect(parseRoute('#/agenda/list')).toEqual({ view: 'agenda', open: null, place: { layout: 'list', day: null } });
    expect(parseRoute('#/agenda/day/2026-06-19/meeting/135')).toEqual({
      view: 'agenda', open: { kind: 'meeting', key: '135' }, place: { layout: 'day', day: '2026-06-19' },
    });
    expect(parseRoute('#/agenda/day/webinar/225')).toEqual({
      view: 'agenda', open: { kind: 'webinar', key: '225' }, place: { layout: 'day', day: null },
    });
  });

  it('name the event that is open, whatever is in its uids', () => {
    const event = { calendar: 'a/b==', uid: 'x@y/z', occurrence: '20260619T100000Z' };
    const place = { layout: 'day' as const, day: null };
    for (const each of [event, { ...event, occurrence: null }]) {
      expect(parseRoute(routeHash({ view: 'agenda', open: null, event: each, place }))).toEqual({ view: 'agenda', open: null, event: each, place });
      expect(parseRoute(routeHash({ view: 'agenda', open: null, event: each }))).toEqual({ view: 'agenda', open: null, event: each });
    }
    expect(parseRoute('#/agenda/event/only')).toEqual({ view: 'agenda', open: null });
  });

  it.each(['2026-02-30', '2026-13-01', '0000-01-01', '9999-01-01', '26-6-1', 'today'])('take no day for %s', (day) => {
    expect(parseRoute(`#/agenda/week/${day}`)).toEqual({ view: 'agenda', open: null, place: { layout: 'week', day: null } });
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
      fc.record({
        view: fc.constant<View>('agenda'),
        open: fc.option(fc.record({ kind: fc.constantFrom<Kind>('meeting', 'webinar'), key })),
        place: fc.record({
          layout: fc.constantFrom('day', 'week', 'list'),
          day: fc.option(fc.integer({ min: 0, max: 70_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))),
        }),
      }),
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
