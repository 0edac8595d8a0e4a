import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import type { AddressAttributes } from "../protocol/route/address.ts";
import { addressMessage, RTM_GETMULTICAST } from "../protocol/route/address.ts";
import type { DumpRequest, Operation, Reply } from "../socket/request.ts";
import { dumpRequest, operation } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { withOptionalLink } from "./link-target.ts";
import type { Scope } from "./route-value.ts";
import { scopeName } from "./route-value.ts";

/** A group that an interface has joined, or an anycast address that it answers to. */
export interface GroupAddress {
  readonly family: AddressFamily;
  /** Index of the interface. */
  readonly dev: number;
  readonly address: string;
  readonly scope: Scope;
  /** How many joined it (7.0). */
  readonly users?: number;
  /** When it was joined, in seconds since the machine started, with two decimals. */
  readonly createdSeconds?: number;
}

/** Makes the friendly object of a decoded message. */
export function toGroupAddress(
  header: { readonly family: number; readonly scope: number; readonly index: number },
  attributes: AddressAttributes,
): GroupAddress {
  const { multicast, anycast, mcUsers, cacheinfo } = attributes;
  return {
    family: familyName(header.family),
    dev: header.index,
    address: multicast ?? anycast ?? "",
    scope: scopeName(header.scope),
    ...(mcUsers !== undefined && { users: mcUsers }),
    ...(cacheinfo !== undefined && { createdSeconds: cacheinfo.cstamp / 100 }),
  };
}

/** The dump of one family's groups (RTM_GETMULTICAST) or anycast addresses (RTM_GETANYCAST) of an interface or, by 0, of all. */
export function groupAddressDump(
  type: number,
  family: number,
  index: number,
  nsid: number | undefined,
): DumpRequest<GroupAddress> {
  return dumpRequest<GroupAddress>({
    protocol: NETLINK_ROUTE,
    type,
    flags: NLM_F_DUMP,
    body: encodeBody(addressMessage, { header: { family, index }, attributes: { targetNetnsid: nsid } }),
    what: `list ${familyName(family)} ${type === RTM_GETMULTICAST ? "multicast" : "anycast"} addresses`,
    schema: addressMessage,
    // Its messages bear the type of the question, where those of other dumps bear that of the object.
    item: ({ source, start, end }: Reply) => {
      const { header, attributes } = addressMessage.decode(source, start, end);
      return index === 0 || header.index === index ? toGroupAddress(header, attributes) : undefined;
    },
  });
}

/** Which groups to list. */
export interface MulticastFilter {
  /** `inet` or `inet6`; both unless told. */
  readonly family?: "inet" | "inet6" | undefined;
  /** The interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Look into the namespace with this id, instead of the socket's own. */
  readonly nsid?: number | undefined;
}

/** A filter with which listing is a single request. */
export interface SingleMulticastFilter extends MulticastFilter {
  readonly family: "inet" | "inet6";
  readonly dev?: number | { readonly index: number } | undefined;
}

/**
 * Lists the groups that interfaces have joined. Kernels before 6.15 know it for IPv6 only and refuse IPv4 with EOPNOTSUPP; there, and
 * for link-layer groups, a namespace's `multicast.list()` reads the files that `ip maddr show` reads.
 *
 * Equivalent to `ip maddr show` without its link-layer groups (RTM_GETMULTICAST).
 */
export function list(filter: SingleMulticastFilter): DumpRequest<GroupAddress>;
export function list(filter?: MulticastFilter): Operation<GroupAddress[]>;
export function list({ family, dev, nsid }: MulticastFilter = {}): Operation<GroupAddress[]> {
  return withOptionalLink(
    dev,
    (index = 0) => {
      if (family !== undefined) return groupAddressDump(RTM_GETMULTICAST, familyNumber(family), index, nsid);
      return operation(function* () {
        const ipv4 = yield* groupAddressDump(RTM_GETMULTICAST, familyNumber("inet"), index, nsid);
        return [...ipv4, ...(yield* groupAddressDump(RTM_GETMULTICAST, familyNumber("inet6"), index, nsid))];
      });
    },
    nsid,
  );
}
