import type { ReplyRow } from "../../../support/golden.ts";

/** What Linux 6.18 answers about nexthop objects; interface 103 is v0. */
export const replies: readonly ReplyRow[] = [
  {
    name: "a router",
    bytes: [
      "30000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 48 bytes, seq 0, pid 0
      "02", // nhmsg.family = 2 (inet)
      "fd", // nhmsg.scope = 253 (link)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 01000000", // NHA_ID = 1
      "08000500 67000000", // NHA_OIF = 103
      "08000600 0a090002", // NHA_GATEWAY = 10.9.0.2
    ],
    value: {
      header: { family: 2, scope: 253, protocol: 0, resvd: 0, flags: 0 },
      attributes: { id: 1, oif: 103, gateway: "10.9.0.2" },
    },
  },
  {
    name: "a router that need not be on the link, made by hand",
    bytes: [
      "30000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 48 bytes, seq 0, pid 0
      "02", // nhmsg.family = 2 (inet)
      "fd", // nhmsg.scope = 253 (link)
      "04", // nhmsg.protocol = 4 (static)
      "00", // nhmsg.resvd = 0
      "04000000", // nhmsg.flags = 0x4 (onlink)
      "08000100 02000000", // NHA_ID = 2
      "08000500 67000000", // NHA_OIF = 103
      "08000600 0a4d0001", // NHA_GATEWAY = 10.77.0.1
    ],
    value: {
      header: { family: 2, scope: 253, protocol: 4, resvd: 0, flags: 4 },
      attributes: { id: 2, oif: 103, gateway: "10.77.0.1" },
    },
  },
  {
    name: "one that drops",
    bytes: [
      "24000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 36 bytes, seq 0, pid 0
      "02", // nhmsg.family = 2 (inet)
      "00", // nhmsg.scope = 0 (universe)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 04000000", // NHA_ID = 4
      "04000400", // NHA_BLACKHOLE
    ],
    value: { header: { family: 2, scope: 0, protocol: 0, resvd: 0, flags: 0 }, attributes: { id: 4, blackhole: true } },
  },
  {
    name: "an IPv6 router",
    bytes: [
      "3c000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 60 bytes, seq 0, pid 0
      "0a", // nhmsg.family = 10 (inet6)
      "fd", // nhmsg.scope = 253 (link)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 05000000", // NHA_ID = 5
      "08000500 67000000", // NHA_OIF = 103
      "14000600 fe800000 00000000 00000000", // NHA_GATEWAY = fe80::2
      "00000002",
    ],
    value: {
      header: { family: 10, scope: 253, protocol: 0, resvd: 0, flags: 0 },
      attributes: { id: 5, oif: 103, gateway: "fe80::2" },
    },
  },
  {
    name: "a group",
    bytes: [
      "44000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 68 bytes, seq 0, pid 0
      "00", // nhmsg.family = 0 (unspec)
      "00", // nhmsg.scope = 0 (universe)
      "ba", // nhmsg.protocol = 186 (bgp)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 0a000000", // NHA_ID = 10
      "06000300 00000000", // NHA_GROUP_TYPE = 0 (mpath)
      "14000200 01000000 04000000 02000000", // NHA_GROUP = [{ id: 1, weight: 4, weightHigh: 0, resvd2: 0 }, { id: 2, weight: 0, weightHigh: 0, resvd2: 0 }]
      "00000000",
      "08000e00 00000080", // NHA_OP_FLAGS = 0x80000000 (resp_grp_resvd_0)
    ],
    value: {
      header: { family: 0, scope: 0, protocol: 186, resvd: 0, flags: 0 },
      attributes: {
        id: 10,
        groupType: 0,
        group: [
          { id: 1, weight: 4, weightHigh: 0, resvd2: 0 },
          { id: 2, weight: 0, weightHigh: 0, resvd2: 0 },
        ],
        opFlags: 2147483648,
      },
    },
  },
  {
    name: "a resilient group",
    bytes: [
      "6c000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 108 bytes, seq 0, pid 0
      "00", // nhmsg.family = 0 (unspec)
      "00", // nhmsg.scope = 0 (universe)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 0b000000", // NHA_ID = 11
      "06000300 01000000", // NHA_GROUP_TYPE = 1 (res)
      "14000200 01000000 00000000 02000000", // NHA_GROUP = [{ id: 1, weight: 0, weightHigh: 0, resvd2: 0 }, { id: 2, weight: 0, weightHigh: 0, resvd2: 0 }]
      "00000000",
      "28000c80", // NHA_RES_GROUP nested, 40 bytes
      "06000100 02000000", // NHA_RES_GROUP_BUCKETS = 2
      "08000200 70170000", // NHA_RES_GROUP_IDLE_TIMER = 6000
      "08000300 30750000", // NHA_RES_GROUP_UNBALANCED_TIMER = 30000
      "0c000400 00000000 00000000", // NHA_RES_GROUP_UNBALANCED_TIME = 0
      "08000e00 00000080", // NHA_OP_FLAGS = 0x80000000 (resp_grp_resvd_0)
    ],
    value: {
      header: { family: 0, scope: 0, protocol: 0, resvd: 0, flags: 0 },
      attributes: {
        id: 11,
        groupType: 1,
        group: [
          { id: 1, weight: 0, weightHigh: 0, resvd2: 0 },
          { id: 2, weight: 0, weightHigh: 0, resvd2: 0 },
        ],
        resGroup: { buckets: 2, idleTimer: 6000, unbalancedTimer: 30000, unbalancedTime: 0n },
        opFlags: 2147483648,
      },
    },
  },
  {
    name: "one for VXLAN",
    bytes: [
      "2c000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 44 bytes, seq 0, pid 0
      "02", // nhmsg.family = 2 (inet)
      "fd", // nhmsg.scope = 253 (link)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 14000000", // NHA_ID = 20
      "04000b00", // NHA_FDB
      "08000600 0a090014", // NHA_GATEWAY = 10.9.0.20
    ],
    value: {
      header: { family: 2, scope: 253, protocol: 0, resvd: 0, flags: 0 },
      attributes: { id: 20, fdb: true, gateway: "10.9.0.20" },
    },
  },
  {
    name: "a group with what went to its members",
    bytes: [
      "88000000 68000200 00000000 00000000", // RTM_NEWNEXTHOP (104), multi, 136 bytes, seq 0, pid 0
      "00", // nhmsg.family = 0 (unspec)
      "00", // nhmsg.scope = 0 (universe)
      "ba", // nhmsg.protocol = 186 (bgp)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 0a000000", // NHA_ID = 10
      "06000300 00000000", // NHA_GROUP_TYPE = 0 (mpath)
      "14000200 01000000 04000000 02000000", // NHA_GROUP = [{ id: 1, weight: 4, weightHigh: 0, resvd2: 0 }, { id: 2, weight: 0, weightHigh: 0, resvd2: 0 }]
      "00000000",
      "08001000 00000000", // NHA_HW_STATS_ENABLE = 0
      "3c000f80", // NHA_GROUP_STATS nested, 60 bytes
      "1c000180", // [0] nested, 28 bytes
      "08000100 01000000", // NHA_GROUP_STATS_ENTRY_ID = 1
      "08000200 00000000", // NHA_GROUP_STATS_ENTRY_PACKETS = 0
      "08000300 00000000", // NHA_GROUP_STATS_ENTRY_PACKETS_HW = 0
      "1c000180", // [1] nested, 28 bytes
      "08000100 02000000", // NHA_GROUP_STATS_ENTRY_ID = 2
      "08000200 00000000", // NHA_GROUP_STATS_ENTRY_PACKETS = 0
      "08000300 00000000", // NHA_GROUP_STATS_ENTRY_PACKETS_HW = 0
      "08000e00 00000080", // NHA_OP_FLAGS = 0x80000000 (resp_grp_resvd_0)
    ],
    value: {
      header: { family: 0, scope: 0, protocol: 186, resvd: 0, flags: 0 },
      attributes: {
        id: 10,
        groupType: 0,
        group: [
          { id: 1, weight: 4, weightHigh: 0, resvd2: 0 },
          { id: 2, weight: 0, weightHigh: 0, resvd2: 0 },
        ],
        hwStatsEnable: 0,
        groupStats: [
          { id: 1, packets: 0n, packetsHw: 0n },
          { id: 2, packets: 0n, packetsHw: 0n },
        ],
        opFlags: 2147483648,
      },
    },
  },
  {
    name: "a bucket",
    bytes: [
      "40000000 74000200 00000000 00000000", // RTM_NEWNEXTHOPBUCKET (116), multi, 64 bytes, seq 0, pid 0
      "00", // nhmsg.family = 0 (unspec)
      "00", // nhmsg.scope = 0 (universe)
      "00", // nhmsg.protocol = 0 (unspec)
      "00", // nhmsg.resvd = 0
      "00000000", // nhmsg.flags = 0
      "08000100 0b000000", // NHA_ID = 11
      "20000d80", // NHA_RES_BUCKET nested, 32 bytes
      "06000100 00000000", // NHA_RES_BUCKET_INDEX = 0
      "08000300 02000000", // NHA_RES_BUCKET_NH_ID = 2
      "0c000200 18000000 00000000", // NHA_RES_BUCKET_IDLE_TIME = 24
    ],
    value: {
      header: { family: 0, scope: 0, protocol: 0, resvd: 0, flags: 0 },
      attributes: { id: 11, resBucket: { index: 0, nhId: 2, idleTime: 24n } },
    },
  },
];
