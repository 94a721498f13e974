import { expect, it } from 'vitest';
import { offerUndo, undoLatest } from '../../../renderer/ui/undo.ts';

it('the latest offer is undone first, and each once', () => {
  const done: string[] = [];
  offerUndo('a', () => done.push('a'));
  const withdraw = offerUndo('b', () => done.push('b'));
  offerUndo('c', () => done.push('c'));
  expect(undoLatest()).toBe(true);
  withdraw();
  expect(undoLatest()).toBe(true);
  expect(undoLatest()).toBe(false);
  expect(done).toEqual(['c', 'a']);
});
