import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftKeeper } from '../../../renderer/features/editor/draft-keeper.ts';

const kept = new Map<string, string>();
const away: { serial: number; draftId: string }[] = [];
const store = {
  read: async (id: string) => kept.get(id) ?? null,
  keep: (id: string, text: string) => void kept.set(id, text),
  drop: (id: string) => void kept.delete(id),
};
const keeper = () => createDraftKeeper<string>({ store, isSame: (a, b) => a === b, away: () => away });
const form = (serial: number, draftId = 'new-event') => ({ serial, draftId, untouched: '' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  kept.clear();
  away.length = 0;
  vi.useRealTimers();
});

describe('a draft', () => {
  it('is kept when typing settles, and at once when the window goes', () => {
    const drafts = keeper();
    drafts.begin(form(1), '');
    drafts.changed('a');
    drafts.changed('ab');
    expect(kept.size).toBe(0);
    vi.advanceTimersByTime(400);
    expect(kept.get('new-event')).toBe('ab');
    drafts.changed('abc');
    drafts.keepLatest();
    expect(kept.get('new-event')).toBe('abc');
  });

  it('goes when everything typed was taken back, and nothing is kept of a form that is closed', () => {
    const drafts = keeper();
    drafts.begin(form(1), '');
    drafts.changed('a');
    vi.advanceTimersByTime(400);
    drafts.changed('');
    vi.advanceTimersByTime(400);
    expect(kept.size).toBe(0);
    drafts.changed('b');
    drafts.end();
    vi.advanceTimersByTime(400);
    expect([kept.size, drafts.latest()]).toEqual([0, null]);
  });

  it('on its way to Zoho is not what the next form begins with, and does not take the next one’s along', async () => {
    const drafts = keeper();
    drafts.keep(form(1), 'sent');
    away.push(form(1));
    expect(await drafts.read('new-event')).toBeNull();
    drafts.keep(form(2), 'next');
    expect(await drafts.read('new-event')).toBe('next');
    drafts.drop(form(1));
    expect(kept.get('new-event')).toBe('next');
    drafts.drop(form(2));
    expect(kept.size).toBe(0);
  });

  it('of an earlier run is there', async () => {
    kept.set('new-event', 'before the crash');
    expect(await keeper().read('new-event')).toBe('before the crash');
  });
});
