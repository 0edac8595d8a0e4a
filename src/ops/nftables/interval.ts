/** Keys from `from` to `to`, both inclusive, of equal length, compared as integers in network order. */
export interface Interval {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** A point at which an interval set changes between "in" and "out", as nf_tables stores it. */
export interface Boundary {
  readonly key: Uint8Array;
  /** The key is the first one behind an interval: NFT_SET_ELEM_INTERVAL_END. */
  readonly end: boolean;
  /** The interval that begins here reaches the top of the space, so that no end follows. */
  readonly open: boolean;
  /** Index of the interval that begins here; -1 for an end. */
  readonly index: number;
}

/** Negative, zero or positive as `a` is before, equal to or behind `b`; both of one length. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let index = 0; index < a.length; index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The next key, or `undefined` at the top of the space. */
export function successor(key: Uint8Array): Uint8Array | undefined {
  const next = key.slice();
  for (let index = next.length - 1; index >= 0; index--) {
    if (next[index]! < 255) {
      next[index]!++;
      return next;
    }
    next[index] = 0;
  }
  return undefined;
}

/** The key before, or `undefined` at zero. */
export function predecessor(key: Uint8Array): Uint8Array | undefined {
  const previous = key.slice();
  for (let index = previous.length - 1; index >= 0; index--) {
    if (previous[index]! > 0) {
      previous[index]!--;
      return previous;
    }
    previous[index] = 255;
  }
  return undefined;
}

/** The interval of a prefix: the key with the bits behind `length` cleared, to the key with them set. */
export function prefixInterval(key: Uint8Array, length: number): Interval {
  const from = key.slice();
  const to = key.slice();
  for (let index = 0; index < key.length; index++) {
    const bits = Math.max(0, Math.min(8, length - index * 8));
    const mask = (0xff00 >> bits) & 0xff;
    from[index] = key[index]! & mask;
    to[index] = key[index]! | (~mask & 0xff);
  }
  return { from, to };
}

/** The prefix length that is exactly this interval, or `undefined`. */
export function prefixLengthOf({ from, to }: Interval): number | undefined {
  let length = 0;
  let index = 0;
  while (index < from.length && from[index] === to[index]) index++;
  length = index * 8;
  if (index < from.length) {
    const different = from[index]! ^ to[index]!;
    // A prefix's differing byte is some leading equal bits, then zeroes against ones.
    if ((different & (different + 1)) !== 0 || (from[index]! & different) !== 0) return undefined;
    length += 8 - (32 - Math.clz32(different));
    for (index++; index < from.length; index++) if (from[index] !== 0 || to[index] !== 255) return undefined;
  }
  return length;
}

/**
 * Sorts intervals and unites those that overlap, because the kernel refuses overlapping ones. Intervals that only touch
 * stay apart, so that each can be deleted as it was added, unless `adjacent` asks to unite them too.
 * @returns new intervals in ascending order and, for each, the indexes of those it was made of
 */
export function uniteIntervals(
  intervals: readonly Interval[],
  adjacent: boolean,
): { readonly interval: Interval; readonly of: readonly number[] }[] {
  const order = intervals.map((_, index) => index);
  const ascending = intervals.every(
    (interval, index) => index === 0 || compareBytes(intervals[index - 1]!.from, interval.from) <= 0,
  );
  if (!ascending) order.sort((a, b) => compareBytes(intervals[a]!.from, intervals[b]!.from));
  const united: { interval: Interval; of: number[] }[] = [];
  for (const index of order) {
    const interval = intervals[index]!;
    const last = united.at(-1);
    if (last !== undefined) {
      const reach = adjacent ? (successor(last.interval.to) ?? last.interval.to) : last.interval.to;
      if (compareBytes(interval.from, reach) <= 0) {
        last.of.push(index);
        if (compareBytes(interval.to, last.interval.to) > 0)
          last.interval = { from: last.interval.from, to: interval.to };
        continue;
      }
    }
    united.push({ interval, of: [index] });
  }
  return united;
}

/**
 * The boundaries of ascending intervals that don't overlap.
 * @param leading puts an end at zero in front unless the first interval begins there, as nft does for a set that is new
 * @param closeAdjacent also writes the end of an interval where the next one begins; nft leaves it out in anonymous sets
 */
export function boundariesOf(intervals: readonly Interval[], leading: boolean, closeAdjacent: boolean): Boundary[] {
  const boundaries: Boundary[] = [];
  const [first] = intervals;
  if (leading && first !== undefined && first.from.some((byte) => byte !== 0)) {
    boundaries.push({ key: new Uint8Array(first.from.length), end: true, open: false, index: -1 });
  }
  for (let index = 0; index < intervals.length; index++) {
    const { from, to } = intervals[index]!;
    const end = successor(to);
    boundaries.push({ key: from, end: false, open: end === undefined, index });
    if (end === undefined) continue;
    const next = intervals[index + 1];
    if (!closeAdjacent && next !== undefined && compareBytes(next.from, end) === 0) continue;
    boundaries.push({ key: end, end: true, open: false, index: -1 });
  }
  return boundaries;
}

/** The intervals that boundaries describe, whatever their order: what {@link boundariesOf} wrote, or the kernel listed. */
export function intervalsOf<B extends { readonly key: Uint8Array; readonly end: boolean }>(
  boundaries: readonly B[],
): { readonly interval: Interval; readonly start: B }[] {
  const sorted = boundaries.toSorted((a, b) => compareBytes(a.key, b.key) || Number(b.end) - Number(a.end));
  const intervals: { interval: Interval; start: B }[] = [];
  let open: B | undefined;
  const close = (key: Uint8Array): void => {
    const to = predecessor(key);
    if (open !== undefined && to !== undefined) intervals.push({ interval: { from: open.key, to }, start: open });
    open = undefined;
  };
  for (const boundary of sorted) {
    if (open !== undefined) close(boundary.key);
    if (!boundary.end) open = boundary;
  }
  if (open !== undefined) intervals.push({ interval: { from: open.key, to: open.key.map(() => 255) }, start: open });
  return intervals;
}
