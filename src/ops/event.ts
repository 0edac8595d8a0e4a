import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import {
  addressMessage,
  RTM_DELADDR,
  RTM_DELANYCAST,
  RTM_DELMULTICAST,
  RTM_NEWADDR,
  RTM_NEWANYCAST,
  RTM_NEWMULTICAST,
} from "../protocol/route/address.ts";
import { RTM_DELMDB, RTM_NEWMDB } from "../protocol/route/bridge-mdb.ts";
import { RTM_DELVLAN, RTM_NEWVLAN } from "../protocol/route/bridge-vlan.ts";
import { cacheReportMessage, RTM_NEWCACHEREPORT } from "../protocol/route/cache-report.ts";
import { routeGroup } from "../protocol/route/groups.ts";
import { linkMessage, RTM_DELLINK, RTM_NEWLINK } from "../protocol/route/link.ts";
import { RTM_NEWSTATS, statisticsMessage } from "../protocol/route/link-statistics.ts";
import { neighbourMessage, RTM_DELNEIGH, RTM_GETNEIGH, RTM_NEWNEIGH } from "../protocol/route/neighbour.ts";
import { netconfMessage, RTM_DELNETCONF, RTM_NEWNETCONF } from "../protocol/route/netconf.ts";
import { nsidMessage, RTM_DELNSID, RTM_NEWNSID } from "../protocol/route/nsid.ts";
import { prefixMessage, RTM_NEWPREFIX } from "../protocol/route/prefix.ts";
import {
  nexthopMessage,
  RTM_DELNEXTHOP,
  RTM_DELNEXTHOPBUCKET,
  RTM_NEWNEXTHOP,
  RTM_NEWNEXTHOPBUCKET,
} from "../protocol/route/nexthop.ts";
import { routeMessage, RTM_DELROUTE, RTM_NEWROUTE } from "../protocol/route/route.ts";
import { RTM_DELRULE, RTM_NEWRULE, ruleMessage } from "../protocol/route/rule.ts";
import { RTM_DELTUNNEL, RTM_NEWTUNNEL, tunnelMessage } from "../protocol/route/tunnel.ts";
import type { MessageSchema } from "../protocol/schema/message.ts";
import type { Reply } from "../socket/request.ts";
import type { Address } from "./address-value.ts";
import { toAddress } from "./address-value.ts";
import type { BridgeEvent } from "./bridge-event.ts";
import { mdbEvent, vlanEvent } from "./bridge-event.ts";
import { toFdbEntry } from "./fdb-value.ts";
import type { Link } from "./link-object.ts";
import { linkOf } from "./link-object.ts";
import type { AdvertisedPrefix } from "./advertised-prefix.ts";
import { toAdvertisedPrefix } from "./advertised-prefix.ts";
import type { GroupAddress } from "./multicast-address.ts";
import { toGroupAddress } from "./multicast-address.ts";
import type { MulticastReport } from "./multicast-report.ts";
import { toMulticastReport } from "./multicast-report.ts";
import type { Neighbour } from "./neighbour-value.ts";
import { toNeighbour } from "./neighbour-value.ts";
import type { Netconf } from "./netconf.ts";
import { toNetconf } from "./netconf.ts";
import type { Nsid } from "./nsid.ts";
import { toNsid } from "./nsid.ts";
import type { Nexthop, NexthopBucket } from "./nexthop-value.ts";
import { toBucket, toNexthop } from "./nexthop-value.ts";
import type { Route } from "./route-decode.ts";
import { isMulticastFamily, toRoute } from "./route-decode.ts";
import type { Rule } from "./rule-value.ts";
import { toRule } from "./rule-value.ts";
import type { LinkStatistics } from "./stats.ts";
import { toStatistics } from "./stats.ts";
import type { Vni } from "./vni-value.ts";
import { toVnis } from "./vni-value.ts";

interface Told<Object extends string, Value, Change extends string = "new" | "delete"> {
  readonly object: Object;
  readonly change: Change;
  readonly value: Value;
}

/**
 * What happened to an object: `new` says it was made or changed. A `port` is a link as the port that it is of a bridge, which ends when
 * the link leaves the bridge. Kernels tell of multicast addresses from 6.13 on (of anycast ones from 6.15) and of VNIs and `stats` from
 * 5.18 on, and refuse a subscription to them before with EINVAL. A `multicastReport` is a packet that no `multicastRoute` forwards.
 * A neighbour is a `miss` where the kernel asks for it (`appProbes` of its table, `l3miss` of a VXLAN). `stats` come when counting by
 * hardware is turned on or off.
 */
export type Event =
  | BridgeEvent
  | Told<"link", Link>
  | Told<"port", Link>
  | Told<"address", Address>
  | Told<"multicastAddress", GroupAddress>
  | Told<"anycastAddress", GroupAddress>
  | Told<"netconf", Netconf>
  | Told<"prefix", AdvertisedPrefix, "new">
  | Told<"nsid", Nsid>
  | Told<"route", Route>
  | Told<"multicastRoute", Route>
  | Told<"multicastReport", MulticastReport, "new">
  | Told<"nexthop", Nexthop>
  | Told<"nexthopBucket", NexthopBucket>
  | Told<"neighbour", Neighbour, "new" | "delete" | "miss">
  | Told<"rule", Rule>
  | Told<"stats", LinkStatistics, "new">
  | Told<"vni", Vni>;

const group = routeGroup.values;

/** Multicast groups of NETLINK_ROUTE by object. */
const GROUPS: Readonly<Record<Event["object"], readonly number[]>> = {
  link: [group.link],
  port: [group.link],
  neighbour: [group.neigh],
  address: [group.ipv4_ifaddr, group.ipv6_ifaddr],
  multicastAddress: [group.ipv4_mcaddr, group.ipv6_mcaddr],
  anycastAddress: [group.ipv6_acaddr],
  netconf: [group.ipv4_netconf, group.ipv6_netconf, group.mpls_netconf],
  prefix: [group.ipv6_prefix],
  nsid: [group.nsid],
  route: [group.ipv4_route, group.ipv6_route, group.mpls_route],
  multicastRoute: [group.ipv4_mroute, group.ipv6_mroute],
  multicastReport: [group.ipv4_mroute_r, group.ipv6_mroute_r],
  nexthop: [group.nexthop],
  nexthopBucket: [group.nexthop],
  rule: [group.ipv4_rule, group.ipv6_rule],
  fdb: [group.neigh],
  mdb: [group.mdb],
  multicastRouter: [group.mdb],
  vlan: [group.brvlan],
  vlanGlobal: [group.brvlan],
  vni: [group.tunnel],
  stats: [group.stats],
};

/** What a subscription to these objects listens to and how it reads it. Equivalent to `ip monitor OBJECT…`. */
export function subscriptionTo(objects: readonly Event["object"][]): {
  readonly protocol: number;
  readonly groups: readonly number[];
  readonly decode: (message: Reply) => Event | undefined;
} {
  const wanted = new Set(objects);
  return {
    protocol: NETLINK_ROUTE,
    groups: [...new Set(objects.flatMap((object) => GROUPS[object]))],
    decode: (message) => {
      const event = READERS.get(message.type)?.(message);
      return event !== undefined && wanted.has(event.object) ? event : undefined;
    },
  };
}

type Reader = (message: Reply) => Event | undefined;

/** Readers of the messages that tell of an object, by what each says happened. `undefined` of `value` leaves a message out. */
function told<Object extends string, Change extends string, Header extends object, Attributes extends object, Value>(
  object: Object,
  types: Readonly<Record<Change, number>>,
  schema: MessageSchema<Header, object, Attributes>,
  value: (header: Header, attributes: Attributes) => Value | undefined,
): [number, (message: Reply) => Told<Object, Value, Change> | undefined][] {
  const readers: [number, (message: Reply) => Told<Object, Value, Change> | undefined][] = [];
  for (const change in types) {
    const read = ({ source, start, end }: Reply): Told<Object, Value, Change> | undefined => {
      const { header, attributes } = schema.decode(source, start, end);
      const found = value(header, attributes);
      return found === undefined ? undefined : { object, change, value: found };
    };
    readers.push([types[change], read]);
  }
  return readers;
}

/** Of family AF_BRIDGE a DELLINK says that the link left its bridge, not that it is gone. */
function linkReader(change: "new" | "delete"): Reader {
  return ({ source, start, end }) => {
    const value = linkOf(linkMessage.decode(source, start, end));
    return { object: value.header.family === AF_BRIDGE ? "port" : "link", change, value };
  };
}

/** Of family AF_BRIDGE it is an entry of a forwarding database; and so is a VXLAN's question for one, which has no address. */
function neighbourReader(change: "new" | "delete" | "miss"): Reader {
  return ({ source, start, end }) => {
    const { header, attributes } = neighbourMessage.decode(source, start, end);
    if (header.family === AF_BRIDGE || attributes.dst === undefined) {
      return { object: "fdb", change, value: toFdbEntry(header, attributes) };
    }
    return { object: "neighbour", change, value: toNeighbour(header, attributes) };
  };
}

/** What forwards multicast packets is a route of a family of its own. */
function routeReader(change: "new" | "delete"): Reader {
  return ({ source, start, end }) => {
    const { header, attributes } = routeMessage.decode(source, start, end);
    const value = toRoute(header, attributes);
    return { object: isMulticastFamily(header.family) ? "multicastRoute" : "route", change, value };
  };
}

const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [RTM_NEWLINK, linkReader("new")],
  [RTM_DELLINK, linkReader("delete")],
  ...told("address", { new: RTM_NEWADDR, delete: RTM_DELADDR }, addressMessage, toAddress),
  ...told("multicastAddress", { new: RTM_NEWMULTICAST, delete: RTM_DELMULTICAST }, addressMessage, toGroupAddress),
  ...told("anycastAddress", { new: RTM_NEWANYCAST, delete: RTM_DELANYCAST }, addressMessage, toGroupAddress),
  ...told("netconf", { new: RTM_NEWNETCONF, delete: RTM_DELNETCONF }, netconfMessage, toNetconf),
  ...told("prefix", { new: RTM_NEWPREFIX }, prefixMessage, toAdvertisedPrefix),
  ...told("nsid", { new: RTM_NEWNSID, delete: RTM_DELNSID }, nsidMessage, (_, attributes) => toNsid(attributes)),
  [RTM_NEWROUTE, routeReader("new")],
  [RTM_DELROUTE, routeReader("delete")],
  ...told("multicastReport", { new: RTM_NEWCACHEREPORT }, cacheReportMessage, toMulticastReport),
  ...told("nexthop", { new: RTM_NEWNEXTHOP, delete: RTM_DELNEXTHOP }, nexthopMessage, toNexthop),
  ...told("nexthopBucket", { new: RTM_NEWNEXTHOPBUCKET, delete: RTM_DELNEXTHOPBUCKET }, nexthopMessage, toBucket),
  [RTM_NEWNEIGH, neighbourReader("new")],
  [RTM_DELNEIGH, neighbourReader("delete")],
  [RTM_GETNEIGH, neighbourReader("miss")],
  [RTM_NEWMDB, mdbEvent],
  [RTM_DELMDB, mdbEvent],
  [RTM_NEWVLAN, vlanEvent],
  [RTM_DELVLAN, vlanEvent],
  ...told("rule", { new: RTM_NEWRULE, delete: RTM_DELRULE }, ruleMessage, toRule),
  ...told("stats", { new: RTM_NEWSTATS }, statisticsMessage, toStatistics),
  // One a message: only dumps tell several.
  ...told(
    "vni",
    { new: RTM_NEWTUNNEL, delete: RTM_DELTUNNEL },
    tunnelMessage,
    (header, attributes) => toVnis({ header, attributes })[0],
  ),
]);
