import type { AnyCodec, AttributeEntry, Codec, SetShape, SubMessageShape } from "./codec.ts";
import { isNest } from "./codec.ts";
import { atPath, DecodeError, EncodeError } from "./errors.ts";
import type { Source } from "./source.ts";
import type { SubMessageDeclaration } from "./sub-message.ts";
import { align4, NLA_F_NESTED, NLA_TYPE_MASK } from "./writer.ts";
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
export type Output<D> = { -readonly [K in keyof D]?: D[K] extends readonly [number, infer C, ...unknown[]] ? OutputOf<C> : never } & {
  unknownAttributes?: RawAttribute[];
};
/** What the encoder takes; it writes the keys in the object's own order. */
export type Input<D> = { [K in keyof D]?: (D[K] extends readonly [number, infer C, ...unknown[]] ? InputOf<C> : never) | undefined } & {
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
  for (const { shape, selectorName, payloadName, rawPayload } of subMessages) {
    const { selectorType, selectorKey, payloadType, payloadKey } = shape;
    entries.push(
      { type: selectorType, key: selectorKey, name: prefix + selectorName, codec: shape.selector, repeated: false },
      { type: payloadType, key: payloadKey, name: prefix + payloadName, codec: rawPayload, repeated: false, payloadOf: shape },
    );
  }
  const byType = new Map(entries.map((entry) => [entry.type, entry]));
  if (byType.size !== entries.length) throw new Error(`${prefix}: two attributes have the same number`);
  return { kind: "set", prefix, entries, byType, subMessages: subMessages.map((declaration) => declaration.shape) };
}

/** Reads the payloads of sub-messages once their selectors are known, whichever came first on the wire. */
function decodeSubMessages(
  shape: SetShape,
  value: Record<string, unknown>,
  source: Source,
  spans: readonly (readonly [SubMessageShape, number, number])[],
): void {
  for (const sub of shape.subMessages) {
    const name = value[sub.selectorKey] as string | undefined;
    const span = spans.find(([owner]) => owner === sub);
    if (name === undefined) {
      if (span !== undefined) keepRaw(value, source, sub.payloadType, span[1], span[2]);
      continue;
    }
    const codec = Object.hasOwn(sub.cases, name) ? sub.cases[name] : undefined;
    if (codec === undefined) {
      value[sub.selectorKey] = "unknown";
      value[sub.nameKey] = name;
      if (span !== undefined) value[sub.rawKey] = source.bytes.slice(span[1], span[2]);
    } else if (span !== undefined) {
      const payload: unknown = codec.decode(source, span[1], span[2]);
      if (payload === undefined) keepRaw(value, source, sub.payloadType, span[1], span[2]);
      else value[sub.payloadKey] = payload;
    }
  }
}

function keepRaw(value: Record<string, unknown>, source: Source, type: number, start: number, end: number): void {
  const raw: RawAttribute = { type, payload: source.bytes.slice(start, end) };
  const list = value["unknownAttributes"] as RawAttribute[] | undefined;
  if (list === undefined) value["unknownAttributes"] = [raw];
  else list.push(raw);
}

/**
 * Compiles a table of attributes into a codec.
 *
 * Decoding keeps what the table does not know (or can't read) in `unknownAttributes`; of an attribute that stands twice the last
 * one counts, as in the kernel's `nla_parse`. Encoding sets NLA_F_NESTED on every nest and refuses a property it does not know.
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
  const dense: (AttributeEntry | undefined)[] = [];
  for (const entry of shape.entries) if (entry.type < 1024) dense[entry.type] = entry;
  for (let type = 0; type < dense.length; type++) dense[type] ??= undefined; // holes would make every miss a slow lookup
  const limit = dense.length;
  const byKey = new Map(shape.entries.map((entry) => [entry.key, entry]));
  const hasSubMessages = subMessages.length > 0;
  const subKeys = new Map<string, SubMessageShape>();
  for (const sub of shape.subMessages) {
    for (const key of [sub.selectorKey, sub.payloadKey, sub.nameKey, sub.rawKey]) subKeys.set(key, sub);
  }

  const decode = (source: Source, start: number, end: number): Out => {
    const value: Record<string, unknown> = {};
    const { view, littleEndian } = source;
    let spans: [SubMessageShape, number, number][] | undefined;
    let offset = start;
    while (offset < end) {
      // Fewer than four bytes left can't be an attribute; nla_parse ignores them too.
      if (end - offset < 4) break;
      const length = view.getUint16(offset, littleEndian);
      if (length < 4 || length > end - offset) throw new DecodeError(`attribute length ${length}, ${end - offset} bytes are left`, offset);
      const wireType = view.getUint16(offset + 2, littleEndian);
      const type = wireType & NLA_TYPE_MASK;
      const entry = type < limit ? dense[type] : shape.byType.get(type);
      const payload = offset + 4;
      const stop = offset + length;
      if (entry === undefined) keepRaw(value, source, wireType, payload, stop);
      else if (entry.payloadOf !== undefined) (spans ??= []).push([entry.payloadOf, payload, stop]);
      else {
        const decoded: unknown = entry.codec.decode(source, payload, stop);
        if (decoded === undefined) keepRaw(value, source, wireType, payload, stop);
        else if (entry.repeated) {
          const list = value[entry.key] as unknown[] | undefined;
          if (list === undefined) value[entry.key] = [decoded];
          else list.push(decoded);
        } else value[entry.key] = decoded;
      }
      offset += align4(length);
    }
    if (hasSubMessages) decodeSubMessages(shape, value, source, spans ?? []);
    return value as Out;
  };

  const encodeOne = (writer: Writer, type: number, codec: AnyCodec, payload: unknown): void => {
    const start = writer.beginAttribute(type | (isNest(codec) ? NLA_F_NESTED : 0));
    codec.encode(writer, payload);
    writer.endAttribute(start);
  };

  const encodeSubMessage = (writer: Writer, sub: SubMessageShape, key: string, value: Record<string, unknown>): void => {
    const selected = value[sub.selectorKey];
    if (key === sub.selectorKey) {
      const name = selected === "unknown" ? value[sub.nameKey] : selected;
      if (typeof name !== "string") throw new EncodeError(`${String(name)} is not a name`);
      if (selected !== "unknown" && !Object.hasOwn(sub.cases, name)) {
        throw new EncodeError(`${JSON.stringify(name)} is none of ${Object.keys(sub.cases).join(", ")}`);
      }
      encodeOne(writer, sub.selectorType, sub.selector, name);
    } else if (key === sub.payloadKey) {
      if (typeof selected !== "string" || !Object.hasOwn(sub.cases, selected)) {
        throw new EncodeError(`needs ${sub.selectorKey} to say how it is written`);
      }
      encodeOne(writer, sub.payloadType, sub.cases[selected]!, value[key]);
    } else if (key === sub.rawKey) {
      const start = writer.beginAttribute(sub.payloadType | NLA_F_NESTED);
      writer.append(value[key] as Uint8Array);
      writer.endAttribute(start);
    }
  };

  const encode = (writer: Writer, input: In): void => {
    const value = input as Record<string, unknown>;
    let current = "";
    try {
      for (current in value) {
        const payload = value[current];
        if (payload === undefined) continue;
        const sub = hasSubMessages ? subKeys.get(current) : undefined;
        if (sub !== undefined) {
          encodeSubMessage(writer, sub, current, value);
          continue;
        }
        const entry = byKey.get(current);
        if (entry === undefined) {
          if (current !== "unknownAttributes") throw new EncodeError(`${prefix}* has no such attribute`);
          for (const raw of payload as readonly RawAttribute[]) {
            const start = writer.beginAttribute(raw.type);
            writer.append(raw.payload);
            writer.endAttribute(start);
          }
        } else if (entry.repeated) {
          for (const element of payload as readonly unknown[]) encodeOne(writer, entry.type, entry.codec, element);
        } else if (payload === false && entry.codec.shape.kind === "flag") continue;
        else encodeOne(writer, entry.type, entry.codec, payload);
      }
    } catch (error) {
      throw atPath(error, current);
    }
  };

  return { shape, decode, encode };
}
