import { describe, expect, it } from 'vitest';
import type { Connection, Settings } from '../../../contract/domain.ts';
import { ok } from '../../../contract/result.ts';
import { nextRows } from '../../../contract/rules/session-lists.ts';
import { rangeOf } from '../../../contract/rules/shown-days.ts';
import { firstScreen } from '../../../electron/ipc/first-screen.ts';
import type { HandlerServices } from '../../../electron/ipc/handlers.ts';
import { defaultSettings } from '../../../electron/shell/settings.ts';

const now = Date.UTC(2026, 5, 19, 23);
const on = [{ id: 'meetings', state: 'on', missingScopes: [] }, { id: 'webinars', state: 'on', missingScopes: [] }] as const;
const noWebinars = [on[0], { ...on[1], state: 'left-out' }] as const;

/** What is asked of the services, with answers that name themselves. */
function services(settings: Partial<Settings>, features: readonly unknown[] | null) {
  const asked: unknown[] = [];
  const state = features ? 'connected' : 'disconnected';
  const named = (name: string) => () => [name];
  const made = {
    account: { connection: () => ({ state, account: features && { features } }) as unknown as Connection },
    settings: { get: () => ({ ...defaultSettings, ...settings }) },
    sessions: {
      list: (input: unknown) => (asked.push(input), { page: input }),
      between: (range: unknown) => (asked.push(range), { items: [], status: 'known', past: null }),
    },
    agenda: { deletions: { list: named('deletion') }, outbox: { list: named('change') } },
    calendar: { changes: named('event change'), calendars: () => 'calendars' },
    templates: { list: () => ok(['template']) },
    timeZone: () => 'Europe/Paris',
    locale: () => 'en-GB',
    clock: { now: () => now },
  };
  return { asked, services: made as unknown as HandlerServices };
}

const screenOf = async (settings: Partial<Settings>, features: readonly unknown[] | null) => {
  const given = services(settings, features);
  const result = await firstScreen(given.services);
  if (!result.ok) throw new Error(result.error.message);
  return { ...given, screen: result.value };
};

describe('the first screen', () => {
  it('of nobody has no account’s data, and asks for none', async () => {
    const { screen, asked } = await screenOf({}, null);
    expect(screen.ofAccount).toBeNull();
    expect(screen.settings).toEqual(defaultSettings);
    expect(asked).toEqual([]);
  });

  it('has what the calls of these names answer', async () => {
    const { screen } = await screenOf({}, on);
    expect(screen.ofAccount).toMatchObject({
      deletions: ['deletion'], outbox: ['change'], eventChanges: ['event change'], calendars: 'calendars', templates: ['template'],
    });
  });

  it('asks for the day that is today in this computer’s zone', async () => {
    const { asked, screen } = await screenOf({}, on);
    const today = rangeOf(['2026-06-20'], 'Europe/Paris');
    expect(asked).toContainEqual(today);
    expect(screen.ofAccount?.agenda).toEqual({ ...today, items: [], status: 'known', past: null });
  });

  it.each([
    ['the chosen zone', { agendaTimeZone: 'America/New_York' }, rangeOf(['2026-06-19'], 'America/New_York')],
    ['a zone that is none', { agendaTimeZone: 'Mars/Olympus' }, rangeOf(['2026-06-20'], 'Europe/Paris')],
    ['the week as the locale has it', { agendaLayout: 'week' as const }, rangeOf(['2026-06-15', '2026-06-21'], 'Europe/Paris')],
  ])('goes by %s', async (_name, settings, range) => {
    expect((await screenOf(settings, on)).asked).toContainEqual(range);
  });

  it('has no days where the agenda is a list', async () => {
    const { asked, screen } = await screenOf({ agendaLayout: 'list' }, on);
    expect(screen.ofAccount?.agenda).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('asks for nothing that is switched off', async () => {
    const { asked, screen } = await screenOf({ agendaLayout: 'list' }, noWebinars);
    expect(asked).toEqual([{ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: nextRows }]);
    expect(screen.ofAccount?.upcoming.map(({ kind }) => kind)).toEqual(['meeting']);
  });
});
