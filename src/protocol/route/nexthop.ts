import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { array, list } from "../schema/nests.ts";
import type { Family } from "../schema/registry.ts";
import { be16, flag, named, u16, u32, u64, u8, uint } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";
import type { Encap, EncapInput } from "./encap.ts";
import { encapSubMessage } from "./encap.ts";
import { nexthopFlags, routeProtocol, routeScope } from "./route-names.ts";

/** RTM_NEWNEXTHOP and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWNEXTHOP = 104;
export const RTM_DELNEXTHOP = 105;
export const RTM_GETNEXTHOP = 106;
export const RTM_NEWNEXTHOPBUCKET = 116;
export const RTM_DELNEXTHOPBUCKET = 117;
export const RTM_GETNEXTHOPBUCKET = 118;

/** NEXTHOP_GRP_TYPE_* (`linux/nexthop.h`): how a group spreads its flows. */
export const nexthopGroupType = enumeration("NEXTHOP_GRP_TYPE_", { mpath: 0, res: 1 });

/**
 * NHA_OP_FLAG_* (`linux/nexthop.h`): what a question wants told (6.9). In answers `resp_grp_resvd_0` says that the kernel zeroes what a
 * member has reserved, so that `weightHigh` means something (6.12).
 */
export const nexthopOpFlags = flagSet("NHA_OP_FLAG_", {
  dump_stats: 1,
  dump_hw_stats: 2,
  resp_grp_resvd_0: 0x80000000,
});

/** `struct nhmsg` (`linux/nexthop.h`): header of nexthop messages. */
export const nhmsg = struct("nhmsg", {
  family: named(u8, addressFamily),
  scope: named(u8, routeScope),
  protocol: named(u8, routeProtocol),
  resvd: u8,
  flags: named(u32, nexthopFlags),
});

/** `struct nexthop_grp` (`linux/nexthop.h`): a member of a group. The weight less one is `weight + weightHigh * 256`. */
export const nexthopGrp = struct("nexthop_grp", { id: u32, weight: u8, weightHigh: u8, resvd2: u16 });

const resilientGroupAttributes = {
  /** NHA_RES_GROUP_BUCKETS: number of buckets (5.13). */
  buckets: [1, u16],
  /** NHA_RES_GROUP_IDLE_TIMER: 1/100 s a bucket must be idle before it moves (5.13). */
  idleTimer: [2, u32],
  /** NHA_RES_GROUP_UNBALANCED_TIMER: 1/100 s after which a bucket moves all the same (5.13). */
  unbalancedTimer: [3, u32],
  /** NHA_RES_GROUP_UNBALANCED_TIME: 1/100 s the group has been unbalanced (5.13). */
  unbalancedTime: [4, u64],
} as const;
/** NHA_RES_GROUP_*: a resilient group. */
export interface ResilientGroup extends Output<typeof resilientGroupAttributes> {}
/** Input of {@link resilientGroup}. */
export interface ResilientGroupInput extends Input<typeof resilientGroupAttributes> {}
/** NHA_RES_GROUP_* (`linux/nexthop.h`). */
export const resilientGroup: Space<ResilientGroup, ResilientGroupInput> = attributeSet(
  "NHA_RES_GROUP_",
  resilientGroupAttributes,
);

const resilientBucketAttributes = {
  /** NHA_RES_BUCKET_INDEX (5.13). */
  index: [1, u16],
  /** NHA_RES_BUCKET_IDLE_TIME: 1/100 s since its last packet (5.13). */
  idleTime: [2, u64],
  /** NHA_RES_BUCKET_NH_ID: member the bucket points at (5.13). */
  nhId: [3, u32],
} as const;
/** NHA_RES_BUCKET_*: a bucket of a resilient group. */
export interface ResilientBucket extends Output<typeof resilientBucketAttributes> {}
/** Input of {@link resilientBucket}. */
export interface ResilientBucketInput extends Input<typeof resilientBucketAttributes> {}
/** NHA_RES_BUCKET_* (`linux/nexthop.h`). */
export const resilientBucket: Space<ResilientBucket, ResilientBucketInput> = attributeSet(
  "NHA_RES_BUCKET_",
  resilientBucketAttributes,
);

const groupStatsEntryAttributes = {
  /** NHA_GROUP_STATS_ENTRY_ID: the member (6.9). */
  id: [1, u32],
  /** NHA_GROUP_STATS_ENTRY_PACKETS: packets forwarded (6.9). */
  packets: [2, uint],
  /** NHA_GROUP_STATS_ENTRY_PACKETS_HW: those of them forwarded by hardware (6.9). */
  packetsHw: [3, uint],
} as const;
/** NHA_GROUP_STATS_ENTRY_*: counters of a member. */
export interface GroupStatsEntry extends Output<typeof groupStatsEntryAttributes> {}
/** Input of {@link groupStatsEntry}. */
export interface GroupStatsEntryInput extends Input<typeof groupStatsEntryAttributes> {}
/** NHA_GROUP_STATS_ENTRY_* (`linux/nexthop.h`). */
export const groupStatsEntry: Space<GroupStatsEntry, GroupStatsEntryInput> = attributeSet(
  "NHA_GROUP_STATS_ENTRY_",
  groupStatsEntryAttributes,
);

const nexthopAttributes = {
  /** NHA_ID: the object's number; 0 or absent lets the kernel choose. */
  id: [1, u32],
  /** NHA_GROUP: members of a group. */
  group: [2, array(nexthopGrp)],
  /** NHA_GROUP_TYPE: NEXTHOP_GRP_TYPE_*. */
  groupType: [3, named(u16, nexthopGroupType)],
  /** NHA_BLACKHOLE: drop. */
  blackhole: [4, flag],
  /** NHA_OIF: index of the outgoing interface; filters dumps too. */
  oif: [5, u32],
  /** NHA_GATEWAY: the router. */
  gateway: [6, ip],
  /** NHA_GROUPS: dump only groups. */
  groups: [9, flag],
  /** NHA_MASTER: dump only objects over links of this master. */
  master: [10, u32],
  /** NHA_FDB: the object serves VXLAN entries. */
  fdb: [11, flag],
  /** NHA_RES_GROUP: a resilient group (5.13). */
  resGroup: [12, resilientGroup],
  /** NHA_RES_BUCKET: a bucket (5.13). */
  resBucket: [13, resilientBucket],
  /** NHA_OP_FLAGS: what an answer shall contain (6.9). */
  opFlags: [14, named(u32, nexthopOpFlags)],
  /** NHA_GROUP_STATS: counters of the members (6.9). */
  groupStats: [15, list(groupStatsEntry, 1)],
  /** NHA_HW_STATS_ENABLE: whether hardware counts (6.9). */
  hwStatsEnable: [16, u32],
  /** NHA_HW_STATS_USED: whether some driver does count (6.9). */
  hwStatsUsed: [17, u32],
  /** NHA_DST_PORT: UDP port of a VXLAN nexthop (7.x). */
  dstPort: [18, be16],
} as const;
/** NHA_*: attributes of a nexthop object. */
export type NexthopAttributes = Output<typeof nexthopAttributes> & Encap;
/** Input of {@link nexthop}. */
export type NexthopAttributesInput = Input<typeof nexthopAttributes> & EncapInput;
/** NHA_* (`linux/nexthop.h`). */
export const nexthop: Space<NexthopAttributes, NexthopAttributesInput> = attributeSet("NHA_", nexthopAttributes, [
  encapSubMessage(7, 8),
]);

/** Body of the NEXTHOP and NEXTHOPBUCKET messages. */
export const nexthopMessage = message(nhmsg, nexthop);

/** Nexthop object messages of rtnetlink. */
export const nexthopFamily: Family = {
  name: "nexthop",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWNEXTHOP", type: RTM_NEWNEXTHOP, schema: nexthopMessage },
    { name: "RTM_DELNEXTHOP", type: RTM_DELNEXTHOP, schema: nexthopMessage },
    { name: "RTM_GETNEXTHOP", type: RTM_GETNEXTHOP, schema: nexthopMessage },
    { name: "RTM_NEWNEXTHOPBUCKET", type: RTM_NEWNEXTHOPBUCKET, schema: nexthopMessage },
    { name: "RTM_DELNEXTHOPBUCKET", type: RTM_DELNEXTHOPBUCKET, schema: nexthopMessage },
    { name: "RTM_GETNEXTHOPBUCKET", type: RTM_GETNEXTHOPBUCKET, schema: nexthopMessage },
  ],
  spaces: [
    { header: "linux/nexthop.h", space: nexthop },
    { header: "linux/nexthop.h", space: resilientGroup },
    { header: "linux/nexthop.h", space: resilientBucket },
    { header: "linux/nexthop.h", space: groupStatsEntry },
  ],
  structs: [
    { header: "linux/nexthop.h", struct: nhmsg },
    { header: "linux/nexthop.h", struct: nexthopGrp },
  ],
  names: [
    { header: "linux/nexthop.h", names: nexthopGroupType },
    { header: "linux/nexthop.h", names: nexthopOpFlags },
  ],
};
