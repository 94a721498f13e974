/** Sets of places in many sessions, as bits: that of `place` is bit `place % 32` of number `place >>> 5`. */
export type Places = Int32Array;

export const noPlaces = (size: number): Places => new Int32Array((size + 31) >>> 5);

/** So many of them, all. */
export function allPlaces(size: number): Places {
  const places = noPlaces(size).fill(-1);
  if ((size & 31) !== 0) places[places.length - 1] = (1 << (size & 31)) - 1;
  return places;
}

export function put(places: Places, place: number): void {
  places[place >>> 5] = (places[place >>> 5] ?? 0) | (1 << (place & 31));
}

export const has = (places: Places, place: number): boolean => (((places[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;

/** Those that are in `more`, too. */
export function join(places: Places, more: Places): void {
  const length = Math.min(places.length, more.length);
  for (let at = 0; at < length; at++) places[at] = (places[at] ?? 0) | (more[at] ?? 0);
}

/** Only those that are in `other` as well. */
export function meet(places: Places, other: Places): void {
  for (let at = 0; at < places.length; at++) places[at] = (places[at] ?? 0) & (other[at] ?? 0);
}

/** The same set, with room for this place: if need be a copy that is at least twice as long. */
export function roomy(places: Places, place: number): Places {
  const number = place >>> 5;
  if (number < places.length) return places;
  const longer = new Int32Array(Math.max(2 * places.length, number + 1));
  longer.set(places);
  return longer;
}

/** The lowest bit that is set in a number which is not 0. */
export const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** How many bits of a number are set: first of each two, then of each four, of each eight, and of all. */
function ones(bits: number): number {
  const twos = bits - ((bits >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** For each number how many places stand before it, and at the end how many there are. */
export function counted(places: Places): Uint32Array {
  const before = new Uint32Array(places.length + 1);
  for (let at = 0; at < places.length; at++) before[at + 1] = (before[at] ?? 0) + ones(places[at] ?? 0);
  return before;
}

/** Puts what `from` has at `first` and the places after it, so many, to `to` from `start` on. */
export function copyPlaces(from: Places, first: number, to: Places, start: number, length: number): void {
  for (let done = 0; done < length;) {
    const [at, into] = [first + done, start + done];
    const [low, room] = [at & 31, Math.min(32 - (into & 31), length - done)];
    const next = low === 0 ? 0 : (from[(at >>> 5) + 1] ?? 0) << (32 - low);
    const bits = ((from[at >>> 5] ?? 0) >>> low) | next;
    const wanted = room === 32 ? bits : bits & ((1 << room) - 1);
    to[into >>> 5] = (to[into >>> 5] ?? 0) | (wanted << (into & 31));
    done += room;
  }
}
