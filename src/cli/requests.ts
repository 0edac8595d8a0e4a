import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { Message, MessageInput, MessageSchema } from "../protocol/schema/message.ts";
import { Writer } from "../protocol/schema/writer.ts";
import type { DumpRequest, Reply, Request } from "../socket/request.ts";
import { dumpRequest, request } from "../socket/request.ts";

/*
 * The command's requests are made of messages, not of the operations of `ops`: `ip` sends the attributes in the order of the
 * command line's words, and what it shows is the message itself.
 */

/** nlmsg_flags of a request for a change (`linux/netlink.h`). */
export const NLM_F_REPLACE = 0x100;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
export const NLM_F_APPEND = 0x800;
export const NLM_F_ECHO = 0x08;
const NLM_F_DUMP = 0x300;

/** A received message: its type and flags, and what it says. */
export interface Received<H, A> extends Message<H, A> {
  readonly type: number;
  readonly flags: number;
}

function encode<H, HI, A, AI>(schema: MessageSchema<H, HI, A, AI>, message: MessageInput<HI, AI>): Uint8Array {
  const writer = new Writer(256);
  schema.encode(writer, message);
  return writer.copy();
}

function decoder<H, HI, A, AI>(schema: MessageSchema<H, HI, A, AI>): (reply: Reply) => Received<H, A> {
  return ({ type, flags, source, start, end }) => {
    const { header, attributes } = schema.decode(source, start, end);
    return { type, flags, header, attributes };
  };
}

/** A change: sent with NLM_F_ACK. The result is what NLM_F_ECHO returned, if anything. */
export function change<H, HI, A, AI>(
  type: number,
  flags: number,
  schema: MessageSchema<H, HI, A, AI>,
  message: MessageInput<HI, AI>,
  what: string,
): Request<Received<H, A> | undefined> {
  return request({
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encode(schema, message),
    what,
    schema,
    item: decoder(schema),
    result: (items: Received<H, A>[]) => items[0],
  });
}

/** A question with one answer. */
export function question<H, HI, A, AI>(
  type: number,
  schema: MessageSchema<H, HI, A, AI>,
  message: MessageInput<HI, AI>,
  what: string,
): Request<Received<H, A> | undefined> {
  return change(type, 0, schema, message, what);
}

/** A dump: every message of the answer. */
export function listing<H, HI, A, AI>(
  type: number,
  schema: MessageSchema<H, HI, A, AI>,
  message: MessageInput<HI, AI>,
  what: string,
): DumpRequest<Received<H, A>> {
  return dumpRequest({
    protocol: NETLINK_ROUTE,
    type,
    flags: NLM_F_DUMP,
    body: encode(schema, message),
    what,
    schema,
    item: decoder(schema),
  });
}
