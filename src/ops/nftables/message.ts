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

/** Bodies stand one behind another in chunks of this size: a buffer of its own would cost each more than its content. */
const CHUNK = 1 << 14;
/** A chunk with less room than this is left; a longer message makes it grow. */
const USUAL = 1 << 10;
let writer = new Writer(CHUNK);

/** The body of an nf_tables message; an encode error names the operation first. */
export function encodeBody<A extends object, AI extends object>(
  schema: MessageSchema<Nfgenmsg, NfgenmsgInput, A, AI>,
  family: NftFamily | undefined,
  attributes: AI,
  what: string | (() => string),
): Uint8Array {
  if (writer.bytes.length - writer.position < USUAL) writer = new Writer(CHUNK);
  const start = writer.position;
  try {
    schema.encode(writer, { header: { family: family === undefined ? 0 : familyNumber(family) }, attributes });
  } catch (error) {
    writer.position = start;
    if (!(error instanceof EncodeError)) throw error;
    throw new EncodeError(error.problem, [typeof what === "string" ? what : what(), ...error.path]);
  }
  writer.align();
  return writer.bytes.subarray(start, writer.position);
}

/** What {@link change} makes a request of. */
export interface ChangeParts<A extends object, AI extends object, T> {
  readonly message: NftMessageName;
  readonly flags: number;
  readonly schema: MessageSchema<Nfgenmsg, NfgenmsgInput, A, AI>;
  readonly family: NftFamily;
  readonly attributes: AI;
  /** What it does; a function where finding words for it costs more than it is worth unless something fails. */
  readonly what: string | (() => string);
  /** Reads what the kernel echoes. */
  readonly item?: ((reply: Reply) => T | undefined) | undefined;
}

/** One change of a transaction as a request; its result is what the kernel echoed, in order. */
export function change<A extends object, AI extends object, T>(parts: ChangeParts<A, AI, T>): Request<T[]> {
  const { message, flags, schema, family, attributes, what, item } = parts;
  const made = request<T[], T>({
    protocol: NETLINK_NETFILTER,
    type: nftType(message),
    flags,
    body: encodeBody(schema, family, attributes, what),
    what: typeof what === "string" ? what : "",
    schema,
    ...(item !== undefined && { item }),
    result: (items) => items,
  });
  return typeof what === "string" ? made : Object.defineProperty(made, "what", { get: what });
}
