import { binary } from "./binary.ts";
import type { AnyCodec, AttributeEntry, Codec, SetShape, SubMessageShape } from "./codec.ts";
import { isNest } from "./codec.ts";
import { atPath, badLength, checkList, checkObject, EncodeError } from "./errors.ts";
import { fastInteger, readInteger } from "./fast-integer.ts";
import type { Source } from "./source.ts";
import type { SubMessageDeclaration } from "./sub-message.ts";
import { align4, NLA_F_NESTED, NLA_F_NET_BYTEORDER, NLA_TYPE_MASK } from "./writer.ts";
import type { Writer } from "./writer.ts";

/** An attribute that the schema does not know, or whose payload it can't read: kept whole and written back unchanged. */
export interface RawAttribute {
  /** `nla_type` with its two flag bits, as it stood on the wire. */
  type: number;
  payload: Uint8Array;
}

/** One line of a set's table: type number, codec, and the C name where it can't be rebuilt from the key. */
export type Declaration = readonly [type: number, codec: AnyCodec | Repeated, name?: string];
/** The table of a set: property name to declaration. */
export type Declarations = Readonly<Record<string, Declaration>>;

/** Marks an attribute that may stand several times in its set; the property is an array. */
export interface Repeated<C extends AnyCodec = AnyCodec> {
  readonly repeated: C;
}
/** An attribute that may stand several times in its set, such as IFLA_ALT_IFNAME; the property is an array. */
export function repeated<Out, In>(codec: Codec<Out, In>): Repeated<Codec<Out, In>> {
  return { repeated: codec };
}

type OutputOf<C> = C extends Repeated<Codec<infer O, infer _>> ? O[] : C extends Codec<infer O, infer _> ? O : never;
type InputOf<C> =
  C extends Repeated<Codec<infer _, infer I>> ? readonly I[] : C extends Codec<infer _, infer I> ? I : never;

/** Decoded set: every attribute optional, in the order of the wire. */
export type Output<D> = {
  -readonly [K in keyof D]?: D[K] extends readonly [number, infer C, ...unknown[]] ? OutputOf<C> : never;
} & {
  unknownAttributes?: RawAttribute[];
};
/** What the encoder takes; it writes the keys in the object's own order. */
export type Input<D> = {
  [K in keyof D]?: (D[K] extends readonly [number, infer C, ...unknown[]] ? InputOf<C> : never) | undefined;
} & {
  unknownAttributes?: readonly RawAttribute[] | undefined;
};

/** A numbered set of attributes: what the kernel's YAML specs call an attribute-set. */
export interface Space<Out = object, In = object> extends Codec<Out, In> {
  readonly shape: SetShape;
}

const camelToUpper = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function buildShape(prefix: string, table: Declarations, subMessages: readonly SubMessageDeclaration[]): SetShape {
  const entries: AttributeEntry[] = [];
  for (const key in table) {
    const [type, declared, name] = table[key]!;
    const isRepeated = "repeated" in declared;
    const codec = isRepeated ? declared.repeated : declared;
    entries.push({ type, key, name: name ?? prefix + camelToUpper(key), codec, repeated: isRepeated });
  }
  const keys = entries.map((entry) => entry.key);
  for (const { shape, selectorName, payloadName, rawPayload } of subMessages) {
    const { selectorType, selectorKey, payloadType, payloadKey } = shape;
    entries.push(
      { type: selectorType, key: selectorKey, name: prefix + selectorName, codec: shape.selector, repeated: false },
      {
        type: payloadType,
        key: payloadKey,
        name: prefix + payloadName,
        codec: rawPayload,
        repeated: false,
        payloadOf: shape,
      },
    );
  }
  const byType = new Map(entries.map((entry) => [entry.type, entry]));
  if (byType.size !== entries.length) throw new Error(`${prefix}: two attributes have the same number`);
  keys.push(...subMessages.flatMap(({ shape }) => [shape.selectorKey, shape.payloadKey, shape.nameKey, shape.rawKey]));
  if (new Set(keys).size !== keys.length) throw new Error(`${prefix}: two attributes have the same property`);
  return { kind: "set", prefix, entries, byType, subMessages: subMessages.map((declaration) => declaration.shape) };
}

type Value = Record<string, unknown>;

/** An entry as the decoder and encoder want it: one hidden class, everything at hand. */
interface Slot {
  readonly type: number;
  readonly key: string;
  readonly codec: AnyCodec;
  readonly role: "plain" | "repeated" | "selector" | "payload";
  /** For an integer: its number for {@link readInteger} and its size; else 0. */
  readonly integer: number;
  readonly size: number;
  /** The sub-message of a selector or payload. */
  readonly sub: SubMessageShape | undefined;
  /** NLA_F_NESTED, 0, or `undefined` where that depends on the address family, the value, or a schema that is not there yet. */
  readonly nested: number | undefined;
}

/** NLA_F_NESTED or 0; `undefined` where the same attribute may be a nest and may be none. */
function nestedFlag({ shape }: AnyCodec): number | undefined {
  if (shape.kind === "deferred" || shape.kind === "set-or-array") return undefined;
  if (shape.kind === "family") {
    const flags = new Set([shape.otherwise, ...Object.values(shape.cases)].map(nestedFlag));
    return flags.size === 1 ? [...flags][0] : undefined;
  }
  return shape.kind === "set" || shape.kind === "list" ? NLA_F_NESTED : 0;
}

function slotOf(entry: AttributeEntry, subMessages: readonly SubMessageShape[]): Slot {
  const { type, key, codec, repeated: isRepeated, payloadOf } = entry;
  const sub = payloadOf ?? subMessages.find((candidate) => candidate.selectorType === type);
  const role = payloadOf !== undefined ? "payload" : sub !== undefined ? "selector" : isRepeated ? "repeated" : "plain";
  const nested = nestedFlag(codec);
  const integer = role === "plain" ? fastInteger(codec) : 0;
  const size = "size" in codec && typeof codec.size === "number" ? codec.size : 0;
  return { type, key, codec, role, integer, size, sub, nested };
}

function keepRaw(value: Value, source: Source, type: number, start: number, end: number): void {
  const raw: RawAttribute = { type, payload: source.bytes.slice(start, end) };
  const list = value["unknownAttributes"] as RawAttribute[] | undefined;
  if (list === undefined) value["unknownAttributes"] = [raw];
  else list.push(raw);
}

/**
 * Reads the payload of the attribute whose header stands at `offset` and whose payload ends at `stop`.
 * NLA_F_NET_BYTEORDER turns an integer of host order into one of network order; nothing else has a byte order of its own.
 */
export function readPayload<Out>(
  codec: Codec<Out, never>,
  source: Source,
  offset: number,
  stop: number,
): Out | undefined {
  const type = source.view.getUint16(offset + 2, source.littleEndian);
  if ((type & NLA_F_NET_BYTEORDER) === 0 || codec.shape.kind !== "integer")
    return codec.decode(source, offset + 4, stop);
  return codec.decode({ ...source, littleEndian: false }, offset + 4, stop);
}

/** Takes in a selector: a name that no case has reads as `"unknown"`. */
function select(value: Value, sub: SubMessageShape, name: string): void {
  if (Object.hasOwn(sub.cases, name)) value[sub.selectorKey] = name;
  else {
    value[sub.selectorKey] = "unknown";
    value[sub.nameKey] = name;
  }
}

/**
 * Whether a selector or payload of the sub-message stands at or behind `offset`: then what was found so far does not count yet.
 * A payload is read once only, whatever stands around it: read twice on every level, a nest of 32 levels would never end.
 */
function isOverridden(sub: SubMessageShape, { view, littleEndian }: Source, offset: number, end: number): boolean {
  for (let at = offset; end - at >= 4;) {
    const type = view.getUint16(at + 2, littleEndian) & NLA_TYPE_MASK;
    if (type === sub.selectorType || type === sub.payloadType) return true;
    const length = view.getUint16(at, littleEndian);
    if (length < 4) return false;
    at += align4(length);
  }
  return false;
}

/**
 * Reads the sub-messages whose selector came behind its payload, or of which one came more than once: rare, so that the usual
 * order pays nothing for it. As with any attribute, the last one counts.
 */
function settleSubMessages(
  value: Value,
  subMessages: readonly SubMessageShape[],
  source: Source,
  start: number,
  end: number,
): void {
  const { view, littleEndian } = source;
  for (const sub of subMessages) {
    let name: string | undefined;
    let span: readonly [start: number, end: number] | undefined;
    for (let offset = start; end - offset >= 4;) {
      const length = view.getUint16(offset, littleEndian);
      const type = view.getUint16(offset + 2, littleEndian) & NLA_TYPE_MASK;
      if (type === sub.selectorType) name = readPayload(sub.selector, source, offset, offset + length) ?? name;
      else if (type === sub.payloadType) span = [offset + 4, offset + length];
      offset += align4(length);
    }
    for (const key of [sub.selectorKey, sub.nameKey, sub.payloadKey, sub.rawKey]) delete value[key];
    if (name !== undefined) select(value, sub, name);
    if (span === undefined || readSubMessage(value, sub, source, span[0], span[1])) continue;
    keepRaw(value, source, view.getUint16(span[0] - 2, littleEndian), span[0], span[1]);
  }
}

/** Reads a sub-message's payload whose selector is known; false when it is not readable. */
function readSubMessage(value: Value, sub: SubMessageShape, source: Source, start: number, end: number): boolean {
  const selected = value[sub.selectorKey];
  if (typeof selected !== "string") return false;
  if (value[sub.nameKey] !== undefined) value[sub.rawKey] = source.bytes.slice(start, end);
  else {
    let payload: unknown;
    try {
      payload = sub.cases[selected]!.decode(source, start, end);
    } catch (error) {
      throw atPath(error, sub.payloadKey);
    }
    if (payload === undefined) return false;
    value[sub.payloadKey] = payload;
  }
  return true;
}

/**
 * Compiles a table of attributes into a codec.
 *
 * Decoding keeps what the table does not know (or can't read) in `unknownAttributes`; of an attribute that stands twice the last
 * one counts, as in the kernel's `nla_parse`. Encoding sets NLA_F_NESTED on every nest, leaves out what is `undefined`, and
 * refuses a property it does not know.
 * @param prefix C prefix of the names, such as `IFLA_VLAN_`
 * @param table property name to `[number, codec]`
 * @param subMessages pairs of attributes of which the first selects how the second is read
 */
export function attributeSet<Out extends object, In extends object>(
  prefix: string,
  table: Declarations,
  subMessages: readonly SubMessageDeclaration[] = [],
): Space<Out, In> {
  const shape = buildShape(prefix, table, subMessages);
  const slots = shape.entries.map((entry) => slotOf(entry, shape.subMessages));
  const sparse = new Map(slots.map((slot) => [slot.type, slot]));
  const dense: (Slot | undefined)[] = [];
  for (const slot of slots) if (slot.type < 1024) dense[slot.type] = slot;
  for (let type = 0; type < dense.length; type++) dense[type] ??= undefined; // holes would make every miss a slow lookup
  const limit = dense.length;
  const byKey = new Map(slots.filter((slot) => slot.sub === undefined).map((slot) => [slot.key, slot]));
  const subKeys = new Map<string, SubMessageShape>();
  for (const sub of shape.subMessages) {
    for (const key of [sub.selectorKey, sub.payloadKey, sub.nameKey, sub.rawKey]) subKeys.set(key, sub);
  }

  const decode = (source: Source, start: number, end: number): Out => {
    const value: Value = {};
    const { view, littleEndian } = source;
    let unsettled: SubMessageShape[] | undefined;
    // Fewer than four bytes left can't be an attribute; nla_parse ignores them too.
    for (let offset = start; end - offset >= 4;) {
      const length = view.getUint16(offset, littleEndian);
      if (length < 4 || length > end - offset) throw badLength(length, end - offset, offset);
      const wireType = view.getUint16(offset + 2, littleEndian);
      const type = wireType & NLA_TYPE_MASK;
      const slot = type < limit ? dense[type] : sparse.get(type);
      const payload = offset + 4;
      const stop = offset + length;
      offset += (length + 3) & ~3;
      if (slot === undefined) {
        keepRaw(value, source, wireType, payload, stop);
        continue;
      }
      if (slot.integer !== 0 && length === slot.size + 4 && (wireType & NLA_F_NET_BYTEORDER) === 0) {
        value[slot.key] = readInteger(slot.integer, source, payload);
        continue;
      }
      if (slot.role === "payload") {
        const sub = slot.sub!;
        if (unsettled?.includes(sub) === true) continue;
        if (value[sub.selectorKey] === undefined || isOverridden(sub, source, offset, end)) {
          (unsettled ??= []).push(sub);
        } else if (!readSubMessage(value, sub, source, payload, stop)) keepRaw(value, source, wireType, payload, stop);
        continue;
      }
      let decoded: unknown;
      try {
        decoded =
          (wireType & NLA_F_NET_BYTEORDER) === 0
            ? slot.codec.decode(source, payload, stop)
            : readPayload(slot.codec, source, payload - 4, stop);
      } catch (error) {
        throw atPath(error, slot.key);
      }
      if (decoded === undefined) keepRaw(value, source, wireType, payload, stop);
      else if (slot.role === "plain") value[slot.key] = decoded;
      else if (slot.role === "selector") {
        const sub = slot.sub!;
        if (value[sub.selectorKey] === undefined) select(value, sub, decoded as string);
        else if (unsettled?.includes(sub) !== true) (unsettled ??= []).push(sub);
      } else {
        const list = value[slot.key] as unknown[] | undefined;
        if (list === undefined) value[slot.key] = [decoded];
        else list.push(decoded);
      }
    }
    if (unsettled !== undefined) settleSubMessages(value, unsettled, source, start, end);
    return value as Out;
  };

  const encode = (writer: Writer, input: In): void => {
    checkObject(input);
    const value = input as Value;
    let current = "";
    try {
      for (current in value) {
        const payload = value[current];
        if (payload === undefined) continue;
        const slot = byKey.get(current);
        if (slot === undefined) {
          const sub = subKeys.get(current);
          if (sub !== undefined) encodeSubMessage(writer, sub, current, value);
          else if (current === "unknownAttributes") encodeRaw(writer, payload as readonly RawAttribute[]);
          else throw new EncodeError(`${prefix}* has no such attribute`);
        } else if (slot.role === "repeated") {
          checkList(payload);
          for (const [index, element] of (payload as readonly unknown[]).entries()) {
            try {
              encodeOne(writer, slot.type, slot.nested, slot.codec, element);
            } catch (error) {
              throw atPath(error, String(index));
            }
          }
        } else if (payload !== false || slot.codec.shape.kind !== "flag") {
          encodeOne(writer, slot.type, slot.nested, slot.codec, payload);
        }
      }
    } catch (error) {
      throw atPath(error, current);
    }
  };

  return { shape, decode, encode };
}

function encodeOne(writer: Writer, type: number, nested: number | undefined, codec: AnyCodec, payload: unknown): void {
  const flags = nested ?? (isNest(codec, writer.family, payload) ? NLA_F_NESTED : 0);
  const start = writer.beginAttribute(type | flags);
  codec.encode(writer, payload);
  writer.endAttribute(start);
}

function encodeRaw(writer: Writer, attributes: readonly RawAttribute[]): void {
  checkList(attributes);
  for (const [index, attribute] of attributes.entries()) {
    try {
      checkObject(attribute);
      const { type, payload } = attribute;
      if (!Number.isInteger(type) || type < 0 || type > 0xffff) {
        throw new EncodeError(`${String(type)} is not an attribute type`);
      }
      encodeOne(writer, type, 0, binary, payload);
    } catch (error) {
      throw atPath(error, String(index));
    }
  }
}

function encodeSubMessage(writer: Writer, sub: SubMessageShape, key: string, value: Value): void {
  const selected = value[sub.selectorKey];
  // The name counts only beside "unknown", unless that is a case of its own.
  const isKnown = typeof selected === "string" && Object.hasOwn(sub.cases, selected);
  if (key === sub.selectorKey) {
    const name = selected === "unknown" && !isKnown ? value[sub.nameKey] : selected;
    if (typeof name !== "string") throw new EncodeError(`${String(name)} is not a name`);
    if (selected !== "unknown" && !isKnown) {
      throw new EncodeError(`${JSON.stringify(name)} is none of ${Object.keys(sub.cases).join(", ")}`);
    }
    encodeOne(writer, sub.selectorType, 0, sub.selector, name);
  } else if (key === sub.payloadKey) {
    if (!isKnown) throw new EncodeError(`needs ${sub.selectorKey} to say how it is written`);
    encodeOne(writer, sub.payloadType, undefined, sub.cases[selected]!, value[key]);
  } else if (key === sub.rawKey) {
    // What is behind an unknown name is a nest where all that are known are nests.
    const isNested = Object.values(sub.cases).every((codec) => isNest(codec, writer.family, value[key]));
    encodeOne(writer, sub.payloadType, isNested ? NLA_F_NESTED : 0, binary, value[key]);
  }
}
