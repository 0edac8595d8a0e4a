import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { extendedFilter } from "../protocol/route/link-constants.ts";
import type { LinkAttributesInput, LinkInfoInput } from "../protocol/route/link.ts";
import { linkMessage, RTM_GETLINK } from "../protocol/route/link.ts";
import type { DumpRequest, Operation, Request } from "../socket/request.ts";
import { dumpRequest, operation } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import type { Link } from "./link-object.ts";
import { linkOfReply } from "./link-object.ts";
import { addressed, linkQuestion } from "./link-request.ts";
import type { LinkSettings } from "./link-settings.ts";
import { settingsOf } from "./link-settings.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";

/** Further things to be told of links: RTEXT_FILTER_* in lower case; `skip_stats` leaves those of virtual functions out. */
export type LinkDetail = ReturnType<typeof extendedFilter.namesOf>[number];

/** What {@link get} may be told. */
export interface GetOptions {
  /** Things to be told besides; IFLA_EXT_MASK is sent only when there are any. */
  readonly detail?: readonly LinkDetail[];
  /** Look in another namespace, by the id that this one gave it (IFLA_TARGET_NETNSID). */
  readonly nsid?: number;
}

/** Which links {@link list} tells. */
export interface ListFilter extends GetOptions {
  /** Ports of this bridge, bond or VRF; `null` for links that have no master. */
  readonly master?: LinkTarget | null;
  /** Links of this kind, such as `veth`. */
  readonly kind?: string;
  /** Ports of a master of this kind, such as `bridge`. */
  readonly slaveKind?: string;
  /** Links that are up, or that are not. */
  readonly up?: boolean;
  /** Links of this device group. */
  readonly group?: number;
}

/** {@link ListFilter} with the master by its index, which {@link list} need not ask for. */
export interface IndexedListFilter extends ListFilter {
  readonly master?: Exclude<LinkTarget, string> | null;
}

function detailAttributes({ detail, nsid }: GetOptions): LinkAttributesInput {
  return {
    extMask: detail === undefined || detail.length === 0 ? undefined : extendedFilter.bitsOf(detail),
    targetNetnsid: nsid,
  };
}

/**
 * One link by its name, alternative name or index, or anew by a link that was told before. One message, never a dump.
 * Equivalent to `ip link show dev NAME`.
 * @throws NetlinkError ENODEV when there is none
 */
export function get(target: LinkTarget, options: GetOptions = {}): Request<Link> {
  const { header, attributes } = addressed(target);
  return linkQuestion<Link, Link>({
    type: RTM_GETLINK,
    header,
    attributes: { ...detailAttributes(options), ...attributes },
    what: `get link ${describeLink(target)}`,
    item: linkOfReply,
    result: onlyAnswer(`get link ${describeLink(target)}`),
  });
}

/**
 * Settings of a link by address family, by name: sysctls and counters of IPv4 and IPv6, MCTP.
 * Equivalent to `ip -d link show dev NAME`, `ip token get dev NAME`, `sysctl net.ipv4.conf.NAME`.
 * @throws NetlinkError ENODEV when there is none
 */
export function settings(target: LinkTarget, options: GetOptions = {}): Operation<LinkSettings> {
  return operation(function* () {
    return settingsOf(yield* get(target, options));
  });
}

function matches(link: Link, filter: ListFilter, master: number | undefined): boolean {
  const { kind, slaveKind, up, group } = filter;
  const { info } = link;
  if (kind !== undefined && (info?.kind === "unknown" ? info.name : info?.kind) !== kind) return false;
  if (slaveKind !== undefined && (info?.slaveKind === "unknown" ? info.slaveName : info?.slaveKind) !== slaveKind) {
    return false;
  }
  if (up !== undefined && link.up !== up) return false;
  if (group !== undefined && (link.group ?? 0) !== group) return false;
  return master === undefined || (link.master ?? 0) === master;
}

/**
 * All links, or those that match a filter. Master and kind are filtered by the kernel, and everything again here, as old
 * kernels ignore what they don't know. Equivalent to `ip link show [master DEV] [nomaster] [vrf NAME] [type KIND] [up] [group GROUP]`.
 */
export function list(filter?: IndexedListFilter): DumpRequest<Link>;
export function list(filter: ListFilter): Operation<Link[]>;
export function list(filter: ListFilter = {}): Operation<Link[]> {
  const { master } = filter;
  if (master === null) return listed(filter, 0);
  return master === undefined ? listed(filter, undefined) : withLink(master, (index) => listed(filter, index));
}

function listed(filter: ListFilter, master: number | undefined): DumpRequest<Link> {
  return dumpRequest<Link>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETLINK,
    flags: NLM_F_DUMP,
    body: encodeBody(linkMessage, {
      attributes: {
        ...detailAttributes(filter),
        master: master === 0 ? undefined : master,
        linkinfo: filter.kind === undefined ? undefined : kindFilter(filter.kind),
      },
    }),
    what: "list links",
    schema: linkMessage,
    item: (reply) => {
      const link = linkOfReply(reply);
      return link !== undefined && matches(link, filter, master) ? link : undefined;
    },
  });
}

// A name is enough to ask for: whether its options are known here does not matter, and on the wire both are the same.
const kindFilter = (kind: string): LinkInfoInput => ({ kind: "unknown", name: kind });
