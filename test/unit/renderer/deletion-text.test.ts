import { describe, expect, it } from 'vitest';
import type { Deletion } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { batches, failureGroups, heldText, progressText, reportTitle } from '../../../renderer/features/deletion/deletion-text.ts';

const deletion = (part: Partial<Deletion> = {}): Deletion => ({
  id: 'd1', kind: 'meeting', topic: 'Weekly review', total: 1, state: 'held', heldUntil: 0, done: 0, failed: [], ...part,
});
const failure = (topic: string, code: ErrorCode) => ({ key: topic, topic, error: { code, message: '' } });
const many = (part: Partial<Deletion> = {}) => deletion({ topic: null, total: 300, ...part });

describe('words for deletions', () => {
  it('name one by its topic and many by their number', () => {
    expect(heldText(deletion())).toBe('Deleted “Weekly review”');
    expect(heldText(deletion({ topic: ' ' }))).toBe('Deleted the meeting');
    expect(heldText(many({ kind: 'webinar' }))).toBe('Deleted 300 webinars');
    expect(progressText(many({ done: 120 }))).toBe('Deleted 120 of 300');
    expect(progressText(many({ done: 120, failed: [failure('A', 'timeout')] }))).toBe('Deleted 120 of 300, 1 failed');
  });

  it('report what did not happen, and nothing when all went well', () => {
    expect(reportTitle(many({ state: 'done', done: 300 }))).toBeNull();
    expect(reportTitle(many({ state: 'stopped', done: 120 }))).toBe('Deleted 120 of 300 meetings, stopped, 180 kept');
    expect(reportTitle(many({ state: 'done', done: 299, failed: [failure('A', 'timeout')] }))).toBe(
      'Deleted 299 of 300 meetings, 1 failed',
    );
    expect(reportTitle(deletion({ state: 'done', failed: [failure('Weekly review', 'not-admin')] }))).toBe(
      '“Weekly review” was not deleted',
    );
  });

  it('group failures by reason, the most frequent first', () => {
    const failed = [failure('A', 'timeout'), failure('B', 'not-permitted'), failure('', 'not-permitted')];
    const groups = failureGroups(many({ failed }));
    expect(groups.map(({ code, topics }) => [code, topics])).toEqual([
      ['not-permitted', ['B', 'Untitled meeting']],
      ['timeout', ['A']],
    ]);
    expect(groups[0]?.title).not.toBe('');
  });
});

describe('one press about more than main takes at once', () => {
  const first = many({ id: 'a', total: 1000, heldUntil: 8000, done: 400, state: 'running' });
  const second = many({ id: 'b', total: 500, heldUntil: 8020, failed: [failure('A', 'timeout')] });

  it('is shown as one', () => {
    expect(batches([first, second])).toEqual([
      { ids: ['a', 'b'], whole: { ...first, state: 'held', total: 1500, failed: second.failed } },
    ]);
  });

  it('is not mixed with what was deleted otherwise', () => {
    expect(batches([first, { ...second, kind: 'webinar' }])).toHaveLength(2);
    expect(batches([first, { ...second, heldUntil: 20_000 }])).toHaveLength(2);
    expect(batches([second, first])).toHaveLength(2);
    expect(batches([])).toEqual([]);
  });
});
