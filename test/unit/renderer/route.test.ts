import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from '../../../renderer/features/shell/route.ts';

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
    const route = fc.oneof(
      fc.record({ view: fc.constantFrom('agenda', 'meetings', 'webinars', 'settings'), open: fc.constant(null) }),
      fc.record({ view: fc.constant('agenda'), open: fc.record({ kind: fc.constantFrom('meeting', 'webinar'), key: fc.string({ minLength: 1 }) }) }),
      fc.record({ view: fc.constant('meetings'), open: fc.record({ kind: fc.constant('meeting'), key: fc.string({ minLength: 1 }) }) }),
      fc.record({ view: fc.constant('webinars'), open: fc.record({ kind: fc.constant('webinar'), key: fc.string({ minLength: 1 }) }) }),
    );
    fc.assert(
      fc.property(route, (each) => {
        expect(parseRoute(routeHash(each as Parameters<typeof routeHash>[0]))).toEqual(each);
      }),
    );
  });
});
