import type { Codec } from "./codec.ts";
import { EncodeError } from "./errors.ts";
import type { FixedCodec } from "./scalars.ts";
import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

function checkBytes(value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) throw new EncodeError(`${String(value)} is not a Uint8Array`);
}

/** Any bytes, copied both ways. */
export const binary: Codec<Uint8Array> = {
  shape: { kind: "binary" },
  decode: (source, start, end) => source.bytes.slice(start, end),
  encode: (writer, value) => {
    checkBytes(value);
    writer.append(value);
  },
};

/** Exactly `size` bytes, copied both ways; `alignment` is that of the C type it stands for in a struct. */
export function fixedBinary(size: number, alignment = 1): FixedCodec<Uint8Array> {
  const get = (source: Source, offset: number): Uint8Array => source.bytes.slice(offset, offset + size);
  const set = (writer: Writer, offset: number, value: Uint8Array): void => {
    checkBytes(value);
    if (value.length !== size) throw new EncodeError(`${value.length} bytes, expected ${size}`);
    writer.bytes.set(value, offset);
  };
  return {
    shape: { kind: "binary", size },
    size,
    alignment,
    zero: new Uint8Array(size),
    get,
    set,
    decode: (source, start, end) => (end - start === size ? get(source, start) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}

/** Two hex digits of every byte. */
export const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hex of bytes, without separators. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += hexOf[byte];
  return text;
}

/** Bytes of hex digits; white space and colons between them are ignored. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:]/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new EncodeError(`${JSON.stringify(text)} is not hex`);
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
