import { NETLINK_ROUTE } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { enumeration } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";

/** RTM_NEWNETCONF and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWNETCONF = 80;
export const RTM_DELNETCONF = 81;
export const RTM_GETNETCONF = 82;

/** NETCONFA_IFINDEX_* (`linux/netconf.h`): what stands in the place of an interface's index. */
export const netconfIndex = enumeration("NETCONFA_IFINDEX_", { all: -1, default: -2 });

/** `struct netconfmsg` (`linux/netconf.h`): one byte; attributes follow at byte 4. */
export const netconfmsg = struct("netconfmsg", { family: named(u8, addressFamily) });

const netconfAttributes = {
  /** NETCONFA_IFINDEX: the interface, or `all` or `default` as below net.ipv4.conf. */
  ifindex: [1, named(i32, netconfIndex)],
  /** NETCONFA_FORWARDING: whether packets are forwarded. */
  forwarding: [2, i32],
  /** NETCONFA_RP_FILTER: check of source addresses; 0 off, 1 strict, 2 loose (IPv4). */
  rpFilter: [3, i32],
  /** NETCONFA_MC_FORWARDING: whether multicast packets are forwarded, which a routing daemon asks for. */
  mcForwarding: [4, i32],
  /** NETCONFA_PROXY_NEIGH: whether neighbours are answered for: proxy_arp, proxy_ndp. */
  proxyNeigh: [5, i32],
  /** NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN: whether routes by links without carrier are passed over. */
  ignoreRoutesWithLinkdown: [6, i32],
  /** NETCONFA_INPUT: whether labelled packets are taken (MPLS). */
  input: [7, i32],
  /** NETCONFA_BC_FORWARDING: whether directed broadcasts are forwarded (IPv4). */
  bcForwarding: [8, i32],
  /** NETCONFA_FORCE_FORWARDING: whether this interface forwards where forwarding is off for all (IPv6, 6.17). */
  forceForwarding: [9, i32],
} as const;
/** NETCONFA_*: settings of a family on an interface. */
export interface NetconfAttributes extends Output<typeof netconfAttributes> {}
/** Input of {@link netconf}. */
export interface NetconfAttributesInput extends Input<typeof netconfAttributes> {}
/** NETCONFA_* (`linux/netconf.h`). */
export const netconf: Space<NetconfAttributes, NetconfAttributesInput> = attributeSet("NETCONFA_", netconfAttributes);

/** Body of RTM_NEWNETCONF, RTM_DELNETCONF and RTM_GETNETCONF. */
export const netconfMessage = message(netconfmsg, netconf);

/** Messages of rtnetlink about settings of families on interfaces. */
export const netconfFamily: Family = {
  name: "netconf",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWNETCONF", type: RTM_NEWNETCONF, schema: netconfMessage },
    { name: "RTM_DELNETCONF", type: RTM_DELNETCONF, schema: netconfMessage },
    { name: "RTM_GETNETCONF", type: RTM_GETNETCONF, schema: netconfMessage },
  ],
  spaces: [{ header: "linux/netconf.h", space: netconf }],
  structs: [{ header: "linux/netconf.h", struct: netconfmsg }],
  names: [{ header: "linux/netconf.h", names: netconfIndex }],
};
