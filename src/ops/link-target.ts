import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import { linkMessage, RTM_GETLINK } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Request } from "../socket/request.ts";
import { operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { nameAttributes } from "./link-name.ts";

/** A link by its name or alternative name, by its index, or as anything that has one, such as a listed link. */
export type LinkTarget = string | number | { readonly index: number };

/** The index that a target states itself, without asking the kernel; `undefined` for a name. */
export function knownIndex(target: LinkTarget): number | undefined {
  return typeof target === "string" ? undefined : statedIndex(target);
}

/** The index of a target that is not a name. @throws EncodeError for what can't be one */
export function statedIndex(target: Exclude<LinkTarget, string>): number {
  const index = typeof target === "object" ? target.index : target;
  if (!Number.isInteger(index) || index < 0 || index > 0x7fffffff) {
    throw new EncodeError(`${String(index)} is not an interface index`);
  }
  return index;
}

/** How a target is called in a message: its name, or `#` and its index. */
export function describeLink(target: LinkTarget): string {
  return typeof target === "string" ? target : `#${typeof target === "object" ? target.index : target}`;
}

/**
 * Asks for a link's index by its name: RTM_GETLINK with IFLA_IFNAME, or IFLA_ALT_IFNAME for what is longer than 15 bytes.
 * @param nsid the namespace to look in, by its id, instead of the socket's own
 */
export function indexOfName(name: string, nsid?: number): Request<number> {
  return request<number, number>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETLINK,
    flags: 0,
    body: encodeBody(linkMessage, { attributes: { targetNetnsid: nsid, ...nameAttributes(name) } }),
    what: `find link ${name}`,
    schema: linkMessage,
    item: ({ source, start }) => source.view.getInt32(start + 4, source.littleEndian),
    result: (indexes) => indexes[0] ?? 0,
  });
}

/**
 * What `make` returns for the index of `target`: at once for an index, and for a name after one RTM_GETLINK.
 * @param nsid the namespace to look for the name in, by its id, instead of the socket's own
 * @throws NetlinkError ENODEV when no link has the name
 */
export function withLink<T>(target: LinkTarget, make: (index: number) => Operation<T>, nsid?: number): Operation<T> {
  if (typeof target !== "string") return make(statedIndex(target));
  const lookup = indexOfName(target, nsid);
  return operation(function* () {
    return yield* make(yield* lookup);
  });
}

/** {@link withLink} for a target that may be absent. */
export function withOptionalLink<T>(
  target: LinkTarget | undefined,
  make: (index: number | undefined) => Operation<T>,
  nsid?: number,
): Operation<T> {
  return target === undefined ? make(undefined) : withLink(target, make, nsid);
}
