import type { ReplyRow, RequestRow } from "../../../support/golden.ts";

/** State in which the commands were run: interface 102 is v1, 103 is v0. */
export const setup: readonly string[] = [
  "ip link set lo up",
  "ip link add v0 index 103 type veth peer name v1 index 102",
  "ip link set v0 up",
  "ip link set v1 up",
];

/** Requests of `ip` 6.1 as strace saw them (sequence number and port id zeroed), in the order in which they were made. */
export const requests: readonly RequestRow[] = [
  {
    name: "looks into a table",
    command: "ip rule add table 100",
    request: (ops) => ops.rule.add({ table: 100 }),
    bytes: [
      "1c000000 2000 0506 00000000 00000000", // nlmsghdr: 28 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: {},
    },
  },
  {
    name: "matches prefixes",
    command: "ip rule add from 10.1.0.0/16 to 10.2.0.0/24 table 100 priority 500",
    request: (ops) => ops.rule.add({ from: "10.1.0.0/16", to: "10.2.0.0/24", table: 100, priority: 500 }),
    bytes: [
      "34000000 2000 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWRULE, flags 0x605
      "02 18 10 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, dstLen 24, srcLen 16, table 100, action 1
      "0800 0200 0a010000", // FRA_SRC 10.1.0.0
      "0800 0100 0a020000", // FRA_DST 10.2.0.0
      "0800 0600 f4010000", // FRA_PRIORITY 500
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 16, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { src: "10.1.0.0", dst: "10.2.0.0", priority: 500 },
    },
  },
  {
    name: "matches interfaces and mark, and has priority 0",
    command: "ip rule add iif v0 oif v1 fwmark 0x5/0xff lookup 2000 pref 0",
    request: (ops) => ops.rule.add({ iif: "v0", oif: "v1", fwmark: 5, fwmask: 0xff, table: 2000, priority: 0 }),
    bytes: [
      "4c000000 2000 0506 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 01 00000000", // fib_rule_hdr: family 2, action 1
      "0700 0300 763000 00", // FRA_IIFNAME v0
      "0700 1100 763100 00", // FRA_OIFNAME v1
      "0800 0a00 05000000", // FRA_FWMARK 5
      "0800 1000 ff000000", // FRA_FWMASK 255
      "0800 0f00 d0070000", // FRA_TABLE 2000
      "0800 0600 00000000", // FRA_PRIORITY 0
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { iifname: "v0", oifname: "v1", fwmark: 5, fwmask: 255, table: 2000, priority: 0 },
    },
  },
  {
    name: "matches a mark of 0",
    command: "ip rule add fwmark 0 table 100 priority 7",
    request: (ops) => ops.rule.add({ fwmark: 0, table: 100, priority: 7 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0800 0a00 00000000", // FRA_FWMARK 0
      "0800 0600 07000000", // FRA_PRIORITY 7
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { fwmark: 0, priority: 7 },
    },
  },
  {
    name: "turns the match around",
    command: "ip rule add not from 10.1.0.1 blackhole priority 600",
    request: (ops) => ops.rule.add({ not: true, from: "10.1.0.1", action: "blackhole", priority: 600 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 20 00 00 00 00 06 02000000", // fib_rule_hdr: family 2, srcLen 32, action 6, flags 2
      "0800 0200 0a010001", // FRA_SRC 10.1.0.1
      "0800 0600 58020000", // FRA_PRIORITY 600
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 32, tos: 0, table: 0, res1: 0, res2: 0, action: 6, flags: 2 },
      attributes: { src: "10.1.0.1", priority: 600 },
    },
  },
  {
    name: "matches protocol and ports",
    command: "ip rule add prohibit ipproto tcp sport 10-20 dport 80 priority 601",
    request: (ops) =>
      ops.rule.add({ action: "prohibit", ipproto: 6, sport: { start: 10, end: 20 }, dport: 80, priority: 601 }),
    bytes: [
      "3c000000 2000 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 08 00000000", // fib_rule_hdr: family 2, action 8
      "0500 1600 06 000000", // FRA_IP_PROTO 6
      "0800 1700 0a001400", // FRA_SPORT_RANGE 10-20
      "0800 1800 50005000", // FRA_DPORT_RANGE 80-80
      "0800 0600 59020000", // FRA_PRIORITY 601
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 8, flags: 0 },
      attributes: { ipProto: 6, sportRange: { start: 10, end: 20 }, dportRange: { start: 80, end: 80 }, priority: 601 },
    },
  },
  {
    name: "matches users",
    command: "ip rule add uidrange 5-10 unreachable priority 602",
    request: (ops) => ops.rule.add({ uidRange: { start: 5, end: 10 }, action: "unreachable", priority: 602 }),
    bytes: [
      "30000000 2000 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 07 00000000", // fib_rule_hdr: family 2, action 7
      "0c00 1400 050000000a000000", // FRA_UID_RANGE 5-10
      "0800 0600 5a020000", // FRA_PRIORITY 602
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 7, flags: 0 },
      attributes: { uidRange: { start: 5, end: 10 }, priority: 602 },
    },
  },
  {
    name: "goes on elsewhere",
    command: "ip rule add goto 600 priority 300",
    request: (ops) => ops.rule.add({ goto: 600, priority: 300 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 02 00000000", // fib_rule_hdr: family 2, action 2
      "0800 0400 58020000", // FRA_GOTO 600
      "0800 0600 2c010000", // FRA_PRIORITY 300
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 2, flags: 0 },
      attributes: { goto: 600, priority: 300 },
    },
  },
  {
    name: "does nothing",
    command: "ip rule add nop priority 301",
    request: (ops) => ops.rule.add({ action: "nop", priority: 301 }),
    bytes: [
      "24000000 2000 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 03 00000000", // fib_rule_hdr: family 2, action 3
      "0800 0600 2d010000", // FRA_PRIORITY 301
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 3, flags: 0 },
      attributes: { priority: 301 },
    },
  },
  {
    name: "suppresses short prefixes",
    command: "ip rule add table main suppress_prefixlength 0 priority 302",
    request: (ops) => ops.rule.add({ table: "main", suppressPrefixLength: 0, priority: 302 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 2, table 254, action 1
      "0800 0e00 00000000", // FRA_SUPPRESS_PREFIXLEN 0
      "0800 0600 2e010000", // FRA_PRIORITY 302
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { suppressPrefixlen: 0, priority: 302 },
    },
  },
  {
    name: "suppresses a group",
    command: "ip rule add table main suppress_ifgroup 0 priority 303 protocol static",
    request: (ops) => ops.rule.add({ table: "main", suppressGroup: 0, priority: 303, protocol: "static" }),
    bytes: [
      "34000000 2000 0506 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 2, table 254, action 1
      "0800 0d00 00000000", // FRA_SUPPRESS_IFGROUP 0
      "0800 0600 2f010000", // FRA_PRIORITY 303
      "0500 1500 04 000000", // FRA_PROTOCOL 4
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { suppressIfgroup: 0, priority: 303, protocol: 4 },
    },
  },
  {
    name: "matches a type of service",
    command: "ip rule add tos 0x10 table 100 priority 304",
    request: (ops) => ops.rule.add({ tos: 0x10, table: 100, priority: 304 }),
    bytes: [
      "24000000 2000 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 10 64 00 00 01 00000000", // fib_rule_hdr: family 2, tos 16, table 100, action 1
      "0800 0600 30010000", // FRA_PRIORITY 304
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 16, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { priority: 304 },
    },
  },
  {
    name: "sets realms",
    command: "ip rule add table 100 realms 3/4 priority 305",
    request: (ops) => ops.rule.add({ table: 100, realms: { from: 3, to: 4 }, priority: 305 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0800 0b00 04000300", // FRA_FLOW 196612
      "0800 0600 31010000", // FRA_PRIORITY 305
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { flow: 196612, priority: 305 },
    },
  },
  {
    name: "matches a tunnel's key",
    command: "ip rule add tun_id 7 table 100 priority 306",
    request: (ops) => ops.rule.add({ tunnelId: 7n, table: 100, priority: 306 }),
    bytes: [
      "30000000 2000 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0c00 0c00 0000000000000007", // FRA_TUN_ID 7
      "0800 0600 32010000", // FRA_PRIORITY 306
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { tunId: 7n, priority: 306 },
    },
  },
  {
    name: "looks into the table of the VRF",
    command: "ip rule add l3mdev priority 307",
    request: (ops) => ops.rule.add({ l3mdev: true, priority: 307 }),
    bytes: [
      "2c000000 2000 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWRULE, flags 0x605
      "02 00 00 00 00 00 00 01 00000000", // fib_rule_hdr: family 2, action 1
      "0500 1300 01 000000", // FRA_L3MDEV 1
      "0800 0600 33010000", // FRA_PRIORITY 307
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { l3mdev: 1, priority: 307 },
    },
  },
  {
    name: "adds an IPv6 rule",
    command: "ip -6 rule add from 2001:db8::/32 table 100 priority 500",
    request: (ops) => ops.rule.add({ from: "2001:db8::/32", table: 100, priority: 500 }),
    bytes: [
      "38000000 2000 0506 00000000 00000000", // nlmsghdr: 56 bytes, RTM_NEWRULE, flags 0x605
      "0a 00 20 00 64 00 00 01 00000000", // fib_rule_hdr: family 10, srcLen 32, table 100, action 1
      "1400 0200 20010db8000000000000000000000000", // FRA_SRC 2001:db8
      "0800 0600 f4010000", // FRA_PRIORITY 500
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 32, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { src: "2001:db8::", priority: 500 },
    },
  },
  {
    name: "lists",
    command: "ip rule show",
    request: (ops) => ops.rule.list({ family: "inet" }),
    bytes: [
      "1c000000 2200 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETRULE, flags 0x301
      "02 00 00 00 00 00 00 00 00000000", // fib_rule_hdr: family 2
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: {},
    },
  },
  {
    name: "lists those of IPv6",
    command: "ip -6 rule show",
    request: (ops) => ops.rule.list({ family: "inet6" }),
    bytes: [
      "1c000000 2200 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETRULE, flags 0x301
      "0a 00 00 00 00 00 00 00 00000000", // fib_rule_hdr: family 10
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: {},
    },
  },
  {
    name: "deletes by prefixes",
    command: "ip rule del from 10.1.0.0/16 to 10.2.0.0/24 table 100",
    request: (ops) => ops.rule.delete({ from: "10.1.0.0/16", to: "10.2.0.0/24", table: 100 }),
    bytes: [
      "2c000000 2100 0500 00000000 00000000", // nlmsghdr: 44 bytes, RTM_DELRULE, flags 0x5
      "02 18 10 00 64 00 00 00 00000000", // fib_rule_hdr: family 2, dstLen 24, srcLen 16, table 100
      "0800 0200 0a010000", // FRA_SRC 10.1.0.0
      "0800 0100 0a020000", // FRA_DST 10.2.0.0
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 16, tos: 0, table: 100, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: { src: "10.1.0.0", dst: "10.2.0.0" },
    },
  },
  {
    name: "deletes by priority",
    command: "ip rule del priority 600",
    request: (ops) => ops.rule.delete({ priority: 600 }),
    bytes: [
      "24000000 2100 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_DELRULE, flags 0x5
      "02 00 00 00 00 00 00 00 00000000", // fib_rule_hdr: family 2
      "0800 0600 58020000", // FRA_PRIORITY 600
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: { priority: 600 },
    },
  },
  {
    name: "deletes the rule of priority 0",
    command: "ip rule del priority 0 iif v0",
    request: (ops) => ops.rule.delete({ priority: 0, iif: "v0" }),
    bytes: [
      "2c000000 2100 0500 00000000 00000000", // nlmsghdr: 44 bytes, RTM_DELRULE, flags 0x5
      "02 00 00 00 00 00 00 00 00000000", // fib_rule_hdr: family 2
      "0800 0600 00000000", // FRA_PRIORITY 0
      "0700 0300 763000 00", // FRA_IIFNAME v0
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: { priority: 0, iifname: "v0" },
    },
  },
  {
    name: "deletes by table",
    command: "ip rule del table 100",
    request: (ops) => ops.rule.delete({ table: 100 }),
    bytes: [
      "1c000000 2100 0500 00000000 00000000", // nlmsghdr: 28 bytes, RTM_DELRULE, flags 0x5
      "02 00 00 00 64 00 00 00 00000000", // fib_rule_hdr: family 2, table 100
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 0, flags: 0 },
      attributes: {},
    },
  },
];

/** Messages of the kernel as `ip` received them. */
export const replies: readonly ReplyRow[] = [
  {
    name: "ip rule show",
    bytes: [
      "34000000 2000 0200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 ff 00 00 01 00000000", // fib_rule_hdr: family 2, table 255, action 1
      "0800 0f00 ff000000", // FRA_TABLE 255
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 02 000000", // FRA_PROTOCOL 2
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 255, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 255, suppressPrefixlen: 4294967295, protocol: 2 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "44000000 2000 0200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 00 00 00 02 04000000", // fib_rule_hdr: family 2, action 2, flags 4
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 2c010000", // FRA_PRIORITY 300
      "0800 0400 58020000", // FRA_GOTO 600
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 2, flags: 4 },
      attributes: { table: 0, suppressPrefixlen: 4294967295, protocol: 0, priority: 300, goto: 600 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 00 00 00 03 00000000", // fib_rule_hdr: family 2, action 3
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 2d010000", // FRA_PRIORITY 301
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 3, flags: 0 },
      attributes: { table: 0, suppressPrefixlen: 4294967295, protocol: 0, priority: 301 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 2, table 254, action 1
      "0800 0f00 fe000000", // FRA_TABLE 254
      "0800 0e00 00000000", // FRA_SUPPRESS_PREFIXLEN 0
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 2e010000", // FRA_PRIORITY 302
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 254, suppressPrefixlen: 0, protocol: 0, priority: 302 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "44000000 2000 0200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 2, table 254, action 1
      "0800 0f00 fe000000", // FRA_TABLE 254
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 04 000000", // FRA_PROTOCOL 4
      "0800 0600 2f010000", // FRA_PRIORITY 303
      "0800 0d00 00000000", // FRA_SUPPRESS_IFGROUP 0
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 254, suppressPrefixlen: 4294967295, protocol: 4, priority: 303, suppressIfgroup: 0 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 10 64 00 00 01 00000000", // fib_rule_hdr: family 2, tos 16, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 30010000", // FRA_PRIORITY 304
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 16, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 100, suppressPrefixlen: 4294967295, protocol: 0, priority: 304 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "44000000 2000 0200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 31010000", // FRA_PRIORITY 305
      "0800 0b00 04000300", // FRA_FLOW 196612
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 100, suppressPrefixlen: 4294967295, protocol: 0, priority: 305, flow: 196612 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "48000000 2000 0200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 32010000", // FRA_PRIORITY 306
      "0c00 0c00 0000000000000007", // FRA_TUN_ID 7
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 100, suppressPrefixlen: 4294967295, protocol: 0, priority: 306, tunId: 7n },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "44000000 2000 0200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 00 00 00 01 00000000", // fib_rule_hdr: family 2, action 1
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 33010000", // FRA_PRIORITY 307
      "0500 1300 01 000000", // FRA_L3MDEV 1
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 0, suppressPrefixlen: 4294967295, protocol: 0, priority: 307, l3mdev: 1 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "5c000000 2000 0200 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 00 00 00 08 00000000", // fib_rule_hdr: family 2, action 8
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 59020000", // FRA_PRIORITY 601
      "0800 1700 0a001400", // FRA_SPORT_RANGE 10-20
      "0800 1800 50005000", // FRA_DPORT_RANGE 80-80
      "0600 1d00 ffff 0000", // FRA_DPORT_MASK 65535
      "0500 1600 06 000000", // FRA_IP_PROTO 6
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 8, flags: 0 },
      attributes: {
        table: 0,
        suppressPrefixlen: 4294967295,
        protocol: 0,
        priority: 601,
        sportRange: { start: 10, end: 20 },
        dportRange: { start: 80, end: 80 },
        dportMask: 65535,
        ipProto: 6,
      },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "48000000 2000 0200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 00 00 00 07 00000000", // fib_rule_hdr: family 2, action 7
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 5a020000", // FRA_PRIORITY 602
      "0c00 1400 050000000a000000", // FRA_UID_RANGE 5-10
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 7, flags: 0 },
      attributes: {
        table: 0,
        suppressPrefixlen: 4294967295,
        protocol: 0,
        priority: 602,
        uidRange: { start: 5, end: 10 },
      },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 fd7f0000", // FRA_PRIORITY 32765
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 100, suppressPrefixlen: 4294967295, protocol: 0, priority: 32765 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 2, table 254, action 1
      "0800 0f00 fe000000", // FRA_TABLE 254
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 02 000000", // FRA_PROTOCOL 2
      "0800 0600 fe7f0000", // FRA_PRIORITY 32766
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 254, suppressPrefixlen: 4294967295, protocol: 2, priority: 32766 },
    },
  },
  {
    name: "ip rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 fd 00 00 01 00000000", // fib_rule_hdr: family 2, table 253, action 1
      "0800 0f00 fd000000", // FRA_TABLE 253
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 02 000000", // FRA_PROTOCOL 2
      "0800 0600 ff7f0000", // FRA_PRIORITY 32767
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 253, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 253, suppressPrefixlen: 4294967295, protocol: 2, priority: 32767 },
    },
  },
  {
    name: "ip -6 rule show",
    bytes: [
      "34000000 2000 0200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_NEWRULE, flags 0x2
      "0a 00 00 00 ff 00 00 01 00000000", // fib_rule_hdr: family 10, table 255, action 1
      "0800 0f00 ff000000", // FRA_TABLE 255
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 02 000000", // FRA_PROTOCOL 2
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 255, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 255, suppressPrefixlen: 4294967295, protocol: 2 },
    },
  },
  {
    name: "ip -6 rule show",
    bytes: [
      "50000000 2000 0200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWRULE, flags 0x2
      "0a 00 20 00 64 00 00 01 00000000", // fib_rule_hdr: family 10, srcLen 32, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00 000000", // FRA_PROTOCOL 0
      "0800 0600 f4010000", // FRA_PRIORITY 500
      "1400 0200 20010db8000000000000000000000000", // FRA_SRC 2001:db8
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 32, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 100, suppressPrefixlen: 4294967295, protocol: 0, priority: 500, src: "2001:db8::" },
    },
  },
  {
    name: "ip -6 rule show",
    bytes: [
      "3c000000 2000 0200 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWRULE, flags 0x2
      "0a 00 00 00 fe 00 00 01 00000000", // fib_rule_hdr: family 10, table 254, action 1
      "0800 0f00 fe000000", // FRA_TABLE 254
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 02 000000", // FRA_PROTOCOL 2
      "0800 0600 fe7f0000", // FRA_PRIORITY 32766
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 254, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: { table: 254, suppressPrefixlen: 4294967295, protocol: 2, priority: 32766 },
    },
  },
  {
    name: "ip rule show (7.3)",
    bytes: [
      "54000000 2000 0200 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWRULE, flags 0x2
      "02 00 08 00 64 00 00 01 00000000", // fib_rule_hdr: family 2, srcLen 8, table 100, action 1
      "0800 0f00 64000000", // FRA_TABLE 100
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00000000", // FRA_PROTOCOL 0
      "0800 0600 05000000", // FRA_PRIORITY 5
      "0500 1900 00000000", // FRA_DSCP 0
      "0500 1e00 38000000", // FRA_DSCP_MASK 56
      "0800 0200 0a000000", // FRA_SRC 10.0.0.0
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 8, tos: 0, table: 100, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: {
        table: 100,
        suppressPrefixlen: 4294967295,
        protocol: 0,
        priority: 5,
        dscp: 0,
        dscpMask: 56,
        src: "10.0.0.0",
      },
    },
  },
  {
    name: "ip rule show (7.3)",
    bytes: [
      "7c000000 2000 0200 00000000 00000000", // nlmsghdr: 124 bytes, RTM_NEWRULE, flags 0x2
      "02 00 00 00 fc 00 00 01 00000000", // fib_rule_hdr: family 2, table 252, action 1
      "0800 0f00 2c010000", // FRA_TABLE 300
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00000000", // FRA_PROTOCOL 0
      "0800 0600 05000000", // FRA_PRIORITY 5
      "0c00 0c00 0000000000000007", // FRA_TUN_ID 7n
      "0c00 1400 0000000005000000", // FRA_UID_RANGE { start: 0, end: 5 }
      "0800 1700 50005000", // FRA_SPORT_RANGE { start: 80, end: 80 }
      "0600 1c00 f0ff0000", // FRA_SPORT_MASK 65520
      "0800 1800 35003500", // FRA_DPORT_RANGE { start: 53, end: 53 }
      "0600 1d00 ffff0000", // FRA_DPORT_MASK 65535
      "0500 1600 11000000", // FRA_IP_PROTO 17
    ],
    value: {
      header: { family: 2, dstLen: 0, srcLen: 0, tos: 0, table: 252, res1: 0, res2: 0, action: 1, flags: 0 },
      attributes: {
        table: 300,
        suppressPrefixlen: 4294967295,
        protocol: 0,
        priority: 5,
        tunId: 7n,
        uidRange: { start: 0, end: 5 },
        sportRange: { start: 80, end: 80 },
        sportMask: 65520,
        dportRange: { start: 53, end: 53 },
        dportMask: 65535,
        ipProto: 17,
      },
    },
  },
  {
    name: "ip rule show (7.3)",
    bytes: [
      "50000000 2000 0200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWRULE, flags 0x2
      "80 00 00 00 37 00 00 01 12000000", // fib_rule_hdr: family 128, table 55, action 1, flags 18
      "0800 0f00 37000000", // FRA_TABLE 55
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 63000000", // FRA_PROTOCOL 99
      "0700 0300 76300000", // FRA_IIFNAME v0
      "0900 1100 6e6f706500000000", // FRA_OIFNAME nope
      "0800 0600 05000000", // FRA_PRIORITY 5
    ],
    value: {
      header: { family: 128, dstLen: 0, srcLen: 0, tos: 0, table: 55, res1: 0, res2: 0, action: 1, flags: 18 },
      attributes: {
        table: 55,
        suppressPrefixlen: 4294967295,
        protocol: 99,
        iifname: "v0",
        oifname: "nope",
        priority: 5,
      },
    },
  },
  {
    name: "ip rule show (7.3)",
    bytes: [
      "5c000000 2000 0200 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWRULE, flags 0x2
      "0a 00 00 00 00 00 00 08 00000100", // fib_rule_hdr: family 10, action 8, flags 65536
      "0800 0f00 00000000", // FRA_TABLE 0
      "0800 0e00 ffffffff", // FRA_SUPPRESS_PREFIXLEN 4294967295
      "0500 1500 00000000", // FRA_PROTOCOL 0
      "0800 0600 05000000", // FRA_PRIORITY 5
      "0500 1900 2e000000", // FRA_DSCP 46
      "0500 1e00 3f000000", // FRA_DSCP_MASK 63
      "0800 1a00 00000010", // FRA_FLOWLABEL 16
      "0800 1b00 000fffff", // FRA_FLOWLABEL_MASK 1048575
    ],
    value: {
      header: { family: 10, dstLen: 0, srcLen: 0, tos: 0, table: 0, res1: 0, res2: 0, action: 8, flags: 65536 },
      attributes: {
        table: 0,
        suppressPrefixlen: 4294967295,
        protocol: 0,
        priority: 5,
        dscp: 46,
        dscpMask: 63,
        flowlabel: 16,
        flowlabelMask: 1048575,
      },
    },
  },
];
