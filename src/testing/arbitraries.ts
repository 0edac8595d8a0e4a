import type { AnyCodec, SetShape } from "../protocol/schema/index.ts";
import {
  beginsWithFamily,
  formatIpv4,
  formatIpv6,
  formatLinkAddress,
  shapeOf,
  Writer,
} from "../protocol/schema/index.ts";

/** What is used of a fast-check arbitrary. */
interface Arbitrary<T> {
  map<U>(transform: (value: T) => U): Arbitrary<U>;
  chain<U>(next: (value: T) => Arbitrary<U>): Arbitrary<U>;
  filter(keep: (value: T) => boolean): Arbitrary<T>;
}

/** What is used of the fast-check module (4.x): give it the module itself. */
export interface FastCheck {
  anything(): unknown;
  integer(constraints: { min: number; max: number }): Arbitrary<number>;
  bigInt(constraints: { min: bigint; max: bigint }): Arbitrary<bigint>;
  constant<T>(value: T): Arbitrary<T>;
  constantFrom(...values: string[]): Arbitrary<string>;
  boolean(): Arbitrary<boolean>;
  string(constraints: { maxLength: number; unit: "grapheme" }): Arbitrary<string>;
  uint8Array(constraints: { minLength: number; maxLength: number }): Arbitrary<Uint8Array>;
  array<T>(element: Arbitrary<T>, constraints: { minLength: number; maxLength: number }): Arbitrary<T[]>;
  subarray<T>(values: T[], constraints: { minLength: number; maxLength: number }): Arbitrary<T[]>;
  tuple(...parts: Arbitrary<unknown>[]): Arbitrary<unknown[]>;
  oneof(...choices: Arbitrary<unknown>[]): Arbitrary<unknown>;
}

/** Where in a value the generator is: deeper down there are fewer attributes, so that schemas that contain themselves end. */
interface Place {
  readonly family: number;
  readonly depth: number;
}

const utf8 = new TextEncoder();

/**
 * An arbitrary of the values that a codec decodes to, made from its shape: `decode(encode(value))` equals `value`.
 * fast-check is given, not imported, so that this package does not depend on it:
 *
 *     import fc from "fast-check";
 *     fc.assert(fc.property(valueArbitrary(fc, vlan), (value) => { ... }));
 * @param family address family of the message around it, for payloads that depend on that
 */
export function valueArbitrary<F extends FastCheck>(
  fc: F,
  codec: AnyCodec,
  family: number = 0,
): ReturnType<F["anything"]> {
  return value(fc, codec, { family, depth: 0 }) as ReturnType<F["anything"]>;
}

function value(fc: FastCheck, codec: AnyCodec, place: Place): Arbitrary<unknown> {
  const shape = shapeOf(codec);
  switch (shape.kind) {
    case "integer": {
      const low = shape.signed ? -(2n ** BigInt(shape.bits - 1)) : 0n;
      const high = low + 2n ** BigInt(shape.bits) - 1n;
      if (shape.bits === 64) return fc.bigInt({ min: low, max: high });
      return fc.integer({ min: Number(low), max: Number(high) });
    }
    case "flag":
      return fc.constant(true);
    case "string": {
      const fits = (text: string): boolean => !text.includes("\0") && utf8.encode(text).length <= shape.limit;
      return fc.string({ maxLength: Math.min(shape.limit, 20), unit: "grapheme" }).filter(fits);
    }
    case "binary": {
      // Explicit padding in a struct reads as nothing.
      if ("zero" in codec && codec.zero === undefined) return fc.constant(undefined);
      return bytes(fc, shape.size ?? 0, shape.size ?? 24);
    }
    case "address":
      return address(fc, shape.family, shape.size);
    case "struct":
      return object(
        fc,
        shape.fields.map((field) => [field.name, value(fc, field.codec, place)] as const),
      );
    case "array": {
      const size = "size" in codec && typeof codec.size === "number" ? codec.size / shape.elementSize : undefined;
      return fc.array(value(fc, shape.element, place), { minLength: size ?? 0, maxLength: size ?? 4 });
    }
    case "list":
      return fc.array(value(fc, shape.element, { ...place, depth: place.depth + 1 }), { minLength: 0, maxLength: 3 });
    case "set":
      return set(fc, shape, place);
    case "set-or-array":
      // A set without attributes, or with strange ones, reads as an array.
      return fc
        .tuple(fc.boolean(), value(fc, shape.set, place), value(fc, shape.array, place))
        .map(([asSet, settings, list]) => {
          const keys = Object.keys(settings as object);
          return asSet && keys.length > 0 && !keys.includes("unknownAttributes") ? settings : list;
        });
    case "family":
      return value(fc, shape.cases[place.family] ?? shape.otherwise, place);
    case "message":
      return message(fc, shape.header, shape.attributes, place);
    case "records":
      return fc.array(record(fc, codec, shape, place), { minLength: 0, maxLength: 3 });
  }
}

function bytes(fc: FastCheck, minLength: number, maxLength: number): Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength }).map((array) => Uint8Array.from(array));
}

function address(fc: FastCheck, family: "ipv4" | "ipv6" | "ip" | "link" | "mpls", size?: number): Arbitrary<unknown> {
  const four = bytes(fc, 4, 4).map((raw) => formatIpv4(raw));
  const sixteen = bytes(fc, 16, 16).map((raw) => formatIpv6(raw));
  if (family === "ipv4") return four;
  if (family === "ipv6") return sixteen;
  if (family === "ip") return fc.oneof(four, sixteen);
  if (family === "link") return bytes(fc, size ?? 0, size ?? 20).map((raw) => formatLinkAddress(raw));
  return fc
    .array(fc.integer({ min: 0, max: 0xfffff }), { minLength: 1, maxLength: 4 })
    .map((labels) => labels.join("/"));
}

/** An object of the given properties; one whose value is `undefined` is left out, unless it stands for padding in a struct. */
function object(
  fc: FastCheck,
  parts: readonly (readonly [string, Arbitrary<unknown>])[],
): Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(...parts.map(([, part]) => part))
    .map((values) => Object.fromEntries(parts.map(([key], index) => [key, values[index]])));
}

function set(fc: FastCheck, shape: SetShape, place: Place): Arbitrary<unknown> {
  const inner: Place = { ...place, depth: place.depth + 1 };
  const most = place.depth > 5 ? 0 : place.depth > 1 ? 3 : 8;
  const selectors = new Set(shape.subMessages.map((sub) => sub.selectorType));
  const plain = shape.entries.filter((entry) => entry.payloadOf === undefined && !selectors.has(entry.type));
  const attributes = fc.subarray(plain, { minLength: 0, maxLength: Math.min(most, plain.length) }).chain((chosen) => {
    const parts = chosen.map((entry) => {
      const one = value(fc, entry.codec, inner);
      return [entry.key, entry.repeated ? fc.array(one, { minLength: 1, maxLength: 3 }) : one] as const;
    });
    return object(fc, parts);
  });
  const subMessages = shape.subMessages.map((sub): Arbitrary<Record<string, unknown>> => {
    const names = Object.keys(sub.cases);
    const known = names.map((name) => {
      const payload = sub.cases[name]!;
      return (): Arbitrary<Record<string, unknown>> =>
        value(fc, payload, inner).map((data) => ({ [sub.selectorKey]: name, [sub.payloadKey]: data }));
    });
    // A selector that is a number on the wire reads as its digits where it has no name.
    const unknownNames =
      sub.selector.shape.kind === "integer" ? ["250", "251"] : ["never-heard-of", "x", "constructor"];
    const unknown = (): Arbitrary<Record<string, unknown>> =>
      fc
        .tuple(fc.constantFrom(...unknownNames), bytes(fc, 0, 12))
        .map(([name, raw]) => ({ [sub.selectorKey]: "unknown", [sub.nameKey]: name, [sub.rawKey]: raw }));
    const absent = (): Arbitrary<Record<string, unknown>> => fc.constant({});
    const choices = most === 0 ? [absent] : [...known, unknown, absent];
    return fc.integer({ min: 0, max: choices.length - 1 }).chain((index) => choices[index]!());
  });
  const free = fc
    .tuple(fc.integer({ min: 0, max: 0x3fff }), fc.integer({ min: 0, max: 3 }), bytes(fc, 0, 9))
    .map(([type, flags, payload]) => ({ type: Number(type) | (Number(flags) << 14), payload }))
    .filter(({ type }) => !shape.byType.has(type & 0x3fff));
  const unknown = fc
    .array(free, { minLength: 0, maxLength: 2 })
    .map((list) => (list.length === 0 ? {} : { unknownAttributes: list }));
  return fc
    .tuple(attributes, ...subMessages, unknown)
    .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);
}

function message(fc: FastCheck, header: AnyCodec, attributes: AnyCodec, place: Place): Arbitrary<unknown> {
  const shape = shapeOf(header);
  return value(fc, header, place).chain((given) => {
    const first = shape.kind === "struct" && beginsWithFamily(shape.fields) ? shape.fields[0] : undefined;
    const family = first === undefined ? place.family : (given as Record<string, number>)[first.name];
    const inner = { family: family ?? 0, depth: place.depth };
    return value(fc, attributes, inner).map((content) => ({ header: given, attributes: content }));
  });
}

/** A record with the length that encoding gives it. */
function record(
  fc: FastCheck,
  codec: AnyCodec,
  shape: { readonly header: AnyCodec; readonly attributes: AnyCodec; readonly lengthField: string },
  place: Place,
): Arbitrary<unknown> {
  const inner = { ...place, depth: place.depth + 1 };
  return fc.tuple(value(fc, shape.header, place), value(fc, shape.attributes, inner)).map(([header, attributes]) => {
    const writer = new Writer();
    writer.family = place.family;
    codec.encode(writer, [{ header, attributes }]);
    return { header: { ...(header as object), [shape.lengthField]: writer.position }, attributes };
  });
}

/** A tree of attributes without any schema, as bytes: what `parseAttributes` takes. Padding is arbitrary, as the kernel allows. */
export function attributeBytesArbitrary<F extends FastCheck>(fc: F, littleEndian: boolean): ReturnType<F["anything"]> {
  const attribute = (depth: number): Arbitrary<Uint8Array> =>
    fc
      .tuple(
        fc.integer({ min: 0, max: 0xffff }),
        depth === 0 ? bytes(fc, 0, 11) : (fc.oneof(bytes(fc, 0, 11), level(depth - 1)) as Arbitrary<Uint8Array>),
        bytes(fc, 3, 3),
      )
      .map((parts) => {
        const [type, payload, padding] = parts as [number, Uint8Array, Uint8Array];
        const writer = new Writer(64, littleEndian);
        const start = writer.beginAttribute(type);
        writer.append(payload);
        writer.endAttribute(start);
        const end = start + 4 + payload.length;
        writer.bytes.set(padding.subarray(0, writer.position - end), end);
        return writer.copy();
      });
  const level = (depth: number): Arbitrary<Uint8Array> =>
    fc.array(attribute(depth), { minLength: 0, maxLength: 4 }).map((list) => {
      const writer = new Writer(64, littleEndian);
      for (const one of list) writer.append(one);
      return writer.copy();
    });
  return level(3) as ReturnType<F["anything"]>;
}

/** Changes a few bytes, preferring lengths and types: what a fuzzer does to bytes that were good. `random` gives numbers in [0, 1). */
export function mutate(original: Uint8Array, random: () => number): Uint8Array {
  let mutated = original.slice();
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let times = 1 + below(4); times > 0 && mutated.length > 0; times--) {
    const at = below(mutated.length);
    switch (mutated.length < 2 ? 0 : below(6)) {
      case 0:
        mutated[at] = below(256);
        break;
      case 1:
        mutated[at]! ^= 1 << below(8);
        break;
      case 2: // a length or type at its usual place
        new DataView(mutated.buffer).setUint16(
          Math.min(at & ~3, mutated.length - 2),
          [0, 1, 3, 4, 5, 8, 0xffff, 0x8001][below(8)]!,
          true,
        );
        break;
      case 3:
        mutated = mutated.slice(0, at);
        break;
      case 4:
        mutated.copyWithin(at & ~3, below(mutated.length) & ~3);
        break;
      default: {
        const longer = new Uint8Array(mutated.length + 4);
        longer.set(mutated.subarray(0, at));
        longer.set(mutated.subarray(at), at + 4);
        mutated = longer;
      }
    }
  }
  return mutated;
}
