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
import { linkMessage, RTM_DELLINK, RTM_NEWLINK } from "../protocol/route/link.ts";
import { neighbourMessage, RTM_DELNEIGH, RTM_GETNEIGH, RTM_NEWNEIGH } from "../protocol/route/neighbour.ts";
import { netconfMessage, RTM_DELNETCONF, RTM_NEWNETCONF } from "../protocol/route/netconf.ts";
import { RTM_DELNSID, RTM_NEWNSID } from "../protocol/route/nsid.ts";
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
import type { Reply } from "../socket/request.ts";
import type { Address } from "./address-value.ts";
import { toAddress } from "./address-value.ts";
import type { Link } from "./link-object.ts";
import { linkOf } from "./link-object.ts";
import type { AdvertisedPrefix } from "./advertised-prefix.ts";
import { toAdvertisedPrefix } from "./advertised-prefix.ts";
import type { GroupAddress } from "./multicast-address.ts";
import { toGroupAddress } from "./multicast-address.ts";
import type { Neighbour } from "./neighbour-value.ts";
import { toNeighbour } from "./neighbour-value.ts";
import type { Netconf } from "./netconf.ts";
import { toNetconf } from "./netconf.ts";
import type { Nsid } from "./nsid.ts";
import { nsidOfReply } from "./nsid.ts";
import type { Nexthop, NexthopBucket } from "./nexthop-value.ts";
import { toBucket, toNexthop } from "./nexthop-value.ts";
import type { Route } from "./route-decode.ts";
import { toRoute } from "./route-decode.ts";
import type { Rule } from "./rule-value.ts";
import { toRule } from "./rule-value.ts";
import type { Vni } from "./vni-value.ts";
import { toVnis } from "./vni-value.ts";

/**
 * What happened to an object: `new` says it was made or changed. A `port` is a link as the port that it is of a bridge, which ends when
 * the link leaves the bridge. Kernels tell of multicast addresses from 6.13 on (of anycast ones from 6.15) and of VNIs from 5.18 on,
 * and refuse a subscription to them before with EINVAL. A neighbour is a `miss` where the kernel asks for it (`appProbes` of its table,
 * `l3miss` of a VXLAN).
 */
export type Event =
  | { readonly object: "link"; readonly change: "new" | "delete"; readonly value: Link }
  | { readonly object: "port"; readonly change: "new" | "delete"; readonly value: Link }
  | { readonly object: "address"; readonly change: "new" | "delete"; readonly value: Address }
  | { readonly object: "multicastAddress"; readonly change: "new" | "delete"; readonly value: GroupAddress }
  | { readonly object: "anycastAddress"; readonly change: "new" | "delete"; readonly value: GroupAddress }
  | { readonly object: "netconf"; readonly change: "new" | "delete"; readonly value: Netconf }
  | { readonly object: "prefix"; readonly change: "new"; readonly value: AdvertisedPrefix }
  | { readonly object: "nsid"; readonly change: "new" | "delete"; readonly value: Nsid }
  | { readonly object: "route"; readonly change: "new" | "delete"; readonly value: Route }
  | { readonly object: "nexthop"; readonly change: "new" | "delete"; readonly value: Nexthop }
  | { readonly object: "nexthopBucket"; readonly change: "new" | "delete"; readonly value: NexthopBucket }
  | { readonly object: "neighbour"; readonly change: "new" | "delete" | "miss"; readonly value: Neighbour }
  | { readonly object: "rule"; readonly change: "new" | "delete"; readonly value: Rule }
  | { readonly object: "vni"; readonly change: "new" | "delete"; readonly value: Vni };

/** Multicast groups of NETLINK_ROUTE by object (RTNLGRP_*, `linux/rtnetlink.h`). */
const GROUPS: Readonly<Record<Event["object"], readonly number[]>> = {
  link: [1],
  port: [1],
  neighbour: [3],
  address: [5, 9],
  multicastAddress: [37, 38],
  anycastAddress: [39],
  netconf: [24, 25, 29],
  prefix: [18],
  nsid: [28],
  route: [7, 11, 27],
  nexthop: [32],
  nexthopBucket: [32],
  rule: [8, 19],
  vni: [35],
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
      const event = decodeEvent(message);
      return event !== undefined && wanted.has(event.object) ? event : undefined;
    },
  };
}

/** Reads a multicast message of NETLINK_ROUTE; `undefined` for what is none of these objects. @throws DecodeError */
export function decodeEvent({ type, source, start, end }: Reply): Event | undefined {
  switch (type) {
    case RTM_NEWLINK:
    case RTM_DELLINK: {
      const value = linkOf(linkMessage.decode(source, start, end));
      // Of family AF_BRIDGE a DELLINK says that the link left its bridge, not that it is gone.
      const object = value.header.family === AF_BRIDGE ? "port" : "link";
      return { object, change: type === RTM_NEWLINK ? "new" : "delete", value };
    }
    case RTM_NEWADDR:
    case RTM_DELADDR: {
      const { header, attributes } = addressMessage.decode(source, start, end);
      return {
        object: "address",
        change: type === RTM_NEWADDR ? "new" : "delete",
        value: toAddress(header, attributes),
      };
    }
    case RTM_NEWMULTICAST:
    case RTM_DELMULTICAST: {
      const { header, attributes } = addressMessage.decode(source, start, end);
      return {
        object: "multicastAddress",
        change: type === RTM_NEWMULTICAST ? "new" : "delete",
        value: toGroupAddress(header, attributes),
      };
    }
    case RTM_NEWANYCAST:
    case RTM_DELANYCAST: {
      const { header, attributes } = addressMessage.decode(source, start, end);
      return {
        object: "anycastAddress",
        change: type === RTM_NEWANYCAST ? "new" : "delete",
        value: toGroupAddress(header, attributes),
      };
    }
    case RTM_NEWNETCONF:
    case RTM_DELNETCONF: {
      const { header, attributes } = netconfMessage.decode(source, start, end);
      const change = type === RTM_NEWNETCONF ? "new" : "delete";
      return { object: "netconf", change, value: toNetconf(header, attributes) };
    }
    case RTM_NEWPREFIX: {
      const { header, attributes } = prefixMessage.decode(source, start, end);
      return { object: "prefix", change: "new", value: toAdvertisedPrefix(header, attributes) };
    }
    case RTM_NEWNSID:
    case RTM_DELNSID: {
      const value = nsidOfReply({ type, flags: 0, source, start, end });
      return value && { object: "nsid", change: type === RTM_NEWNSID ? "new" : "delete", value };
    }
    case RTM_NEWROUTE:
    case RTM_DELROUTE: {
      const { header, attributes } = routeMessage.decode(source, start, end);
      return { object: "route", change: type === RTM_NEWROUTE ? "new" : "delete", value: toRoute(header, attributes) };
    }
    case RTM_NEWNEXTHOP:
    case RTM_DELNEXTHOP: {
      const { header, attributes } = nexthopMessage.decode(source, start, end);
      return {
        object: "nexthop",
        change: type === RTM_NEWNEXTHOP ? "new" : "delete",
        value: toNexthop(header, attributes),
      };
    }
    case RTM_NEWNEXTHOPBUCKET:
    case RTM_DELNEXTHOPBUCKET: {
      const { header, attributes } = nexthopMessage.decode(source, start, end);
      return {
        object: "nexthopBucket",
        change: type === RTM_NEWNEXTHOPBUCKET ? "new" : "delete",
        value: toBucket(header, attributes),
      };
    }
    case RTM_NEWNEIGH:
    case RTM_DELNEIGH:
    case RTM_GETNEIGH: {
      const { header, attributes } = neighbourMessage.decode(source, start, end);
      const change = type === RTM_NEWNEIGH ? "new" : type === RTM_DELNEIGH ? "delete" : "miss";
      return { object: "neighbour", change, value: toNeighbour(header, attributes) };
    }
    case RTM_NEWRULE:
    case RTM_DELRULE: {
      const { header, attributes } = ruleMessage.decode(source, start, end);
      return { object: "rule", change: type === RTM_NEWRULE ? "new" : "delete", value: toRule(header, attributes) };
    }
    case RTM_NEWTUNNEL:
    case RTM_DELTUNNEL: {
      const [value] = toVnis(tunnelMessage.decode(source, start, end)); // one a message: only dumps tell several
      return value && { object: "vni", change: type === RTM_NEWTUNNEL ? "new" : "delete", value };
    }
    default:
      return undefined;
  }
}
