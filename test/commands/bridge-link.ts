import type { BridgePortOptions, BridgePortSetOptions } from "../../src/ops/bridge-port.ts";
import { bridgePort, link } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";
import { slaveKind } from "./slave-kind.ts";

/** A row of `bridge link set dev v0`. */
const set = (words: string, options: BridgePortSetOptions, more: Partial<CommandRow> = {}): CommandRow => ({
  command: `bridge link set dev v0 ${words}`,
  ours: ({ index }) => bridgePort.set(index("v0"), options),
  ...more,
});

/** A row of `ip link set dev v0 type bridge_slave`. */
const slave = (words: string, options: BridgePortOptions): CommandRow => ({
  command: `ip link set dev v0 type bridge_slave ${words}`,
  ours: ({ index }) => link.set(index("v0"), { bridgePort: options }),
  differs: slaveKind,
});

const noDriver = "a veth has no bridge of its own";

const ports: readonly CommandRow[] = [
  set("cost 5", { cost: 5 }),
  set("priority 7", { priority: 7 }),
  set("state 0", { state: "disabled" }),
  set("state listening", { state: "listening" }),
  set("state learning", { state: "learning" }),
  set("state blocking", { state: "blocking" }),
  set("state forwarding", { state: "forwarding" }),
  set("cost 9 priority 8 state 3", { cost: 9, priority: 8, state: 3 }),
  set("guard on", { guard: true }),
  set("guard off", { guard: false }),
  set("hairpin on", { mode: true }),
  set("hairpin off", { mode: false }),
  set("fastleave on", { fastLeave: true }),
  set("fastleave off", { fastLeave: false }),
  set("root_block on", { protect: true }),
  set("root_block off", { protect: false }),
  set("learning off", { learning: false }),
  set("learning on", { learning: true }),
  set("learning_sync on", { learningSync: true }),
  set("flood off", { unicastFlood: false }),
  set("flood on", { unicastFlood: true }),
  set("mcast_flood off", { mcastFlood: false }),
  set("mcast_flood on", { mcastFlood: true }),
  set("bcast_flood off", { bcastFlood: false }),
  set("bcast_flood on", { bcastFlood: true }),
  set("mcast_to_unicast on", { mcastToUcast: true }),
  set("mcast_to_unicast off", { mcastToUcast: false }),
  set("mcast_router 0", { multicastRouter: "disabled" }),
  set("mcast_router 2", { multicastRouter: "perm" }),
  set("mcast_router 1", { multicastRouter: "temp_query" }),
  set("neigh_suppress on", { neighSuppress: true }),
  set("neigh_suppress off", { neighSuppress: false }),
  set("vlan_tunnel on", { vlanTunnel: true }),
  set("vlan_tunnel off", { vlanTunnel: false }),
  set("isolated on", { isolated: true }),
  set("isolated off", { isolated: false }),
  set("locked on", { locked: true }),
  set("locked off", { locked: false }),
  {
    command: "bridge link set dev v0 backup_port v2",
    ours: ({ index }) => bridgePort.set(index("v0"), { backupPort: index("v2") }),
  },
  set("nobackup_port", { backupPort: null }),
  set("learning on master", { learning: true, master: true }),
  set("learning on self", { learning: true, self: true }, { refused: noDriver }),
  set("learning_sync on self", { learningSync: true, self: true }, { refused: noDriver }),
  set("learning off self master", { learning: false, self: true, master: true }, { refused: noDriver }),
  set("hwmode vepa", { hwMode: "vepa" }, { refused: noDriver }),
  set("hwmode veb", { hwMode: "veb" }, { refused: noDriver }),
  set(
    "cost 4 priority 3 guard on hairpin on fastleave on root_block on flood off mcast_flood off bcast_flood off mcast_to_unicast on learning on " +
      "neigh_suppress on isolated on",
    {
      guard: true,
      mode: true,
      fastLeave: true,
      protect: true,
      unicastFlood: false,
      mcastFlood: false,
      bcastFlood: false,
      mcastToUcast: true,
      learning: true,
      cost: 4,
      priority: 3,
      neighSuppress: true,
      isolated: true,
    },
  ),
];

const slaves: readonly CommandRow[] = [
  slave("state 3", { state: 3 }),
  slave("priority 12 cost 34", { priority: 12, cost: 34 }),
  slave("guard off hairpin off fastleave off root_block off", {
    guard: false,
    mode: false,
    fastLeave: false,
    protect: false,
  }),
  slave("learning off flood on mcast_flood on bcast_flood on", {
    learning: false,
    unicastFlood: true,
    mcastFlood: true,
    bcastFlood: true,
  }),
  slave("proxy_arp on proxy_arp_wifi on", { proxyarp: true, proxyarpWifi: true }),
  slave("mcast_router 2 mcast_fast_leave on mcast_to_unicast off", {
    multicastRouter: 2,
    fastLeave: true,
    mcastToUcast: false,
  }),
  slave("group_fwd_mask 0x4000 neigh_suppress off vlan_tunnel off isolated off locked off", {
    groupFwdMask: 0x4000,
    neighSuppress: false,
    vlanTunnel: false,
    isolated: false,
    locked: false,
  }),
  slave("fdb_flush", { flush: true }),
  {
    command: "ip link set dev v0 type bridge_slave backup_port v2",
    ours: ({ index }) => link.set(index("v0"), { bridgePort: { backupPort: index("v2") } }),
    differs: slaveKind,
  },
  slave("nobackup_port", { backupPort: null }),
];

const bridge = (words: string, data: NonNullable<Parameters<typeof link.set>[1]["info"]>): CommandRow => ({
  command: `ip link set dev br0 type bridge ${words}`,
  ours: ({ index }) => link.set(index("br0"), { info: data }),
});

const bridges: readonly CommandRow[] = [
  bridge("mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 150", {
    kind: "bridge",
    data: { mcastLastMemberCnt: 3, mcastStartupQueryCnt: 4, mcastLastMemberIntvl: 150n },
  }),
  bridge("mcast_membership_interval 26000 mcast_querier_interval 25000 mcast_query_interval 12000", {
    kind: "bridge",
    data: { mcastMembershipIntvl: 26000n, mcastQuerierIntvl: 25000n, mcastQueryIntvl: 12000n },
  }),
  bridge("mcast_query_response_interval 900 mcast_startup_query_interval 3000 mcast_query_use_ifaddr 1", {
    kind: "bridge",
    data: { mcastQueryResponseIntvl: 900n, mcastStartupQueryIntvl: 3000n, mcastQueryUseIfaddr: true },
  }),
  bridge("mcast_igmp_version 3 mcast_mld_version 2 mcast_stats_enabled 1 mcast_hash_max 2048", {
    kind: "bridge",
    data: { mcastIgmpVersion: 3, mcastMldVersion: 2, mcastStatsEnabled: true, mcastHashMax: 2048 },
  }),
  bridge("nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1", {
    kind: "bridge",
    data: { nfCallIptables: true, nfCallIp6tables: true, nfCallArptables: true },
  }),
  bridge("mcast_vlan_snooping 0 no_linklocal_learn 1", {
    kind: "bridge",
    data: { multiBoolopt: { mcast_vlan_snooping: false, no_ll_learn: true } },
  }),
];

const lists: readonly CommandRow[] = [
  { command: "bridge link show", ours: () => bridgePort.list(), nth: 1 },
  { command: "bridge -d link show dev v0", ours: () => bridgePort.list(), nth: 1 },
];

/** `bridge link`, and `ip link` on bridges and their ports. */
export const bridgeLinks: CommandTable = {
  name: "bridge-link",
  setup: `ip link add br0 type bridge
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link set br0 up`,
  rows: [...ports, ...slaves, ...bridges, ...lists],
};
