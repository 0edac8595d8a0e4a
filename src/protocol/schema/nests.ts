import type { Codec, NumberNames } from "./codec.ts";
import { isNest } from "./codec.ts";
import { atPath, badLength, checkList, checkObject, DecodeError, EncodeError } from "./errors.ts";
import { fastInteger, readInteger } from "./fast-integer.ts";
import type { FixedCodec } from "./scalars.ts";
import type { Space } from "./attributes.ts";
import type { Source } from "./source.ts";
import { DEPTH_LIMIT } from "./source.ts";
import type { Struct } from "./struct.ts";
import { encodeHeader } from "./message.ts";
import { align4, NLA_F_NESTED, NLA_TYPE_MASK } from "./writer.ts";

/**
 * A nest whose attributes are elements of one kind.
 * @param elementType the type number of every element (NFTA_LIST_ELEM), or `"index"` when elements are numbered from `base`
 * @param alternative a type number that numbered elements may have when read: nft numbers a set's elements, the kernel does not
 */
export function list<Out, In>(
  element: Codec<Out, In>,
  elementType: number | "index",
  base = 1,
  alternative?: number,
): Codec<Out[], readonly In[]> {
  return {
    shape: { kind: "list", element, elementType, base },
    decode: (source, start, end) => {
      const values: Out[] = [];
      for (let offset = start; end - offset >= 4;) {
        const length = source.view.getUint16(offset, source.littleEndian);
        if (length < 4 || length > end - offset) throw badLength(length, end - offset, offset);
        const type = source.view.getUint16(offset + 2, source.littleEndian) & NLA_TYPE_MASK;
        if (type !== (elementType === "index" ? base + values.length : elementType) && type !== alternative)
          return undefined;
        let value: Out | undefined;
        try {
          value = element.decode(source, offset + 4, offset + length);
        } catch (error) {
          throw atPath(error, String(values.length));
        }
        if (value === undefined) return undefined;
        values.push(value);
        offset += align4(length);
      }
      return values;
    },
    encode: (writer, values) => {
      checkList(values);
      const nested = isNest(element, writer.family, undefined) ? NLA_F_NESTED : 0;
      let index = 0;
      try {
        for (; index < values.length; index++) {
          const start = writer.beginAttribute((elementType === "index" ? base + index : elementType) | nested);
          element.encode(writer, values[index]!);
          writer.endAttribute(start);
        }
      } catch (error) {
        throw atPath(error, String(index));
      }
    },
  };
}

/**
 * A packed C array that fills its attribute: `u32 values[]`.
 * @param names names of its places, for who shows it
 * @param base number of the first place
 */
export function array<Out, In>(
  element: FixedCodec<Out, In>,
  names?: NumberNames,
  base = 0,
): Codec<Out[], readonly In[]> {
  const { size } = element;
  const number = fastInteger(element);
  return {
    shape: { kind: "array", element, elementSize: element.size, ...(names && { names, base }) },
    decode: (source, start, end) => {
      if ((end - start) % size !== 0) return undefined;
      const values: Out[] = [];
      if (number !== 0) {
        for (let offset = start; offset < end; offset += size) values.push(readInteger(number, source, offset) as Out);
      } else for (let offset = start; offset < end; offset += size) values.push(element.get(source, offset));
      return values;
    },
    encode: (writer, values) => {
      checkList(values);
      for (const [index, value] of values.entries()) {
        try {
          element.set(writer, writer.reserve(element.size), value);
        } catch (error) {
          throw atPath(error, String(index));
        }
      }
    },
  };
}

/**
 * Settings that are told as an array of all and changed by an attribute each: IFLA_INET_CONF. An array decodes to a list, attributes to
 * an object. They are told apart by their bytes, as not everyone who sends attributes marks them: four bytes of payload each, of types
 * that `set` knows.
 */
export function setOrArray<Out extends object, In extends object, Element, ElementIn>(
  set: Space<Out, In>,
  list: Codec<Element[], readonly ElementIn[]>,
): Codec<Element[] | Out, readonly ElementIn[] | In> {
  const choose = (source: Source, start: number, end: number) => {
    if (start === end) return list;
    for (let offset = start; offset < end; offset += 8) {
      if (end - offset < 8 || source.view.getUint16(offset, source.littleEndian) !== 8) return list;
      const type = source.view.getUint16(offset + 2, source.littleEndian) & NLA_TYPE_MASK;
      if (!set.shape.byType.has(type)) return list;
    }
    return set;
  };
  return {
    shape: { kind: "set-or-array", set, array: list, choose },
    decode: (source, start, end) => choose(source, start, end).decode(source, start, end),
    encode: (writer, value) => {
      if (isList(value)) list.encode(writer, value);
      else set.encode(writer, value);
    },
  };
}

const isList = <Element>(value: readonly Element[] | object): value is readonly Element[] => Array.isArray(value);

/**
 * Records back to back, each a struct that begins with its own length and is followed by attributes: RTA_MULTIPATH's `rtnexthop`s.
 * The length field is computed when encoding. Each record decodes to `{ header, attributes }`.
 */
export function records<H extends object, HI extends object, A extends object, AI extends object>(
  header: Struct<H, HI>,
  lengthField: keyof H & string,
  attributes: Space<A, AI>,
): Codec<{ header: H; attributes: A }[], readonly { header?: HI; attributes?: AI }[]> {
  const field = header.shape.fields.find((candidate) => candidate.name === lengthField);
  if (field === undefined || field.size !== 2) throw new Error(`${header.shape.name}.${lengthField} is not a u16`);
  return {
    shape: { kind: "records", header, lengthField, attributes },
    decode: (source, start, end) => {
      const values: { header: H; attributes: A }[] = [];
      for (let offset = start; offset < end;) {
        if (end - offset < header.size) return undefined;
        const length = source.view.getUint16(offset + field.offset, source.littleEndian);
        if (length < header.size || length > end - offset) {
          throw new DecodeError(`${header.shape.name} of ${length} bytes, ${end - offset} are left`, offset);
        }
        const stop = offset + length;
        try {
          values.push({
            header: header.get(source, offset),
            attributes: attributes.decode(source, Math.min(stop, offset + align4(header.size)), stop)!,
          });
        } catch (error) {
          throw atPath(error, String(values.length));
        }
        offset += align4(length);
      }
      return values;
    },
    encode: (writer, values) => {
      checkList(values);
      for (const [index, value] of values.entries()) {
        const start = writer.position;
        try {
          checkObject(value);
          encodeHeader(header, writer, value.header);
          if (value.attributes !== undefined) attributes.encode(writer, value.attributes);
        } catch (error) {
          throw atPath(error, String(index));
        }
        const length = writer.position - start;
        if (length > 0xffff) throw new EncodeError(`${header.shape.name} of ${length} bytes, the limit is 65535`);
        writer.view.setUint16(start + field.offset, length, writer.littleEndian);
      }
    },
  };
}

/** Chooses the codec by the address family in the message's header: IFLA_PROTINFO is one thing for AF_BRIDGE, another for AF_INET6. */
export function byFamily<Out, In>(
  cases: Readonly<Record<number, Codec<Out, In>>>,
  otherwise: Codec<Out, In>,
): Codec<Out, In> {
  // A list without holes: looking a number up in an object that lacks it costs more than reading an address.
  const last = Math.max(...Object.keys(cases).map(Number));
  const table = Array.from({ length: last + 1 }, (_, family) => cases[family] ?? otherwise);
  const chosen = (family: number): Codec<Out, In> => (family <= last ? table[family]! : otherwise);
  return {
    shape: { kind: "family", cases, otherwise },
    decode: (source, start, end) => chosen(source.family).decode(source, start, end),
    encode: (writer, value) => chosen(writer.family).encode(writer, value),
  };
}

/**
 * A codec that is looked up when used: for schemas that contain themselves, such as a veth's peer inside a link.
 * More than {@link DEPTH_LIMIT} of them inside each other is an error in both directions.
 */
export function deferred<Out, In>(codec: () => Codec<Out, In>): Codec<Out, In> {
  return {
    shape: { kind: "deferred", codec },
    decode: (source, start, end) => {
      if (source.depth === DEPTH_LIMIT) throw new DecodeError(`nested more than ${DEPTH_LIMIT} times`, start);
      source.depth++;
      try {
        return codec().decode(source, start, end);
      } finally {
        source.depth--;
      }
    },
    encode: (writer, value) => {
      if (writer.depth === DEPTH_LIMIT) throw new EncodeError(`nested more than ${DEPTH_LIMIT} times`);
      writer.depth++;
      try {
        codec().encode(writer, value);
      } finally {
        writer.depth--;
      }
    },
  };
}
