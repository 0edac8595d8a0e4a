import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { fixedBinary } from "../schema/binary.ts";
import { choice, flagBits } from "../schema/choice.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import type { Message, MessageInput } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { be16, named, u16, u32, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import type { Codec } from "../schema/codec.ts";
import { addressFamily } from "./address-family.ts";
import { multicastRouter } from "./link-kinds/bridge.ts";
import { routeProtocol } from "./route-names.ts";

/** RTM_NEWMDB and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWMDB = 84;
export const RTM_DELMDB = 85;
export const RTM_GETMDB = 86;

/** MDB_TEMPORARY, MDB_PERMANENT: `state` of an entry. */
export const mdbState = enumeration("MDB_", { temporary: 0, permanent: 1 });

/** MDB_FLAGS_*: `flags` of an entry. */
export const mdbFlags = flagSet("MDB_FLAGS_", {
  offload: 1,
  fast_leave: 2,
  star_excl: 4,
  blocked: 8,
  offload_failed: 16,
});

/** MCAST_*: whether the sources of a group are those that are wanted, or those that are not. */
export const multicastFilterMode = enumeration("MCAST_", { exclude: 0, include: 1 });

const brPortMsgFields = {
  /** AF_BRIDGE; 0 in the answers of a dump. */
  family: named(u8, addressFamily),
  /** The bridge or VXLAN device. */
  ifindex: u32,
} as const;
/** `struct br_port_msg`: header of multicast database messages. */
export interface BrPortMsg extends StructOutput<typeof brPortMsgFields> {}
/** Input of {@link brPortMsg}. */
export interface BrPortMsgInput extends StructInput<typeof brPortMsgFields> {}
/** `struct br_port_msg` (`linux/if_bridge.h`). */
export const brPortMsg: Struct<BrPortMsg, BrPortMsgInput> = struct("br_port_msg", brPortMsgFields);

const mdbGroupFields = {
  /** IPv4, IPv6 or link-layer address in its first 4, 16 or 6 bytes. */
  u: fixedBinary(16, 4),
  /** ETH_P_IP, ETH_P_IPV6, or 0 for a link-layer address. */
  proto: be16,
} as const;
/** `addr` of a {@link BrMdbEntry}: the multicast group. */
export interface MdbGroup extends StructOutput<typeof mdbGroupFields> {}
/** Input of {@link mdbGroup}. */
export interface MdbGroupInput extends StructInput<typeof mdbGroupFields> {}
/** The nameless struct of `addr` in `struct br_mdb_entry` (`linux/if_bridge.h`). */
export const mdbGroup: Struct<MdbGroup, MdbGroupInput> = struct("br_mdb_entry.addr", mdbGroupFields);

const brMdbEntryFields = {
  /** The port, or the bridge itself. */
  ifindex: u32,
  /** MDB_TEMPORARY or MDB_PERMANENT. */
  state: choice(u8, mdbState),
  /** MDB_FLAGS_*. */
  flags: flagBits(u8, mdbFlags),
  /** VLAN, 0 for none. */
  vid: u16,
  /** The group. */
  addr: mdbGroup,
} as const;
/** `struct br_mdb_entry`: a port that wants a multicast group. */
export interface BrMdbEntry extends StructOutput<typeof brMdbEntryFields> {}
/** Input of {@link brMdbEntry}. */
export interface BrMdbEntryInput extends StructInput<typeof brMdbEntryFields> {}
/** `struct br_mdb_entry` (`linux/if_bridge.h`). */
export const brMdbEntry: Struct<BrMdbEntry, BrMdbEntryInput> = struct("br_mdb_entry", brMdbEntryFields);

const mdbSourceAttributes = {
  /** MDBA_MDB_SRCATTR_ADDRESS: the source. */
  address: [1, ip],
  /** MDBA_MDB_SRCATTR_TIMER: 1/100 s until it is forgotten or blocked; 0 where it is blocked. */
  timer: [2, u32],
} as const;
/** A source of a group, as the kernel tells it. */
export interface MdbSource extends Output<typeof mdbSourceAttributes> {}
/** Input of {@link mdbSource}. */
export interface MdbSourceInput extends Input<typeof mdbSourceAttributes> {}
/** MDBA_MDB_SRCATTR_* (`linux/if_bridge.h`). */
export const mdbSource: Space<MdbSource, MdbSourceInput> = attributeSet("MDBA_MDB_SRCATTR_", mdbSourceAttributes);

const mdbSourceListAttributes = {
  /** MDBA_MDB_SRCLIST_ENTRY: one source. */
  entry: [1, repeated(mdbSource)],
} as const;
/** Sources of a group, as the kernel tells them. */
export interface MdbSourceList extends Output<typeof mdbSourceListAttributes> {}
/** Input of {@link mdbSourceList}. */
export interface MdbSourceListInput extends Input<typeof mdbSourceListAttributes> {}
/** MDBA_MDB_SRCLIST_* (`linux/if_bridge.h`). */
export const mdbSourceList: Space<MdbSourceList, MdbSourceListInput> = attributeSet(
  "MDBA_MDB_SRCLIST_",
  mdbSourceListAttributes,
);

const mdbEntryAttributes = {
  /** MDBA_MDB_EATTR_TIMER: 1/100 s that are left of a temporary entry. */
  timer: [1, u32],
  /** MDBA_MDB_EATTR_SRC_LIST: sources. */
  srcList: [2, mdbSourceList],
  /** MDBA_MDB_EATTR_GROUP_MODE: MCAST_EXCLUDE or MCAST_INCLUDE. */
  groupMode: [3, choice(u8, multicastFilterMode)],
  /** MDBA_MDB_EATTR_SOURCE: source that the entry is about. */
  source: [4, ip],
  /** MDBA_MDB_EATTR_RTPROT: who made it, RTPROT_*. */
  rtprot: [5, choice(u8, routeProtocol)],
  /** MDBA_MDB_EATTR_DST: remote end of a VXLAN (Linux 6.4). */
  dst: [6, ip],
  /** MDBA_MDB_EATTR_DST_PORT: its UDP port (Linux 6.4). */
  dstPort: [7, u16],
  /** MDBA_MDB_EATTR_VNI: its VXLAN network (Linux 6.4). */
  vni: [8, u32],
  /** MDBA_MDB_EATTR_IFINDEX: link by which it is reached (Linux 6.4). */
  ifindex: [9, u32],
  /** MDBA_MDB_EATTR_SRC_VNI: VXLAN network of the entry itself (Linux 6.4). */
  srcVni: [10, u32],
} as const;
/** What the kernel tells of an entry. */
export interface MdbEntryAttributes extends Output<typeof mdbEntryAttributes> {}
/** Input of {@link mdbEntry}. */
export interface MdbEntryAttributesInput extends Input<typeof mdbEntryAttributes> {}
/** MDBA_MDB_EATTR_* (`linux/if_bridge.h`). */
export const mdbEntry: Space<MdbEntryAttributes, MdbEntryAttributesInput> = attributeSet(
  "MDBA_MDB_EATTR_",
  mdbEntryAttributes,
);

/** MDBA_MDB_ENTRY_INFO: the entry, and behind it what else is told. */
export type MdbEntryInfo = Message<BrMdbEntry, MdbEntryAttributes>;
/** Input of {@link mdbEntryInfo}. */
export type MdbEntryInfoInput = MessageInput<BrMdbEntryInput, MdbEntryAttributesInput>;
/** Payload of MDBA_MDB_ENTRY_INFO. */
export const mdbEntryInfo: Codec<MdbEntryInfo, MdbEntryInfoInput> = message(brMdbEntry, mdbEntry);

const mdbEntriesAttributes = {
  /** MDBA_MDB_ENTRY_INFO: a port of the group. */
  info: [1, repeated(mdbEntryInfo)],
} as const;
/** The ports of one group. */
export interface MdbEntries extends Output<typeof mdbEntriesAttributes> {}
/** Input of {@link mdbEntries}. */
export interface MdbEntriesInput extends Input<typeof mdbEntriesAttributes> {}
/** MDBA_MDB_ENTRY_* (`linux/if_bridge.h`). */
export const mdbEntries: Space<MdbEntries, MdbEntriesInput> = attributeSet("MDBA_MDB_ENTRY_", mdbEntriesAttributes);

const mdbGroupsAttributes = {
  /** MDBA_MDB_ENTRY: one group. */
  entry: [1, repeated(mdbEntries)],
} as const;
/** The groups of a bridge. */
export interface MdbGroups extends Output<typeof mdbGroupsAttributes> {}
/** Input of {@link mdbGroups}. */
export interface MdbGroupsInput extends Input<typeof mdbGroupsAttributes> {}
/** MDBA_MDB_* (`linux/if_bridge.h`). */
export const mdbGroups: Space<MdbGroups, MdbGroupsInput> = attributeSet("MDBA_MDB_", mdbGroupsAttributes);

const routerPortAttributes = {
  /** MDBA_ROUTER_PATTR_TIMER: 1/100 s that are left, the longer of both. */
  timer: [1, u32],
  /** MDBA_ROUTER_PATTR_TYPE: why it is one. */
  type: [2, choice(u8, multicastRouter)],
  /** MDBA_ROUTER_PATTR_INET_TIMER: 1/100 s left for IPv4 (Linux 5.14). */
  inetTimer: [3, u32],
  /** MDBA_ROUTER_PATTR_INET6_TIMER: 1/100 s left for IPv6 (Linux 5.14). */
  inet6Timer: [4, u32],
  /** MDBA_ROUTER_PATTR_VID: the VLAN, where VLANs are snooped (Linux 5.15). */
  vid: [5, u16],
} as const;
/** What is told of a port with a multicast router behind it. */
export interface RouterPortAttributes extends Output<typeof routerPortAttributes> {}
/** Input of {@link routerPort}. */
export interface RouterPortAttributesInput extends Input<typeof routerPortAttributes> {}
/** MDBA_ROUTER_PATTR_* (`linux/if_bridge.h`). */
export const routerPort: Space<RouterPortAttributes, RouterPortAttributesInput> = attributeSet(
  "MDBA_ROUTER_PATTR_",
  routerPortAttributes,
);

const routerPortHeader = struct("mdba_router_port", { ifindex: u32 });
/** MDBA_ROUTER_PORT: the port's index, and behind it what else is told. */
export type RouterPort = Message<StructOutput<{ readonly ifindex: typeof u32 }>, RouterPortAttributes>;
/** Input of {@link routerPortInfo}. */
export type RouterPortInput = MessageInput<StructInput<{ readonly ifindex: typeof u32 }>, RouterPortAttributesInput>;
/** Payload of MDBA_ROUTER_PORT. */
export const routerPortInfo: Codec<RouterPort, RouterPortInput> = message(routerPortHeader, routerPort);

const mdbRouterAttributes = {
  /** MDBA_ROUTER_PORT: one port. */
  port: [1, repeated(routerPortInfo)],
} as const;
/** The ports with multicast routers behind them. */
export interface MdbRouter extends Output<typeof mdbRouterAttributes> {}
/** Input of {@link mdbRouter}. */
export interface MdbRouterInput extends Input<typeof mdbRouterAttributes> {}
/** MDBA_ROUTER_* (`linux/if_bridge.h`). */
export const mdbRouter: Space<MdbRouter, MdbRouterInput> = attributeSet("MDBA_ROUTER_", mdbRouterAttributes);

const mdbAttributes = {
  /** MDBA_MDB: groups. */
  mdb: [1, mdbGroups],
  /** MDBA_ROUTER: ports with multicast routers. */
  router: [2, mdbRouter],
} as const;
/** What the kernel tells of a multicast database. */
export interface MdbAttributes extends Output<typeof mdbAttributes> {}
/** Input of {@link mdb}. */
export interface MdbAttributesInput extends Input<typeof mdbAttributes> {}
/** MDBA_* of the kernel's messages (`linux/if_bridge.h`). */
export const mdb: Space<MdbAttributes, MdbAttributesInput> = attributeSet("MDBA_", mdbAttributes);

const mdbRequestSourceAttributes = {
  /** MDBE_SRCATTR_ADDRESS: the source. */
  address: [1, ip],
} as const;
/** A source in a request (Linux 6.3). */
export interface MdbRequestSource extends Output<typeof mdbRequestSourceAttributes> {}
/** Input of {@link mdbRequestSource}. */
export interface MdbRequestSourceInput extends Input<typeof mdbRequestSourceAttributes> {}
/** MDBE_SRCATTR_* (`linux/if_bridge.h`). */
export const mdbRequestSource: Space<MdbRequestSource, MdbRequestSourceInput> = attributeSet(
  "MDBE_SRCATTR_",
  mdbRequestSourceAttributes,
);

const mdbRequestSourceListAttributes = {
  /** MDBE_SRC_LIST_ENTRY: one source. */
  entry: [1, repeated(mdbRequestSource)],
} as const;
/** Sources in a request (Linux 6.3). */
export interface MdbRequestSourceList extends Output<typeof mdbRequestSourceListAttributes> {}
/** Input of {@link mdbRequestSourceList}. */
export interface MdbRequestSourceListInput extends Input<typeof mdbRequestSourceListAttributes> {}
/** MDBE_SRC_LIST_* (`linux/if_bridge.h`). */
export const mdbRequestSourceList: Space<MdbRequestSourceList, MdbRequestSourceListInput> = attributeSet(
  "MDBE_SRC_LIST_",
  mdbRequestSourceListAttributes,
);

const mdbRequestEntryAttributes = {
  /** MDBE_ATTR_SOURCE: source that the entry is about. */
  source: [1, ip],
  /** MDBE_ATTR_SRC_LIST: sources (Linux 6.3). */
  srcList: [2, mdbRequestSourceList],
  /** MDBE_ATTR_GROUP_MODE: MCAST_EXCLUDE or MCAST_INCLUDE (Linux 6.3). */
  groupMode: [3, choice(u8, multicastFilterMode)],
  /** MDBE_ATTR_RTPROT: who makes it, RTPROT_* (Linux 6.3). */
  rtprot: [4, choice(u8, routeProtocol)],
  /** MDBE_ATTR_DST: remote end of a VXLAN (Linux 6.4). */
  dst: [5, ip],
  /** MDBE_ATTR_DST_PORT: its UDP port, in host byte order (Linux 6.4). */
  dstPort: [6, u16],
  /** MDBE_ATTR_VNI: its VXLAN network (Linux 6.4). */
  vni: [7, u32],
  /** MDBE_ATTR_IFINDEX: link by which it is reached (Linux 6.4). */
  ifindex: [8, u32],
  /** MDBE_ATTR_SRC_VNI: VXLAN network of the entry itself (Linux 6.4). */
  srcVni: [9, u32],
  /** MDBE_ATTR_STATE_MASK: which states a bulk delete matches (Linux 6.8). */
  stateMask: [10, u8],
} as const;
/** What a request says of an entry. */
export interface MdbRequestEntry extends Output<typeof mdbRequestEntryAttributes> {}
/** Input of {@link mdbRequestEntry}. */
export interface MdbRequestEntryInput extends Input<typeof mdbRequestEntryAttributes> {}
/** MDBE_ATTR_* (`linux/if_bridge.h`). */
export const mdbRequestEntry: Space<MdbRequestEntry, MdbRequestEntryInput> = attributeSet(
  "MDBE_ATTR_",
  mdbRequestEntryAttributes,
);

const mdbSetAttributes = {
  /** MDBA_SET_ENTRY: the entry to be made, changed or deleted. */
  entry: [1, brMdbEntry],
  /** MDBA_SET_ENTRY_ATTRS: what else is said of it. */
  entryAttrs: [2, mdbRequestEntry],
} as const;
/** What a request that changes a multicast database carries. */
export interface MdbSet extends Output<typeof mdbSetAttributes> {}
/** Input of {@link mdbSet}. */
export interface MdbSetInput extends Input<typeof mdbSetAttributes> {}
/** MDBA_SET_* (`linux/if_bridge.h`). */
export const mdbSet: Space<MdbSet, MdbSetInput> = attributeSet("MDBA_SET_", mdbSetAttributes);

const mdbGetAttributes = {
  /** MDBA_GET_ENTRY: the entry that is asked for (Linux 6.8). */
  entry: [1, brMdbEntry],
  /** MDBA_GET_ENTRY_ATTRS: what else is said of it (Linux 6.8). */
  entryAttrs: [2, mdbRequestEntry],
} as const;
/** What a question for an entry carries (Linux 6.8). */
export interface MdbGet extends Output<typeof mdbGetAttributes> {}
/** Input of {@link mdbGet}. */
export interface MdbGetInput extends Input<typeof mdbGetAttributes> {}
/** MDBA_GET_* (`linux/if_bridge.h`). */
export const mdbGet: Space<MdbGet, MdbGetInput> = attributeSet("MDBA_GET_", mdbGetAttributes);

/** Body of the kernel's messages: RTM_NEWMDB and RTM_DELMDB tell changes, RTM_GETMDB is the type of what a dump answers. */
export const mdbMessage = message(brPortMsg, mdb);
/** Body of the requests RTM_NEWMDB and RTM_DELMDB. */
export const mdbSetMessage = message(brPortMsg, mdbSet);
/** Body of the request RTM_GETMDB. */
export const mdbGetMessage = message(brPortMsg, mdbGet);

const header = "linux/if_bridge.h";
/** Multicast database messages of rtnetlink. */
export const bridgeMdbFamily: Family = {
  name: "bridge-mdb",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWMDB", type: RTM_NEWMDB, schema: mdbMessage, request: mdbSetMessage },
    { name: "RTM_DELMDB", type: RTM_DELMDB, schema: mdbMessage, request: mdbSetMessage },
    { name: "RTM_GETMDB", type: RTM_GETMDB, schema: mdbMessage, request: mdbGetMessage },
  ],
  spaces: [
    mdbSource,
    mdbSourceList,
    mdbEntry,
    mdbEntries,
    mdbGroups,
    routerPort,
    mdbRouter,
    mdb,
    mdbRequestSource,
    mdbRequestSourceList,
    mdbRequestEntry,
    mdbSet,
    mdbGet,
  ].map((space) => ({ header, space })),
  structs: [
    { header, struct: brPortMsg },
    { header, struct: brMdbEntry },
  ],
  names: [
    { header, names: mdbState },
    { header, names: mdbFlags },
    { header: "linux/in.h", names: multicastFilterMode },
  ],
};
