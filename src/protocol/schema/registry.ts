import type { Space } from "./attributes.ts";
import type { NumberNames } from "./codec.ts";
import type { MessageSchema } from "./message.ts";
import type { Struct } from "./struct.ts";

/** A message type of a protocol: its number, C name and body. */
export interface RegisteredMessage {
  /** C name, such as `RTM_NEWLINK`. */
  readonly name: string;
  /** `nlmsg_type`. */
  readonly type: number;
  readonly schema: MessageSchema;
  /** Body of a request, where attributes of the same numbers mean other things there: RTM_NEWMDB. */
  readonly request?: MessageSchema;
}

/** One family file's declarations, as data: what tests, documentation and message dumps enumerate. */
export interface Family {
  /** Short name, such as `link`. */
  readonly name: string;
  /** Netlink protocol number (NETLINK_ROUTE is 0, NETLINK_NETFILTER 12). */
  readonly protocol: number;
  readonly messages: readonly RegisteredMessage[];
  /** Every attribute set with the header it comes from, such as `linux/if_link.h`. */
  readonly spaces: readonly { readonly header: string; readonly space: Space }[];
  /** Every fixed struct with the header it comes from. */
  readonly structs: readonly { readonly header: string; readonly struct: Struct }[];
  /** Every enumeration and flag set with the header it comes from; `order` where the header has 16-bit numbers of network order. */
  readonly names: readonly { readonly header: string; readonly names: NumberNames; readonly order?: "network" }[];
}

const NLM_F_REQUEST = 1;

/** The body of a message with these `nlmsg_flags`: a request's may be another than that of an answer or notification. */
export function bodySchema({ schema, request }: RegisteredMessage, flags: number): MessageSchema {
  return (flags & NLM_F_REQUEST) === 0 ? schema : (request ?? schema);
}

/** The schema of a message type in the given families, or `undefined` when none declares it. */
export function findMessage(
  families: readonly Family[],
  protocol: number,
  type: number,
): RegisteredMessage | undefined {
  for (const family of families) {
    if (family.protocol !== protocol) continue;
    const found = family.messages.find((message) => message.type === type);
    if (found !== undefined) return found;
  }
  return undefined;
}
