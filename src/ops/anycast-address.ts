import { RTM_GETANYCAST } from "../protocol/route/address.ts";
import { AF_INET6 } from "../protocol/route/address-family.ts";
import type { DumpRequest, Operation } from "../socket/request.ts";
import type { LinkTarget } from "./link-target.ts";
import { withOptionalLink } from "./link-target.ts";
import type { GroupAddress } from "./multicast-address.ts";
import { groupAddressDump } from "./multicast-address.ts";

/** Which anycast addresses to list. */
export interface AnycastFilter {
  /** The interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Look into the namespace with this id, instead of the socket's own. */
  readonly nsid?: number | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedAnycastFilter extends AnycastFilter {
  readonly dev?: number | { readonly index: number } | undefined;
}

/**
 * Lists the IPv6 anycast addresses that interfaces answer to: of a router those of its subnets, and those that a socket joined.
 *
 * What /proc/net/anycast6 shows (RTM_GETANYCAST); `ip` has no word for it.
 */
export function list(filter?: IndexedAnycastFilter): DumpRequest<GroupAddress>;
export function list(filter: AnycastFilter): Operation<GroupAddress[]>;
export function list({ dev, nsid }: AnycastFilter = {}): Operation<GroupAddress[]> {
  return withOptionalLink(dev, (index = 0) => groupAddressDump(RTM_GETANYCAST, AF_INET6, index, nsid), nsid);
}
