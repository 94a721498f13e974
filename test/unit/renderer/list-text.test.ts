import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListStatus } from '../../../contract/domain.ts';
import { amiss, joinStatus, neverRead } from '../../../renderer/bridge/list-status.ts';
import { asOfText, freshnessText } from '../../../renderer/features/sessions/freshness-text.ts';
import { durationText, isMine, keyText, presenterText, rowName } from '../../../renderer/features/sessions/row-text.ts';
import { isTold, switchedOff } from '../../../renderer/features/sessions/told.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';
import { account, hour, minute, monday, row } from './rows.ts';

const time = createTimeText('en-GB', 'UTC');
const status = (part: Partial<ListStatus>): ListStatus => ({ ...neverRead, phase: 'ready', asOf: monday, ...part });

describe('a row', () => {
  it('is named by topic and local start time', () => {
    expect(rowName(row(), time, monday)).toBe('Weekly review, Mon 15 Jun, 09:00');
    expect(rowName(row({ topic: '  ', startsAt: null }), time, monday)).toBe('Untitled, Time not known');
  });

  it('tells the presenter only when that is somebody else', () => {
    expect(isMine(row({ presenterEmail: 'ADA@example.test ' }), account)).toBe(true);
    expect(isMine(row({ presenterEmail: null }), account)).toBe(true);
    expect(presenterText(row(), account)).toBeUndefined();
    const unnamed = row({ presenterName: null, presenterEmail: 'ben@example.test' });
    expect(presenterText(unnamed, account)).toBe('ben@example.test');
    expect(presenterText(row({ presenterName: null, presenterEmail: null }), account)).toBeUndefined();
  });

  it('tells a length only when there is one', () => {
    expect(durationText(row({ duration: 90 * minute }))).toBe('1 h 30 min');
    expect(durationText(row({ duration: null }))).toBeUndefined();
    expect(durationText(row({ duration: 0 }))).toBeUndefined();
  });
});

describe('a key', () => {
  it('is set in groups', () => {
    expect(keyText('1351189999')).toBe('135 118 9999');
    expect(keyText('123456')).toBe('123456');
    expect(keyText('abc-1234567')).toBe('abc-1234567');
  });

  it('loses no digit', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{1,20}$/), (key) => keyText(key).replaceAll(' ', '') === key));
  });
});

describe('freshness', () => {
  it('is told in words', () => {
    expect(asOfText(null, time, monday)).toBeNull();
    expect(asOfText(monday, time, monday + 59_000)).toBe('Updated just now');
    expect(asOfText(monday, time, monday + hour)).toBe('As of 09:00');
    // The page's clock may be a little late; a whole hour is a clock that was set back.
    expect(asOfText(monday + 15_000, time, monday)).toBe('Updated just now');
    expect(asOfText(monday + hour, time, monday)).toBe('Read before this clock was set back');
  });

  it('counts only while a listing is read', () => {
    expect(freshnessText(status({}), false, time, monday + hour)).toBe('As of 09:00');
    expect(freshnessText(status({}), true, time, monday)).toBe('Updating');
    expect(freshnessText(status({ phase: 'loading', loaded: 300, expected: 2500 }), false, time, monday)).toMatch(
      /^Loading 300 of 2.500$/,
    );
    const first = status({ phase: 'loading', asOf: null, loaded: 40 });
    expect(freshnessText(first, false, time, monday)).toBe('Loading, 40 so far');
    expect(freshnessText(neverRead, false, time, monday)).toBe('Not read yet');
    // However young: what failed is not up to date.
    expect(freshnessText(status({ phase: 'failed' }), false, time, monday)).toBe(`As of ${time.asOf(monday, monday)}`);
  });
});

describe('two listings together', () => {
  const error = { code: 'offline', message: '' } as const;

  it('are as fresh as the older', () => {
    expect(joinStatus([status({}), status({ asOf: monday - hour })]).asOf).toBe(monday - hour);
    expect(joinStatus([status({}), neverRead])).toMatchObject({ phase: 'ready', asOf: monday });
  });

  it('are not read while one is read for the first time, or could not be', () => {
    for (const phase of ['loading', 'failed'] as const)
      expect(joinStatus([status({}), status({ phase, asOf: null })])).toMatchObject({ phase, asOf: null });
  });

  it('tell what is amiss with those never read, else with those that failed', () => {
    const failed = status({ phase: 'failed', error });
    const unread = status({ phase: 'loading', asOf: null, loaded: 5, expected: 10 });
    expect(amiss([status({}), status({ phase: 'loading' })])).toBeNull();
    expect(amiss([status({}), failed])).toMatchObject({ phase: 'failed', asOf: monday, error });
    expect(amiss([failed, unread])).toMatchObject({ phase: 'loading', asOf: null, loaded: 5, expected: 10, error: null });
    // Tried again: why is still known.
    expect(amiss([{ ...unread, error }])).toMatchObject({ phase: 'loading', error });
  });

  it('have failed when one has, unless one is being read', () => {
    const failed = status({ phase: 'failed', error });
    expect(joinStatus([status({}), failed])).toMatchObject({ phase: 'failed', error });
    expect(joinStatus([status({ phase: 'loading' }), failed]).phase).toBe('loading');
  });

  it('announce a total only when both do', () => {
    const half = status({ phase: 'loading', loaded: 5, expected: 10 });
    expect(joinStatus([half, half])).toMatchObject({ loaded: 10, expected: 20 });
    expect(joinStatus([half, status({})]).expected).toBeNull();
    expect(joinStatus([])).toEqual(neverRead);
  });
});

describe('a failure that a banner tells', () => {
  it('is not told twice', () => {
    expect(isTold({ code: 'reconnect-needed', message: '' }, 'reconnect-needed', true)).toBe(true);
    expect(isTold({ code: 'throttled', message: '' }, 'throttled', true)).toBe(true);
    expect(isTold({ code: 'offline', message: '' }, 'ok', false)).toBe(true);
  });

  it('is told by the list when no banner is there', () => {
    expect(isTold({ code: 'offline', message: '' }, 'ok', true)).toBe(false);
    expect(isTold({ code: 'timeout', message: '' }, 'throttled', false)).toBe(false);
    expect(isTold(null, 'throttled', false)).toBe(false);
  });
});

it('a feature is switched off when it was left out or not granted', () => {
  const features = [
    { id: 'meetings' as const, state: 'on' as const, missingScopes: [] },
    { id: 'webinars' as const, state: 'left-out' as const, missingScopes: [] },
  ];
  expect(switchedOff(features, 'meetings')).toBeUndefined();
  expect(switchedOff(features, 'webinars')?.state).toBe('left-out');
});
