import { neighbourTable } from "../../src/ops/index.ts";
import type { NeighbourTableInput } from "../../src/ops/neighbour-table.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

/** Rows of one parameter each of v0's ARP table. */
const parameters: readonly CommandRow[] = (
  [
    ["base_reachable 5000", { baseReachableTimeMs: 5000 }],
    ["retrans 20", { retransTimeMs: 20 }],
    ["gc_stale 30000", { gcStaleTimeMs: 30_000 }],
    ["delay_probe 4000", { delayProbeTimeMs: 4000 }],
    ["queue 7", { queueLength: 7 }],
    ["app_probes 1", { appProbes: 1 }],
    ["ucast_probes 2", { ucastProbes: 2 }],
    ["mcast_probes 0", { mcastProbes: 0 }],
    ["anycast_delay 0", { anycastDelayMs: 0 }],
    ["proxy_delay 11000", { proxyDelayMs: 11_000 }],
    ["proxy_queue 12", { proxyQueueLength: 12 }],
    ["locktime 0", { lockTimeMs: 0 }],
  ] as const satisfies readonly (readonly [string, Partial<NeighbourTableInput>])[]
).map(([words, input]) => ({
  command: `ip ntable change name arp_cache dev v0 ${words}`,
  ours: ({ index }) => neighbourTable.set({ name: "arp_cache", dev: index("v0"), ...input }),
}));

const firstNamespaceOnly = "what governs all namespaces is changed in the first one";

/** `ip ntable`. */
export const neighbourTables: CommandTable = {
  name: "neighbour-table",
  setup: "ip link add v0 type veth peer name v1",
  rows: [
    { command: "ip ntable show", ours: () => neighbourTable.list() },
    { command: "ip -4 ntable show", ours: () => neighbourTable.list({ family: "inet" }) },
    { command: "ip -6 ntable show", ours: () => neighbourTable.list({ family: "inet6" }) },
    {
      command: "ip -6 ntable show dev v0 name ndisc_cache",
      ours: ({ index }) => neighbourTable.list({ family: "inet6", dev: index("v0"), name: "ndisc_cache" }),
    },
    ...parameters,
    {
      command:
        "ip -6 ntable change name ndisc_cache dev v1 locktime 10 proxy_queue 1 queue 31 mcast_probes 4 ucast_probes 5 base_reachable 60000",
      ours: ({ index }) =>
        neighbourTable.set({
          name: "ndisc_cache",
          family: "inet6",
          dev: index("v1"),
          lockTimeMs: 10,
          proxyQueueLength: 1,
          queueLength: 31,
          mcastProbes: 4,
          ucastProbes: 5,
          baseReachableTimeMs: 60_000,
        }),
    },
    {
      command: "ip ntable change name ndisc_cache retrans 2000",
      refused: firstNamespaceOnly,
      ours: () => neighbourTable.set({ name: "ndisc_cache", retransTimeMs: 2000 }),
    },
    {
      command: "ip ntable change name arp_cache thresh1 200 gc_int 40000 thresh3 2000 thresh2 0 locktime 5",
      refused: firstNamespaceOnly,
      ours: () =>
        neighbourTable.set({
          name: "arp_cache",
          thresh1: 200,
          gcIntervalMs: 40_000,
          thresh3: 2000,
          thresh2: 0,
          lockTimeMs: 5,
        }),
    },
  ],
};
