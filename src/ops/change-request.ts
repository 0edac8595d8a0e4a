import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { Codec } from "../protocol/schema/codec.ts";
import type { MessageSchema } from "../protocol/schema/message.ts";
import type { Request } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";

const noReply = (): void => {};

/** A message of NETLINK_ROUTE that changes something and is answered by its acknowledgement alone. */
export function changeRequest<In>(
  type: number,
  flags: number,
  schema: MessageSchema & Codec<unknown, In>,
  body: In,
  what: string,
): Request<void> {
  return request<void>({
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encodeBody(schema, body),
    what,
    schema,
    result: noReply,
  });
}
