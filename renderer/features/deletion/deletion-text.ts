import type { Deletion, Kind } from '../../../contract/domain.ts';
import { isUnseen, lineText, quotedText } from '../../../contract/rules/shown-text.ts';
import type { AppError } from '../../../contract/result.ts';
import { mostAtOnce } from '../../bridge/deletions.ts';
import { wordsFor } from '../../ui/error-text.ts';

const number = (value: number) => new Intl.NumberFormat().format(value);

const counted = (count: number, kind: Kind) => `${number(count)} ${kind}${count === 1 ? '' : 's'}`;

export const named = (topic: string | null, kind: Kind): string => {
  return topic === null || isUnseen(topic) ? `the ${kind}` : quotedText(topic);
};

/** What a deletion is about: “Topic”, or "12 meetings". */
const what = ({ topic, kind, total }: Deletion) => (total === 1 ? named(topic, kind) : counted(total, kind));

/** While it can still be undone. Nothing has been sent yet; the person sees it gone. */
export const heldText = (deletion: Deletion): string => `Deleted ${what(deletion)}`;

export const undoneText = (deletion: Deletion): string => `Kept ${what(deletion)}`;

/** "Deleted 120 of 300" */
export const progressText = ({ done, failed, total }: Deletion): string =>
  `Deleted ${number(done)} of ${number(total)}${failed.length > 0 ? `, ${number(failed.length)} failed` : ''}`;

/** What a finished deletion has to tell, or null when all went well. */
export function reportTitle(deletion: Deletion): string | null {
  const { state, done, failed, total, kind } = deletion;
  if (state === 'done' && failed.length === 0) return null;
  if (total === 1) return failed.length === 0 ? `Kept ${what(deletion)}` : `${capital(what(deletion))} was not deleted`;
  const kept = total - done - failed.length;
  const parts = [`Deleted ${number(done)} of ${counted(total, kind)}`];
  if (state === 'stopped') parts.push(`stopped, ${number(kept)} kept`);
  if (failed.length > 0) parts.push(`${number(failed.length)} failed`);
  return parts.join(', ');
}

export interface FailureGroup {
  readonly code: AppError['code'];
  /** Why, and what to do next. */
  readonly title: string;
  readonly body: string;
  readonly topics: readonly string[];
}

/** What failed, by reason, the most frequent first. */
export function failureGroups({ failed, kind }: Deletion): FailureGroup[] {
  const groups = new Map<string, { error: AppError; topics: string[] }>();
  for (const { topic, error } of failed) {
    const group = groups.get(error.code) ?? { error, topics: [] };
    group.topics.push(isUnseen(topic) ? `Untitled ${kind}` : lineText(topic, 200));
    groups.set(error.code, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.topics.length - a.topics.length)
    .map(({ error, topics }) => ({ code: error.code, ...wordsFor(error), topics }));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** One press of Delete, of which main sees several parts when it is about more than it takes at once. */
export interface Batch {
  readonly ids: readonly string[];
  readonly whole: Deletion;
}

/** Parts of one press are held until nearly the same moment, in ms. */
const together = 3_000;

const stateOrder: readonly Deletion['state'][] = ['held', 'running', 'stopped', 'done', 'undone'];

export function batches(deletions: readonly Deletion[]): Batch[] {
  const found: Batch[] = [];
  let before: Deletion | undefined;
  for (const deletion of deletions) {
    const last = found.at(-1);
    const goesOn =
      before?.total === mostAtOnce && before.kind === deletion.kind && deletion.heldUntil - before.heldUntil < together;
    if (last && goesOn) found.splice(-1, 1, { ids: [...last.ids, deletion.id], whole: joined(last.whole, deletion) });
    else found.push({ ids: [deletion.id], whole: deletion });
    before = deletion;
  }
  return found;
}

const joined = (a: Deletion, b: Deletion): Deletion => ({
  ...a,
  topic: null,
  total: a.total + b.total,
  state: stateOrder.find((state) => a.state === state || b.state === state) ?? a.state,
  done: a.done + b.done,
  failed: [...a.failed, ...b.failed],
});
