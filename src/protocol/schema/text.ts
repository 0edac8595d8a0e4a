import type { Codec } from "./codec.ts";
import { EncodeError } from "./errors.ts";
import type { FixedCodec } from "./scalars.ts";
import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

// The two classes every JavaScript host has; declared here because the protocol layer compiles without any host's types.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/** Text of the span, or `undefined` when it is not valid UTF-8. */
function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = "";
  for (let offset = start; offset < end; offset++) {
    const byte = bytes[offset]!;
    if (byte >= 0x80) {
      try {
        return decoder.decode(bytes.subarray(start, end));
      } catch {
        return undefined; // fatal mode throws on invalid UTF-8: the attribute stays raw
      }
    }
    text += String.fromCharCode(byte);
  }
  return text;
}

function decodeString(source: Source, start: number, end: number, limit: number): string | undefined {
  const { bytes } = source;
  let stop = start;
  while (stop < end && bytes[stop] !== 0) stop++;
  if (stop - start > limit) return undefined;
  for (let offset = stop; offset < end; offset++) if (bytes[offset] !== 0) return undefined;
  return decodeUtf8(bytes, start, stop);
}

function encodeUtf8(value: string, limit: number): Uint8Array {
  if (typeof value !== "string") throw new EncodeError(`${String(value)} is not a string`);
  if (/\p{Surrogate}/u.test(value)) throw new EncodeError(`${JSON.stringify(value)} has half a surrogate pair`);
  if (value.includes("\0")) throw new EncodeError(`${JSON.stringify(value)} contains a NUL`);
  const bytes = encoder.encode(value);
  if (bytes.length > limit) {
    throw new EncodeError(`${JSON.stringify(value)} has ${bytes.length} bytes, the limit is ${limit}`);
  }
  return bytes;
}

/** Appends ASCII directly, which nearly every name is, and anything else through the encoder. */
function writeText(writer: Writer, value: string, limit: number): void {
  if (typeof value === "string" && value.length <= limit) {
    const start = writer.reserve(value.length);
    const { bytes } = writer;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code === 0 || code >= 0x80) {
        writer.position = start;
        return writer.append(encodeUtf8(value, limit));
      }
      bytes[start + index] = code;
    }
    return;
  }
  writer.append(encodeUtf8(value, limit));
}

/** Text with a trailing NUL (NLA_NUL_STRING); read with or without one. `limit` is the most bytes without the NUL. */
export function nulString(limit: number = 0xfffe): Codec<string> {
  return {
    shape: { kind: "string", terminated: true, limit },
    decode: (source, start, end) => decodeString(source, start, end, limit),
    encode: (writer, value) => {
      writeText(writer, value, limit);
      writer.reserve(1);
    },
  };
}

/** Text without a trailing NUL; read with or without one. */
export function bareString(limit: number = 0xffff): Codec<string> {
  return {
    shape: { kind: "string", terminated: false, limit },
    decode: (source, start, end) => decodeString(source, start, end, limit),
    encode: (writer, value) => writeText(writer, value, limit),
  };
}

/** `char name[size]` inside a struct: NUL-padded, always NUL-terminated. */
export function charArray(size: number): FixedCodec<string> {
  const set = (writer: Writer, offset: number, value: string): void => {
    const bytes = encodeUtf8(value, size - 1);
    writer.bytes.fill(0, offset, offset + size);
    writer.bytes.set(bytes, offset);
  };
  const get = (source: Source, offset: number): string => {
    let stop = offset;
    while (stop < offset + size && source.bytes[stop] !== 0) stop++;
    return decodeUtf8(source.bytes, offset, stop) ?? "";
  };
  return {
    shape: { kind: "string", terminated: true, limit: size - 1 },
    size,
    alignment: 1,
    zero: "",
    get,
    set,
    decode: (source, start, end) => (end - start === size ? decodeString(source, start, end, size) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}

/** IFNAMSIZ - 1: the longest interface name in bytes (`linux/if.h`). */
export const INTERFACE_NAME_LIMIT = 15;
/** An interface name with its NUL: at most 15 bytes. */
export const interfaceName: Codec<string> = nulString(INTERFACE_NAME_LIMIT);
