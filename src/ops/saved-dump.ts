import { frames, NLMSG_HDRLEN } from "../protocol/core/header.ts";
import { DecodeError } from "../protocol/schema/errors.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import type { DumpRequest, Reply, Request } from "../socket/request.ts";
import { request } from "../socket/request.ts";

/*
 * Files of `ip address|route|rule save`: a magic number of 32 bits and the kernel's messages with their headers, all in the byte
 * order of the machine.
 */

const MAGIC_BYTES = 4;

function joined(magic: number, messages: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(messages.reduce((size, { length }) => size + length, MAGIC_BYTES));
  const { view, littleEndian } = sourceOf(bytes);
  view.setUint32(0, magic, littleEndian);
  let offset = MAGIC_BYTES;
  for (const message of messages) {
    bytes.set(message, offset);
    offset += message.length;
  }
  return bytes;
}

/** A dump whose result is a file of the messages that `dump` does not leave out. */
export function savedDump<Item>(magic: number, dump: DumpRequest<Item>): Request<Uint8Array> {
  return request<Uint8Array, Uint8Array>({
    ...dump,
    item: (reply) =>
      dump.item(reply) === undefined ? undefined : reply.source.bytes.slice(reply.start - NLMSG_HDRLEN, reply.end),
    result: (messages) => joined(magic, messages),
  });
}

/**
 * The messages in a file of {@link savedDump} or of `ip`.
 * @param what what the file holds, for the error's text: `addresses`
 * @throws DecodeError for a file that is none, or of another kind, or broken off
 */
export function savedMessages(magic: number, file: Uint8Array, what: string): Reply[] {
  const whole = sourceOf(file);
  if (file.length < MAGIC_BYTES || whole.view.getUint32(0, whole.littleEndian) !== magic) {
    throw new DecodeError(`not a file of saved ${what}: it does not begin with 0x${magic.toString(16)}`, 0);
  }
  const source = sourceOf(whole.bytes.subarray(MAGIC_BYTES));
  return [...frames(source)].map(({ type, flags, start, end }) => ({ type, flags, source, start, end }));
}
