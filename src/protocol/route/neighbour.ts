import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip, linkAddress } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { be16, flag, i32, named, u16, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";
import { routeProtocol, routeType } from "./route-names.ts";

/** RTM_NEWNEIGH and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWNEIGH = 28;
export const RTM_DELNEIGH = 29;
export const RTM_GETNEIGH = 30;

/** NUD_* (`linux/neighbour.h`): state of a neighbour. `none` is 0. */
export const neighbourState = flagSet("NUD_", {
  none: 0,
  incomplete: 0x01,
  reachable: 0x02,
  stale: 0x04,
  delay: 0x08,
  probe: 0x10,
  failed: 0x20,
  noarp: 0x40,
  permanent: 0x80,
});

/** NTF_* (`linux/neighbour.h`): `ndm_flags`. */
export const neighbourFlags = flagSet("NTF_", {
  use: 0x01,
  self: 0x02,
  master: 0x04,
  proxy: 0x08,
  ext_learned: 0x10,
  offloaded: 0x20,
  sticky: 0x40,
  router: 0x80,
});

/** NTF_EXT_* (`linux/neighbour.h`): NDA_FLAGS_EXT. */
export const neighbourExtendedFlags = flagSet("NTF_EXT_", { managed: 1, locked: 2, ext_validated: 4 });

/** NFEA_ACTIVITY_NOTIFY's bits (`linux/neighbour.h`). */
export const fdbNotifyFlags = flagSet("FDB_NOTIFY_", { bit: 1, inactive_bit: 2 });

/** `struct ndmsg` (`linux/neighbour.h`): header of neighbour and forwarding database messages. */
export const ndmsg = struct("ndmsg", {
  family: named(u8, addressFamily),
  ifindex: i32,
  state: named(u16, neighbourState),
  flags: named(u8, neighbourFlags),
  type: named(u8, routeType),
});

/** `struct nda_cacheinfo` (`linux/neighbour.h`): times since, in 1/100 s (USER_HZ). */
export const ndaCacheinfo = struct("nda_cacheinfo", { confirmed: u32, used: u32, updated: u32, refcnt: u32 });

const fdbExtendedAttributes = {
  /** NFEA_ACTIVITY_NOTIFY: FDB_NOTIFY_* bits (5.14). */
  activityNotify: [1, named(u8, fdbNotifyFlags)],
  /** NFEA_DONT_REFRESH: a change does not count as activity (5.14). */
  dontRefresh: [2, flag],
} as const;
/** NFEA_*: options of a forwarding database entry. */
export interface FdbExtendedAttributes extends Output<typeof fdbExtendedAttributes> {}
/** Input of {@link fdbExtended}. */
export interface FdbExtendedAttributesInput extends Input<typeof fdbExtendedAttributes> {}
/** NFEA_* (`linux/neighbour.h`). */
export const fdbExtended: Space<FdbExtendedAttributes, FdbExtendedAttributesInput> = attributeSet(
  "NFEA_",
  fdbExtendedAttributes,
);

const neighbourAttributes = {
  /** NDA_DST: the neighbour's address; for a VXLAN entry the remote end. */
  dst: [1, ip],
  /** NDA_LLADDR: its link-layer address; for AF_BRIDGE the entry's MAC. */
  lladdr: [2, linkAddress],
  /** NDA_CACHEINFO: times since it was confirmed, used and updated. */
  cacheinfo: [3, ndaCacheinfo],
  /** NDA_PROBES: probes sent. */
  probes: [4, u32],
  /** NDA_VLAN: VLAN of a forwarding database entry. */
  vlan: [5, u16],
  /** NDA_PORT: UDP port of a VXLAN entry. */
  port: [6, be16],
  /** NDA_VNI: VXLAN network of the remote end. */
  vni: [7, u32],
  /** NDA_IFINDEX: outgoing interface of a VXLAN entry. */
  ifindex: [8, u32],
  /** NDA_MASTER: index of the bridge; filters dumps too. */
  master: [9, u32],
  /** NDA_LINK_NETNSID: namespace of NDA_IFINDEX. */
  linkNetnsid: [10, i32],
  /** NDA_SRC_VNI: VXLAN network of the entry itself (external mode). */
  srcVni: [11, u32],
  /** NDA_PROTOCOL: who made the entry, RTPROT_*. */
  protocol: [12, named(u8, routeProtocol)],
  /** NDA_NH_ID: nexthop object of a VXLAN entry. */
  nhId: [13, u32],
  /** NDA_FDB_EXT_ATTRS: NFEA_* (5.14). */
  fdbExtAttrs: [14, fdbExtended],
  /** NDA_FLAGS_EXT: NTF_EXT_* (5.16). */
  flagsExt: [15, named(u32, neighbourExtendedFlags)],
  /** NDA_NDM_STATE_MASK: which states a bulk delete matches (5.19). */
  ndmStateMask: [16, named(u16, neighbourState)],
  /** NDA_NDM_FLAGS_MASK: which flags a bulk delete matches (5.19). */
  ndmFlagsMask: [17, named(u8, neighbourFlags)],
} as const;
/** NDA_*: attributes of a neighbour or forwarding database entry. */
export interface NeighbourAttributes extends Output<typeof neighbourAttributes> {}
/** Input of {@link neighbour}. */
export interface NeighbourAttributesInput extends Input<typeof neighbourAttributes> {}
/** NDA_* (`linux/neighbour.h`). */
export const neighbour: Space<NeighbourAttributes, NeighbourAttributesInput> = attributeSet(
  "NDA_",
  neighbourAttributes,
);

/** Body of RTM_NEWNEIGH, RTM_DELNEIGH and RTM_GETNEIGH. */
export const neighbourMessage = message(ndmsg, neighbour);

/** Neighbour and forwarding database messages of rtnetlink. */
export const neighbourFamily: Family = {
  name: "neighbour",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWNEIGH", type: RTM_NEWNEIGH, schema: neighbourMessage },
    { name: "RTM_DELNEIGH", type: RTM_DELNEIGH, schema: neighbourMessage },
    { name: "RTM_GETNEIGH", type: RTM_GETNEIGH, schema: neighbourMessage },
  ],
  spaces: [
    { header: "linux/neighbour.h", space: neighbour },
    { header: "linux/neighbour.h", space: fdbExtended },
  ],
  structs: [
    { header: "linux/neighbour.h", struct: ndmsg },
    { header: "linux/neighbour.h", struct: ndaCacheinfo },
  ],
  names: [
    { header: "linux/neighbour.h", names: neighbourState },
    { header: "linux/neighbour.h", names: neighbourFlags },
    { header: "linux/neighbour.h", names: neighbourExtendedFlags },
    { header: "linux/neighbour.h", names: fdbNotifyFlags },
  ],
};
