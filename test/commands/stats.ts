import { stats } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const shown = (words: string, filter: stats.StatisticsFilter): CommandRow => ({
  command: `ip stats show dev v0 ${words}`.trimEnd(),
  ours: ({ index }) => stats.get(index("v0"), filter),
});
const listed = (words: string, filter: stats.StatisticsFilter): CommandRow => ({
  command: `ip stats show ${words}`.trimEnd(),
  ours: () => stats.list(filter),
});
const bridges: stats.StatisticsFilter = { groups: ["link_xstats"] };
const ports: stats.StatisticsFilter = { groups: ["link_xstats_slave"] };

/** `ip stats`, `ip link xstats` and `ip link afstats`. */
export const statistics: CommandTable = {
  name: "stats",
  setup: "ip link add v0 type veth peer name v1; ip link add b0 type bridge; ip link set v1 master b0",
  rows: [
    shown("", {}),
    shown("group link", { groups: ["link_64"] }),
    shown("group xstats", bridges),
    shown("group xstats subgroup bridge", bridges),
    shown("group xstats subgroup bridge suite stp", bridges),
    shown("group xstats subgroup bond suite 802.3ad", bridges),
    shown("group xstats_slave", ports),
    shown("group xstats_slave subgroup bridge suite mcast", ports),
    shown("group afstats", { groups: ["af_spec"] }),
    shown("group afstats subgroup mpls", { groups: ["af_spec"] }),
    shown("group offload subgroup cpu_hit", { groups: ["link_offload_xstats"], offload: ["cpu_hit"] }),
    shown("group offload subgroup hw_stats_info", { groups: ["link_offload_xstats"], offload: ["hw_s_info"] }),
    shown("group offload subgroup l3_stats", { groups: ["link_offload_xstats"], offload: ["hw_s_info", "l3_stats"] }),
    shown("group link group xstats", { groups: ["link_64", "link_xstats"] }),
    shown("group link group offload subgroup cpu_hit", {
      groups: ["link_64", "link_offload_xstats"],
      offload: ["cpu_hit"],
    }),
    listed("", {}),
    listed("group link", { groups: ["link_64"] }),
    listed("group xstats subgroup bridge", bridges),
    listed("group xstats_slave subgroup bridge suite stp", ports),
    listed("group offload subgroup hw_stats_info", { groups: ["link_offload_xstats"], offload: ["hw_s_info"] }),
    { command: "ip link xstats type bridge", ours: () => stats.list(bridges) },
    { command: "ip link xstats type bridge_slave", ours: () => stats.list(ports) },
    { command: "ip link afstats", ours: () => stats.list({ groups: ["af_spec"] }) },
    {
      command: "ip stats set dev v0 l3_stats on",
      ours: ({ index }) => stats.set(index("v0"), { l3Stats: true }),
    },
    {
      command: "ip stats set dev v0 l3_stats off",
      ours: ({ index }) => stats.set(index("v0"), { l3Stats: false }),
    },
  ],
};
