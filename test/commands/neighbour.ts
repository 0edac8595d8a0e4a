import { neighbour } from "../../src/ops/index.ts";
import type { NeighbourFilter, NeighbourInput } from "../../src/ops/neighbour.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const lladdr = "02:00:00:00:00:01";

type Row = readonly [words: string, input: Omit<NeighbourInput, "dev">];

const additions: readonly Row[] = [
  [`10.0.0.1 lladdr ${lladdr}`, { address: "10.0.0.1", lladdr }],
  [`10.0.0.2 lladdr ${lladdr} nud permanent`, { address: "10.0.0.2", lladdr, state: "permanent" }],
  [`10.0.0.3 lladdr ${lladdr} nud reachable`, { address: "10.0.0.3", lladdr, state: "reachable" }],
  [`10.0.0.4 lladdr ${lladdr} nud stale`, { address: "10.0.0.4", lladdr, state: "stale" }],
  [`10.0.0.5 lladdr ${lladdr} nud noarp`, { address: "10.0.0.5", lladdr, state: "noarp" }],
  [`10.0.0.6 lladdr ${lladdr} nud delay`, { address: "10.0.0.6", lladdr, state: "delay" }],
  [`10.0.0.7 lladdr ${lladdr} nud probe`, { address: "10.0.0.7", lladdr, state: "probe" }],
  ["10.0.0.8 nud failed", { address: "10.0.0.8", state: "failed" }],
  ["10.0.0.9 nud incomplete", { address: "10.0.0.9", state: "incomplete" }],
  ["10.0.0.10 nud none", { address: "10.0.0.10", state: "none" }],
  [`10.0.0.12 lladdr ${lladdr} router`, { address: "10.0.0.12", lladdr, flags: ["router"] }],
  [
    `10.0.0.13 lladdr ${lladdr} extern_learn nud reachable`,
    { address: "10.0.0.13", lladdr, flags: ["ext_learned"], state: "reachable" },
  ],
  [
    `10.0.0.14 lladdr ${lladdr} extern_learn router nud stale`,
    { address: "10.0.0.14", lladdr, flags: ["ext_learned", "router"], state: "stale" },
  ],
  ["10.0.0.15 use", { address: "10.0.0.15", flags: ["use"] }],
  ["10.0.0.16 managed", { address: "10.0.0.16", flags: ["managed"] }],
  ["10.0.0.17 use managed", { address: "10.0.0.17", flags: ["use", "managed"] }],
  ["10.0.0.18 managed extern_learn", { address: "10.0.0.18", flags: ["managed", "ext_learned"] }],
  [`10.0.0.19 lladdr ${lladdr} protocol static`, { address: "10.0.0.19", lladdr, protocol: "static" }],
  [
    `10.0.0.20 lladdr ${lladdr} protocol 200 nud stale`,
    { address: "10.0.0.20", lladdr, protocol: 200, state: "stale" },
  ],
  ["proxy 10.0.0.21", { address: "10.0.0.21", flags: ["proxy"] }],
  ["proxy 10.0.0.22 router protocol boot", { address: "10.0.0.22", flags: ["proxy", "router"], protocol: "boot" }],
  [`2001:db8::1 lladdr ${lladdr}`, { address: "2001:db8::1", lladdr }],
  [
    `fe80::2 lladdr ${lladdr} router nud reachable`,
    { address: "fe80::2", lladdr, flags: ["router"], state: "reachable" },
  ],
  ["proxy 2001:db8::3", { address: "2001:db8::3", flags: ["proxy"] }],
  ["2001:db8::4 managed", { address: "2001:db8::4", flags: ["managed"] }],
];

const changes: readonly (readonly [
  verb: string,
  ours: (input: NeighbourInput) => ReturnType<CommandRow["ours"]>,
  Row,
])[] = [
  [
    "change",
    neighbour.change,
    [
      "10.0.0.1 lladdr 02:00:00:00:00:02 nud stale",
      { address: "10.0.0.1", lladdr: "02:00:00:00:00:02", state: "stale" },
    ],
  ],
  [
    "chg",
    neighbour.change,
    [`10.0.0.12 lladdr ${lladdr} nud reachable`, { address: "10.0.0.12", lladdr, state: "reachable" }],
  ],
  ["replace", neighbour.replace, [`10.0.0.8 lladdr ${lladdr}`, { address: "10.0.0.8", lladdr }]],
  [
    "replace",
    neighbour.replace,
    [`2001:db8::9 lladdr ${lladdr} nud noarp`, { address: "2001:db8::9", lladdr, state: "noarp" }],
  ],
  ["del", neighbour.delete, ["10.0.0.2", { address: "10.0.0.2" }]],
  ["del", neighbour.delete, ["proxy 10.0.0.21", { address: "10.0.0.21", flags: ["proxy"] }]],
  ["del", neighbour.delete, ["2001:db8::1", { address: "2001:db8::1" }]],
];

const lists: readonly (readonly [words: string, filter: (index: (name: string) => number) => NeighbourFilter])[] = [
  ["", () => ({})],
  ["nud all", () => ({})],
  ["to 10.0.0.0/28", () => ({ to: "10.0.0.0/28", family: "inet" })],
  ["dev v0 nud permanent", (index) => ({ dev: index("v0"), state: "permanent" })],
  ["proxy dev v0", (index) => ({ dev: index("v0"), proxy: true })],
  ["master br0", (index) => ({ master: index("br0") })],
  ["nomaster", () => ({ master: null })],
  ["nomaster dev v0 unused", (index) => ({ master: null, dev: index("v0"), unused: true })],
];

/** `ip neighbour`. */
export const neighbours: CommandTable = {
  name: "neighbour",
  setup:
    "ip link add v0 type veth peer name v1; ip link add br0 type bridge; ip link set v1 master br0; ip link set v0 up; ip link set v1 up",
  rows: [
    ...additions.map(([words, input]): CommandRow => ({
      command: `ip neigh add ${words} dev v0`,
      ours: ({ index }) => neighbour.add({ dev: index("v0"), ...input }),
    })),
    ...changes.map(([verb, ours, [words, input]]): CommandRow => ({
      command: `ip neigh ${verb} ${words} dev v0`,
      ours: ({ index }) => ours({ dev: index("v0"), ...input }),
    })),
    {
      command: "ip neigh get 10.0.0.1 dev v0",
      ours: ({ index }) => neighbour.get({ dev: index("v0"), address: "10.0.0.1" }),
    },
    {
      command: "ip -6 neigh get proxy 2001:db8::3 dev v0",
      ours: ({ index }) => neighbour.get({ dev: index("v0"), address: "2001:db8::3", flags: ["proxy"] }),
    },
    ...lists.map(([words, filter]): CommandRow => ({
      command: `ip neigh show ${words}`.trim(),
      ours: ({ index }) => neighbour.list(filter(index)),
    })),
    { command: "ip -6 neigh show nud stale", ours: () => neighbour.list({ family: "inet6", state: "stale" }) },
  ],
};
