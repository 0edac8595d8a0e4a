import type { Space } from "./attributes.ts";
import type { Codec, StructField } from "./codec.ts";
import { atPath, checkObject } from "./errors.ts";
import type { Source } from "./source.ts";
import type { Struct } from "./struct.ts";
import type { Writer } from "./writer.ts";
import { align4 } from "./writer.ts";

/** A decoded message body: the family's fixed header and its attributes. */
export interface Message<H, A> {
  header: H;
  attributes: A;
}

/** What the encoder takes: header fields left out are zero. */
export interface MessageInput<HI, AI> {
  header?: HI | undefined;
  attributes?: AI | undefined;
}

/** A message body: what follows the nlmsghdr. */
export interface MessageSchema<H = object, HI = object, A = object, AI = object> extends Codec<
  Message<H, A>,
  MessageInput<HI, AI>
> {
  readonly shape: { readonly kind: "message"; readonly header: Struct<H, HI>; readonly attributes: Space<A, AI> };
  decode(source: Source, start: number, end: number): Message<H, A>;
}

/** Whether a header's first byte is the address family that chooses among the payloads inside. */
export function beginsWithFamily(fields: readonly StructField[]): boolean {
  const first = fields[0];
  return first !== undefined && first.size === 1 && /family$/i.test(first.name);
}

/** Writes a header, zeroes where it is left out, and pads it to where attributes may follow. */
export function encodeHeader<In>(header: Struct<object, In>, writer: Writer, value: In | undefined): void {
  try {
    header.encode(writer, value ?? header.zero);
  } catch (error) {
    throw atPath(error, "header");
  }
  writer.align();
}

/**
 * Joins a family header and an attribute set to a message body.
 *
 * When the header's first field is an address family it becomes {@link Source.family} for what is inside.
 * A body shorter than the header (as some requests and old kernels have) reads as zero-filled, without attributes.
 */
export function message<H extends object, HI extends object, A extends object, AI extends object>(
  header: Struct<H, HI>,
  attributes: Space<A, AI>,
): MessageSchema<H, HI, A, AI> {
  const attributesAt = align4(header.size);
  const hasFamily = beginsWithFamily(header.shape.fields);
  return {
    shape: { kind: "message", header, attributes },
    decode: (source, start, end) => {
      const outer = source.family;
      if (hasFamily && end > start) source.family = source.bytes[start]!;
      const stop = Math.min(end, start + header.size);
      try {
        return {
          header: header.decode(source, start, stop)!,
          attributes: attributes.decode(source, Math.min(end, start + attributesAt), end)!,
        };
      } finally {
        source.family = outer;
      }
    },
    encode: (writer, value) => {
      checkObject(value);
      const outer = writer.family;
      const start = writer.position;
      encodeHeader(header, writer, value.header);
      if (value.attributes === undefined) return;
      if (hasFamily) writer.family = writer.bytes[start]!;
      try {
        attributes.encode(writer, value.attributes);
      } finally {
        writer.family = outer;
      }
    },
  };
}
