import { tunnelMessage } from "../../../../src/protocol/route/tunnel.ts";
import { goldenReplies } from "../../../support/golden.ts";

const header = { family: 7, flags: 0, reserved2: 0, ifindex: 30 };

// Messages of Linux 7.3 (sequence number and port id zeroed); interface 30 is a VXLAN with a filter.
goldenReplies(tunnelMessage, [
  {
    name: "VNIs by themselves, in ranges and with groups of both families",
    bytes: [
      "6c000000 7800 0200 00000000 00000000", // nlmsghdr: 108 bytes, RTM_NEWTUNNEL, NLM_F_MULTI
      "07 00 0000 1e000000", // tunnel_msg: AF_BRIDGE, interface 30
      "0c00 0180", // VXLAN_VNIFILTER_ENTRY
      "0800 0100 64000000", // VXLAN_VNIFILTER_ENTRY_START 100
      "1400 0180", // VXLAN_VNIFILTER_ENTRY
      "0800 0100 c8000000", // VXLAN_VNIFILTER_ENTRY_START 200
      "0800 0200 d2000000", // VXLAN_VNIFILTER_ENTRY_END 210
      "1400 0180", // VXLAN_VNIFILTER_ENTRY
      "0800 0100 2c010000", // VXLAN_VNIFILTER_ENTRY_START 300
      "0800 0300 ef010101", // VXLAN_VNIFILTER_ENTRY_GROUP 239.1.1.1
      "2000 0180", // VXLAN_VNIFILTER_ENTRY
      "0800 0100 2d010000", // VXLAN_VNIFILTER_ENTRY_START 301
      "1400 0400 20010db8 00000000 00000000 00000001", // VXLAN_VNIFILTER_ENTRY_GROUP6 2001:db8::1
    ],
    value: {
      header,
      attributes: {
        entry: [
          { start: 100 },
          { start: 200, end: 210 },
          { start: 300, group: "239.1.1.1" },
          { start: 301, group6: "2001:db8::1" },
        ],
      },
    },
  },
  {
    name: "a VNI with its counters",
    bytes: [
      "88000000 7800 0200 00000000 00000000", // nlmsghdr: 136 bytes, RTM_NEWTUNNEL, NLM_F_MULTI
      "07 00 0000 1e000000", // tunnel_msg: AF_BRIDGE, interface 30
      "7000 0180", // VXLAN_VNIFILTER_ENTRY
      "0800 0100 64000000", // VXLAN_VNIFILTER_ENTRY_START 100
      "6400 0580", // VXLAN_VNIFILTER_ENTRY_STATS
      "0c00 0100 00000000 00000000", // VNIFILTER_ENTRY_STATS_RX_BYTES 0
      "0c00 0200 00000000 00000000", // VNIFILTER_ENTRY_STATS_RX_PKTS 0
      "0c00 0300 00000000 00000000", // VNIFILTER_ENTRY_STATS_RX_DROPS 0
      "0c00 0400 00000000 00000000", // VNIFILTER_ENTRY_STATS_RX_ERRORS 0
      "0c00 0500 00000000 00000000", // VNIFILTER_ENTRY_STATS_TX_BYTES 0
      "0c00 0600 00000000 00000000", // VNIFILTER_ENTRY_STATS_TX_PKTS 0
      "0c00 0700 00000000 00000000", // VNIFILTER_ENTRY_STATS_TX_DROPS 0
      "0c00 0800 00000000 00000000", // VNIFILTER_ENTRY_STATS_TX_ERRORS 0
    ],
    value: {
      header,
      attributes: {
        entry: [
          {
            start: 100,
            stats: {
              rxBytes: 0n,
              rxPkts: 0n,
              rxDrops: 0n,
              rxErrors: 0n,
              txBytes: 0n,
              txPkts: 0n,
              txDrops: 0n,
              txErrors: 0n,
            },
          },
        ],
      },
    },
  },
]);
