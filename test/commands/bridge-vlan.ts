import type { PortTunnelInput, PortVlanInput } from "../../src/ops/bridge-port.ts";
import { bridgePort, fdb, link, mdb, vlan } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

/** A row of `bridge vlan add|del`. */
const row = (verb: "add" | "del", dev: string, words: string, input: PortVlanInput): CommandRow => ({
  command: `bridge vlan ${verb} dev ${dev} vid ${words}`,
  ours: ({ index }) => (verb === "add" ? bridgePort.addVlan : bridgePort.deleteVlan)(index(dev), input),
});

/** A row of `bridge vlan add|del … tunnel_info`. */
const tunnel = (verb: "add" | "del", words: string, input: PortTunnelInput): CommandRow => ({
  command: `bridge vlan ${verb} dev vx1 vid ${words}`,
  ours: ({ index }) => (verb === "add" ? bridgePort.addTunnel : bridgePort.deleteTunnel)(index("vx1"), input),
});

const memberships: readonly CommandRow[] = [
  row("add", "v0", "10", { vid: 10 }),
  row("add", "v0", "11 pvid", { vid: 11, pvid: true }),
  row("add", "v0", "12 untagged", { vid: 12, untagged: true }),
  row("add", "v0", "13 pvid untagged", { vid: 13, pvid: true, untagged: true }),
  row("add", "v0", "14 master", { vid: 14, master: true }),
  row("add", "br0", "10 self", { vid: 10, self: true }),
  row("add", "br0", "15 pvid untagged self", { vid: 15, pvid: true, untagged: true, self: true }),
  row("add", "v0", "20-30", { vid: 20, vidEnd: 30 }),
  row("add", "v0", "31-40 untagged", { vid: 31, vidEnd: 40, untagged: true }),
  row("add", "br0", "20-30 self", { vid: 20, vidEnd: 30, self: true }),
  row("add", "v0", "41-45 master", { vid: 41, vidEnd: 45, master: true }),
  row("del", "v0", "11", { vid: 11 }),
  row("del", "v0", "20-22", { vid: 20, vidEnd: 22 }),
  row("del", "v0", "14 master", { vid: 14, master: true }),
  row("del", "br0", "15 self", { vid: 15, self: true }),
  row("del", "br0", "20-22 self", { vid: 20, vidEnd: 22, self: true }),
  row("add", "vx1", "100-110", { vid: 100, vidEnd: 110 }),
  tunnel("add", "100 tunnel_info id 1000", { vid: 100, tunnelId: 1000 }),
  tunnel("add", "101-105 tunnel_info id 1001-1005", { vid: 101, vidEnd: 105, tunnelId: 1001 }),
  tunnel("add", "106 tunnel_info id 1006 master", { vid: 106, tunnelId: 1006, master: true }),
  tunnel("del", "100 tunnel_info id 1000", { vid: 100, tunnelId: 1000 }),
  tunnel("del", "101-102 tunnel_info id 1001-1002", { vid: 101, vidEnd: 102, tunnelId: 1001 }),
];

const setOptions = (words: string, key: Omit<vlan.VlanKey, "dev">, options: vlan.VlanOptions): CommandRow => ({
  command: `bridge vlan set dev v0 vid ${words}`,
  ours: ({ index }) => vlan.set({ dev: index("v0"), ...key }, options),
});
const setGlobal = (words: string, key: Omit<vlan.VlanKey, "dev">, options: vlan.VlanGlobalOptions): CommandRow => ({
  command: `bridge vlan global set dev br0 vid ${words}`,
  ours: ({ index }) => vlan.setGlobal({ dev: index("br0"), ...key }, options),
});

const options: readonly CommandRow[] = [
  setOptions("10 state blocking", { vid: 10 }, { state: "blocking" }),
  setOptions("10 state 3", { vid: 10 }, { state: "forwarding" }),
  setOptions("31-35 state learning", { vid: 31, vidEnd: 35 }, { state: "learning" }),
  setOptions("10 mcast_router 2", { vid: 10 }, { multicastRouter: "perm" }),
  setOptions("31-40 mcast_router 0", { vid: 31, vidEnd: 40 }, { multicastRouter: "disabled" }),
  setOptions("10 state listening mcast_router 1", { vid: 10 }, { state: "listening", multicastRouter: "temp_query" }),
  setGlobal("10 mcast_snooping 0", { vid: 10 }, { mcastSnooping: false }),
  setGlobal("10 mcast_snooping 1 mcast_querier 1", { vid: 10 }, { mcastSnooping: true, mcastQuerier: true }),
  setGlobal("10 mcast_igmp_version 3", { vid: 10 }, { mcastIgmpVersion: 3 }),
  setGlobal("10 mcast_mld_version 2", { vid: 10 }, { mcastMldVersion: 2 }),
  setGlobal(
    "10 mcast_last_member_count 3 mcast_startup_query_count 4",
    { vid: 10 },
    {
      mcastLastMemberCnt: 3,
      mcastStartupQueryCnt: 4,
    },
  ),
  setGlobal(
    "10 mcast_last_member_interval 150 mcast_membership_interval 26000 mcast_querier_interval 25000 mcast_query_interval 12000 " +
      "mcast_query_response_interval 900 mcast_startup_query_interval 3000",
    { vid: 10 },
    {
      mcastLastMemberIntvl: 150n,
      mcastMembershipIntvl: 26000n,
      mcastQuerierIntvl: 25000n,
      mcastQueryIntvl: 12000n,
      mcastQueryResponseIntvl: 900n,
      mcastStartupQueryIntvl: 3000n,
    },
  ),
  setGlobal("23-30 mcast_querier 1", { vid: 23, vidEnd: 30 }, { mcastQuerier: true }),
];

const lists: readonly CommandRow[] = [
  { command: "bridge vlan show", ours: () => bridgePort.list({ detail: ["brvlan"] }), nth: 1 },
  { command: "bridge vlan show vid 10", ours: () => bridgePort.list({ detail: ["brvlan"] }), nth: 1 },
  { command: "bridge -c vlan show", ours: () => bridgePort.list({ detail: ["brvlan"] }), nth: 1 },
  {
    command: "bridge -compressvlans vlan show",
    ours: () => bridgePort.list({ detail: ["brvlan_compressed"] }),
    nth: 1,
  },
  { command: "bridge vlan tunnelshow", ours: () => bridgePort.list({ detail: ["brvlan"] }), nth: 1 },
  { command: "bridge -d vlan show", ours: () => vlan.list() },
  { command: "bridge -d -s vlan show", ours: () => vlan.listStatistics() },
  { command: "bridge vlan global show", ours: () => vlan.listGlobal() },
  { command: "bridge vlan global show vid 10", ours: () => vlan.listGlobal({ vid: 10 }) },
];

const mac = "02:00:00:00:00:01";
const databases: readonly CommandRow[] = [
  {
    command: `bridge fdb add ${mac} dev v0 master static vlan 10`,
    ours: ({ index }) => fdb.add({ dev: index("v0"), lladdr: mac, kind: "static", flags: ["master"], vlan: 10 }),
  },
  {
    command: `bridge fdb add ${mac} dev br0 self vlan 10 permanent`,
    before: `bridge fdb del ${mac} dev v0 master vlan 10`,
    ours: ({ index }) => fdb.add({ dev: index("br0"), lladdr: mac, flags: ["self"], vlan: 10 }),
  },
  {
    command: `bridge fdb get ${mac} br br0 vlan 10`,
    ours: ({ index }) => fdb.get({ bridge: index("br0"), lladdr: mac, vlan: 10 }),
  },
  {
    command: `bridge fdb replace ${mac} dev v0 master dynamic vlan 12`,
    ours: ({ index }) => fdb.replace({ dev: index("v0"), lladdr: mac, kind: "dynamic", flags: ["master"], vlan: 12 }),
  },
  {
    command: `bridge fdb del ${mac} dev br0 self vlan 10`,
    ours: ({ index }) => fdb.delete({ dev: index("br0"), lladdr: mac, flags: ["self"], vlan: 10 }),
  },
  {
    command: "bridge fdb flush dev br0 brport v0 vlan 10 nopermanent",
    ours: ({ index }) => fdb.flush({ dev: index("br0"), brport: index("v0"), vlan: 10, permanent: false }),
  },
  {
    command: "bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent vid 10",
    ours: ({ index }) =>
      mdb.add({ dev: index("br0"), port: index("v0"), group: "239.1.1.1", permanent: true, vid: 10 }),
  },
  {
    command: "bridge mdb add dev br0 port v0 grp 239.1.1.2 src 192.0.2.1 vid 12",
    ours: ({ index }) =>
      mdb.add({ dev: index("br0"), port: index("v0"), group: "239.1.1.2", source: "192.0.2.1", vid: 12 }),
  },
  {
    command: "bridge mdb del dev br0 port v0 grp 239.1.1.1 vid 10",
    ours: ({ index }) => mdb.delete({ dev: index("br0"), port: index("v0"), group: "239.1.1.1", vid: 10 }),
  },
  {
    command: "ip link add br1 type bridge vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 7",
    ours: () =>
      link.create({
        name: "br1",
        info: { kind: "bridge", data: { vlanFiltering: true, vlanProtocol: "8021ad", vlanDefaultPvid: 7 } },
      }),
  },
  {
    command: "ip link set br1 type bridge vlan_stats_enabled 1 vlan_stats_per_port 1",
    ours: ({ index }) =>
      link.set(index("br1"), { info: { kind: "bridge", data: { vlanStatsEnabled: true, vlanStatsPerPort: true } } }),
  },
  {
    command: "ip link set br1 type bridge vlan_filtering 0",
    ours: ({ index }) => link.set(index("br1"), { info: { kind: "bridge", data: { vlanFiltering: false } } }),
  },
];

/** `bridge vlan`, and what else of a bridge says VLANs. */
export const bridgeVlans: CommandTable = {
  name: "bridge-vlan",
  setup: `ip link add br0 type bridge vlan_filtering 1 mcast_vlan_snooping 1
    ip link add v0 type veth peer name p0
    ip link add vx1 type vxlan external dstport 4789
    for i in v0 vx1; do ip link set $i master br0; ip link set $i up; done
    ip link set p0 up
    ip link set br0 up
    bridge link set dev vx1 vlan_tunnel on`,
  needs: { feature: "VLAN filtering of bridges", probe: "ip link add br0 type bridge vlan_filtering 1" },
  rows: [...memberships, ...options, ...lists, ...databases],
};
