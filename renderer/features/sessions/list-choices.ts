import type { Kind, ListType } from '../../../contract/domain.ts';

/** What a list shows; kept while the person is in another view. */
export interface ListChoice {
  readonly listType: ListType;
  readonly search: string;
}

export type ListChoices = Readonly<Record<Kind, ListChoice>>;

const choice: ListChoice = { listType: 'upcoming', search: '' };
export const firstChoices: ListChoices = { meeting: choice, webinar: choice };
