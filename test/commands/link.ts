import { link } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const additions: readonly CommandRow[] = [
  {
    command: "ip link add v0 type veth peer name v1",
    ours: () => link.create({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } }),
  },
  { command: "ip link add type veth", ours: () => link.create({ info: { kind: "veth" } }) },
  {
    command:
      "ip link add v2 index 60 txqueuelen 500 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:fe mtu 1400 numtxqueues 2 numrxqueues 2 group 7 up " +
      "type veth peer name v3 txqueuelen 400 address 02:00:00:00:00:02 mtu 1300 index 61",
    ours: () =>
      link.create({
        name: "v2",
        index: 60,
        txQueueLength: 500,
        address: "02:00:00:00:00:01",
        broadcast: "ff:ff:ff:ff:ff:fe",
        mtu: 1400,
        numTxQueues: 2,
        numRxQueues: 2,
        group: 7,
        up: true,
        info: {
          kind: "veth",
          data: {
            peer: { name: "v3", txQueueLength: 400, address: "02:00:00:00:00:02", mtu: 1300, index: 61 },
          },
        },
      }),
  },
  { command: "ip link add b0 type bridge", ours: () => link.create({ name: "b0", info: { kind: "bridge" } }) },
  {
    command:
      "ip link add b1 type bridge forward_delay 200 hello_time 100 max_age 600 ageing_time 1000 stp_state 0 priority 1 vlan_default_pvid 5 " +
      "group_fwd_mask 8 group_address 01:80:c2:00:00:05 mcast_snooping 0 mcast_querier 1 mcast_query_interval 1000 " +
      "mcast_router 2 no_linklocal_learn 1 nf_call_iptables 1 fdb_flush",
    ours: () =>
      link.create({
        name: "b1",
        info: {
          kind: "bridge",
          data: {
            forwardDelay: 200,
            helloTime: 100,
            maxAge: 600,
            ageingTime: 1000,
            stpState: false,
            priority: 1,
            vlanDefaultPvid: 5,
            groupFwdMask: 8,
            groupAddr: "01:80:c2:00:00:05",
            mcastSnooping: false,
            mcastQuerier: true,
            mcastQueryIntvl: 1000n,
            mcastRouter: "perm",
            nfCallIptables: true,
            fdbFlush: true,
            multiBoolopt: { no_ll_learn: true },
          },
        },
      }),
  },
  { command: "ip link add ifb7 type ifb", ours: () => link.create({ name: "ifb7", info: { kind: "ifb" } }) },
  {
    command: "ip link add link v0 name mv0 type macvlan mode bridge",
    ours: ({ index }) =>
      link.create({ name: "mv0", link: index("v0"), info: { kind: "macvlan", data: { mode: "bridge" } } }),
  },
  {
    command: "ip link add link v2 name mv1 type macvlan mode source macaddr add 02:00:00:00:00:09",
    ours: ({ index }) =>
      link.create({
        name: "mv1",
        link: index("v2"),
        info: { kind: "macvlan", data: { macaddrMode: "add", macaddr: "02:00:00:00:00:09", mode: "source" } },
      }),
  },
  {
    command: "ip link add link v1 name mt0 type macvtap mode vepa bcqueuelen 100",
    ours: ({ index }) =>
      link.create({
        name: "mt0",
        link: index("v1"),
        info: { kind: "macvtap", data: { bcQueueLen: 100, mode: "vepa" } },
      }),
  },
  {
    command: "ip link add vx0 type vxlan id 42 dev v0 dstport 4789 local 10.0.0.1 remote 10.0.0.2",
    ours: ({ index }) =>
      link.create({
        name: "vx0",
        info: {
          kind: "vxlan",
          data: { link: index("v0"), id: 42, local: "10.0.0.1", group: "10.0.0.2", learning: true, port: 4789 },
        },
      }),
  },
  {
    command:
      "ip link add vx1 type vxlan id 43 dstport 0 group ff05::1 dev v2 ttl 5 tos inherit nolearning noudpcsum srcport 1000 2000 ageing 30 maxaddress 10",
    ours: ({ index }) =>
      link.create({
        name: "vx1",
        info: {
          kind: "vxlan",
          data: {
            link: index("v2"),
            ttl: 5,
            tos: 1,
            udpCsum: false,
            portRange: { low: 1000, high: 2000 },
            ageing: 30,
            limit: 10,
            id: 43,
            group: "ff05::1",
            learning: false,
          },
        },
      }),
  },
  {
    command: "ip link add vx2 type vxlan id 44 group ff05::2 dev v2 dstport 4790 ttl inherit df set flowlabel 0x10 gbp",
    ours: ({ index }) =>
      link.create({
        name: "vx2",
        info: {
          kind: "vxlan",
          data: {
            link: index("v2"),
            ttlInherit: true,
            df: "set",
            label: 0x10,
            gbp: true,
            id: 44,
            group: "ff05::2",
            learning: true,
            port: 4790,
          },
        },
      }),
  },
  {
    command: "ip link add v8 master b0 type veth",
    ours: ({ index }) => link.create({ name: "v8", master: index("b0"), info: { kind: "veth" } }),
  },
];

const changes: readonly CommandRow[] = [
  { command: "ip link set v0 up", ours: ({ index }) => link.setUp(index("v0")) },
  { command: "ip link set v0 down", ours: ({ index }) => link.setDown(index("v0")) },
  { command: "ip link set v0 mtu 1450", ours: ({ index }) => link.set(index("v0"), { mtu: 1450 }) },
  {
    command: "ip link set v0 address 02:00:00:00:00:11",
    ours: ({ index }) => link.set(index("v0"), { address: "02:00:00:00:00:11" }),
  },
  {
    command: "ip link set v0 broadcast ff:ff:ff:ff:ff:f0",
    ours: ({ index }) => link.set(index("v0"), { broadcast: "ff:ff:ff:ff:ff:f0" }),
  },
  { command: "ip link set v0 name w0", ours: ({ index }) => link.set(index("v0"), { name: "w0" }) },
  { command: "ip link set w0 alias hello", ours: ({ index }) => link.set(index("w0"), { alias: "hello" }) },
  { command: "ip link set w0 txqueuelen 77", ours: ({ index }) => link.set(index("w0"), { txQueueLength: 77 }) },
  { command: "ip link set w0 group 9", ours: ({ index }) => link.set(index("w0"), { group: 9 }) },
  { command: "ip link set w0 promisc on", ours: ({ index }) => link.set(index("w0"), { promiscuous: true }) },
  { command: "ip link set w0 promisc off", ours: ({ index }) => link.set(index("w0"), { promiscuous: false }) },
  { command: "ip link set w0 arp off", ours: ({ index }) => link.set(index("w0"), { arp: false }) },
  { command: "ip link set w0 arp on", ours: ({ index }) => link.set(index("w0"), { arp: true }) },
  { command: "ip link set w0 allmulticast on", ours: ({ index }) => link.set(index("w0"), { allMulticast: true }) },
  { command: "ip link set w0 multicast off", ours: ({ index }) => link.set(index("w0"), { multicast: false }) },
  { command: "ip link set w0 dynamic on", ours: ({ index }) => link.set(index("w0"), { dynamic: true }) },
  { command: "ip link set w0 trailers off", ours: ({ index }) => link.set(index("w0"), { trailers: false }) },
  { command: "ip link set w0 mode dormant", ours: ({ index }) => link.set(index("w0"), { linkMode: "dormant" }) },
  {
    command: "ip link set w0 addrgenmode none",
    ours: ({ index }) => link.set(index("w0"), { addressGenerationMode: "none" }),
  },
  { command: "ip link set vx0 protodown on", ours: ({ index }) => link.set(index("vx0"), { protoDown: true }) },
  {
    command: "ip link set b1 type bridge ageing_time 2000",
    ours: ({ index }) => link.set(index("b1"), { info: { kind: "bridge", data: { ageingTime: 2000 } } }),
  },
  { command: "ip link set veth0 master b1", ours: ({ index }) => link.set(index("veth0"), { master: index("b1") }) },
  { command: "ip link set veth0 nomaster", ours: ({ index }) => link.set(index("veth0"), { master: null }) },
  {
    command: "ip link set veth0 up txqueuelen 10 mtu 1480 multicast on",
    ours: ({ index }) => link.set(index("veth0"), { up: true, txQueueLength: 10, mtu: 1480, multicast: true }),
  },
  {
    command: "ip link property add dev veth0 altname an-alternative-name-that-is-long altname short",
    ours: ({ index }) => link.addAltName(index("veth0"), "an-alternative-name-that-is-long", "short"),
  },
  {
    command: "ip link property del dev veth0 altname short",
    ours: ({ index }) => link.deleteAltName(index("veth0"), "short"),
  },
  { command: "ip link del dev veth0", ours: ({ index }) => link.delete(index("veth0")) },
];

/** `ip link` on kinds that every kernel here has. */
export const links: CommandTable = { name: "link", setup: "", rows: [...additions, ...changes] };

/** `ip link` on dummies and VLANs. */
export const dummiesAndVlans: CommandTable = {
  name: "dummy-vlan",
  setup: "",
  needs: {
    feature: "dummy and vlan",
    probe: "ip link add d0 type dummy && ip link add link d0 name d0.5 type vlan id 5",
  },
  rows: [
    { command: "ip link add d0 type dummy", ours: () => link.create({ name: "d0", info: { kind: "dummy" } }) },
    { command: "ip link set d0 carrier off", ours: ({ index }) => link.set(index("d0"), { carrier: false }) },
    {
      command: "ip link add link d0 name d0.5 type vlan id 5",
      ours: ({ index }) => link.create({ name: "d0.5", link: index("d0"), info: { kind: "vlan", data: { id: 5 } } }),
    },
    {
      command:
        "ip link add link d0 name d0.6 type vlan protocol 802.1ad id 6 reorder_hdr off gvrp on egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
      ours: ({ index }) =>
        link.create({
          name: "d0.6",
          link: index("d0"),
          info: {
            kind: "vlan",
            data: {
              protocol: "8021ad",
              id: 6,
              egressQos: {
                mapping: [
                  { from: 1, to: 2 },
                  { from: 3, to: 4 },
                ],
              },
              ingressQos: { mapping: [{ from: 5, to: 6 }] },
              flags: { reorder_hdr: false, gvrp: true },
            },
          },
        }),
    },
  ],
};
