import type { ReplyRow } from "../../../support/golden.ts";

/** RTM_NEWSTATS as kernel 7.3 sent it; the values are those that `ip -j stats show` told at the same time. */
export const replies: readonly ReplyRow[] = [
  {
    name: "LACP of a slave: ip stats show dev d0 group xstats_slave",
    bytes: [
      "94000000 5c000000 00000000 00000000", // RTM_NEWSTATS (92)
      "00", // if_stats_msg.family
      "00", // if_stats_msg.pad1
      "0000", // if_stats_msg.pad2
      "06000000", // if_stats_msg.ifindex
      "04000000", // if_stats_msg.filterMask
      "78000300", // IFLA_STATS_LINK_XSTATS_SLAVE
      "74000200", // LINK_XSTATS_TYPE_BOND
      "70000100", // BOND_XSTATS_3AD
      "0c000000 00000000 00000000", // BOND_3AD_STAT_LACPDU_RX
      "0c000100 00000000 00000000", // BOND_3AD_STAT_LACPDU_TX
      "0c000200 00000000 00000000", // BOND_3AD_STAT_LACPDU_UNKNOWN_RX
      "0c000300 00000000 00000000", // BOND_3AD_STAT_LACPDU_ILLEGAL_RX
      "0c000400 00000000 00000000", // BOND_3AD_STAT_MARKER_RX
      "0c000500 00000000 00000000", // BOND_3AD_STAT_MARKER_TX
      "0c000600 00000000 00000000", // BOND_3AD_STAT_MARKER_RESP_RX
      "0c000700 00000000 00000000", // BOND_3AD_STAT_MARKER_RESP_TX
      "0c000800 00000000 00000000", // BOND_3AD_STAT_MARKER_UNKNOWN_RX
    ],
    value: {
      header: { family: 0, pad1: 0, pad2: 0, ifindex: 6, filterMask: 4 },
      attributes: {
        linkXstatsSlave: {
          bond: {
            lacp: {
              lacpduRx: 0n,
              lacpduTx: 0n,
              lacpduUnknownRx: 0n,
              lacpduIllegalRx: 0n,
              markerRx: 0n,
              markerTx: 0n,
              markerRespRx: 0n,
              markerRespTx: 0n,
              markerUnknownRx: 0n,
            },
          },
        },
      },
    },
  },
  {
    name: "routed packets of hardware: ip stats show dev ns0 group offload",
    bytes: [
      "84000000 5c000000 00000000 00000000", // RTM_NEWSTATS (92)
      "00", // if_stats_msg.family
      "00", // if_stats_msg.pad1
      "0000", // if_stats_msg.pad2
      "07000000", // if_stats_msg.ifindex
      "08000000", // if_stats_msg.filterMask
      "68000400", // IFLA_STATS_LINK_OFFLOAD_XSTATS
      "18000280", // IFLA_OFFLOAD_XSTATS_HW_S_INFO nested
      "14000380", // IFLA_OFFLOAD_XSTATS_L3_STATS nested
      "05000100 01000000", // IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST
      "05000200 01000000", // IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED
      "4c000300", // IFLA_OFFLOAD_XSTATS_L3_STATS
      "1c000000 00000000", // rtnl_hw_stats64.rxPackets
      "38000000 00000000", // rtnl_hw_stats64.txPackets
      "f00a0000 00000000", // rtnl_hw_stats64.rxBytes
      "d0200000 00000000", // rtnl_hw_stats64.txBytes
      "00000000 00000000", // rtnl_hw_stats64.rxErrors
      "00000000 00000000", // rtnl_hw_stats64.txErrors
      "00000000 00000000", // rtnl_hw_stats64.rxDropped
      "00000000 00000000", // rtnl_hw_stats64.txDropped
      "00000000 00000000", // rtnl_hw_stats64.multicast
    ],
    value: {
      header: { family: 0, pad1: 0, pad2: 0, ifindex: 7, filterMask: 8 },
      attributes: {
        linkOffloadXstats: {
          hwSInfo: { l3Stats: { request: 1, used: 1 } },
          l3Stats: {
            rxPackets: 28n,
            txPackets: 56n,
            rxBytes: 2800n,
            txBytes: 8400n,
            rxErrors: 0n,
            txErrors: 0n,
            rxDropped: 0n,
            txDropped: 0n,
            multicast: 0n,
          },
        },
      },
    },
  },
  {
    name: "MPLS: ip stats show dev v0 group afstats",
    bytes: [
      "70000000 5c000000 00000000 00000000", // RTM_NEWSTATS (92)
      "00", // if_stats_msg.family
      "00", // if_stats_msg.pad1
      "0000", // if_stats_msg.pad2
      "09000000", // if_stats_msg.ifindex
      "10000000", // if_stats_msg.filterMask
      "54000500", // IFLA_STATS_AF_SPEC
      "50001c00", // AF_MPLS
      "4c000100", // MPLS_STATS_LINK
      "02000000 00000000", // mpls_link_stats.rxPackets
      "00000000 00000000", // mpls_link_stats.txPackets
      "b0000000 00000000", // mpls_link_stats.rxBytes
      "00000000 00000000", // mpls_link_stats.txBytes
      "00000000 00000000", // mpls_link_stats.rxErrors
      "00000000 00000000", // mpls_link_stats.txErrors
      "00000000 00000000", // mpls_link_stats.rxDropped
      "00000000 00000000", // mpls_link_stats.txDropped
      "02000000 00000000", // mpls_link_stats.rxNoroute
    ],
    value: {
      header: { family: 0, pad1: 0, pad2: 0, ifindex: 9, filterMask: 16 },
      attributes: {
        afSpec: {
          mpls: {
            link: {
              rxPackets: 2n,
              txPackets: 0n,
              rxBytes: 176n,
              txBytes: 0n,
              rxErrors: 0n,
              txErrors: 0n,
              rxDropped: 0n,
              txDropped: 0n,
              rxNoroute: 2n,
            },
          },
        },
      },
    },
  },
];
