import type { Codec, NumberNames, Shape } from "./codec.ts";
import { EncodeError } from "./errors.ts";
import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

/** A codec of fixed size: usable as a struct field, where it reads and writes in place. */
export interface FixedCodec<Out, In = Out> extends Codec<Out, In> {
  /** Payload size in bytes. */
  readonly size: number;
  /** C alignment in bytes when it stands in a struct. */
  readonly alignment: number;
  /** The value at `offset`, which the caller has checked to be inside the payload. */
  get(source: Source, offset: number): Out;
  /** Writes over already reserved bytes. */
  set(writer: Writer, offset: number, value: In): void;
  /** What a struct field holds when the caller leaves it out. */
  readonly zero: In;
}

type IntegerShape = Extract<Shape, { kind: "integer" }>;

function fixed<Out, In>(
  shape: Shape,
  size: number,
  alignment: number,
  zero: In,
  get: (source: Source, offset: number) => Out,
  set: (writer: Writer, offset: number, value: In) => void,
): FixedCodec<Out, In> {
  return {
    shape,
    size,
    alignment,
    zero,
    get,
    set,
    decode: (source, start, end) => (end - start === size ? get(source, start) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}

function range(value: number, low: number, high: number, type: string): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new EncodeError(`${String(value)} is not a ${type} (${low} to ${high})`);
  }
}

const shape = (bits: 8 | 16 | 32 | 64, signed: boolean, order: "host" | "network"): IntegerShape => ({
  kind: "integer",
  bits,
  signed,
  order,
});

/** Unsigned byte. */
export const u8: FixedCodec<number> = fixed(
  shape(8, false, "host"),
  1,
  1,
  0,
  (source, offset) => source.bytes[offset]!,
  (writer, offset, value) => {
    range(value, 0, 0xff, "u8");
    writer.bytes[offset] = value;
  },
);

/** Signed byte. */
export const i8: FixedCodec<number> = fixed(
  shape(8, true, "host"),
  1,
  1,
  0,
  (source, offset) => source.view.getInt8(offset),
  (writer, offset, value) => {
    range(value, -0x80, 0x7f, "s8");
    writer.view.setInt8(offset, value);
  },
);

/** 16-bit unsigned integer, host byte order. */
export const u16: FixedCodec<number> = fixed(
  shape(16, false, "host"),
  2,
  2,
  0,
  (source, offset) => source.view.getUint16(offset, source.littleEndian),
  (writer, offset, value) => {
    range(value, 0, 0xffff, "u16");
    writer.view.setUint16(offset, value, writer.littleEndian);
  },
);

/** 16-bit unsigned integer, network byte order. */
export const be16: FixedCodec<number> = fixed(
  shape(16, false, "network"),
  2,
  2,
  0,
  (source, offset) => source.view.getUint16(offset, false),
  (writer, offset, value) => {
    range(value, 0, 0xffff, "be16");
    writer.view.setUint16(offset, value, false);
  },
);

/** 16-bit signed integer, host byte order. */
export const i16: FixedCodec<number> = fixed(
  shape(16, true, "host"),
  2,
  2,
  0,
  (source, offset) => source.view.getInt16(offset, source.littleEndian),
  (writer, offset, value) => {
    range(value, -0x8000, 0x7fff, "s16");
    writer.view.setInt16(offset, value, writer.littleEndian);
  },
);

/** 32-bit unsigned integer, host byte order. */
export const u32: FixedCodec<number> = fixed(
  shape(32, false, "host"),
  4,
  4,
  0,
  (source, offset) => source.view.getUint32(offset, source.littleEndian),
  (writer, offset, value) => {
    range(value, 0, 0xffffffff, "u32");
    writer.view.setUint32(offset, value, writer.littleEndian);
  },
);

/** 32-bit unsigned integer, network byte order. */
export const be32: FixedCodec<number> = fixed(
  shape(32, false, "network"),
  4,
  4,
  0,
  (source, offset) => source.view.getUint32(offset, false),
  (writer, offset, value) => {
    range(value, 0, 0xffffffff, "be32");
    writer.view.setUint32(offset, value, false);
  },
);

/** 32-bit signed integer, host byte order. */
export const i32: FixedCodec<number> = fixed(
  shape(32, true, "host"),
  4,
  4,
  0,
  (source, offset) => source.view.getInt32(offset, source.littleEndian),
  (writer, offset, value) => {
    range(value, -0x80000000, 0x7fffffff, "s32");
    writer.view.setInt32(offset, value, writer.littleEndian);
  },
);

/** 32-bit signed integer, network byte order: a chain's priority, a verdict's code. */
export const bei32: FixedCodec<number> = fixed(
  shape(32, true, "network"),
  4,
  4,
  0,
  (source, offset) => source.view.getInt32(offset, false),
  (writer, offset, value) => {
    range(value, -0x80000000, 0x7fffffff, "big-endian s32");
    writer.view.setInt32(offset, value, false);
  },
);

function range64(value: bigint, low: bigint, high: bigint, type: string): void {
  if (typeof value !== "bigint" || value < low || value > high) {
    throw new EncodeError(`${String(value)} is not a ${type} (a bigint from ${low} to ${high})`);
  }
}

/** 64-bit unsigned integer, host byte order. */
export const u64: FixedCodec<bigint> = fixed(
  shape(64, false, "host"),
  8,
  8,
  0n,
  (source, offset) => source.view.getBigUint64(offset, source.littleEndian),
  (writer, offset, value) => {
    range64(value, 0n, 0xffffffffffffffffn, "u64");
    writer.view.setBigUint64(offset, value, writer.littleEndian);
  },
);

/** 64-bit unsigned integer, network byte order. */
export const be64: FixedCodec<bigint> = fixed(
  shape(64, false, "network"),
  8,
  8,
  0n,
  (source, offset) => source.view.getBigUint64(offset, false),
  (writer, offset, value) => {
    range64(value, 0n, 0xffffffffffffffffn, "be64");
    writer.view.setBigUint64(offset, value, false);
  },
);

/** 64-bit signed integer, host byte order. */
export const i64: FixedCodec<bigint> = fixed(
  shape(64, true, "host"),
  8,
  8,
  0n,
  (source, offset) => source.view.getBigInt64(offset, source.littleEndian),
  (writer, offset, value) => {
    range64(value, -0x8000000000000000n, 0x7fffffffffffffffn, "s64");
    writer.view.setBigInt64(offset, value, writer.littleEndian);
  },
);

/** NLA_UINT: an unsigned integer that takes four bytes where it fits and eight otherwise; a `bigint` either way. */
export const uint: Codec<bigint> = {
  shape: { kind: "integer", bits: 64, signed: false, order: "host" },
  decode: (source, start, end) => {
    if (end - start === 4) return BigInt(source.view.getUint32(start, source.littleEndian));
    return end - start === 8 ? source.view.getBigUint64(start, source.littleEndian) : undefined;
  },
  encode: (writer, value) => {
    if (typeof value === "bigint" && value >= 0n && value <= 0xffffffffn) u32.encode(writer, Number(value));
    else u64.encode(writer, value);
  },
};

/** The same integer with names for its values, which dumps and documentation show; the decoded value stays a number. */
export function named(codec: FixedCodec<number>, names: NumberNames): FixedCodec<number> {
  return { ...codec, shape: { ...(codec.shape as IntegerShape), names } };
}

/** NLA_FLAG: an attribute without payload. `true` writes it; `false` and `undefined` leave it out. */
export const flag: Codec<true, boolean> = {
  shape: { kind: "flag" },
  decode: (_source, start, end) => (start === end ? true : undefined),
  encode: () => {},
};
