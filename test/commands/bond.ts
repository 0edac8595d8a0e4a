import { link } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";
import { slaveKind } from "./slave-kind.ts";

type BondOptions = link.KindOptions<"bond">;

/** `ip link add NAME type bond …`. */
const added = (words: string, name: string, data: BondOptions): CommandRow => ({
  command: `ip link add ${name} type bond ${words}`,
  ours: () => link.create({ name, info: { kind: "bond", data } }),
});

/** `ip link set NAME type bond …`, of options whose value is no link of the namespace. */
const changed = (words: string, name: string, data: BondOptions): CommandRow => ({
  command: `ip link set ${name} type bond ${words}`,
  ours: ({ index }) => link.set(index(name), { info: { kind: "bond", data } }),
});

const additions: readonly CommandRow[] = [
  { command: "ip link add b0 type bond", ours: () => link.create({ name: "b0", info: { kind: "bond" } }) },
  added("mode balance-rr packets_per_slave 0 resend_igmp 0", "rr0", {
    mode: "roundrobin",
    packetsPerSlave: 0,
    resendIgmp: 0,
  }),
  added("mode active-backup miimon 100 updelay 200 downdelay 300 use_carrier 1 peer_notify_delay 400", "ab0", {
    mode: "activebackup",
    miimon: 100,
    updelay: 200,
    downdelay: 300,
    useCarrier: true,
    peerNotifDelay: 400,
  }),
  {
    ...added("mode active-backup use_carrier 0", "ab1", { mode: "activebackup", useCarrier: false }),
    refused: "newer kernels ask for the carrier always",
  },
  added("mode balance-xor xmit_hash_policy layer2", "xor0", { mode: "xor", xmitHashPolicy: "layer2" }),
  added("mode balance-xor xmit_hash_policy layer2+3", "xor1", { mode: "xor", xmitHashPolicy: "layer23" }),
  added("mode balance-xor xmit_hash_policy layer3+4", "xor2", { mode: "xor", xmitHashPolicy: "layer34" }),
  added("mode balance-xor xmit_hash_policy encap2+3", "xor3", { mode: "xor", xmitHashPolicy: "encap23" }),
  added("mode balance-xor xmit_hash_policy encap3+4", "xor4", { mode: "xor", xmitHashPolicy: "encap34" }),
  added("mode balance-xor xmit_hash_policy vlan+srcmac", "xor5", { mode: "xor", xmitHashPolicy: "vlan_srcmac" }),
  added("mode broadcast all_slaves_active 1", "bc0", { mode: "broadcast", allSlavesActive: true }),
  added(
    "mode 802.3ad miimon 100 lacp_rate fast lacp_active off ad_select bandwidth min_links 2 ad_user_port_key 37 ad_actor_sys_prio 1000 ad_actor_system 02:00:00:00:00:77",
    "ad0",
    {
      mode: "8023ad",
      miimon: 100,
      adLacpRate: "fast",
      adLacpActive: false,
      adSelect: "bandwidth",
      minLinks: 2,
      adUserPortKey: 37,
      adActorSysPrio: 1000,
      adActorSystem: "02:00:00:00:00:77",
    },
  ),
  added("mode 802.3ad lacp_rate slow lacp_active on ad_select count", "ad1", {
    mode: "8023ad",
    adLacpRate: "slow",
    adLacpActive: true,
    adSelect: "count",
  }),
  added("mode 802.3ad ad_select stable", "ad2", { mode: "8023ad", adSelect: "stable" }),
  added("mode balance-tlb tlb_dynamic_lb 0 lp_interval 5", "tlb0", { mode: "tlb", tlbDynamicLb: false, lpInterval: 5 }),
  added("mode balance-alb lp_interval 9", "alb0", { mode: "alb", lpInterval: 9 }),
  added(
    "mode active-backup arp_interval 1000 arp_ip_target 10.0.0.1,10.0.0.2 arp_validate all arp_all_targets all arp_missed_max 5",
    "arp0",
    {
      mode: "activebackup",
      arpInterval: 1000,
      arpIpTarget: ["10.0.0.1", "10.0.0.2"],
      arpValidate: "all",
      arpAllTargets: "all",
      missedMax: 5,
    },
  ),
  added("mode active-backup arp_interval 1000 ns_ip6_target 2001:db8::1,2001:db8::2 arp_validate none", "ns0", {
    mode: "activebackup",
    arpInterval: 1000,
    nsIp6Target: ["2001:db8::1", "2001:db8::2"],
    arpValidate: "none",
  }),
  added("mode active-backup fail_over_mac active num_grat_arp 3", "fom0", {
    mode: "activebackup",
    failOverMac: "active",
    numPeerNotif: 3,
  }),
  added("mode active-backup fail_over_mac follow num_unsol_na 4", "fom1", {
    mode: "activebackup",
    failOverMac: "follow",
    numPeerNotif: 4,
  }),
  {
    command: "ip link add pri0 type bond mode active-backup primary d0 primary_reselect better",
    ours: ({ index }) =>
      link.create({
        name: "pri0",
        info: {
          kind: "bond",
          data: { mode: "activebackup", primary: index("d0"), primaryReselect: "better" },
        },
      }),
  },
  {
    command:
      "ip link add up0 address 02:00:00:00:00:01 mtu 1400 numtxqueues 4 numrxqueues 4 up type bond mode active-backup",
    ours: () =>
      link.create({
        name: "up0",
        address: "02:00:00:00:00:01",
        mtu: 1400,
        numTxQueues: 4,
        numRxQueues: 4,
        up: true,
        info: { kind: "bond", data: { mode: "activebackup" } },
      }),
  },
];

const changes: readonly CommandRow[] = [
  changed("mode active-backup", "b0", { mode: "activebackup" }),
  changed("miimon 100", "b0", { miimon: 100 }),
  changed("updelay 300", "b0", { updelay: 300 }),
  changed("downdelay 500", "b0", { downdelay: 500 }),
  changed("use_carrier 1", "b0", { useCarrier: true }),
  changed("peer_notify_delay 200", "b0", { peerNotifDelay: 200 }),
  changed("num_grat_arp 7", "b0", { numPeerNotif: 7 }),
  changed("num_unsol_na 6", "b0", { numPeerNotif: 6 }),
  changed("resend_igmp 5", "b0", { resendIgmp: 5 }),
  changed("all_slaves_active 1", "b0", { allSlavesActive: true }),
  changed("min_links 1", "b0", { minLinks: 1 }),
  changed("fail_over_mac none", "b0", { failOverMac: "none" }),
  changed("primary_reselect always", "b0", { primaryReselect: "always" }),
  changed("primary_reselect failure", "b0", { primaryReselect: "failure" }),
  changed("arp_interval 500", "arp0", { arpInterval: 500 }),
  changed("arp_ip_target 10.0.0.3", "arp0", { arpIpTarget: ["10.0.0.3"] }),
  changed("ns_ip6_target 2001:db8::3", "ns0", { nsIp6Target: ["2001:db8::3"] }),
  changed("arp_all_targets any", "arp0", { arpAllTargets: "any" }),
  changed("arp_validate active", "arp0", { arpValidate: "active" }),
  changed("arp_validate backup", "arp0", { arpValidate: "backup" }),
  changed("arp_validate filter", "arp0", { arpValidate: "filter" }),
  changed("arp_validate filter_active", "arp0", { arpValidate: "filter_active" }),
  changed("arp_validate filter_backup", "arp0", { arpValidate: "filter_backup" }),
  changed("arp_missed_max 9", "arp0", { missedMax: 9 }),
  changed("packets_per_slave 7", "rr0", { packetsPerSlave: 7 }),
  changed("lp_interval 20", "alb0", { lpInterval: 20 }),
  changed("tlb_dynamic_lb 1", "tlb0", { tlbDynamicLb: true }),
  changed("xmit_hash_policy layer3+4 min_links 0", "xor0", { xmitHashPolicy: "layer34", minLinks: 0 }),
  changed("lacp_rate slow", "ad0", { adLacpRate: "slow" }),
  changed("lacp_active on", "ad0", { adLacpActive: true }),
  changed("ad_select stable", "ad0", { adSelect: "stable" }),
  changed("ad_user_port_key 38", "ad0", { adUserPortKey: 38 }),
  changed("ad_actor_sys_prio 2000", "ad0", { adActorSysPrio: 2000 }),
  changed("ad_actor_system 02:00:00:00:00:78", "ad0", { adActorSystem: "02:00:00:00:00:78" }),
];

const slaves: readonly CommandRow[] = [
  { command: "ip link set d0 master b0", ours: ({ index }) => link.set(index("d0"), { master: index("b0") }) },
  {
    command: "ip link set d1 down master b0",
    ours: ({ index }) => link.set(index("d1"), { up: false, master: index("b0") }),
  },
  {
    command: "ip link set d0 type bond_slave queue_id 2",
    ours: ({ index }) => link.set(index("d0"), { bondSlave: { queueId: 2 } }),
    differs: slaveKind,
  },
  {
    command: "ip link set dev d0 type bond_slave prio -10",
    ours: ({ index }) => link.set(index("d0"), { bondSlave: { prio: -10 } }),
    differs: slaveKind,
  },
  {
    command: "ip link set d1 type bond_slave queue_id 0 prio 20",
    ours: ({ index }) => link.set(index("d1"), { bondSlave: { queueId: 0, prio: 20 } }),
    differs: slaveKind,
  },
  {
    command: "ip link set b0 up",
    ours: ({ index }) => link.setUp(index("b0")),
  },
  {
    command: "ip link set b0 type bond primary d1",
    ours: ({ index }) => link.set(index("b0"), { info: { kind: "bond", data: { primary: index("d1") } } }),
  },
  {
    command: "ip link set b0 type bond active_slave d0",
    ours: ({ index }) => link.set(index("b0"), { info: { kind: "bond", data: { activeSlave: index("d0") } } }),
  },
  {
    command: "ip link set b0 type bond clear_active_slave",
    ours: ({ index }) => link.set(index("b0"), { info: { kind: "bond", data: { activeSlave: null } } }),
  },
  {
    command: "ip link add d2 master b0 type dummy",
    ours: ({ index }) => link.create({ name: "d2", master: index("b0"), info: { kind: "dummy" } }),
  },
  { command: "ip link set d1 nomaster", ours: ({ index }) => link.set(index("d1"), { master: null }) },
  { command: "ip link del b0", ours: ({ index }) => link.delete(index("b0")) },
];

/** `ip link` on bonds and their slaves. */
export const bonds: CommandTable = {
  name: "bond",
  setup: "ip link add d0 type dummy; ip link add d1 type dummy",
  needs: { feature: "bond", probe: "ip link add b0 type bond" },
  rows: [...additions, ...changes, ...slaves],
};
