import { nexthop } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const additions: readonly CommandRow[] = [
  {
    command: "ip nexthop add id 1 via 10.9.0.2 dev v0",
    ours: ({ index }) => nexthop.add({ id: 1, via: "10.9.0.2", dev: index("v0") }),
  },
  {
    command: "ip nexthop add id 2 via 10.77.0.1 dev v0 onlink proto static",
    ours: ({ index }) =>
      nexthop.add({ id: 2, via: "10.77.0.1", dev: index("v0"), flags: ["onlink"], protocol: "static" }),
  },
  { command: "ip nexthop add dev v1", ours: ({ index }) => nexthop.add({ dev: index("v1") }) },
  {
    command: "ip -6 nexthop add id 4 dev v0 proto 99",
    ours: ({ index }) => nexthop.add({ family: "inet6", id: 4, dev: index("v0"), protocol: 99 }),
  },
  {
    command: "ip nexthop add id 5 via fe80::2 dev v0",
    ours: ({ index }) => nexthop.add({ id: 5, via: "fe80::2", dev: index("v0") }),
  },
  {
    command: "ip nexthop add id 6 via inet6 fe80::3 dev v0",
    ours: ({ index }) => nexthop.add({ id: 6, via: "fe80::3", dev: index("v0") }),
  },
  { command: "ip nexthop add id 7 blackhole", ours: () => nexthop.add({ id: 7, blackhole: true }) },
  {
    command: "ip -6 nexthop add id 8 blackhole proto bgp",
    ours: () => nexthop.add({ family: "inet6", id: 8, blackhole: true, protocol: "bgp" }),
  },
  {
    command: "ip nexthop add id 20 via 10.9.0.20 fdb",
    ours: () => nexthop.add({ id: 20, via: "10.9.0.20", fdb: true }),
  },
  {
    command: "ip nexthop add id 21 via 2001:db8:9::21 fdb",
    ours: () => nexthop.add({ id: 21, via: "2001:db8:9::21", fdb: true }),
  },
];

const groups: readonly CommandRow[] = [
  {
    command: "ip nexthop add id 10 group 1/2",
    ours: () => nexthop.add({ id: 10, group: [{ id: 1 }, { id: 2 }] }),
  },
  {
    command: "ip nexthop add id 11 group 1,5/2,256 proto bgp",
    ours: () =>
      nexthop.add({
        id: 11,
        group: [
          { id: 1, weight: 5 },
          { id: 2, weight: 256 },
        ],
        protocol: "bgp",
      }),
  },
  {
    command: "ip nexthop add id 12 group 1/2 type mpath",
    ours: () => nexthop.add({ id: 12, group: [{ id: 1 }, { id: 2 }], type: "mpath" }),
  },
  { command: "ip nexthop add group 5/6", ours: () => nexthop.add({ group: [{ id: 5 }, { id: 6 }] }) },
  {
    command: "ip nexthop add id 22 group 20 fdb",
    ours: () => nexthop.add({ id: 22, group: [{ id: 20 }], fdb: true }),
  },
  {
    command: "ip nexthop add id 13 group 1/2 type resilient buckets 8 idle_timer 60 unbalanced_timer 300",
    ours: () =>
      nexthop.add({
        id: 13,
        group: [{ id: 1 }, { id: 2 }],
        resilient: { buckets: 8, idleTimer: 60, unbalancedTimer: 300 },
      }),
  },
  {
    command: "ip nexthop add id 14 group 1,3/2 type resilient buckets 16 idle_timer 2",
    ours: () =>
      nexthop.add({ id: 14, group: [{ id: 1, weight: 3 }, { id: 2 }], resilient: { buckets: 16, idleTimer: 2 } }),
  },
  {
    command: "ip nexthop add id 15 group 1 type resilient buckets 4",
    ours: () => nexthop.add({ id: 15, group: [{ id: 1 }], resilient: { buckets: 4 } }),
  },
];

const changes: readonly CommandRow[] = [
  {
    command: "ip nexthop replace id 1 via 10.9.0.9 dev v0",
    ours: ({ index }) => nexthop.replace({ id: 1, via: "10.9.0.9", dev: index("v0") }),
  },
  {
    command: "ip nexthop replace id 10 group 2,7",
    ours: () => nexthop.replace({ id: 10, group: [{ id: 2, weight: 7 }] }),
  },
  {
    command: "ip nexthop replace id 13 group 2 type resilient idle_timer 0",
    ours: () => nexthop.replace({ id: 13, group: [{ id: 2 }], resilient: { idleTimer: 0 } }),
  },
  { command: "ip nexthop del id 12", ours: () => nexthop.delete(12) },
  { command: "ip nexthop delete id 99", ours: () => nexthop.delete({ id: 99 }), refused: "there is none" },
];

const questions: readonly CommandRow[] = [
  { command: "ip nexthop get id 1", ours: () => nexthop.get(1) },
  { command: "ip nexthop show id 13", ours: () => nexthop.get(13) },
  { command: "ip nexthop show", ours: () => nexthop.list() },
  { command: "ip -6 nexthop list", ours: () => nexthop.list({ family: "inet6" }) },
  { command: "ip -4 nexthop list", ours: () => nexthop.list({ family: "inet" }) },
  { command: "ip nexthop list dev v0", ours: ({ index }) => nexthop.list({ dev: index("v0") }) },
  { command: "ip nexthop list groups", ours: () => nexthop.list({ groups: true }) },
  { command: "ip nexthop list fdb", ours: () => nexthop.list({ fdb: true }) },
  { command: "ip nexthop list master b0", ours: ({ index }) => nexthop.list({ master: index("b0") }) },
  { command: "ip nexthop list proto 186", ours: () => nexthop.list({ protocol: "bgp" }) },
  { command: "ip nexthop bucket list", ours: () => nexthop.listBuckets() },
  { command: "ip nexthop bucket list id 13", ours: () => nexthop.listBuckets({ id: 13 }) },
  {
    command: "ip nexthop bucket list dev v0 id 13 nhid 2",
    ours: ({ index }) => nexthop.listBuckets({ dev: index("v0"), id: 13, nexthopId: 2 }),
  },
  {
    command: "ip nexthop bucket list master b0",
    ours: ({ index }) => nexthop.listBuckets({ master: index("b0") }),
  },
  { command: "ip nexthop bucket get id 13 index 3", ours: () => nexthop.getBucket(13, 3) },
  { command: "ip nexthop flush proto 186", ours: () => nexthop.delete(8), nth: 0 },
];

/** Nexthop objects, groups and buckets. */
export const nexthops: CommandTable = {
  name: "nexthop",
  setup:
    "ip link set lo up; ip link add b0 type bridge; ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; " +
    "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad",
  rows: [...additions, ...groups, ...changes, ...questions],
};
