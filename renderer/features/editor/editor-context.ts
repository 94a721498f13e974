import { createContext, use } from 'react';
import type { Recurrence, Template } from '../../../contract/calendar.ts';
import type { Kind, Session } from '../../../contract/domain.ts';
import type { SessionField, SessionForm, SessionValues } from '../../../contract/rules/session-form.ts';
import type { AppError } from '../../../contract/result.ts';
import type { Form } from './form-basics.ts';

export type SessionRef = { readonly kind: Kind; readonly key: string };

/** A form on the screen, or one that waits to come back to it. */
export interface OpenForm {
  /** Tells one opening of a form from the next. */
  readonly serial: number;
  readonly kind: Kind;
  readonly draftId: string;
  /** What Zoho has, when it is being edited. */
  readonly original: Session | null;
  /** What stands in the fields when it opens. */
  readonly form: Form;
  /** What would stand there without anything typed. */
  readonly untouched: Form;
  readonly keptFromBefore: boolean;
  /** Zoho could not be asked: as of when it is what Zoho had, epoch ms. */
  readonly readAt: number | null;
  /** Why Zoho, or the way there, refused it. */
  readonly refusal: AppError | null;
  /** The line of quick create; null where the form begins with something else. */
  readonly quick: QuickStart | null;
}

export interface QuickStart {
  readonly line: string;
  readonly hasFocus: boolean;
  /** What was changed by hand, which the line leaves alone; null: whatever is not as untouched. */
  readonly byHand: readonly SessionField[] | null;
}

/** What a session is read for. */
export type Goal = 'edit' | 'duplicate';

/** A form that is about to open: the session is being read, or could not be. */
export interface Reading {
  readonly kind: Kind;
  readonly key: string;
  readonly error: AppError | null;
  readonly goal: Goal;
}

/** When a new one is to be: a place of the agenda that was pressed. */
export type NewStart = Pick<Form, 'date' | 'time' | 'timeZone'>;

/** A meeting that repeats is made in a calendar. */
export interface Series {
  readonly calendar: string;
  readonly repeat: Recurrence;
}

/** What any screen may ask for. */
export interface Editor {
  /** With what was begun before, if anything was; a start that is given takes the place of its own. */
  create(kind: Kind, start?: NewStart): void;
  /** As `create`, with the focus in the line of quick create. */
  createQuickly(kind: Kind): void;
  /** Opens a form with these texts in it. Answers false, and does nothing, while a form is open. */
  createFrom(kind: Kind, texts: Partial<SessionForm>): boolean;
  createFromTemplate(template: Template): void;
  edit(session: SessionRef): void;
  duplicate(session: SessionRef): void;
}

/** What the form itself asks for. */
export interface FormActions {
  /** The latest text: kept as a draft, and for the moment the form is closed by something else. */
  changed(form: Form): void;
  submit(form: Form, values: SessionValues, series: Series | null): void;
  /** Makes a new one of the other kind of what stands in the form. */
  become(kind: Kind, form: Form, quick: QuickStart): void;
  /** Escape: closed, and kept as a draft. */
  leave(): void;
  /** Cancel: closed, and dropped; it can be undone for a while. */
  cancel(form: Form): void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error('useEditor needs an EditorProvider above it');
  return editor;
}
