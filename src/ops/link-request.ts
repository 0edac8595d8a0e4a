import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { IfinfomsgInput, LinkAttributesInput } from "../protocol/route/link.ts";
import { linkMessage } from "../protocol/route/link.ts";
import type { Reply, Request, Retainable } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { nameAttributes } from "./link-name.ts";
import type { LinkTarget } from "./link-target.ts";
import { statedIndex } from "./link-target.ts";

/** A link message in parts. */
export interface LinkRequestParts {
  readonly type: number;
  readonly flags?: number;
  readonly header?: IfinfomsgInput;
  readonly attributes?: LinkAttributesInput;
  readonly what: string;
  readonly holds?: readonly Retainable[];
}

const nothing = (): void => {};

/** A link message whose answer is its acknowledgement alone. */
export function linkChange(parts: LinkRequestParts): Request<void> {
  return request<void, never>({ ...specOf(parts), result: nothing });
}

/** A link message whose answer is read. */
export function linkQuestion<T, Item>(
  parts: LinkRequestParts & {
    readonly item: (reply: Reply) => Item | undefined;
    readonly result: (items: Item[]) => T;
  },
): Request<T> {
  return request<T, Item>({ ...specOf(parts), item: parts.item, result: parts.result });
}

function specOf({ type, flags = 0, header = {}, attributes = {}, what, holds = [] }: LinkRequestParts) {
  return {
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encodeBody(linkMessage, { header, attributes }),
    what,
    schema: linkMessage,
    holds,
  };
}

/** How a message says which link is meant: by the header's index, or in a message of index 0 by the name, which saves a lookup. */
export function addressed(target: LinkTarget): { header: IfinfomsgInput; attributes: LinkAttributesInput } {
  if (typeof target === "string") return { header: {}, attributes: nameAttributes(target) };
  return { header: { index: statedIndex(target) }, attributes: {} };
}
