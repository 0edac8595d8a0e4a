import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

/**
 * Reads and writes the payload of one attribute, one struct field or one message body.
 *
 * `decode` gets the payload's span and never looks outside it. It answers `undefined` when the payload is not one that `encode`
 * could have written (a u32 of two bytes): the enclosing set then keeps the bytes raw. It throws `DecodeError` when the
 * structure inside is broken. `encode` appends the payload and throws `EncodeError` for a value that can't be carried.
 */
export interface Codec<Out, In = Out> {
  /** What the codec does, as data: documentation tables, property tests, message dumps and error paths come from it. */
  readonly shape: Shape;
  decode(source: Source, start: number, end: number): Out | undefined;
  encode(writer: Writer, value: In): void;
}

/** A codec of any value, where only its shape matters. */
export type AnyCodec = Codec<any, any>;

/** What a codec reads. */
export type Output1<C> = C extends { decode(source: Source, start: number, end: number): infer O }
  ? Exclude<O, undefined>
  : never;
/** What a codec takes. */
export type Input1<C> = C extends { encode(writer: Writer, value: infer I): void } ? I : never;

/** Names of numbers: `names.get(1)` is the C name without prefix in lower case. */
export interface NumberNames {
  /** C prefix, such as `RTN_`. */
  readonly prefix: string;
  /** Name to number. */
  readonly values: Readonly<Record<string, number>>;
  /** Whether values combine as bits. */
  readonly flags: boolean;
}

/** One field of a fixed struct. */
export interface StructField {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly codec: AnyCodec;
}

/** One attribute of a set. */
export interface AttributeEntry {
  readonly type: number;
  /** Property name. */
  readonly key: string;
  /** C name, such as `IFLA_MTU`. */
  readonly name: string;
  readonly codec: AnyCodec;
  /** The attribute may stand several times; its property is an array. */
  readonly repeated: boolean;
  /** Set for the payload of a sub-message: which one. */
  readonly payloadOf?: SubMessageShape;
}

/** Two attributes of one set, the second read as the first one says. */
export interface SubMessageShape {
  readonly selectorKey: string;
  readonly payloadKey: string;
  readonly nameKey: string;
  readonly rawKey: string;
  readonly selectorType: number;
  readonly payloadType: number;
  readonly selector: Codec<string>;
  readonly cases: Readonly<Record<string, AnyCodec>>;
}

/** A numbered set of attributes. */
export interface SetShape {
  readonly kind: "set";
  /** C prefix, such as `IFLA_VLAN_`. */
  readonly prefix: string;
  readonly entries: readonly AttributeEntry[];
  readonly byType: ReadonlyMap<number, AttributeEntry>;
  readonly subMessages: readonly SubMessageShape[];
}

/** The vocabulary of {@link Codec.shape}. */
export type Shape =
  | {
      readonly kind: "integer";
      readonly bits: 8 | 16 | 32 | 64;
      readonly signed: boolean;
      readonly order: "host" | "network";
      readonly names?: NumberNames;
    }
  | { readonly kind: "flag" }
  | { readonly kind: "string"; readonly terminated: boolean; readonly limit: number }
  | { readonly kind: "binary"; readonly size?: number }
  | { readonly kind: "address"; readonly family: "ipv4" | "ipv6" | "ip" | "link" | "mpls"; readonly size?: number }
  | { readonly kind: "struct"; readonly name: string; readonly size: number; readonly fields: readonly StructField[] }
  | SetShape
  | { readonly kind: "list"; readonly element: AnyCodec; readonly elementType: number | "index"; readonly base: number }
  | {
      readonly kind: "array";
      readonly element: AnyCodec;
      readonly elementSize: number;
      /** Names of the places, of which the first has the number `base`, or 0. */
      readonly names?: NumberNames;
      readonly base?: number;
    }
  | { readonly kind: "message"; readonly header: AnyCodec; readonly attributes: AnyCodec }
  | {
      readonly kind: "records";
      readonly header: AnyCodec;
      readonly lengthField: string;
      readonly attributes: AnyCodec;
    }
  | {
      readonly kind: "set-or-array";
      readonly set: AnyCodec;
      readonly array: AnyCodec;
      /** Which of them a payload is. */
      readonly choose: (source: Source, start: number, end: number) => AnyCodec;
    }
  | { readonly kind: "family"; readonly cases: Readonly<Record<number, AnyCodec>>; readonly otherwise: AnyCodec }
  | { readonly kind: "deferred"; readonly codec: () => AnyCodec };

/** The shape behind any `deferred`. */
export function shapeOf(codec: AnyCodec): Exclude<Shape, { kind: "deferred" }> {
  let shape = codec.shape;
  while (shape.kind === "deferred") shape = shape.codec().shape;
  return shape;
}

/** The codec that reads this very payload, where the address family around it or its own bytes decide that. */
export function chosen(codec: AnyCodec, source: Source, start: number, end: number): AnyCodec {
  const shape = shapeOf(codec);
  if (shape.kind === "family") return chosen(shape.cases[source.family] ?? shape.otherwise, source, start, end);
  return shape.kind === "set-or-array" ? shape.choose(source, start, end) : codec;
}

/**
 * Whether the payload consists of attributes and nothing else, so that NLA_F_NESTED belongs on its attribute.
 * @param family address family of the message around it, for payloads that depend on that
 * @param value what is to be written
 */
export function isNest(codec: AnyCodec, family: number, value: unknown): boolean {
  const shape = shapeOf(codec);
  if (shape.kind === "family") return isNest(shape.cases[family] ?? shape.otherwise, family, value);
  if (shape.kind === "set-or-array") return !Array.isArray(value);
  return shape.kind === "set" || shape.kind === "list";
}
