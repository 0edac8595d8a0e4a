import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../../../src/protocol/registry.ts";
import type { AnyCodec, Source } from "../../../src/protocol/schema/index.ts";
import {
  DecodeError,
  lazyView,
  locate,
  parseAttributes,
  sourceOf,
  toHex,
  walk,
  writeAttributes,
  Writer,
} from "../../../src/protocol/schema/index.ts";
import { attributeBytesArbitrary, canonical, mutate, valueArbitrary } from "../../../src/testing/index.ts";
import { capturedMessages } from "../../support/capture.ts";

/** Runs for each schema; there are hundreds of schemas. A longer search is `node fuzz/run.mjs`. */
const runs = 25;

/** Schemas that several messages share stand once. */
const schemas = [
  ...new Map(
    registry.flatMap(({ name, messages, spaces }) => [
      ...messages.map((message) => [message.schema as AnyCodec, `${name} ${message.name}`] as const),
      ...messages.flatMap(({ name: type, request }) =>
        request === undefined ? [] : [[request as AnyCodec, `${name} ${type} request`] as const],
      ),
      ...spaces.map(({ space }) => [space as AnyCodec, `${name} ${space.shape.prefix}*`] as const),
    ]),
  ),
].map(([codec, name]) => [name, codec] as const);

function encode(codec: AnyCodec, value: unknown, littleEndian: boolean): Uint8Array {
  const writer = new Writer(256, littleEndian);
  codec.encode(writer, value);
  return writer.copy();
}

describe("attribute tree", () => {
  test.each([true, false])("is the identity on any well-formed bytes (little-endian: %s)", (littleEndian) => {
    fc.assert(
      fc.property(attributeBytesArbitrary(fc, littleEndian), (bytes) => {
        const given = bytes as Uint8Array;
        expect(writeAttributes(parseAttributes(given, littleEndian), littleEndian)).toStrictEqual(given);
      }),
      { numRuns: 2000 },
    );
  });
  test("gives a value or a DecodeError for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          expect(writeAttributes(parseAttributes(bytes))).toStrictEqual(bytes);
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe.each(schemas)("%s", (_name, codec) => {
  test("decodes what it encodes, in both byte orders", () => {
    fc.assert(
      fc.property(valueArbitrary(fc, codec), fc.boolean(), (value, littleEndian) => {
        const bytes = encode(codec, value, littleEndian);
        const decoded: unknown = codec.decode(sourceOf(bytes, littleEndian), 0, bytes.length);
        expect(decoded).toEqual(value);
        expect(toHex(encode(codec, decoded, littleEndian))).toBe(toHex(bytes));
      }),
      { numRuns: runs },
    );
  });
  test("gives a value or a DecodeError with its place for mutated bytes", () => {
    fc.assert(
      fc.property(
        valueArbitrary(fc, codec),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (value, stream) => {
          const bytes = mutate(encode(codec, value, true), () => stream.next().value as number);
          survives(codec, sourceOf(bytes, true));
        },
      ),
      { numRuns: runs },
    );
  });
});

/** Decoding, walking and re-encoding hostile bytes: a value or a DecodeError inside the bytes, nothing else. */
function survives(codec: AnyCodec, source: Source): void {
  const { length } = source.bytes;
  for (const node of walk(codec, source, 0, length)) {
    expect(node.start >= 0 && node.start <= node.end && node.end <= length).toBe(true);
  }
  locate(codec, source, 0, length, length >> 1);
  try {
    const value: unknown = codec.decode(source, 0, length);
    if (value === undefined) return;
    const again = encode(codec, value, source.littleEndian);
    expect(codec.decode(sourceOf(again, source.littleEndian), 0, again.length)).toEqual(value);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    expect(error.offset).toBeLessThanOrEqual(length);
  }
}

describe("any bytes", () => {
  test("every message gives a value or a DecodeError, in bounded time", () => {
    const started = performance.now();
    fc.assert(
      fc.property(
        fc.constantFrom(...schemas),
        fc.uint8Array({ maxLength: 200 }),
        fc.boolean(),
        ([, codec], bytes, littleEndian) => survives(codec, sourceOf(bytes, littleEndian)),
      ),
      { numRuns: 3000 },
    );
    expect(performance.now() - started).toBeLessThan(20_000);
  });
  test("64 KiB of the shortest attributes take milliseconds", () => {
    for (const [name, codec] of schemas) {
      const bytes = new Uint8Array(65_536);
      new Uint16Array(bytes.buffer).fill(4);
      const started = performance.now();
      const value: unknown = codec.decode(sourceOf(bytes, true), 0, bytes.length);
      let nodes = 0;
      for (const _ of walk(codec, sourceOf(bytes, true), 0, bytes.length)) nodes++;
      expect([name, performance.now() - started < 1000]).toStrictEqual([name, true]);
      expect([typeof value, nodes > 16_000]).toStrictEqual(["object", true]);
    }
  });
});

describe("captured messages", () => {
  const messages = capturedMessages();
  const kinds = [...new Set(messages.map(({ name }) => name))];
  test("are many, and of many types", () => {
    expect(messages.length).toBeGreaterThan(500);
    expect(kinds.length).toBeGreaterThan(40);
  });
  test.each(kinds)("%s: encoding what was decoded says the same", (kind) => {
    for (const { name, schema, source, frame } of messages) {
      if (name !== kind) continue;
      const value = schema.decode(source, frame.start, frame.end);
      const bytes = encode(schema, value, true);
      const lines = canonical(schema, source, frame.start, frame.end);
      expect(canonical(schema, sourceOf(bytes, true), 0, bytes.length)).toStrictEqual(lines);
      expect(schema.decode(sourceOf(bytes, true), 0, bytes.length)).toStrictEqual(value);
    }
  });
  test("a lazy view of their attributes gives the same as decoding them", () => {
    for (const { schema, source, frame } of messages) {
      const { header, attributes } = schema.shape;
      source.family = source.bytes[frame.start]!;
      const start = Math.min(frame.end, frame.start + ((header.size + 3) & ~3));
      const whole = attributes.decode(source, start, frame.end) as Record<string, unknown>;
      const view = lazyView(attributes, source, start, frame.end) as unknown as {
        get(key: string): unknown;
        toObject(): unknown;
      };
      expect(view.toObject()).toStrictEqual(whole);
      for (const key in whole) expect(view.get(key)).toStrictEqual(whole[key]);
    }
  });
  test("mutated, they give a value or a DecodeError", () => {
    let seed = 1;
    const random = (): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed / 2 ** 32;
    };
    for (const { schema, source, frame } of messages) {
      for (let round = 0; round < 3; round++) {
        survives(schema, sourceOf(mutate(source.bytes.slice(frame.start, frame.end), random), true));
      }
    }
  });
});
