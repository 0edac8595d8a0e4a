import { netconfMessage } from "../../../../src/protocol/route/netconf.ts";
import { goldenReplies } from "../../../support/golden.ts";

// Messages of Linux 6.18, and of 7.3 for MPLS (sequence number and port id zeroed); interface 103 is v0.
goldenReplies(netconfMessage, [
  {
    name: "IPv4 on an interface that forwards and filters loosely",
    bytes: [
      "4c000000 5000 0000 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNETCONF
      "02 000000", // netconfmsg: family 2, padded
      "0800 0100 67000000", // NETCONFA_IFINDEX 103
      "0800 0200 01000000", // NETCONFA_FORWARDING 1
      "0800 0300 02000000", // NETCONFA_RP_FILTER 2
      "0800 0400 00000000", // NETCONFA_MC_FORWARDING 0
      "0800 0800 00000000", // NETCONFA_BC_FORWARDING 0
      "0800 0500 00000000", // NETCONFA_PROXY_NEIGH 0
      "0800 0600 00000000", // NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN 0
    ],
    value: {
      header: { family: 2 },
      attributes: {
        ifindex: 103,
        forwarding: 1,
        rpFilter: 2,
        mcForwarding: 0,
        bcForwarding: 0,
        proxyNeigh: 0,
        ignoreRoutesWithLinkdown: 0,
      },
    },
  },
  {
    name: "what IPv6 is on new interfaces",
    bytes: [
      "3c000000 5000 0000 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWNETCONF
      "0a 000000", // netconfmsg: family 10, padded
      "0800 0100 feffffff", // NETCONFA_IFINDEX -2, the default
      "0800 0200 00000000", // NETCONFA_FORWARDING 0
      "0800 0400 00000000", // NETCONFA_MC_FORWARDING 0
      "0800 0500 00000000", // NETCONFA_PROXY_NEIGH 0
      "0800 0600 00000000", // NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN 0
    ],
    value: {
      header: { family: 10 },
      attributes: { ifindex: -2, forwarding: 0, mcForwarding: 0, proxyNeigh: 0, ignoreRoutesWithLinkdown: 0 },
    },
  },
  {
    name: "MPLS on an interface that takes labelled packets",
    bytes: [
      "24000000 5000 0000 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNETCONF
      "1c 000000", // netconfmsg: family 28, padded
      "0800 0100 67000000", // NETCONFA_IFINDEX 103
      "0800 0700 01000000", // NETCONFA_INPUT 1
    ],
    value: { header: { family: 28 }, attributes: { ifindex: 103, input: 1 } },
  },
]);
