import { route } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

/** `ip` 6.1 asks for every route and looks at the type itself, where the kernel can (5.0). */
const filtersByType = (type: number): CommandRow["differs"] => ({
  why: "ip does not let the kernel filter by type",
  adjust: (theirs) => theirs.with(23, type), // rtm_type
});

const tablesAndMetrics: readonly CommandRow[] = [
  {
    command: "ip route add 10.20.0.0/24 via 10.9.0.254 table 255",
    ours: () => route.add({ to: "10.20.0.0/24", via: "10.9.0.254", table: 255 }),
  },
  {
    command: "ip route add 10.20.1.0/24 via 10.9.0.254 table 256",
    ours: () => route.add({ to: "10.20.1.0/24", via: "10.9.0.254", table: 256 }),
  },
  {
    command: "ip route add 10.20.2.0/24 via 10.9.0.254 table 4294967295",
    ours: () => route.add({ to: "10.20.2.0/24", via: "10.9.0.254", table: 4294967295 }),
  },
  {
    command: "ip route add table 300 default via 10.9.0.254",
    ours: () => route.add({ table: 300, to: "default", via: "10.9.0.254" }),
  },
  {
    command: "ip route add 10.20.3.0/24 via 10.9.0.254 metric 4294967295",
    ours: () => route.add({ to: "10.20.3.0/24", via: "10.9.0.254", metric: 4294967295 }),
  },
  {
    command: "ip route add 10.20.4.0/24 via 10.9.0.254 mtu 1400 window 30000 rtt 100ms rttvar 50ms ssthresh 20 cwnd 30",
    ours: () =>
      route.add({
        to: "10.20.4.0/24",
        via: "10.9.0.254",
        // ip takes milliseconds, the kernel eighths and quarters of them.
        metrics: { mtu: 1400, window: 30000, rtt: 800, rttvar: 200, ssthresh: 20, cwnd: 30 },
      }),
  },
  {
    command: "ip route add 10.20.5.0/24 via 10.9.0.254 advmss 1300 reordering 5 hoplimit 64 initcwnd 10 initrwnd 20",
    ours: () =>
      route.add({
        to: "10.20.5.0/24",
        via: "10.9.0.254",
        metrics: { advmss: 1300, reordering: 5, hoplimit: 64, initcwnd: 10, initrwnd: 20 },
      }),
  },
  {
    command: "ip route add 10.20.6.0/24 via 10.9.0.254 rto_min 200ms quickack 1 fastopen_no_cookie 1 features ecn",
    ours: () =>
      route.add({
        to: "10.20.6.0/24",
        via: "10.9.0.254",
        metrics: { rtoMin: 200, quickack: 1, fastopenNoCookie: 1, features: ["ecn"], lock: ["rtoMin"] },
      }),
  },
  {
    command: "ip route add 10.20.7.0/24 via 10.9.0.254 congctl reno",
    ours: () => route.add({ to: "10.20.7.0/24", via: "10.9.0.254", metrics: { ccAlgo: "reno" } }),
  },
  {
    command: "ip route add 10.20.8.0/24 via 10.9.0.254 congctl lock reno mtu lock 1300 hoplimit lock 9",
    ours: () =>
      route.add({
        to: "10.20.8.0/24",
        via: "10.9.0.254",
        metrics: { ccAlgo: "reno", mtu: 1300, hoplimit: 9, lock: ["ccAlgo", "mtu", "hoplimit"] },
      }),
  },
  {
    command: "ip -6 route add 2001:db8:20::/48 via 2001:db8:9::2 mtu 1300 advmss 1200 hoplimit 5",
    ours: () =>
      route.add({
        to: "2001:db8:20::/48",
        via: "2001:db8:9::2",
        metrics: { mtu: 1300, advmss: 1200, hoplimit: 5 },
      }),
  },
];

const nextHops: readonly CommandRow[] = [
  {
    command: "ip route add 10.21.0.0/24 nexthop via 10.9.0.2 dev v0 weight 256 nexthop via 10.9.0.3 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.21.0.0/24",
        nexthops: [
          { via: "10.9.0.2", dev: index("v0"), weight: 256 },
          { via: "10.9.0.3", dev: index("v0") },
        ],
      }),
  },
  {
    command: "ip route add 10.21.1.0/24 nexthop via 10.77.0.1 dev v0 onlink nexthop dev v1",
    ours: ({ index }) =>
      route.add({
        to: "10.21.1.0/24",
        nexthops: [{ via: "10.77.0.1", dev: index("v0"), flags: ["onlink"] }, { dev: index("v1") }],
      }),
  },
  {
    command: "ip route add 10.21.2.0/24 nexthop via 10.9.0.2 realms 1/2 nexthop via inet6 fe80::2 dev v0 weight 3",
    ours: ({ index }) =>
      route.add({
        to: "10.21.2.0/24",
        nexthops: [
          { via: "10.9.0.2", realms: { from: 1, to: 2 } },
          { via: "fe80::2", dev: index("v0"), weight: 3 },
        ],
      }),
  },
  {
    command: "ip -6 route add 2001:db8:21::/48 nexthop via 2001:db8:9::2 weight 5 nexthop via fe80::3 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "2001:db8:21::/48",
        nexthops: [
          { via: "2001:db8:9::2", weight: 5 },
          { via: "fe80::3", dev: index("v0") },
        ],
      }),
  },
  {
    command: "ip route add 10.21.3.0/24 via inet6 fe80::2 dev v0",
    ours: ({ index }) => route.add({ to: "10.21.3.0/24", via: "fe80::2", dev: index("v0") }),
  },
  {
    command: "ip route add 10.21.4.0/24 via 10.99.0.1 dev v0 onlink",
    ours: ({ index }) => route.add({ to: "10.21.4.0/24", via: "10.99.0.1", dev: index("v0"), flags: ["onlink"] }),
  },
  {
    command: "ip -6 route add 2001:db8:22::/48 via 2001:db8:99::1 dev v0 onlink",
    ours: ({ index }) =>
      route.add({ to: "2001:db8:22::/48", via: "2001:db8:99::1", dev: index("v0"), flags: ["onlink"] }),
  },
  {
    before: "ip nexthop add id 1 via 10.9.0.2 dev v0; ip -6 nexthop add id 2 via fe80::2 dev v0",
    command: "ip route add 10.21.5.0/24 nhid 1",
    ours: () => route.add({ to: "10.21.5.0/24", nexthopId: 1 }),
  },
  {
    command: "ip -6 route add 2001:db8:23::/48 nhid 2 metric 7",
    ours: () => route.add({ to: "2001:db8:23::/48", nexthopId: 2, metric: 7 }),
  },
  {
    command: "ip route add 10.21.6.0/24 proto 99 scope link nhid 1",
    ours: () => route.add({ to: "10.21.6.0/24", protocol: 99, scope: "link", nexthopId: 1 }),
    refused: "the scope of a route must not be narrower than that of its nexthop",
  },
  {
    command: "ip route add 10.21.7.0/24 src 10.9.0.1 dev v0 proto dhcp metric 100",
    ours: ({ index }) =>
      route.add({ to: "10.21.7.0/24", source: "10.9.0.1", dev: index("v0"), protocol: "dhcp", metric: 100 }),
  },
  {
    command: "ip route add 10.21.8.0/24 realm 5 via 10.9.0.2",
    ours: () => route.add({ to: "10.21.8.0/24", realms: { from: 0, to: 5 }, via: "10.9.0.2" }),
  },
];

const types: readonly CommandRow[] = [
  {
    command: "ip route add blackhole default metric 4000",
    ours: () => route.add({ type: "blackhole", to: "default", metric: 4000 }),
  },
  {
    command: "ip route add unreachable 10.22.0.0/24 proto static",
    ours: () => route.add({ type: "unreachable", to: "10.22.0.0/24", protocol: "static" }),
  },
  {
    command: "ip route add prohibit 10.22.1.0/24 table 400",
    ours: () => route.add({ type: "prohibit", to: "10.22.1.0/24", table: 400 }),
  },
  {
    command: "ip route add throw 10.22.2.0/24 table 400",
    ours: () => route.add({ type: "throw", to: "10.22.2.0/24", table: 400 }),
  },
  {
    command: "ip route add local 10.22.3.0/24 dev lo",
    ours: ({ index }) => route.add({ type: "local", to: "10.22.3.0/24", dev: index("lo") }),
  },
  {
    command: "ip route add broadcast 10.22.4.255 dev v0 table main",
    ours: ({ index }) => route.add({ type: "broadcast", to: "10.22.4.255", dev: index("v0"), table: "main" }),
  },
  {
    command: "ip route add multicast 224.5.0.0/16 dev v0",
    ours: ({ index }) => route.add({ type: "multicast", to: "224.5.0.0/16", dev: index("v0") }),
  },
  {
    command: "ip route add anycast 10.22.5.1 dev v0",
    ours: ({ index }) => route.add({ type: "anycast", to: "10.22.5.1", dev: index("v0") }),
    refused: "IPv4 knows the type only as something listed",
  },
  {
    command: "ip route add nat 10.22.6.1 via 10.9.0.2",
    ours: () => route.add({ type: "nat", to: "10.22.6.1", via: "10.9.0.2" }),
    refused: "the kernel translates no addresses by routes since Linux 2.6",
  },
  {
    command: "ip -6 route add blackhole 2001:db8:24::/48",
    ours: () => route.add({ type: "blackhole", to: "2001:db8:24::/48" }),
  },
  {
    command: "ip -6 route add prohibit 2001:db8:25::/48 metric 5",
    ours: () => route.add({ type: "prohibit", to: "2001:db8:25::/48", metric: 5 }),
  },
  {
    command: "ip -6 route add throw 2001:db8:26::/48 table 500",
    ours: () => route.add({ type: "throw", to: "2001:db8:26::/48", table: 500 }),
  },
  {
    command: "ip -6 route add local 2001:db8:27::1 dev lo",
    ours: ({ index }) => route.add({ type: "local", to: "2001:db8:27::1", dev: index("lo") }),
  },
  {
    command: "ip -6 route add anycast 2001:db8:28::1 dev v0",
    ours: ({ index }) => route.add({ type: "anycast", to: "2001:db8:28::1", dev: index("v0") }),
  },
  {
    command: "ip -6 route add multicast ff05::/16 dev v0 table 501",
    ours: ({ index }) => route.add({ type: "multicast", to: "ff05::/16", dev: index("v0"), table: 501 }),
  },
];

const ipv6Only: readonly CommandRow[] = [
  {
    command: "ip -6 route add 2001:db8:30::/48 via fe80::9 dev v0 pref low",
    ours: ({ index }) => route.add({ to: "2001:db8:30::/48", via: "fe80::9", dev: index("v0"), preference: "low" }),
  },
  {
    command: "ip -6 route add 2001:db8:31::/48 dev v0 pref medium",
    ours: ({ index }) => route.add({ to: "2001:db8:31::/48", dev: index("v0"), preference: "medium" }),
  },
  {
    command: "ip -6 route add 2001:db8:32::/48 dev v0 expires 0",
    ours: ({ index }) => route.add({ to: "2001:db8:32::/48", dev: index("v0"), expiresSeconds: 0 }),
  },
  {
    command: "ip -6 route add default from 2001:db8:33::/48 via fe80::9 dev v0",
    ours: ({ index }) => route.add({ to: "::/0", from: "2001:db8:33::/48", via: "fe80::9", dev: index("v0") }),
  },
  {
    command: "ip -6 route add 2001:db8:34::/48 from 2001:db8:9::1 src 2001:db8:9::1 dev v0",
    ours: ({ index }) =>
      route.add({ to: "2001:db8:34::/48", from: "2001:db8:9::1", source: "2001:db8:9::1", dev: index("v0") }),
  },
  {
    command: "ip -6 route add default dev v0 metric 2000",
    ours: ({ index }) => route.add({ to: "::/0", dev: index("v0"), metric: 2000 }),
  },
];

const verbs: readonly CommandRow[] = [
  {
    command: "ip route append 10.20.0.0/24 via 10.9.0.253 table 255",
    ours: () => route.append({ to: "10.20.0.0/24", via: "10.9.0.253", table: 255 }),
  },
  {
    command: "ip route prepend 10.20.1.0/24 via 10.9.0.252 table 256",
    ours: () => route.prepend({ to: "10.20.1.0/24", via: "10.9.0.252", table: 256 }),
  },
  {
    command: "ip route replace default via 10.9.0.251 dev v0 table 300",
    ours: ({ index }) => route.replace({ to: "default", via: "10.9.0.251", dev: index("v0"), table: 300 }),
  },
  {
    command: "ip route change 10.20.4.0/24 via 10.9.0.250 mtu 1300",
    ours: () => route.change({ to: "10.20.4.0/24", via: "10.9.0.250", metrics: { mtu: 1300 } }),
  },
  {
    command: "ip -6 route append 2001:db8:20::/48 via 2001:db8:9::3",
    ours: () => route.append({ to: "2001:db8:20::/48", via: "2001:db8:9::3" }),
  },
  {
    command: "ip -6 route replace 2001:db8:20::/48 via 2001:db8:9::4 metric 1024",
    ours: () => route.replace({ to: "2001:db8:20::/48", via: "2001:db8:9::4", metric: 1024 }),
  },
  {
    command: "ip -6 route change 2001:db8:31::/48 dev v0 expires 100",
    ours: ({ index }) => route.change({ to: "2001:db8:31::/48", dev: index("v0"), expiresSeconds: 100 }),
  },
  {
    command: "ip route add to 10.23.0.0/24 dev v0 tos 0x08",
    ours: ({ index }) => route.add({ to: "10.23.0.0/24", dev: index("v0"), tos: 8 }),
  },
  {
    command: "ip route del 10.23.0.0/24 tos 0x08",
    ours: () => route.delete({ to: "10.23.0.0/24", tos: 8 }),
  },
  {
    command: "ip route del 10.21.0.0/24 nexthop via 10.9.0.2 dev v0 weight 256 nexthop via 10.9.0.3 dev v0",
    ours: ({ index }) =>
      route.delete({
        to: "10.21.0.0/24",
        nexthops: [
          { via: "10.9.0.2", dev: index("v0"), weight: 256 },
          { via: "10.9.0.3", dev: index("v0") },
        ],
      }),
  },
  { command: "ip route del 10.21.5.0/24 nhid 1", ours: () => route.delete({ to: "10.21.5.0/24", nexthopId: 1 }) },
  {
    command: "ip route del 10.21.7.0/24 metric 100 proto dhcp",
    ours: () => route.delete({ to: "10.21.7.0/24", metric: 100, protocol: "dhcp" }),
  },
  {
    command: "ip route del unreachable 10.22.0.0/24",
    ours: () => route.delete({ type: "unreachable", to: "10.22.0.0/24" }),
  },
  {
    command: "ip route del local 10.22.3.0/24 dev lo",
    ours: ({ index }) => route.delete({ type: "local", to: "10.22.3.0/24", dev: index("lo") }),
  },
  {
    command: "ip route del 10.20.2.0/24 table 4294967295",
    ours: () => route.delete({ to: "10.20.2.0/24", table: 4294967295 }),
  },
  {
    command: "ip route del default scope global table 300",
    ours: () => route.delete({ to: "default", scope: "global", table: 300 }),
  },
  {
    command: "ip -6 route del 2001:db8:30::/48 via fe80::9 dev v0",
    ours: ({ index }) => route.delete({ to: "2001:db8:30::/48", via: "fe80::9", dev: index("v0") }),
  },
  {
    command: "ip -6 route del default dev v0 metric 2000",
    ours: ({ index }) => route.delete({ to: "::/0", dev: index("v0"), metric: 2000 }),
  },
  {
    command: "ip -6 route del 2001:db8:34::/48 from 2001:db8:9::1 dev v0",
    ours: ({ index }) => route.delete({ to: "2001:db8:34::/48", from: "2001:db8:9::1", dev: index("v0") }),
  },
];

const questions: readonly CommandRow[] = [
  { command: "ip route get 10.9.0.7", ours: () => route.get("10.9.0.7") },
  { command: "ip route get 10.9.0.9 fibmatch", ours: () => route.get("10.9.0.9", { fibMatch: true }) },
  { command: "ip route get 10.9.0.7 notify", ours: () => route.get("10.9.0.7", { notify: true }) },
  { command: "ip route get 10.9.0.7 mark 7", ours: () => route.get("10.9.0.7", { mark: 7 }) },
  { command: "ip route get 10.9.0.7 uid 1000", ours: () => route.get("10.9.0.7", { uid: 1000 }) },
  { command: "ip route get 10.9.0.7 tos 0x10", ours: () => route.get("10.9.0.7", { tos: 16 }) },
  {
    command: "ip route get 10.9.0.7 ipproto udp dport 53",
    ours: () => route.get("10.9.0.7", { ipproto: 17, dport: 53 }),
  },
  {
    command: "ip route get 10.9.0.7 ipproto tcp sport 1024 dport 443",
    ours: () => route.get("10.9.0.7", { ipproto: 6, sport: 1024, dport: 443 }),
  },
  {
    command: "ip route get 10.9.0.7 oif v0 from 10.9.0.1",
    ours: ({ index }) => route.get("10.9.0.7", { oif: index("v0"), from: "10.9.0.1" }),
  },
  {
    command: "ip route get 10.20.4.9 from 10.9.0.7 iif v0 mark 3",
    ours: ({ index }) => route.get("10.20.4.9", { from: "10.9.0.7", iif: index("v0"), mark: 3 }),
  },
  {
    command: "ip -6 route get 2001:db8:9::7 from 2001:db8:9::1 oif v0",
    ours: ({ index }) => route.get("2001:db8:9::7", { from: "2001:db8:9::1", oif: index("v0") }),
  },
  { command: "ip -6 route get 2001:db8:9::7 fibmatch", ours: () => route.get("2001:db8:9::7", { fibMatch: true }) },
  {
    command: "ip -6 route get 2001:db8:9::7 mark 1 uid 5 ipproto udp",
    ours: () => route.get("2001:db8:9::7", { mark: 1, uid: 5, ipproto: 17 }),
  },
];

const lists: readonly CommandRow[] = [
  { command: "ip route list table 256", ours: () => route.list({ family: "inet", table: 256 }) },
  { command: "ip route list table local", ours: () => route.list({ family: "inet", table: "local" }) },
  { command: "ip -6 route list table all", ours: () => route.list({ family: "inet6" }) },
  { command: "ip -0 route list table all", ours: () => route.list({ family: "packet" }) },
  {
    command: "ip route list type local table all",
    ours: () => route.list({ family: "unspec", type: "local" }),
    differs: filtersByType(2),
  },
  {
    command: "ip route list type blackhole",
    ours: () => route.list({ family: "inet", type: "blackhole", table: "main" }),
    differs: filtersByType(6),
  },
  {
    command: "ip route list proto kernel table all",
    ours: () => route.list({ protocol: "kernel" }),
  },
  {
    command: "ip -6 route list dev v0",
    ours: ({ index }) => route.list({ family: "inet6", table: "main", dev: index("v0") }),
  },
  {
    command: "ip route list cache",
    ours: () => route.list({ family: "inet", table: "main", cached: true }),
  },
  {
    command: "ip -6 route list cache table all",
    ours: () => route.list({ family: "inet6", cached: true }),
  },
  { command: "ip -f mpls route list", ours: () => route.list({ family: "mpls", table: "main" }) },
  {
    command: "ip route list root 10.0.0.0/8 tos 4 realm 3 via 10.9.0.2 src 10.9.0.1",
    ours: () =>
      route.list({ family: "inet", table: "main", within: "10.0.0.0/8", via: "10.9.0.2", source: "10.9.0.1" }),
  },
  { command: "ip mroute show", ours: () => route.list({ family: "ipmr", table: "default" }) },
  { command: "ip -6 mroute show", ours: () => route.list({ family: "ip6mr" }) },
  { command: "ip route save table 256", ours: () => route.save({ family: "inet", table: 256 }) },
  {
    command: "ip route flush table 256",
    ours: ({ index }) =>
      route.delete({
        to: "10.20.1.0/24",
        table: 256,
        via: "10.9.0.252",
        dev: index("v0"),
        protocol: "boot",
        scope: "global",
        type: "unicast",
      }),
    nth: 0,
    order: "ip sends back what the kernel listed",
    differs: {
      why: "the kernel writes RT_TABLE_COMPAT for a table beyond 255",
      adjust: (theirs) => theirs.with(20, 0), // rtm_table
    },
  },
];

/** Routes of every type, asked for, listed, changed and deleted. */
export const routes: CommandTable = {
  name: "route",
  setup:
    "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
    "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad; echo 1 > /proc/sys/net/ipv4/ip_forward",
  rows: [...tablesAndMetrics, ...nextHops, ...types, ...ipv6Only, ...verbs, ...questions, ...lists],
};
