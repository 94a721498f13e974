import { replaceEqualDeep } from '@tanstack/react-query';

let count = 0;
/** Which question each answer belongs to. */
const numbers = new WeakMap<WeakKey, number>();

/** The number of a question that is put to main now: main takes them up in this order. */
export const nextAsked = (): number => (count += 1);

/** The number of the question that was answered with this. What is not known is taken for newest. */
export const askedFor = (told: object): number => numbers.get(told) ?? Infinity;

/** Notes the question that this answers. */
export function answers<T extends object>(number: number, told: T): T {
  numbers.set(told, number);
  return told;
}

/** For a query whose answers are to be told apart by when main was asked. */
export const numbered = <T extends object>(ask: () => Promise<T>) => ({
  async queryFn(): Promise<T> {
    const number = nextAsked();
    return answers(number, await ask());
  },
  // As it is without this, but that what stays the same is from now on the answer to the later question.
  structuralSharing(before: unknown, told: unknown): unknown {
    const kept: unknown = replaceEqualDeep(before, told);
    if (typeof kept === 'object' && kept && typeof told === 'object' && told) numbers.set(kept, askedFor(told));
    return kept;
  },
});
