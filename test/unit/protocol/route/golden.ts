import type { ReplyRow, RequestRow } from "../../../support/golden.ts";
import { hexBytes } from "../../../support/golden.ts";

/** State in which the commands were run: interface 102 is v1, 103 is v0. */
export const setup: readonly string[] = [
  "ip link set lo up",
  "ip link add v0 index 103 type veth peer name v1 index 102",
  "ip link set v0 up",
  "ip link set v1 up",
  "ip address add 10.9.0.1/24 dev v0",
  "ip -6 address add 2001:db8:9::1/64 dev v0 nodad",
];

/** Requests of `ip` 6.1 as strace saw them (sequence number and port id zeroed), in the order in which they were made. */
export const requests: readonly RequestRow[] = [
  {
    name: "adds the default route",
    command: "ip route add default via 10.9.0.254",
    request: (ops) => ops.route.add({ to: "default", via: "10.9.0.254" }),
    bytes: [
      "24000000 1800 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWROUTE, flags 0x605
      "02 00 00 00 fe 03 00 01 00000000", // rtmsg: family 2, table 254, protocol 3, type 1
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { gateway: "10.9.0.254" },
    },
  },
  {
    name: "writes the interface last",
    command: "ip route add 10.1.0.0/24 via 10.9.0.254 dev v0",
    request: (ops) => ops.route.add({ to: "10.1.0.0/24", via: "10.9.0.254", dev: 103 }),
    bytes: [
      "34000000 1800 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.254", oif: 103 },
    },
  },
  {
    name: "has link scope without a router",
    command: "ip route add 10.2.0.0/24 dev v0",
    request: (ops) => ops.route.add({ to: "10.2.0.0/24", dev: 103 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, scope 253, type 1
      "0800 0100 0a020000", // RTA_DST 10.2.0.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { dst: "10.2.0.0", oif: 103 },
    },
  },
  {
    name: "takes a source and a metric",
    command: "ip route add 10.3.0.1 dev v0 src 10.9.0.1 metric 5",
    request: (ops) => ops.route.add({ to: "10.3.0.1", dev: 103, source: "10.9.0.1", metric: 5 }),
    bytes: [
      "3c000000 1800 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x605
      "02 20 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 32, table 254, protocol 3, scope 253, type 1
      "0800 0100 0a030001", // RTA_DST 10.3.0.1
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0600 05000000", // RTA_PRIORITY 5
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { dst: "10.3.0.1", prefsrc: "10.9.0.1", priority: 5, oif: 103 },
    },
  },
  {
    name: "sends a metric of 0",
    command: "ip route add 10.3.0.2 dev v0 metric 0",
    request: (ops) => ops.route.add({ to: "10.3.0.2", dev: 103, metric: 0 }),
    bytes: [
      "34000000 1800 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x605
      "02 20 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 32, table 254, protocol 3, scope 253, type 1
      "0800 0100 0a030002", // RTA_DST 10.3.0.2
      "0800 0600 00000000", // RTA_PRIORITY 0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { dst: "10.3.0.2", priority: 0, oif: 103 },
    },
  },
  {
    name: "writes a small table number in the header",
    command: "ip route add 10.4.0.0/16 via 10.9.0.254 dev v0 table 100",
    request: (ops) => ops.route.add({ to: "10.4.0.0/16", via: "10.9.0.254", dev: 103, table: 100 }),
    bytes: [
      "34000000 1800 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x605
      "02 10 00 00 64 03 00 01 00000000", // rtmsg: family 2, dstLen 16, table 100, protocol 3, type 1
      "0800 0100 0a040000", // RTA_DST 10.4.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 16, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.4.0.0", gateway: "10.9.0.254", oif: 103 },
    },
  },
  {
    name: "writes a large table number as an attribute",
    command: "ip route add 10.4.0.0/16 via 10.9.0.254 dev v0 table 1000",
    request: (ops) => ops.route.add({ to: "10.4.0.0/16", via: "10.9.0.254", dev: 103, table: 1000 }),
    bytes: [
      "3c000000 1800 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x605
      "02 10 00 00 00 03 00 01 00000000", // rtmsg: family 2, dstLen 16, protocol 3, type 1
      "0800 0100 0a040000", // RTA_DST 10.4.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0f00 e8030000", // RTA_TABLE 1000
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 16, srcLen: 0, tos: 0, table: 0, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.4.0.0", gateway: "10.9.0.254", table: 1000, oif: 103 },
    },
  },
  {
    name: "takes metrics, some of them locked",
    command: "ip route add 10.5.0.0/24 via 10.9.0.254 dev v0 mtu lock 1400 advmss 1360 quickack 1",
    request: (ops) =>
      ops.route.add({
        to: "10.5.0.0/24",
        via: "10.9.0.254",
        dev: 103,
        metrics: { mtu: 1400, advmss: 1360, quickack: 1, lock: ["mtu"] },
      }),
    bytes: [
      "58000000 1800 0506 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a050000", // RTA_DST 10.5.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0800", // RTA_METRICS
      "0800 0200 78050000", //   RTAX_MTU 1400
      "0800 0800 50050000", //   RTAX_ADVMSS 1360
      "0800 0f00 01000000", //   RTAX_QUICKACK 1
      "0800 0100 04000000", //   RTAX_LOCK 4
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "10.5.0.0",
        gateway: "10.9.0.254",
        oif: 103,
        metrics: { mtu: 1400, advmss: 1360, quickack: 1, lock: 4 },
      },
    },
  },
  {
    name: "takes congestion control and features",
    command: "ip route add 10.6.0.0/24 via 10.9.0.254 congctl reno hoplimit 9 initcwnd 10 features ecn",
    request: (ops) =>
      ops.route.add({
        to: "10.6.0.0/24",
        via: "10.9.0.254",
        metrics: { ccAlgo: "reno", hoplimit: 9, initcwnd: 10, features: ["ecn"] },
      }),
    bytes: [
      "50000000 1800 0506 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a060000", // RTA_DST 10.6.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "2400 0800", // RTA_METRICS
      "0800 1000 72656e6f", //   RTAX_CC_ALGO reno
      "0800 0a00 09000000", //   RTAX_HOPLIMIT 9
      "0800 0b00 0a000000", //   RTAX_INITCWND 10
      "0800 0c00 01000000", //   RTAX_FEATURES 1
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "10.6.0.0",
        gateway: "10.9.0.254",
        metrics: { ccAlgo: "reno", hoplimit: 9, initcwnd: 10, features: 1 },
      },
    },
  },
  {
    name: "adds a black hole",
    command: "ip route add blackhole 10.7.0.0/24",
    request: (ops) => ops.route.add({ type: "blackhole", to: "10.7.0.0/24" }),
    bytes: [
      "24000000 1800 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 06 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 6
      "0800 0100 0a070000", // RTA_DST 10.7.0.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 6, flags: 0 },
      attributes: { dst: "10.7.0.0" },
    },
  },
  {
    name: "adds an unreachable destination",
    command: "ip route add unreachable 10.7.1.0/24 metric 9",
    request: (ops) => ops.route.add({ type: "unreachable", to: "10.7.1.0/24", metric: 9 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 07 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 7
      "0800 0100 0a070100", // RTA_DST 10.7.1.0
      "0800 0600 09000000", // RTA_PRIORITY 9
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 7, flags: 0 },
      attributes: { dst: "10.7.1.0", priority: 9 },
    },
  },
  {
    name: "adds a prohibited destination",
    command: "ip route add prohibit 10.7.2.0/24",
    request: (ops) => ops.route.add({ type: "prohibit", to: "10.7.2.0/24" }),
    bytes: [
      "24000000 1800 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 08 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 8
      "0800 0100 0a070200", // RTA_DST 10.7.2.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 8, flags: 0 },
      attributes: { dst: "10.7.2.0" },
    },
  },
  {
    name: "adds a throw",
    command: "ip route add throw 10.7.3.0/24 table 100",
    request: (ops) => ops.route.add({ type: "throw", to: "10.7.3.0/24", table: 100 }),
    bytes: [
      "24000000 1800 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 64 03 00 09 00000000", // rtmsg: family 2, dstLen 24, table 100, protocol 3, type 9
      "0800 0100 0a070300", // RTA_DST 10.7.3.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 9, flags: 0 },
      attributes: { dst: "10.7.3.0" },
    },
  },
  {
    name: "puts local destinations into the local table",
    command: "ip route add local 10.7.4.1 dev v0",
    request: (ops) => ops.route.add({ type: "local", to: "10.7.4.1", dev: 103 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 20 00 00 ff 03 fe 02 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 3, scope 254, type 2
      "0800 0100 0a070401", // RTA_DST 10.7.4.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 3, scope: 254, type: 2, flags: 0 },
      attributes: { dst: "10.7.4.1", oif: 103 },
    },
  },
  {
    name: "puts broadcast destinations into the local table",
    command: "ip route add broadcast 10.7.5.255 dev v0",
    request: (ops) => ops.route.add({ type: "broadcast", to: "10.7.5.255", dev: 103 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 20 00 00 ff 03 fd 03 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 3, scope 253, type 3
      "0800 0100 0a0705ff", // RTA_DST 10.7.5.255
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 3, scope: 253, type: 3, flags: 0 },
      attributes: { dst: "10.7.5.255", oif: 103 },
    },
  },
  {
    name: "spreads over several next hops",
    command:
      "ip route add 10.8.0.0/24 nexthop via 10.9.0.2 dev v0 weight 2 nexthop via 10.9.0.3 dev v0 weight 1 onlink",
    request: (ops) =>
      ops.route.add({
        to: "10.8.0.0/24",
        nexthops: [
          { via: "10.9.0.2", dev: 103, weight: 2 },
          { via: "10.9.0.3", dev: 103, flags: ["onlink"] },
        ],
      }),
    bytes: [
      "48000000 1800 0506 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a080000", // RTA_DST 10.8.0.0
      "2400 0900", // RTA_MULTIPATH
      "1000 00 01 67000000", //   rtnexthop: 16 bytes, flags 0, hops 1, interface 103
      "0800 0500 0a090002", //     RTA_GATEWAY 10.9.0.2
      "1000 04 00 67000000", //   rtnexthop: 16 bytes, flags 4, hops 0, interface 103
      "0800 0500 0a090003", //     RTA_GATEWAY 10.9.0.3
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "10.8.0.0",
        multipath: [
          { header: { len: 16, flags: 0, hops: 1, ifindex: 103 }, attributes: { gateway: "10.9.0.2" } },
          { header: { len: 16, flags: 4, hops: 0, ifindex: 103 }, attributes: { gateway: "10.9.0.3" } },
        ],
      },
    },
  },
  {
    name: "takes protocol and scope",
    command: "ip route add 10.8.1.0/24 proto static scope link dev v0",
    request: (ops) => ops.route.add({ to: "10.8.1.0/24", protocol: "static", scope: "link", dev: 103 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 04 fd 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 4, scope 253, type 1
      "0800 0100 0a080100", // RTA_DST 10.8.1.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 4, scope: 253, type: 1, flags: 0 },
      attributes: { dst: "10.8.1.0", oif: 103 },
    },
  },
  {
    name: "takes a router that is on the link against appearance",
    command: "ip route add 10.8.2.0/24 via 10.77.0.1 dev v0 onlink",
    request: (ops) => ops.route.add({ to: "10.8.2.0/24", via: "10.77.0.1", dev: 103, flags: ["onlink"] }),
    bytes: [
      "34000000 1800 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 04000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1, flags 4
      "0800 0100 0a080200", // RTA_DST 10.8.2.0
      "0800 0500 0a4d0001", // RTA_GATEWAY 10.77.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 4 },
      attributes: { dst: "10.8.2.0", gateway: "10.77.0.1", oif: 103 },
    },
  },
  {
    name: "takes a router of the other family",
    command: "ip route add 10.8.3.0/24 via inet6 fe80::1 dev v0",
    request: (ops) => ops.route.add({ to: "10.8.3.0/24", via: "fe80::1", dev: 103 }),
    bytes: [
      "44000000 1800 0506 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a080300", // RTA_DST 10.8.3.0
      "1600 1200 0a00 fe800000000000000000000000000001 0000", // RTA_VIA family 10, fe80::1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "10.8.3.0",
        via: { family: 10, rest: hexBytes("fe800000000000000000000000000001") },
        oif: 103,
      },
    },
  },
  {
    name: "takes a type of service",
    command: "ip route add 10.8.4.0/24 dev v0 tos 0x10",
    request: (ops) => ops.route.add({ to: "10.8.4.0/24", dev: 103, tos: 0x10 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 10 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 24, tos 16, table 254, protocol 3, scope 253, type 1
      "0800 0100 0a080400", // RTA_DST 10.8.4.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 16, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { dst: "10.8.4.0", oif: 103 },
    },
  },
  {
    name: "takes realms",
    command: "ip route add 10.8.5.0/24 via 10.9.0.254 realms 3/4",
    request: (ops) => ops.route.add({ to: "10.8.5.0/24", via: "10.9.0.254", realms: { from: 3, to: 4 } }),
    bytes: [
      "34000000 1800 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a080500", // RTA_DST 10.8.5.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0b00 04000300", // RTA_FLOW 196612
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.8.5.0", gateway: "10.9.0.254", flow: 196612 },
    },
  },
  {
    name: "adds an IPv6 route",
    command: "ip -6 route add 2001:db8:a::/48 via 2001:db8:9::2",
    request: (ops) => ops.route.add({ to: "2001:db8:a::/48", via: "2001:db8:9::2" }),
    bytes: [
      "44000000 1800 0506 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "1400 0100 20010db8000a00000000000000000000", // RTA_DST 2001:db8:a
      "1400 0500 20010db8000900000000000000000002", // RTA_GATEWAY 2001:db8:9::2
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "2001:db8:a::", gateway: "2001:db8:9::2" },
    },
  },
  {
    name: "takes a preference",
    command: "ip -6 route add ::/0 via fe80::1 dev v0 metric 50 pref high",
    request: (ops) => ops.route.add({ to: "::/0", via: "fe80::1", dev: 103, metric: 50, preference: "high" }),
    bytes: [
      "5c000000 1800 0506 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWROUTE, flags 0x605
      "0a 00 00 00 fe 03 00 01 00000000", // rtmsg: family 10, table 254, protocol 3, type 1
      "1400 0100 00000000000000000000000000000000", // RTA_DST
      "1400 0500 fe800000000000000000000000000001", // RTA_GATEWAY fe80::1
      "0800 0600 32000000", // RTA_PRIORITY 50
      "0500 1400 01 000000", // RTA_PREF 1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "::", gateway: "fe80::1", priority: 50, pref: 1, oif: 103 },
    },
  },
  {
    name: "takes an expiry",
    command: "ip -6 route add 2001:db8:b::/48 dev v0 expires 300",
    request: (ops) => ops.route.add({ to: "2001:db8:b::/48", dev: 103, expiresSeconds: 300 }),
    bytes: [
      "40000000 1800 0506 00000000 00000000", // nlmsghdr: 64 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "1400 0100 20010db8000b00000000000000000000", // RTA_DST 2001:db8:b
      "0800 1700 2c010000", // RTA_EXPIRES 300
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "2001:db8:b::", expires: 300, oif: 103 },
    },
  },
  {
    name: "spreads IPv6 over several next hops",
    command:
      "ip -6 route add 2001:db8:c::/48 nexthop via 2001:db8:9::2 dev v0 nexthop via 2001:db8:9::3 dev v0 weight 5",
    request: (ops) =>
      ops.route.add({
        to: "2001:db8:c::/48",
        nexthops: [
          { via: "2001:db8:9::2", dev: 103 },
          { via: "2001:db8:9::3", dev: 103, weight: 5 },
        ],
      }),
    bytes: [
      "6c000000 1800 0506 00000000 00000000", // nlmsghdr: 108 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "1400 0100 20010db8000c00000000000000000000", // RTA_DST 2001:db8:c
      "3c00 0900", // RTA_MULTIPATH
      "1c00 00 00 67000000", //   rtnexthop: 28 bytes, flags 0, hops 0, interface 103
      "1400 0500 20010db8000900000000000000000002", //     RTA_GATEWAY 2001:db8:9::2
      "1c00 00 04 67000000", //   rtnexthop: 28 bytes, flags 0, hops 4, interface 103
      "1400 0500 20010db8000900000000000000000003", //     RTA_GATEWAY 2001:db8:9::3
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "2001:db8:c::",
        multipath: [
          { header: { len: 28, flags: 0, hops: 0, ifindex: 103 }, attributes: { gateway: "2001:db8:9::2" } },
          { header: { len: 28, flags: 0, hops: 4, ifindex: 103 }, attributes: { gateway: "2001:db8:9::3" } },
        ],
      },
    },
  },
  {
    name: "takes a source prefix",
    command: "ip -6 route add 2001:db8:d::/48 from 2001:db8:e::/48 dev v0",
    request: (ops) => ops.route.add({ to: "2001:db8:d::/48", from: "2001:db8:e::/48", dev: 103 }),
    bytes: [
      "4c000000 1800 0506 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 30 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, srcLen 48, table 254, protocol 3, type 1
      "1400 0100 20010db8000d00000000000000000000", // RTA_DST 2001:db8:d
      "1400 0200 20010db8000e00000000000000000000", // RTA_SRC 2001:db8:e
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 48, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "2001:db8:d::", src: "2001:db8:e::", oif: 103 },
    },
  },
  {
    name: "adds an unreachable IPv6 destination",
    command: "ip -6 route add unreachable 2001:db8:f::/48",
    request: (ops) => ops.route.add({ type: "unreachable", to: "2001:db8:f::/48" }),
    bytes: [
      "30000000 1800 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 00 00 fe 03 00 07 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 7
      "1400 0100 20010db8000f00000000000000000000", // RTA_DST 2001:db8:f
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 7, flags: 0 },
      attributes: { dst: "2001:db8:f::" },
    },
  },
  {
    name: "takes a segment routing header",
    command: "ip -6 route add 2001:db8:10::/48 encap seg6 mode encap segs 2001:db8::5 dev v0",
    request: (ops) =>
      ops.route.add({
        to: "2001:db8:10::/48",
        encap: { kind: "seg6", data: { mode: "encap", segments: ["2001:db8::5"] } },
        dev: 103,
      }),
    bytes: [
      "64000000 1800 0506 00000000 00000000", // nlmsghdr: 100 bytes, RTM_NEWROUTE, flags 0x605
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "1400 0100 20010db8001000000000000000000000", // RTA_DST 2001:db8:10
      "2400 1680", // RTA_ENCAP
      "2000 0100 01000000", //   SEG6_IPTUNNEL_SRH, mode 1
      "000204000000000020010db8000000000000000000000005", //   ipv6_sr_hdr and segments
      "0600 1500 0500 0000", // RTA_ENCAP_TYPE seg6
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        dst: "2001:db8:10::",
        encapData: { srh: { mode: 1, rest: hexBytes("000204000000000020010db8000000000000000000000005") } },
        encapKind: "seg6",
        oif: 103,
      },
    },
  },
  {
    name: "appends",
    command: "ip route append 10.1.0.0/24 via 10.9.0.253",
    request: (ops) => ops.route.append({ to: "10.1.0.0/24", via: "10.9.0.253" }),
    bytes: [
      "2c000000 1800 050c 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0xc05
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fd", // RTA_GATEWAY 10.9.0.253
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.253" },
    },
  },
  {
    name: "prepends",
    command: "ip route prepend 10.1.0.0/24 via 10.9.0.252",
    request: (ops) => ops.route.prepend({ to: "10.1.0.0/24", via: "10.9.0.252" }),
    bytes: [
      "2c000000 1800 0504 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x405
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fc", // RTA_GATEWAY 10.9.0.252
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.252" },
    },
  },
  {
    name: "replaces",
    command: "ip route replace 10.1.0.0/24 via 10.9.0.251",
    request: (ops) => ops.route.replace({ to: "10.1.0.0/24", via: "10.9.0.251" }),
    bytes: [
      "2c000000 1800 0505 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x505
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fb", // RTA_GATEWAY 10.9.0.251
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.251" },
    },
  },
  {
    name: "changes",
    command: "ip route change 10.1.0.0/24 via 10.9.0.250",
    request: (ops) => ops.route.change({ to: "10.1.0.0/24", via: "10.9.0.250" }),
    bytes: [
      "2c000000 1800 0501 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x105
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fa", // RTA_GATEWAY 10.9.0.250
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.250" },
    },
  },
  {
    name: "refers to a nexthop object",
    before: "ip nexthop add id 5 via 10.9.0.2 dev v0",
    command: "ip route add 10.11.0.0/24 nhid 5",
    request: (ops) => ops.route.add({ to: "10.11.0.0/24", nexthopId: 5 }),
    bytes: [
      "2c000000 1800 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x605
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0100 0a0b0000", // RTA_DST 10.11.0.0
      "0800 1e00 05000000", // RTA_NH_ID 5
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { dst: "10.11.0.0", nhId: 5 },
    },
  },
  {
    name: "asks for a route",
    command: "ip route get 10.5.0.1",
    request: (ops) => ops.route.get("10.5.0.1"),
    bytes: [
      "24000000 1a00 0100 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETROUTE, flags 0x1
      "02 20 00 00 00 00 00 00 00100000", // rtmsg: family 2, dstLen 32, flags 4096
      "0800 0100 0a050001", // RTA_DST 10.5.0.1
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 4096 },
      attributes: { dst: "10.5.0.1" },
    },
  },
  {
    name: "asks as a socket with a mark would",
    command: "ip route get 10.5.0.1 from 10.9.0.1 oif v0 mark 5",
    request: (ops) => ops.route.get("10.5.0.1", { from: "10.9.0.1", oif: 103, mark: 5 }),
    bytes: [
      "3c000000 1a00 0100 00000000 00000000", // nlmsghdr: 60 bytes, RTM_GETROUTE, flags 0x1
      "02 20 20 00 00 00 00 00 00100000", // rtmsg: family 2, dstLen 32, srcLen 32, flags 4096
      "0800 0100 0a050001", // RTA_DST 10.5.0.1
      "0800 0200 0a090001", // RTA_SRC 10.9.0.1
      "0800 0400 67000000", // RTA_OIF 103
      "0800 1000 05000000", // RTA_MARK 5
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 32, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 4096 },
      attributes: { dst: "10.5.0.1", src: "10.9.0.1", oif: 103, mark: 5 },
    },
  },
  {
    name: "asks as a received packet would",
    command: "ip route get 10.5.0.1 from 10.9.0.77 iif v0",
    request: (ops) => ops.route.get("10.5.0.1", { from: "10.9.0.77", iif: 103 }),
    bytes: [
      "34000000 1a00 0100 00000000 00000000", // nlmsghdr: 52 bytes, RTM_GETROUTE, flags 0x1
      "02 20 20 00 00 00 00 00 00100000", // rtmsg: family 2, dstLen 32, srcLen 32, flags 4096
      "0800 0100 0a050001", // RTA_DST 10.5.0.1
      "0800 0200 0a09004d", // RTA_SRC 10.9.0.77
      "0800 0300 67000000", // RTA_IIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 32, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 4096 },
      attributes: { dst: "10.5.0.1", src: "10.9.0.77", iif: 103 },
    },
  },
  {
    name: "asks for the entry of the table",
    command: "ip route get 10.5.0.1 fibmatch uid 0 ipproto tcp sport 5 dport 80",
    request: (ops) => ops.route.get("10.5.0.1", { fibMatch: true, uid: 0, ipproto: 6, sport: 5, dport: 80 }),
    bytes: [
      "44000000 1a00 0100 00000000 00000000", // nlmsghdr: 68 bytes, RTM_GETROUTE, flags 0x1
      "02 20 00 00 00 00 00 00 00300000", // rtmsg: family 2, dstLen 32, flags 12288
      "0800 0100 0a050001", // RTA_DST 10.5.0.1
      "0800 1900 00000000", // RTA_UID 0
      "0500 1b00 06 000000", // RTA_IP_PROTO 6
      "0600 1c00 0005 0000", // RTA_SPORT 5
      "0600 1d00 0050 0000", // RTA_DPORT 80
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 12288 },
      attributes: { dst: "10.5.0.1", uid: 0, ipProto: 6, sport: 5, dport: 80 },
    },
  },
  {
    name: "asks for an IPv6 route",
    command: "ip -6 route get 2001:db8:a::1",
    request: (ops) => ops.route.get("2001:db8:a::1"),
    bytes: [
      "30000000 1a00 0100 00000000 00000000", // nlmsghdr: 48 bytes, RTM_GETROUTE, flags 0x1
      "0a 80 00 00 00 00 00 00 00000000", // rtmsg: family 10, dstLen 128
      "1400 0100 20010db8000a00000000000000000001", // RTA_DST 2001:db8:a::1
    ],
    value: {
      header: { family: 10, dstLen: 128, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 0 },
      attributes: { dst: "2001:db8:a::1" },
    },
  },
  {
    name: "lists the main table",
    command: "ip route show",
    request: (ops) => ops.route.list({ family: "inet", table: "main" }),
    bytes: [
      "24000000 1a00 0103 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETROUTE, flags 0x301
      "02 00 00 00 00 00 00 00 00000000", // rtmsg: family 2
      "0800 0f00 fe000000", // RTA_TABLE 254
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 0 },
      attributes: { table: 254 },
    },
  },
  {
    name: "lists the main table of IPv6",
    command: "ip -6 route show",
    request: (ops) => ops.route.list({ family: "inet6", table: "main" }),
    bytes: [
      "24000000 1a00 0103 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETROUTE, flags 0x301
      "0a 00 00 00 00 00 00 00 00000000", // rtmsg: family 10
      "0800 0f00 fe000000", // RTA_TABLE 254
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 0 },
      attributes: { table: 254 },
    },
  },
  {
    name: "lists every table",
    command: "ip route show table all",
    request: (ops) => ops.route.list(),
    bytes: [
      "1c000000 1a00 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETROUTE, flags 0x301
      "00 00 00 00 00 00 00 00 00000000", // rtmsg
    ],
    value: {
      header: { family: 0, dstLen: 0, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 0, type: 0, flags: 0 },
      attributes: {},
    },
  },
  {
    name: "lists by interface and protocol",
    command: "ip route show dev v0 proto static",
    request: (ops) => ops.route.list({ family: "inet", table: "main", dev: 103, protocol: "static" }),
    bytes: [
      "2c000000 1a00 0103 00000000 00000000", // nlmsghdr: 44 bytes, RTM_GETROUTE, flags 0x301
      "02 00 00 00 00 04 00 00 00000000", // rtmsg: family 2, protocol 4
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, protocol: 4, scope: 0, type: 0, flags: 0 },
      attributes: { table: 254, oif: 103 },
    },
  },
  {
    name: "deletes by destination",
    command: "ip route del 10.1.0.0/24",
    request: (ops) => ops.route.delete({ to: "10.1.0.0/24" }),
    bytes: [
      "24000000 1900 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_DELROUTE, flags 0x5
      "02 18 00 00 fe 00 ff 00 00000000", // rtmsg: family 2, dstLen 24, table 254, scope 255
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 255, type: 0, flags: 0 },
      attributes: { dst: "10.1.0.0" },
    },
  },
  {
    name: "deletes by router and interface",
    command: "ip route del 10.1.0.0/24 via 10.9.0.252 dev v0",
    request: (ops) => ops.route.delete({ to: "10.1.0.0/24", via: "10.9.0.252", dev: 103 }),
    bytes: [
      "34000000 1900 0500 00000000 00000000", // nlmsghdr: 52 bytes, RTM_DELROUTE, flags 0x5
      "02 18 00 00 fe 00 ff 00 00000000", // rtmsg: family 2, dstLen 24, table 254, scope 255
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fc", // RTA_GATEWAY 10.9.0.252
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 255, type: 0, flags: 0 },
      attributes: { dst: "10.1.0.0", gateway: "10.9.0.252", oif: 103 },
    },
  },
  {
    name: "deletes the default route",
    command: "ip route del default",
    request: (ops) => ops.route.delete({ to: "default" }),
    bytes: [
      "1c000000 1900 0500 00000000 00000000", // nlmsghdr: 28 bytes, RTM_DELROUTE, flags 0x5
      "02 00 00 00 fe 00 ff 00 00000000", // rtmsg: family 2, table 254, scope 255
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 255, type: 0, flags: 0 },
      attributes: {},
    },
  },
  {
    name: "deletes by type",
    command: "ip route del blackhole 10.7.0.0/24",
    request: (ops) => ops.route.delete({ type: "blackhole", to: "10.7.0.0/24" }),
    bytes: [
      "24000000 1900 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_DELROUTE, flags 0x5
      "02 18 00 00 fe 00 ff 06 00000000", // rtmsg: family 2, dstLen 24, table 254, scope 255, type 6
      "0800 0100 0a070000", // RTA_DST 10.7.0.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 255, type: 6, flags: 0 },
      attributes: { dst: "10.7.0.0" },
    },
  },
  {
    name: "deletes from a table",
    command: "ip route del 10.4.0.0/16 table 1000",
    request: (ops) => ops.route.delete({ to: "10.4.0.0/16", table: 1000 }),
    bytes: [
      "2c000000 1900 0500 00000000 00000000", // nlmsghdr: 44 bytes, RTM_DELROUTE, flags 0x5
      "02 10 00 00 00 00 ff 00 00000000", // rtmsg: family 2, dstLen 16, scope 255
      "0800 0100 0a040000", // RTA_DST 10.4.0.0
      "0800 0f00 e8030000", // RTA_TABLE 1000
    ],
    value: {
      header: { family: 2, dstLen: 16, srcLen: 0, tos: 0, table: 0, protocol: 0, scope: 255, type: 0, flags: 0 },
      attributes: { dst: "10.4.0.0", table: 1000 },
    },
  },
  {
    name: "deletes an IPv6 route",
    command: "ip -6 route del 2001:db8:b::/48 dev v0",
    request: (ops) => ops.route.delete({ to: "2001:db8:b::/48", dev: 103 }),
    bytes: [
      "38000000 1900 0500 00000000 00000000", // nlmsghdr: 56 bytes, RTM_DELROUTE, flags 0x5
      "0a 30 00 00 fe 00 00 00 00000000", // rtmsg: family 10, dstLen 48, table 254
      "1400 0100 20010db8000b00000000000000000000", // RTA_DST 2001:db8:b
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 0, type: 0, flags: 0 },
      attributes: { dst: "2001:db8:b::", oif: 103 },
    },
  },
];

/** Messages of the kernel as `ip` received them. */
export const replies: readonly ReplyRow[] = [
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 10 00 00 64 03 00 01 00000000", // rtmsg: family 2, dstLen 16, table 100, protocol 3, type 1
      "0800 0f00 64000000", // RTA_TABLE 100
      "0800 0100 0a040000", // RTA_DST 10.4.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 16, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { table: 100, dst: "10.4.0.0", gateway: "10.9.0.254", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "2c000000 1800 2200 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 64 03 00 09 00000000", // rtmsg: family 2, dstLen 24, table 100, protocol 3, type 9
      "0800 0f00 64000000", // RTA_TABLE 100
      "0800 0100 0a070300", // RTA_DST 10.7.3.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 9, flags: 0 },
      attributes: { table: 100, dst: "10.7.3.0" },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.1.0.0", gateway: "10.9.0.254", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a010000", // RTA_DST 10.1.0.0
      "0800 0500 0a0900fd", // RTA_GATEWAY 10.9.0.253
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.1.0.0", gateway: "10.9.0.253", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a020000", // RTA_DST 10.2.0.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.2.0.0", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "44000000 1800 2200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 32, table 254, protocol 3, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a030001", // RTA_DST 10.3.0.1
      "0800 0600 05000000", // RTA_PRIORITY 5
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.3.0.1", priority: 5, prefsrc: "10.9.0.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 32, table 254, protocol 3, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a030002", // RTA_DST 10.3.0.2
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.3.0.2", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "60000000 1800 2200 00000000 00000000", // nlmsghdr: 96 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a050000", // RTA_DST 10.5.0.0
      "2400 0800", // RTA_METRICS
      "0800 0100 04000000", //   RTAX_LOCK 4
      "0800 0200 78050000", //   RTAX_MTU 1400
      "0800 0800 50050000", //   RTAX_ADVMSS 1360
      "0800 0f00 01000000", //   RTAX_QUICKACK 1
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "10.5.0.0",
        metrics: { lock: 4, mtu: 1400, advmss: 1360, quickack: 1 },
        gateway: "10.9.0.254",
        oif: 103,
      },
    },
  },
  {
    name: "ip route show table all",
    // The kernel ends the name with a NUL, ip and we do not.
    isCanonical: false,
    bytes: [
      "64000000 1800 2200 00000000 00000000", // nlmsghdr: 100 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a060000", // RTA_DST 10.6.0.0
      "2800 0800", // RTA_METRICS
      "0800 0a00 09000000", //   RTAX_HOPLIMIT 9
      "0800 0b00 0a000000", //   RTAX_INITCWND 10
      "0800 0c00 01000000", //   RTAX_FEATURES 1
      "0900 1000 72656e6f00 000000", //   RTAX_CC_ALGO reno
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "10.6.0.0",
        metrics: { hoplimit: 9, initcwnd: 10, features: 1, ccAlgo: "reno" },
        gateway: "10.9.0.254",
        oif: 103,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 07 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 7
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a070100", // RTA_DST 10.7.1.0
      "0800 0600 09000000", // RTA_PRIORITY 9
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 7, flags: 0 },
      attributes: { table: 254, dst: "10.7.1.0", priority: 9 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "2c000000 1800 2200 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 08 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 8
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a070200", // RTA_DST 10.7.2.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 8, flags: 0 },
      attributes: { table: 254, dst: "10.7.2.0" },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "50000000 1800 2200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080000", // RTA_DST 10.8.0.0
      "2400 0900", // RTA_MULTIPATH
      "1000 00 01 67000000", //   rtnexthop: 16 bytes, flags 0, hops 1, interface 103
      "0800 0500 0a090002", //     RTA_GATEWAY 10.9.0.2
      "1000 04 00 67000000", //   rtnexthop: 16 bytes, flags 4, hops 0, interface 103
      "0800 0500 0a090003", //     RTA_GATEWAY 10.9.0.3
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "10.8.0.0",
        multipath: [
          { header: { len: 16, flags: 0, hops: 1, ifindex: 103 }, attributes: { gateway: "10.9.0.2" } },
          { header: { len: 16, flags: 4, hops: 0, ifindex: 103 }, attributes: { gateway: "10.9.0.3" } },
        ],
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 04 fd 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 4, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080100", // RTA_DST 10.8.1.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 4, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.8.1.0", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 04000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1, flags 4
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080200", // RTA_DST 10.8.2.0
      "0800 0500 0a4d0001", // RTA_GATEWAY 10.77.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 4 },
      attributes: { table: 254, dst: "10.8.2.0", gateway: "10.77.0.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "4c000000 1800 2200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080300", // RTA_DST 10.8.3.0
      "1600 1200 0a00 fe800000000000000000000000000001 0000", // RTA_VIA family 10, fe80::1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "10.8.3.0",
        via: { family: 10, rest: hexBytes("fe800000000000000000000000000001") },
        oif: 103,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 10 fe 03 fd 01 00000000", // rtmsg: family 2, dstLen 24, tos 16, table 254, protocol 3, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080400", // RTA_DST 10.8.4.0
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 16, table: 254, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.8.4.0", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "44000000 1800 2200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a080500", // RTA_DST 10.8.5.0
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "0800 0400 67000000", // RTA_OIF 103
      "0800 0b00 04000300", // RTA_FLOW 196612
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.8.5.0", gateway: "10.9.0.254", oif: 103, flow: 196612 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 02 fd 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 2, scope 253, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a090000", // RTA_DST 10.9.0.0
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 2, scope: 253, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.9.0.0", prefsrc: "10.9.0.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "44000000 1800 2200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWROUTE, flags 0x22
      "02 18 00 00 fe 03 00 01 00000000", // rtmsg: family 2, dstLen 24, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a0b0000", // RTA_DST 10.11.0.0
      "0800 1e00 05000000", // RTA_NH_ID 5
      "0800 0500 0a090002", // RTA_GATEWAY 10.9.0.2
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: { table: 254, dst: "10.11.0.0", nhId: 5, gateway: "10.9.0.2", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 03 fe 02 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 3, scope 254, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 0a070401", // RTA_DST 10.7.4.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 3, scope: 254, type: 2, flags: 0 },
      attributes: { table: 255, dst: "10.7.4.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "34000000 1800 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 03 fd 03 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 3, scope 253, type 3
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 0a0705ff", // RTA_DST 10.7.5.255
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 3, scope: 253, type: 3, flags: 0 },
      attributes: { table: 255, dst: "10.7.5.255", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 02 fe 02 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 2, scope 254, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 0a090001", // RTA_DST 10.9.0.1
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 254, type: 2, flags: 0 },
      attributes: { table: 255, dst: "10.9.0.1", prefsrc: "10.9.0.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 02 fd 03 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 2, scope 253, type 3
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 0a0900ff", // RTA_DST 10.9.0.255
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0400 67000000", // RTA_OIF 103
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 253, type: 3, flags: 0 },
      attributes: { table: 255, dst: "10.9.0.255", prefsrc: "10.9.0.1", oif: 103 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 08 00 00 ff 02 fe 02 00000000", // rtmsg: family 2, dstLen 8, table 255, protocol 2, scope 254, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 7f000000", // RTA_DST 127.0.0.0
      "0800 0700 7f000001", // RTA_PREFSRC 127.0.0.1
      "0800 0400 01000000", // RTA_OIF 1
    ],
    value: {
      header: { family: 2, dstLen: 8, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 254, type: 2, flags: 0 },
      attributes: { table: 255, dst: "127.0.0.0", prefsrc: "127.0.0.1", oif: 1 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 02 fe 02 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 2, scope 254, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 7f000001", // RTA_DST 127.0.0.1
      "0800 0700 7f000001", // RTA_PREFSRC 127.0.0.1
      "0800 0400 01000000", // RTA_OIF 1
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 254, type: 2, flags: 0 },
      attributes: { table: 255, dst: "127.0.0.1", prefsrc: "127.0.0.1", oif: 1 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "3c000000 1800 2200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWROUTE, flags 0x22
      "02 20 00 00 ff 02 fd 03 00000000", // rtmsg: family 2, dstLen 32, table 255, protocol 2, scope 253, type 3
      "0800 0f00 ff000000", // RTA_TABLE 255
      "0800 0100 7fffffff", // RTA_DST 127.255.255.255
      "0800 0700 7f000001", // RTA_PREFSRC 127.0.0.1
      "0800 0400 01000000", // RTA_OIF 1
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 253, type: 3, flags: 0 },
      attributes: { table: 255, dst: "127.255.255.255", prefsrc: "127.0.0.1", oif: 1 },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 40 00 00 fe 02 00 01 00000000", // rtmsg: family 10, dstLen 64, table 254, protocol 2, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8000900000000000000000000", // RTA_DST 2001:db8:9
      "0800 0600 00010000", // RTA_PRIORITY 256
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 64, srcLen: 0, tos: 0, table: 254, protocol: 2, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:9::",
        priority: 256,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "88000000 1800 2200 00000000 00000000", // nlmsghdr: 136 bytes, RTM_NEWROUTE, flags 0x22
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8000a00000000000000000000", // RTA_DST 2001:db8:a
      "0800 0600 00040000", // RTA_PRIORITY 1024
      "1400 0500 20010db8000900000000000000000002", // RTA_GATEWAY 2001:db8:9::2
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:a::",
        priority: 1024,
        gateway: "2001:db8:9::2",
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "a8000000 1800 2200 00000000 00000000", // nlmsghdr: 168 bytes, RTM_NEWROUTE, flags 0x22
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8000c00000000000000000000", // RTA_DST 2001:db8:c
      "0800 0600 00040000", // RTA_PRIORITY 1024
      "3c00 0900", // RTA_MULTIPATH
      "1c00 00 00 67000000", //   rtnexthop: 28 bytes, flags 0, hops 0, interface 103
      "1400 0500 20010db8000900000000000000000002", //     RTA_GATEWAY 2001:db8:9::2
      "1c00 00 04 67000000", //   rtnexthop: 28 bytes, flags 0, hops 4, interface 103
      "1400 0500 20010db8000900000000000000000003", //     RTA_GATEWAY 2001:db8:9::3
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:c::",
        priority: 1024,
        multipath: [
          { header: { len: 28, flags: 0, hops: 0, ifindex: 103 }, attributes: { gateway: "2001:db8:9::2" } },
          { header: { len: 28, flags: 0, hops: 4, ifindex: 103 }, attributes: { gateway: "2001:db8:9::3" } },
        ],
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "88000000 1800 2200 00000000 00000000", // nlmsghdr: 136 bytes, RTM_NEWROUTE, flags 0x22
      "0a 30 30 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, srcLen 48, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8000d00000000000000000000", // RTA_DST 2001:db8:d
      "1400 0200 20010db8000e00000000000000000000", // RTA_SRC 2001:db8:e
      "0800 0600 00040000", // RTA_PRIORITY 1024
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 48, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:d::",
        src: "2001:db8:e::",
        priority: 1024,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 30 00 00 fe 03 00 07 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 7
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8000f00000000000000000000", // RTA_DST 2001:db8:f
      "0800 0600 00040000", // RTA_PRIORITY 1024
      "0800 0400 01000000", // RTA_OIF 1
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 7, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:f::",
        priority: 1024,
        oif: 1,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "a0000000 1800 2200 00000000 00000000", // nlmsghdr: 160 bytes, RTM_NEWROUTE, flags 0x22
      "0a 30 00 00 fe 03 00 01 00000000", // rtmsg: family 10, dstLen 48, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 20010db8001000000000000000000000", // RTA_DST 2001:db8:10
      "0800 0600 00040000", // RTA_PRIORITY 1024
      "0800 0400 67000000", // RTA_OIF 103
      "2400 1600", // RTA_ENCAP
      "2000 0100 01000000", //   SEG6_IPTUNNEL_SRH, mode 1
      "000204000000000020010db8000000000000000000000005", //   ipv6_sr_hdr and segments
      "0600 1500 0500 0000", // RTA_ENCAP_TYPE seg6
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "2001:db8:10::",
        priority: 1024,
        oif: 103,
        encapData: { srh: { mode: 1, rest: hexBytes("000204000000000020010db8000000000000000000000005") } },
        encapKind: "seg6",
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 40 00 00 fe 02 00 01 00000000", // rtmsg: family 10, dstLen 64, table 254, protocol 2, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 fe800000000000000000000000000000", // RTA_DST fe80
      "0800 0600 00010000", // RTA_PRIORITY 256
      "0800 0400 66000000", // RTA_OIF 102
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 64, srcLen: 0, tos: 0, table: 254, protocol: 2, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "fe80::",
        priority: 256,
        oif: 102,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 40 00 00 fe 02 00 01 00000000", // rtmsg: family 10, dstLen 64, table 254, protocol 2, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "1400 0100 fe800000000000000000000000000000", // RTA_DST fe80
      "0800 0600 00010000", // RTA_PRIORITY 256
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 64, srcLen: 0, tos: 0, table: 254, protocol: 2, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        dst: "fe80::",
        priority: 256,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 00 00 00 fe 03 00 01 00000000", // rtmsg: family 10, table 254, protocol 3, type 1
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0600 32000000", // RTA_PRIORITY 50
      "1400 0500 fe800000000000000000000000000001", // RTA_GATEWAY fe80::1
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 01 000000", // RTA_PREF 1
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 254, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 254,
        priority: 50,
        gateway: "fe80::1",
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 1,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 80 00 00 ff 02 00 02 00000000", // rtmsg: family 10, dstLen 128, table 255, protocol 2, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 00000000000000000000000000000001", // RTA_DST ::1
      "0800 0600 00000000", // RTA_PRIORITY 0
      "0800 0400 01000000", // RTA_OIF 1
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 128, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 2, flags: 0 },
      attributes: {
        table: 255,
        dst: "::1",
        priority: 0,
        oif: 1,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 80 00 00 ff 02 00 02 00000000", // rtmsg: family 10, dstLen 128, table 255, protocol 2, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 20010db8000900000000000000000001", // RTA_DST 2001:db8:9::1
      "0800 0600 00000000", // RTA_PRIORITY 0
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 128, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 2, flags: 0 },
      attributes: {
        table: 255,
        dst: "2001:db8:9::1",
        priority: 0,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 80 00 00 ff 02 00 02 00000000", // rtmsg: family 10, dstLen 128, table 255, protocol 2, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 fe8000000000000034a4d2fffe229596", // RTA_DST fe80::34a4:d2ff:fe22:9596
      "0800 0600 00000000", // RTA_PRIORITY 0
      "0800 0400 66000000", // RTA_OIF 102
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 128, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 2, flags: 0 },
      attributes: {
        table: 255,
        dst: "fe80::34a4:d2ff:fe22:9596",
        priority: 0,
        oif: 102,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 80 00 00 ff 02 00 02 00000000", // rtmsg: family 10, dstLen 128, table 255, protocol 2, type 2
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 fe800000000000005cca8cfffe15609d", // RTA_DST fe80::5cca:8cff:fe15:609d
      "0800 0600 00000000", // RTA_PRIORITY 0
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 128, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 2, flags: 0 },
      attributes: {
        table: 255,
        dst: "fe80::5cca:8cff:fe15:609d",
        priority: 0,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 08 00 00 ff 02 00 05 00000000", // rtmsg: family 10, dstLen 8, table 255, protocol 2, type 5
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 ff000000000000000000000000000000", // RTA_DST ff00
      "0800 0600 00010000", // RTA_PRIORITY 256
      "0800 0400 66000000", // RTA_OIF 102
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 8, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 5, flags: 0 },
      attributes: {
        table: 255,
        dst: "ff00::",
        priority: 256,
        oif: 102,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route show table all",
    bytes: [
      "74000000 1800 2200 00000000 00000000", // nlmsghdr: 116 bytes, RTM_NEWROUTE, flags 0x22
      "0a 08 00 00 ff 02 00 05 00000000", // rtmsg: family 10, dstLen 8, table 255, protocol 2, type 5
      "0800 0f00 ff000000", // RTA_TABLE 255
      "1400 0100 ff000000000000000000000000000000", // RTA_DST ff00
      "0800 0600 00010000", // RTA_PRIORITY 256
      "0800 0400 67000000", // RTA_OIF 103
      "2400 0c00 0000000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
      "0500 1400 00 000000", // RTA_PREF 0
    ],
    value: {
      header: { family: 10, dstLen: 8, srcLen: 0, tos: 0, table: 255, protocol: 2, scope: 0, type: 5, flags: 0 },
      attributes: {
        table: 255,
        dst: "ff00::",
        priority: 256,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
      },
    },
  },
  {
    name: "ip route get 10.5.0.1",
    bytes: [
      "94000000 1800 0000 00000000 00000000", // nlmsghdr: 148 bytes, RTM_NEWROUTE, flags 0x0
      "02 20 00 00 fe 00 00 01 00020000", // rtmsg: family 2, dstLen 32, table 254, type 1, flags 512
      "0800 0f00 fe000000", // RTA_TABLE 254
      "0800 0100 0a050001", // RTA_DST 10.5.0.1
      "0800 0400 67000000", // RTA_OIF 103
      "0800 0700 0a090001", // RTA_PREFSRC 10.9.0.1
      "0800 0500 0a0900fe", // RTA_GATEWAY 10.9.0.254
      "2400 0800", // RTA_METRICS
      "0800 0100 04000000", //   RTAX_LOCK 4
      "0800 0200 78050000", //   RTAX_MTU 1400
      "0800 0800 50050000", //   RTAX_ADVMSS 1360
      "0800 0f00 01000000", //   RTAX_QUICKACK 1
      "0800 1900 00000000", // RTA_UID 0
      "2400 0c00 0200000000000000000000000000000000000000000000000000000000000000", // RTA_CACHEINFO expires 0, error 0
    ],
    value: {
      header: { family: 2, dstLen: 32, srcLen: 0, tos: 0, table: 254, protocol: 0, scope: 0, type: 1, flags: 512 },
      attributes: {
        table: 254,
        dst: "10.5.0.1",
        oif: 103,
        prefsrc: "10.9.0.1",
        gateway: "10.9.0.254",
        metrics: { lock: 4, mtu: 1400, advmss: 1360, quickack: 1 },
        uid: 0,
        cacheinfo: { clntref: 2, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
      },
    },
  },
];
