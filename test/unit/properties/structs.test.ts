import layout from "buffer-layout";
import type { Layout } from "buffer-layout";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../../../src/protocol/registry.ts";
import type { StructField } from "../../../src/protocol/schema/index.ts";
import { shapeOf, sourceOf, Writer } from "../../../src/protocol/schema/index.ts";
import { valueArbitrary } from "../../../src/testing/index.ts";
import { facts } from "../facts/facts.ts";

/** The field at a place of the header's struct as `buffer-layout` reads it: an integer up to 32 bits, else the bytes. */
function fieldLayout(
  name: string,
  size: number,
  field: StructField | undefined,
  littleEndian: boolean,
): Layout<unknown> {
  const shape = field === undefined ? undefined : shapeOf(field.codec);
  if (shape?.kind !== "integer" || shape.bits === 64) return layout.blob(size, name);
  const little = littleEndian && shape.order === "host";
  if (shape.bits === 8) return shape.signed ? layout.s8(name) : layout.u8(name);
  if (shape.bits === 16) {
    if (shape.signed) return little ? layout.s16(name) : layout.s16be(name);
    return little ? layout.u16(name) : layout.u16be(name);
  }
  if (shape.signed) return little ? layout.s32(name) : layout.s32be(name);
  return little ? layout.u32(name) : layout.u32be(name);
}

const structs = new Map(
  registry.flatMap((family) =>
    family.structs.map(({ header, struct }) => [struct.shape.name, { header, struct }] as const),
  ),
);

describe.each([...structs])("struct %s", (name, { header, struct }) => {
  const fact = facts.headers[header]!.structs[name]!;

  test.each([true, false])(
    "reads and writes what buffer-layout does with the header's layout (little-endian: %s)",
    (littleEndian) => {
      const parts: Layout<unknown>[] = [];
      let at = 0;
      for (const [field, offset, size] of fact.fields) {
        if (size === 0) continue; // an array without a length of its own
        if (offset > at) parts.push(layout.blob(offset - at, `gap${at}`));
        const ours = struct.shape.fields.find((candidate) => candidate.offset === offset);
        parts.push(fieldLayout(field, size, ours, littleEndian));
        at = offset + size;
      }
      if (at < fact.size) parts.push(layout.blob(fact.size - at, "end"));
      const second = layout.struct<Record<string, unknown>>(parts);
      expect(second.span).toBe(struct.size);

      fc.assert(
        fc.property(valueArbitrary(fc, struct), (value) => {
          const writer = new Writer(struct.size, littleEndian);
          struct.encode(writer, value as object);
          const bytes = writer.copy();
          const theirs = second.decode(Buffer.from(bytes));
          const ours = struct.decode(sourceOf(bytes, littleEndian), 0, bytes.length) as Record<string, unknown>;
          for (const [field, offset, size] of fact.fields) {
            const mine = struct.shape.fields.find((candidate) => candidate.offset === offset);
            const shape = mine === undefined || size === 0 ? undefined : shapeOf(mine.codec);
            if (mine === undefined || shape?.kind !== "integer") continue;
            if (shape.bits < 64) expect([field, ours[mine.name]]).toStrictEqual([field, theirs[field]]);
            else {
              const raw = Buffer.from(theirs[field] as Uint8Array);
              if (!littleEndian || shape.order === "network") raw.reverse();
              const number = BigInt(`0x${Buffer.from(raw).reverse().toString("hex")}`);
              expect([field, ours[mine.name]]).toStrictEqual([
                field,
                shape.signed ? BigInt.asIntN(64, number) : number,
              ]);
            }
          }
          const again = Buffer.alloc(fact.size);
          second.encode(theirs, again);
          expect(new Uint8Array(again)).toStrictEqual(bytes);
        }),
        { numRuns: 20 },
      );
    },
  );
});
