import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "../../../src/ops/nftables/interval.ts";
import {
  boundariesOf,
  intervalsOf,
  predecessor,
  prefixInterval,
  prefixLengthOf,
  successor,
  uniteIntervals,
} from "../../../src/ops/nftables/interval.ts";

/*
 * The model: keys are the numbers 0 to 255 in one byte, or 0 to 65535 in two; a set of intervals is a set of numbers.
 */
const key = (number: number, bytes: number): Uint8Array =>
  bytes === 1 ? Uint8Array.of(number) : Uint8Array.of(number >> 8, number & 255);
const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

const intervalsOfBytes = (bytes: 1 | 2): fc.Arbitrary<Interval[]> => {
  const top = 256 ** bytes - 1;
  const edge = fc.oneof(fc.integer({ min: 0, max: top }), fc.constantFrom(0, 1, top - 1, top));
  return fc.array(
    fc.tuple(edge, edge).map(([a, b]) => ({ from: key(Math.min(a, b), bytes), to: key(Math.max(a, b), bytes) })),
    { maxLength: 12 },
  );
};
const anyIntervals = fc.oneof(intervalsOfBytes(1), intervalsOfBytes(2));

function members(intervals: readonly Interval[]): Set<number> {
  const numbers = new Set<number>();
  for (const { from, to } of intervals) for (let n = numberOf(from); n <= numberOf(to); n++) numbers.add(n);
  return numbers;
}
const pairs = (intervals: readonly Interval[]): [number, number][] =>
  intervals.map(({ from, to }) => [numberOf(from), numberOf(to)]);

describe("united intervals", () => {
  it("hold the same keys, in ascending order, without overlaps", () => {
    fc.assert(
      fc.property(anyIntervals, fc.boolean(), (intervals, adjacent) => {
        const united = uniteIntervals(intervals, adjacent);
        expect(members(united.map(({ interval }) => interval))).toEqual(members(intervals));
        const gap = adjacent ? 1 : 0;
        const edges = pairs(united.map(({ interval }) => interval));
        for (let index = 1; index < edges.length; index++)
          expect(edges[index]![0]).toBeGreaterThan(edges[index - 1]![1] + gap);
        expect(united.flatMap(({ of }) => of).toSorted((a, b) => a - b)).toEqual(intervals.map((_, index) => index));
      }),
    );
  });

  it("keep intervals that only touch apart, unless asked", () => {
    const touching = [
      { from: key(0, 1), to: key(9, 1) },
      { from: key(10, 1), to: key(19, 1) },
    ];
    expect(pairs(uniteIntervals(touching, false).map(({ interval }) => interval))).toEqual([
      [0, 9],
      [10, 19],
    ]);
    expect(pairs(uniteIntervals(touching, true).map(({ interval }) => interval))).toEqual([[0, 19]]);
  });
});

describe("boundaries", () => {
  it("say of every key whether it is inside, as the kernel looks it up", () => {
    fc.assert(
      fc.property(intervalsOfBytes(1), fc.boolean(), fc.boolean(), (given, leading, closeAdjacent) => {
        const intervals = uniteIntervals(given, false).map(({ interval }) => interval);
        const boundaries = boundariesOf(intervals, leading, closeAdjacent);
        const inside = members(intervals);
        for (let n = 0; n < 256; n++) {
          // The kernel takes the nearest boundary at or below the key; where an end and a start meet, the start.
          const below = boundaries
            .filter((boundary) => numberOf(boundary.key) <= n)
            .toSorted((a, b) => numberOf(a.key) - numberOf(b.key) || Number(b.end) - Number(a.end));
          expect(below.at(-1)?.end === false).toBe(inside.has(n));
        }
        expect(boundaries.filter(({ open }) => open).length).toBe(inside.has(255) ? 1 : 0);
      }),
    );
  });

  it("are read back as the intervals they were made of, in whatever order they come", () => {
    fc.assert(
      fc.property(
        anyIntervals,
        fc.boolean(),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (given, leading, close, random) => {
          const intervals = uniteIntervals(given, false).map(({ interval }) => interval);
          const shuffled = boundariesOf(intervals, leading, close)
            .map((boundary) => ({ boundary, at: random.next().value }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ boundary }) => boundary);
          expect(pairs(intervalsOf(shuffled).map(({ interval }) => interval))).toEqual(pairs(intervals));
        },
      ),
    );
  });

  it("end where the space does without an end", () => {
    const all = [{ from: key(0, 2), to: key(65_535, 2) }];
    expect(boundariesOf(all, true, true)).toEqual([{ key: key(0, 2), end: false, open: true, index: 0 }]);
  });
});

describe("prefixes", () => {
  it("are the intervals whose length they have", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 32 }), (address, length) => {
        const interval = prefixInterval(address, length);
        expect(prefixLengthOf(interval)).toBe(length);
        expect(numberOf(interval.to) - numberOf(interval.from) + 1).toBe(2 ** (32 - length));
        expect(numberOf(interval.from) % 2 ** (32 - length)).toBe(0);
      }),
    );
  });

  it("are not found where an interval is none", () => {
    fc.assert(
      fc.property(intervalsOfBytes(1), (intervals) => {
        for (const interval of intervals) {
          const [[from, to]] = pairs([interval]) as [[number, number]];
          const size = to - from + 1;
          const isPrefix = Number.isInteger(Math.log2(size)) && from % size === 0;
          expect(prefixLengthOf(interval) !== undefined).toBe(isPrefix);
        }
      }),
    );
  });
});

describe("neighbouring keys", () => {
  it("are one apart, and end at the ends of the space", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), (number) => {
        const next = successor(key(number, 2));
        const previous = predecessor(key(number, 2));
        expect(next === undefined ? undefined : numberOf(next)).toBe(number === 65_535 ? undefined : number + 1);
        expect(previous === undefined ? undefined : numberOf(previous)).toBe(number === 0 ? undefined : number - 1);
      }),
    );
  });
});
