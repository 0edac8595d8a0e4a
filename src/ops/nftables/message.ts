import { NETLINK_NETFILTER } from "../../protocol/core/constants.ts";
import type { Nfgenmsg } from "../../protocol/netfilter/nfnetlink.ts";
import type { NfgenmsgInput } from "../../protocol/netfilter/nfnetlink.ts";
import type { NftMessageName } from "../../protocol/netfilter/messages.ts";
import { nftType } from "../../protocol/netfilter/messages.ts";
import { EncodeError } from "../../protocol/schema/errors.ts";
import type { MessageSchema } from "../../protocol/schema/message.ts";
import { Writer } from "../../protocol/schema/writer.ts";
import type { Reply, Request } from "../../socket/request.ts";
import { request } from "../../socket/request.ts";
import type { NftFamily } from "./family.ts";
import { familyNumber } from "./family.ts";

// One writer serves every message: encoding is synchronous, and what leaves it is a copy.
const writer = new Writer(4096);

/** The body of an nf_tables message; an encode error names the operation first. */
export function encodeBody<A extends object, AI extends object>(
  schema: MessageSchema<Nfgenmsg, NfgenmsgInput, A, AI>,
  family: NftFamily | undefined,
  attributes: AI,
  what: string,
): Uint8Array {
  writer.reset();
  try {
    schema.encode(writer, { header: { family: family === undefined ? 0 : familyNumber(family) }, attributes });
  } catch (error) {
    if (error instanceof EncodeError) throw new EncodeError(error.problem, [what, ...error.path]);
    throw error;
  }
  writer.align();
  return writer.copy();
}

/** What {@link change} makes a request of. */
export interface ChangeParts<A extends object, AI extends object, T> {
  readonly message: NftMessageName;
  readonly flags: number;
  readonly schema: MessageSchema<Nfgenmsg, NfgenmsgInput, A, AI>;
  readonly family: NftFamily;
  readonly attributes: AI;
  readonly what: string;
  /** Reads what the kernel echoes. */
  readonly item?: ((reply: Reply) => T | undefined) | undefined;
}

/** One change of a transaction as a request; its result is what the kernel echoed, in order. */
export function change<A extends object, AI extends object, T>(parts: ChangeParts<A, AI, T>): Request<T[]> {
  const { message, flags, schema, family, attributes, what, item } = parts;
  return request<T[], T>({
    protocol: NETLINK_NETFILTER,
    type: nftType(message),
    flags,
    body: encodeBody(schema, family, attributes, what),
    what,
    schema,
    ...(item !== undefined && { item }),
    result: (items) => items,
  });
}
