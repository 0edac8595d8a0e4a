import { binary } from "./binary.ts";
import type { Codec, StructField } from "./codec.ts";
import { atPath, checkList, checkObject, EncodeError } from "./errors.ts";
import { fastInteger, readInteger } from "./fast-integer.ts";
import type { FixedCodec } from "./scalars.ts";
import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

/** Fields of a struct in C order. */
export type Fields = Readonly<Record<string, FixedCodec<any, any>>>;
type FieldOutput<C> = C extends { get(source: Source, offset: number): infer O } ? O : never;
type FieldInput<C> = C extends { set(writer: Writer, offset: number, value: infer I): void } ? I : never;

/** Decoded struct: every field, and the bytes of a newer kernel's longer struct behind the known fields. */
export type StructOutput<F> = { -readonly [K in keyof F]: FieldOutput<F[K]> } & { rest?: Uint8Array };
/** What the encoder takes: fields left out are zero. */
export type StructInput<F> = { [K in keyof F]?: FieldInput<F[K]> } & { rest?: Uint8Array };

/** A C struct of fixed layout. */
export interface Struct<Out = object, In = object> extends FixedCodec<Out, In> {
  readonly shape: {
    readonly kind: "struct";
    readonly name: string;
    readonly size: number;
    readonly fields: readonly StructField[];
  };
}

/**
 * Declares a C struct by its fields in order; offsets, padding and size follow the C ABI's natural alignment.
 *
 * A shorter payload (an older kernel) reads as if zero-filled, a longer one keeps its tail in `rest`.
 * @param name the C name, such as `ifinfomsg`; the layout is checked against the kernel's headers under this name
 */
export function struct<const F extends Fields>(name: string, fields: F): Struct<StructOutput<F>, StructInput<F>> {
  const layout: StructField[] = [];
  let offset = 0;
  let alignment = 1;
  for (const key in fields) {
    const codec = fields[key]!;
    offset = Math.ceil(offset / codec.alignment) * codec.alignment;
    layout.push({ name: key, offset, size: codec.size, codec });
    offset += codec.size;
    alignment = Math.max(alignment, codec.alignment);
  }
  const size = Math.ceil(offset / alignment) * alignment;
  const indexes = new Map(layout.map((field, index) => [field.name, index]));
  const keys = layout.map((field) => field.name);
  const offsets = layout.map((field) => field.offset);
  const codecs = layout.map((field) => field.codec as FixedCodec<unknown>);
  const count = layout.length;

  const numbers = layout.map((field) => fastInteger(field.codec));
  // Copied for every value and then filled in: an object that has its properties already is cheaper than one that grows. V8
  // turns an object that grows by computed keys into a hash table at the twelfth; one from JSON.parse never is. A property that
  // was null before it was 0 holds small and large numbers alike, without a change of the object's layout.
  const template = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`) as Record<
    string,
    unknown
  >;
  for (const key of keys) template[key] = 0;

  const fill = (value: Record<string, unknown>, source: Source, start: number): void => {
    for (let index = 0; index < count; index++) {
      const number = numbers[index]!;
      const at = start + offsets[index]!;
      if (number === 0) value[keys[index]!] = codecs[index]!.get(source, at);
      else {
        const field = readInteger(number, source, at);
        // Zeros, of which headers and counters are full, are in the template: a store by a computed key costs more than the read.
        if (field !== 0) value[keys[index]!] = field;
      }
    }
  };
  const get = (source: Source, start: number): StructOutput<F> => {
    const value = { ...template };
    fill(value, source, start);
    return value as StructOutput<F>;
  };
  const set = (writer: Writer, start: number, value: StructInput<F>): void => {
    checkObject(value);
    const given = value as Record<string, unknown>;
    for (const key in given) {
      const index = indexes.get(key);
      if (index === undefined) {
        if (key === "rest") continue;
        throw new EncodeError(`struct ${name} has no field ${JSON.stringify(key)}`);
      }
      const field = given[key];
      if (field === undefined) continue;
      try {
        codecs[index]!.set(writer, start + offsets[index]!, field);
      } catch (error) {
        throw atPath(error, key);
      }
    }
  };
  const decode = (source: Source, start: number, end: number): StructOutput<F> => {
    if (end - start === size) return get(source, start);
    if (end - start > size) return { ...get(source, start), rest: source.bytes.slice(start + size, end) };
    const padded = new Uint8Array(size);
    padded.set(source.bytes.subarray(start, end));
    return get({ ...source, bytes: padded, view: new DataView(padded.buffer) }, 0);
  };
  return {
    shape: { kind: "struct", name, size, fields: layout },
    size,
    alignment,
    zero: {},
    get,
    set,
    decode,
    encode: (writer, value) => {
      set(writer, writer.reserve(size), value);
      if (value.rest !== undefined) encodeRest(writer, value.rest);
    },
  };
}

function encodeRest(writer: Writer, rest: Uint8Array): void {
  try {
    binary.encode(writer, rest);
  } catch (error) {
    throw atPath(error, "rest");
  }
}

/** `count` bytes of explicit padding: a field that reads as nothing worth keeping and writes zero. */
export function padding(count: number): FixedCodec<undefined> {
  return {
    shape: { kind: "binary", size: count },
    size: count,
    alignment: 1,
    zero: undefined,
    get: () => undefined,
    set: () => {},
    decode: () => undefined,
    encode: (writer) => void writer.reserve(count),
  };
}

/** `codec name[count]`: a C array inside a struct. */
export function fixedArray<Out, In>(codec: FixedCodec<Out, In>, count: number): FixedCodec<Out[], readonly In[]> {
  const size = codec.size * count;
  const get = (source: Source, offset: number): Out[] =>
    Array.from({ length: count }, (_, index) => codec.get(source, offset + index * codec.size));
  const set = (writer: Writer, offset: number, value: readonly In[]): void => {
    checkList(value);
    if (value.length !== count) throw new EncodeError(`${value.length} elements, expected ${count}`);
    for (const [index, element] of value.entries()) {
      try {
        codec.set(writer, offset + index * codec.size, element);
      } catch (error) {
        throw atPath(error, String(index));
      }
    }
  };
  return {
    shape: { kind: "array", element: codec as Codec<Out, In>, elementSize: codec.size },
    size,
    alignment: codec.alignment,
    zero: Array.from({ length: count }, () => codec.zero),
    get,
    set,
    decode: (source, start, end) => (end - start === size ? get(source, start) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}
