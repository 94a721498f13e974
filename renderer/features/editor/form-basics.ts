import type { Kind, SessionWrite } from '../../../contract/domain.ts';
import type { SessionValues } from '../../../contract/rules/session-form.ts';
import type { DraftForm } from '../../bridge/drafts.ts';

/** What stands in the form's fields, as typed. What reads them is loaded with the form itself. */
export type Form = DraftForm;

export const writeOf = ({ startsAt: _, ...values }: SessionValues): SessionWrite => values;

export const sameForm = (a: Form, b: Form): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (form: Form) => Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));

/** Under which drafts are kept. A copy has its own, so that it never takes the place of what was begun before. */
export const draftIds = {
  new: (kind: Kind) => `new-${kind}`,
  paste: (kind: Kind) => `paste-${kind}`,
  copy: (kind: Kind, key: string) => `copy-${kind}-${key}`,
  edit: (kind: Kind, key: string) => `edit-${kind}-${key}`,
};
