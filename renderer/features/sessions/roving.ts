/**
 * Where the focus goes in a list of `count` rows, or undefined when the key is not one that moves it.
 *
 * @param page rows that fit on the screen, for Page Up and Page Down
 */
export function rovingTarget(key: string, index: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const step = Math.max(1, page);
  const targets = new Map([
    ['ArrowDown', index + 1],
    ['ArrowUp', index - 1],
    ['Home', 0],
    ['End', count - 1],
    ['PageDown', index + step],
    ['PageUp', index - step],
  ]);
  const target = targets.get(key);
  return target === undefined ? undefined : Math.min(count - 1, Math.max(0, target));
}
