import { describe, expect, test } from "vitest";
import type { Codec } from "../../src/protocol/schema/index.ts";
import { fromHex, sourceOf, toHex, Writer } from "../../src/protocol/schema/index.ts";

/** Hex of what a codec writes. */
export function encoded<In>(codec: Codec<unknown, In>, value: In, littleEndian = true): string {
  const writer = new Writer(8, littleEndian);
  codec.encode(writer, value);
  return toHex(writer.copy());
}

/**
 * What a codec reads from hex. The bytes stand in the middle of a larger buffer full of 0xee, so that reading outside
 * the payload shows.
 */
export function decoded<Out>(codec: Codec<Out, never>, hex: string, littleEndian = true): Out | undefined {
  const bytes = fromHex(hex);
  const around = new Uint8Array(bytes.length + 32).fill(0xee);
  around.set(bytes, 16);
  return codec.decode(sourceOf(around, littleEndian), 16, 16 + bytes.length);
}

/** A row: the value, its bytes on a little-endian and (where they differ) on a big-endian machine. */
export type Row<Value> = readonly [value: Value, little: string, big?: string];

/** Runs a table of rows in both directions and both byte orders. */
export function codecRows<Value>(name: string, codec: Codec<Value>, rows: readonly Row<Value>[]): void {
  describe(name, () => {
    for (const [value, little, big = little] of rows) {
      const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
      for (const [order, hex] of [
        ["little", little],
        ["big", big],
      ] as const) {
        test(`${text} is ${hex.replace(/\s+/g, " ")} in ${order}-endian`, () => {
          expect(encoded(codec, value, order === "little")).toBe(hex.replace(/\s/g, ""));
          expect(decoded(codec, hex, order === "little")).toStrictEqual(value);
        });
      }
    }
  });
}
