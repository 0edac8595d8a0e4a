import { rule } from "../../src/ops/index.ts";
import type { RuleInput } from "../../src/ops/rule.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

type Row = readonly [words: string, input: RuleInput];

/** Every word of `ip rule`, in orders of their own. */
const additions: readonly Row[] = [
  ["pref 100 table 55", { priority: 100, table: 55 }],
  ["preference 101 lookup main", { priority: 101, table: "main" }],
  ["order 102 table local", { priority: 102, table: "local" }],
  ["prio 103 table default", { priority: 103, table: "default" }],
  ["priority 4294967295 table 4294967295", { priority: 4294967295, table: 4294967295 }],
  ["table 255 pref 104", { table: 255, priority: 104 }],
  ["table 256 pref 105", { table: 256, priority: 105 }],
  ["from 10.0.0.0/8 table 55 pref 110", { from: "10.0.0.0/8", table: 55, priority: 110 }],
  ["to 192.0.2.1 table 55 pref 111", { to: "192.0.2.1", table: 55, priority: 111 }],
  [
    "pref 112 to 192.0.2.0/25 from 10.9.8.7/31 table 55",
    { priority: 112, to: "192.0.2.0/25", from: "10.9.8.7/31", table: 55 },
  ],
  ["from 10.9.8.7/0 table 55 pref 113", { from: "10.9.8.7/0", table: 55, priority: 113 }],
  [
    "not from 10.0.0.0/8 to 10.0.0.0/8 table 55 pref 114",
    { not: true, from: "10.0.0.0/8", to: "10.0.0.0/8", table: 55, priority: 114 },
  ],
  ["not iif lo table 55 pref 115", { not: true, iif: "lo", table: 55, priority: 115 }],
  ["iif v0 table 55 pref 116", { iif: "v0", table: 55, priority: 116 }],
  ["dev v1 table 55 pref 117", { iif: "v1", table: 55, priority: 117 }],
  ["oif not-there-yet-0 table 55 pref 118", { oif: "not-there-yet-0", table: 55, priority: 118 }],
  ["oif v1 iif v0 table 55 pref 119", { oif: "v1", iif: "v0", table: 55, priority: 119 }],
  ["fwmark 0x7 table 55 pref 120", { fwmark: 7, table: 55, priority: 120 }],
  ["fwmark 0/0xff table 55 pref 121", { fwmark: 0, fwmask: 0xff, table: 55, priority: 121 }],
  [
    "fwmark 0xffffffff/0xffff0000 table 55 pref 122",
    { fwmark: 0xffffffff, fwmask: 0xffff0000, table: 55, priority: 122 },
  ],
  ["tos 0x08 table 55 pref 123", { tos: 8, table: 55, priority: 123 }],
  ["dsfield 0x1c table 55 pref 124", { tos: 0x1c, table: 55, priority: 124 }],
  ["ipproto udp table 55 pref 125", { ipproto: 17, table: 55, priority: 125 }],
  ["ipproto 132 sport 5000 table 55 pref 126", { ipproto: 132, sport: 5000, table: 55, priority: 126 }],
  [
    "ipproto tcp dport 1-65534 sport 1 table 55 pref 127",
    { ipproto: 6, dport: { start: 1, end: 65534 }, sport: 1, table: 55, priority: 127 },
  ],
  ["uidrange 0-0 table 55 pref 128", { uidRange: { start: 0, end: 0 }, table: 55, priority: 128 }],
  [
    "uidrange 1000-4294967294 table 55 pref 129",
    { uidRange: { start: 1000, end: 4294967294 }, table: 55, priority: 129 },
  ],
  ["tun_id 4294967296 table 55 pref 130", { tunnelId: 4294967296n, table: 55, priority: 130 }],
  ["l3mdev pref 131", { l3mdev: true, priority: 131 }],
  ["l3mdev protocol kernel pref 132", { l3mdev: true, protocol: "kernel", priority: 132 }],
  ["table 55 protocol 99 pref 133", { table: 55, protocol: 99, priority: 133 }],
  ["protocol static table 55 pref 134", { protocol: "static", table: 55, priority: 134 }],
  ["table 55 realms 7 pref 135", { table: 55, realms: { from: 0, to: 7 }, priority: 135 }],
  ["table 55 realms 200/1 pref 136", { table: 55, realms: { from: 200, to: 1 }, priority: 136 }],
  ["table main suppress_prefixlength 32 pref 137", { table: "main", suppressPrefixLength: 32, priority: 137 }],
  ["table main suppress_ifgroup 5 pref 138", { table: "main", suppressGroup: 5, priority: 138 }],
  [
    "table main suppress_prefixlength 0 suppress_ifgroup default pref 139",
    { table: "main", suppressPrefixLength: 0, suppressGroup: 0, priority: 139 },
  ],
  ["pref 140 goto 141", { priority: 140, goto: 141 }],
  ["from 10.0.0.0/8 goto 32766 pref 141", { from: "10.0.0.0/8", goto: 32766, priority: 141 }],
  ["nop pref 142", { action: "nop", priority: 142 }],
  ["blackhole pref 143", { action: "blackhole", priority: 143 }],
  ["from 203.0.113.0/24 unreachable pref 144", { from: "203.0.113.0/24", action: "unreachable", priority: 144 }],
  ["type prohibit iif v0 pref 145", { action: "prohibit", iif: "v0", priority: 145 }],
  [
    "not from 10.1.0.0/16 to 10.2.0.0/16 fwmark 1/3 iif v0 oif v1 ipproto tcp sport 1-2 dport 3-4 uidrange 5-6 tos 0x10 tun_id 9 pref 146 table 300 protocol boot suppress_prefixlength 8",
    {
      not: true,
      from: "10.1.0.0/16",
      to: "10.2.0.0/16",
      fwmark: 1,
      fwmask: 3,
      iif: "v0",
      oif: "v1",
      ipproto: 6,
      sport: { start: 1, end: 2 },
      dport: { start: 3, end: 4 },
      uidRange: { start: 5, end: 6 },
      tos: 0x10,
      tunnelId: 9n,
      priority: 146,
      table: 300,
      protocol: "boot",
      suppressPrefixLength: 8,
    },
  ],
];

const additions6: readonly Row[] = [
  ["from 2001:db8::/32 table 55 pref 200", { from: "2001:db8::/32", table: 55, priority: 200 }],
  ["to ::1 blackhole pref 201", { to: "::1", action: "blackhole", priority: 201 }],
  [
    "not to 2001:db8::/33 iif v0 prohibit pref 202",
    { not: true, to: "2001:db8::/33", iif: "v0", action: "prohibit", priority: 202 },
  ],
  ["tos 0x10 table 55 pref 203", { family: "inet6", tos: 0x10, table: 55, priority: 203 }],
  ["ipproto ipv6-icmp table 55 pref 204", { family: "inet6", ipproto: 58, table: 55, priority: 204 }],
  ["ipproto udp dport 53 table 55 pref 205", { family: "inet6", ipproto: 17, dport: 53, table: 55, priority: 205 }],
  ["fwmark 0x10/0x10 goto 300 pref 206", { family: "inet6", fwmark: 0x10, fwmask: 0x10, goto: 300, priority: 206 }],
  ["nop pref 300", { family: "inet6", action: "nop", priority: 300 }],
  ["l3mdev unreachable pref 207", { family: "inet6", l3mdev: true, action: "unreachable", priority: 207 }],
  [
    "table main suppress_prefixlength 64 pref 208",
    { family: "inet6", table: "main", suppressPrefixLength: 64, priority: 208 },
  ],
  ["uidrange 5-5 table 55 pref 209", { family: "inet6", uidRange: { start: 5, end: 5 }, table: 55, priority: 209 }],
];

const deletions: readonly Row[] = [
  ["pref 100", { priority: 100 }],
  ["table 256", { table: 256 }],
  ["from 10.0.0.0/8 pref 110", { from: "10.0.0.0/8", priority: 110 }],
  ["not from 10.0.0.0/8 to 10.0.0.0/8", { not: true, from: "10.0.0.0/8", to: "10.0.0.0/8" }],
  ["fwmark 0xffffffff/0xffff0000", { fwmark: 0xffffffff, fwmask: 0xffff0000 }],
  ["goto 141 pref 140", { goto: 141, priority: 140 }],
  ["uidrange 0-0", { uidRange: { start: 0, end: 0 } }],
  ["suppress_prefixlength 0 suppress_ifgroup default", { suppressPrefixLength: 0, suppressGroup: 0 }],
  ["blackhole", { action: "blackhole" }],
  ["ipproto tcp dport 1-65534", { ipproto: 6, dport: { start: 1, end: 65534 } }],
];

const rows = (
  command: string,
  ours: (input: RuleInput) => ReturnType<CommandRow["ours"]>,
  of: readonly Row[],
): CommandRow[] => of.map(([words, input]) => ({ command: `${command} ${words}`, ours: () => ours(input) }));

/** `ip rule`, IPv4 and IPv6. */
export const rules: CommandTable = {
  name: "rule",
  setup: "ip link add v0 type veth peer name v1",
  rows: [
    ...rows("ip rule add", rule.add, additions),
    ...rows("ip -6 rule add", rule.add, additions6),
    { command: "ip -4 rule show", ours: () => rule.list({ family: "inet" }) },
    { command: "ip -6 rule show", ours: () => rule.list({ family: "inet6" }) },
    {
      command: "ip rule show not from 10.0.0.0/8 iif v0",
      ours: () => rule.list({ family: "inet", not: true, from: "10.0.0.0/8", iif: "v0" }),
    },
    { command: "ip rule save", ours: () => rule.save({ family: "inet" }) },
    ...rows("ip rule del", rule.delete, deletions),
    { command: "ip -6 rule del from 2001:db8::/32", ours: () => rule.delete({ from: "2001:db8::/32" }) },
    { command: "ip -6 rule del pref 206", ours: () => rule.delete({ family: "inet6", priority: 206 }) },
  ],
};

/** `ip mrule`: which table of multicast routes a packet is looked for in. */
export const multicastRules: CommandTable = {
  name: "multicast-rule",
  setup: "ip link add v0 type veth peer name v1",
  needs: { feature: "several tables of multicast routes", probe: "ip mrule add table 5 && ip -6 mrule add table 5" },
  rows: [
    {
      command: "ip mrule add iif v0 table 55 pref 10",
      ours: () => rule.add({ family: "ipmr", iif: "v0", table: 55, priority: 10 }),
    },
    {
      command: "ip mrule add oif v1 table 56 pref 11",
      ours: () => rule.add({ family: "ipmr", oif: "v1", table: 56, priority: 11 }),
    },
    { command: "ip mrule add table 400 pref 12", ours: () => rule.add({ family: "ipmr", table: 400, priority: 12 }) },
    {
      command: "ip mrule add unreachable pref 13",
      ours: () => rule.add({ family: "ipmr", action: "unreachable", priority: 13 }),
    },
    { command: "ip mrule show", ours: () => rule.list({ family: "ipmr" }) },
    { command: "ip mrule del pref 11", ours: () => rule.delete({ family: "ipmr", priority: 11 }) },
    {
      command: "ip -6 mrule add iif v0 table 55 pref 10",
      ours: () => rule.add({ family: "ip6mr", iif: "v0", table: 55, priority: 10 }),
    },
    {
      command: "ip -6 mrule add not iif v1 prohibit pref 11",
      ours: () => rule.add({ family: "ip6mr", not: true, iif: "v1", action: "prohibit", priority: 11 }),
    },
    { command: "ip -6 mrule show", ours: () => rule.list({ family: "ip6mr" }) },
    { command: "ip -6 mrule del iif v0 table 55", ours: () => rule.delete({ family: "ip6mr", iif: "v0", table: 55 }) },
  ],
};
