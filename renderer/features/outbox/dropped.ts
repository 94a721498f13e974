/** Changes that the person dropped on this page: they are gone, and were not sent. */
const ids = new Set<string>();

export const dropped = {
  note: (id: string): void => void ids.add(id),
  forget: (id: string): void => void ids.delete(id),
  all: (): ReadonlySet<string> => ids,
};
