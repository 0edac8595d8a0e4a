import type { link } from "ts-netlink/ops";

/** Index of a link of the test's namespace. */
type Index = (name: string) => number;

/** A link, `t0`, that is made, changed and read back. */
export interface KindCase {
  /** What is special about it, beside its kind. */
  readonly what: string;
  readonly options: Omit<link.AddOptions, "name" | "info">;
  readonly info: Exclude<link.LinkInfoOptions, { kind: "unknown" }>;
  /** What the kernel does not tell of what it was given, or in other words. */
  readonly untold?: readonly string[];
  /** What it tells in these other words, or unasked. */
  readonly told?: (index: Index) => Readonly<Record<string, unknown>>;
  /** What `ip -d link show` says of its options (`-j`), where that knows any. */
  readonly shown?: Readonly<Record<string, unknown>>;
  /** What is changed then, and what the kernel tells of it and `ip` shows; the errno where it changes nothing of this kind. */
  readonly change?:
    | readonly [data: object, told: Readonly<Record<string, unknown>>, shown?: Readonly<Record<string, unknown>>]
    | "EOPNOTSUPP";
  /** Why a link can't be made anew of what the kernel told of it. */
  readonly unrepeatable?: string;
}

const tellsOtherModes = "the kernel tells options of every mode and takes those of its own only";
const tellsInUse = "the kernel tells the length of the queue in use, and refuses to be told";
const needsItInFrames = "the kernel takes the identifier of a channel only where frames carry it";
const tellsPrimary = "the kernel tells which end is the primary one, and refuses to be told";

const bonds: readonly KindCase[] = [
  {
    what: "in turn, with MII monitoring",
    options: {},
    info: {
      kind: "bond",
      data: {
        mode: "roundrobin",
        miimon: 100,
        updelay: 200,
        downdelay: 300,
        peerNotifDelay: 400,
        useCarrier: true,
        packetsPerSlave: 3,
        resendIgmp: 5,
        numPeerNotif: 4,
        allSlavesActive: true,
        minLinks: 2,
      },
    },
    shown: {
      mode: "balance-rr",
      miimon: 100,
      updelay: 200,
      downdelay: 300,
      peer_notify_delay: 400,
      use_carrier: 1,
      packets_per_slave: 3,
      resend_igmp: 5,
      num_peer_notif: 4,
      all_slaves_active: 1,
      min_links: 2,
    },
    unrepeatable: tellsOtherModes,
    change: [
      { packetsPerSlave: 0, miimon: 50, minLinks: 0, allSlavesActive: false },
      { packetsPerSlave: 0, miimon: 50, updelay: 100, minLinks: 0, allSlavesActive: 0 },
      { packets_per_slave: 0, miimon: 50, updelay: 100, min_links: 0, all_slaves_active: 0 },
    ],
  },
  {
    what: "one at a time, with ARP and ND monitoring",
    options: {},
    info: {
      kind: "bond",
      data: {
        mode: "activebackup",
        arpInterval: 1000,
        arpIpTarget: ["10.0.0.1", "10.0.0.2"],
        nsIp6Target: ["2001:db8::1", "2001:db8::2"],
        arpValidate: "filter_backup",
        arpAllTargets: "all",
        missedMax: 5,
        failOverMac: "follow",
        primaryReselect: "better",
      },
    },
    shown: {
      mode: "active-backup",
      arp_interval: 1000,
      arp_ip_target: ["10.0.0.1", "10.0.0.2"],
      ns_ip6_target: ["2001:db8::1", "2001:db8::2"],
      arp_validate: "filter_backup",
      arp_all_targets: "all",
      arp_missed_max: 5,
      fail_over_mac: "follow",
      primary_reselect: "better",
    },
    unrepeatable: tellsOtherModes,
    change: [
      { arpIpTarget: ["10.0.0.3"], nsIp6Target: [], arpValidate: "none", failOverMac: "active" },
      { arpIpTarget: ["10.0.0.3"], arpValidate: 0, failOverMac: 1 },
      { arp_ip_target: ["10.0.0.3"], arp_validate: null, fail_over_mac: "active" },
    ],
  },
  {
    what: "aggregated with a partner",
    options: {},
    info: {
      kind: "bond",
      data: {
        mode: "8023ad",
        miimon: 100,
        xmitHashPolicy: "layer34",
        adLacpRate: "fast",
        adLacpActive: false,
        adSelect: "prio",
        adActorSysPrio: 1000,
        adUserPortKey: 37,
        adActorSystem: "02:00:00:00:00:77",
        coupledControl: false,
        broadcastNeigh: true,
        lacpStrict: true,
      },
    },
    shown: {
      mode: "802.3ad",
      xmit_hash_policy: "layer3+4",
      ad_lacp_rate: "fast",
      ad_lacp_active: "off",
      ad_actor_sys_prio: 1000,
      ad_user_port_key: 37,
      ad_actor_system: "02:00:00:00:00:77",
    },
    unrepeatable: tellsOtherModes,
    change: [
      {
        adLacpRate: "slow",
        adLacpActive: true,
        adSelect: "bandwidth",
        xmitHashPolicy: "vlan_srcmac",
        lacpStrict: false,
      },
      { adLacpRate: 0, adLacpActive: 1, adSelect: 1, xmitHashPolicy: 5, lacpStrict: 0 },
      { ad_lacp_rate: "slow", ad_lacp_active: "on", ad_select: "bandwidth", xmit_hash_policy: "vlan+srcmac" },
    ],
  },
  {
    what: "by load",
    options: {},
    info: { kind: "bond", data: { mode: "tlb", tlbDynamicLb: false, lpInterval: 7, xmitHashPolicy: "encap23" } },
    shown: { mode: "balance-tlb", tlb_dynamic_lb: 0, lp_interval: 7 },
    unrepeatable: tellsOtherModes,
    change: [
      { tlbDynamicLb: true, lpInterval: 1 },
      { tlbDynamicLb: 1, lpInterval: 1 },
      { tlb_dynamic_lb: 1, lp_interval: 1 },
    ],
  },
];

const stacked: readonly KindCase[] = [
  {
    what: "with priorities and flags",
    options: { link: "d0" },
    info: {
      kind: "vlan",
      data: {
        id: 4094,
        protocol: "8021ad",
        flags: { reorder_hdr: false, gvrp: true, loose_binding: true, bridge_binding: true },
        ingressQos: {
          mapping: [
            { from: 1, to: 7 },
            { from: 2, to: 6 },
          ],
        },
        egressQos: { mapping: [{ from: 3, to: 4 }] },
      },
    },
    untold: ["flags"],
    told: () => ({ flags: { flags: 0x16, mask: 0xffffffff } }),
    unrepeatable: "the kernel tells all bits of the flags as meant, and refuses those that it does not know",
    shown: {
      id: 4094,
      protocol: "802.1ad",
      flags: ["GVRP", "LOOSE_BINDING", "BRIDGE_BINDING"],
      ingress_qos: [
        { from: 1, to: 7 },
        { from: 2, to: 6 },
      ],
      egress_qos: [{ from: 3, to: 4 }],
    },
    change: [
      {
        flags: { mvrp: true, gvrp: false, reorder_hdr: true },
        ingressQos: { mapping: [{ from: 1, to: 0 }] },
        egressQos: { mapping: [{ from: 3, to: 5 }] },
      },
      {
        flags: { flags: 0x1d, mask: 0xffffffff },
        ingressQos: { mapping: [{ from: 2, to: 6 }] },
        egressQos: { mapping: [{ from: 3, to: 5 }] },
      },
      { flags: ["REORDER_HDR", "MVRP", "LOOSE_BINDING", "BRIDGE_BINDING"], egress_qos: [{ from: 3, to: 5 }] },
    ],
  },
  {
    what: "that hears some sources",
    options: { link: "d0" },
    info: {
      kind: "macvlan",
      data: {
        mode: "source",
        flags: ["nodst"],
        macaddrMode: "set",
        macaddrData: { macaddr: ["02:00:00:00:00:07", "02:00:00:00:00:08"] },
        bcQueueLen: 2000,
      },
    },
    untold: ["macaddrMode", "macaddrData"],
    told: () => ({ macaddrCount: 2, bcQueueLenUsed: 2000 }),
    unrepeatable: tellsInUse,
    shown: { mode: "source", macaddr_count: 2 },
    change: [{ macaddrMode: "add", macaddr: "02:00:00:00:00:09" }, { macaddrCount: 3 }, { macaddr_count: 3 }],
  },
  {
    what: "with few receivers of broadcast",
    options: { link: "d0" },
    info: { kind: "macvlan", data: { mode: "bridge", bcQueueLen: 100, bcCutoff: 5 } },
    told: () => ({ bcQueueLenUsed: 100, bcCutoff: 5 }),
    unrepeatable: tellsInUse,
    shown: { mode: "bridge", bcqueuelen: 100 },
    change: [
      { mode: "vepa", bcQueueLen: 3000, bcCutoff: -1 },
      { mode: 2, bcQueueLen: 3000, bcQueueLenUsed: 3000, bcCutoff: -1 },
      { mode: "vepa", bcqueuelen: 3000, usedbcqueuelen: 3000 },
    ],
  },
  {
    what: "alone",
    options: { link: "d0" },
    info: { kind: "macvtap", data: { mode: "passthru", flags: ["nopromisc"] } },
    unrepeatable: tellsInUse,
    shown: { mode: "passthru", nopromisc: true },
    change: [{ bcQueueLen: 0 }, { bcQueueLen: 0 }],
  },
  {
    what: "of layer 3",
    options: { link: "d0" },
    info: { kind: "ipvlan", data: { mode: "l3s", flags: ["private"] } },
    shown: { mode: "l3s", private: true },
    change: [
      { mode: "l2", flags: ["vepa"] },
      { mode: 0, flags: 2 },
      { mode: "l2", vepa: true },
    ],
  },
  {
    what: "of layer 2",
    options: { link: "d0" },
    info: { kind: "ipvtap", data: { mode: "l2", flags: ["vepa"] } },
    shown: { mode: "l2", vepa: true },
    change: [
      { mode: "l3", flags: [] },
      { mode: 1, flags: 0 },
      { mode: "l3", bridge: true },
    ],
  },
  {
    what: "with a channel of its own",
    options: { link: "d0" },
    info: {
      kind: "macsec",
      data: {
        sci: 0x02000000000a000bn,
        cipherSuite: "gcm_aes_256",
        icvLen: 16,
        encodingSa: 3,
        encrypt: true,
        protect: true,
        incSci: true,
        es: false,
        scb: false,
        replayProtect: true,
        window: 64,
        validation: "check",
        offload: "off",
      },
    },
    shown: {
      sci: "02000000000a000b",
      cipher_suite: "GCM-AES-256",
      icv_len: 16,
      encoding_sa: 3,
      encrypt: true,
      protect: true,
      inc_sci: true,
      es: false,
      scb: false,
      replay_protect: true,
      window: 64,
      validation: "check",
      offload: "off",
    },
    change: [
      { encrypt: false, encodingSa: 1, validation: "strict", replayProtect: false, incSci: true },
      { encrypt: 0, encodingSa: 1, validation: 2, replayProtect: 0, incSci: 1 },
      { encrypt: false, encoding_sa: 1, validation: "strict", replay_protect: false, inc_sci: true },
    ],
  },
  {
    what: "of a port",
    options: { link: "d0", address: "02:00:00:00:00:0a" },
    info: { kind: "macsec", data: { port: 12, cipherSuite: "gcm_aes_xpn_128", es: true, incSci: false } },
    untold: ["port"],
    told: () => ({ sci: 0x02000000000a000cn }),
    unrepeatable: needsItInFrames,
    shown: { sci: "02000000000a000c", cipher_suite: "GCM-AES-XPN-128", es: true },
  },
  {
    what: "of a single broadcaster",
    options: { link: "d0", address: "02:00:00:00:00:0a" },
    info: { kind: "macsec", data: { scb: true, incSci: false } },
    told: () => ({ sci: 0x02000000000a0001n }),
    unrepeatable: needsItInFrames,
    shown: { sci: "02000000000a0001", scb: true },
  },
];

const rings: readonly KindCase[] = [
  {
    what: "of version 1",
    options: {},
    info: { kind: "hsr", data: { slave1: "d0", slave2: "d1", multicastSpec: 45, version: 1 } },
    untold: ["multicastSpec"],
    told: (index) => ({
      slave1: index("d0"),
      slave2: index("d1"),
      supervisionAddr: "01:15:4e:00:01:2d",
      protocol: 0,
    }),
    unrepeatable: "the kernel tells the last byte of the supervision address as part of the whole, and takes it alone",
    shown: { slave1: "d0", slave2: "d1", supervision_addr: "01:15:4e:00:01:2d", proto: 0 },
    change: "EOPNOTSUPP",
  },
  {
    what: "of two networks",
    options: {},
    info: { kind: "hsr", data: { slave1: "d0", slave2: "d1", protocol: "prp" } },
    told: (index) => ({ slave1: index("d0"), slave2: index("d1"), supervisionAddr: "01:15:4e:00:01:00" }),
    shown: { slave1: "d0", slave2: "d1", proto: 1 },
  },
  {
    what: "with devices that know no HSR",
    options: {},
    info: { kind: "hsr", data: { slave1: "d0", slave2: "d1", interlink: "d2", version: 1 } },
    told: (index) => ({ slave1: index("d0"), slave2: index("d1"), interlink: index("d2") }),
    shown: { slave1: "d0", slave2: "d1" },
  },
];

const secondEnd = { name: "t1", txQueueLength: 50 };
const pairs: readonly KindCase[] = [
  {
    what: "with Ethernet and policies",
    options: { address: "02:00:00:00:00:01" },
    info: {
      kind: "netkit",
      data: {
        mode: "l2",
        policy: "drop",
        peerPolicy: "drop",
        scrub: "none",
        peerScrub: "none",
        headroom: 32,
        tailroom: 16,
        pairing: "pair",
        peerInfo: { ...secondEnd, address: "02:00:00:00:00:02" },
      },
    },
    untold: ["peerInfo"],
    told: () => ({ primary: 1 }),
    change: [
      { policy: "pass", peerPolicy: "pass" },
      { policy: 0, peerPolicy: 0 },
    ],
    unrepeatable: tellsPrimary,
  },
  {
    what: "of layer 3",
    options: {},
    info: { kind: "netkit", data: { mode: "l3", policy: "pass", peerPolicy: "drop", peerInfo: secondEnd } },
    untold: ["peerInfo"],
    told: () => ({ primary: 1, scrub: 1, peerScrub: 1, pairing: 0 }),
    unrepeatable: tellsPrimary,
  },
  {
    what: "alone",
    options: {},
    info: { kind: "netkit", data: { mode: "l2", pairing: "single" } },
    told: () => ({ pairing: 1 }),
    unrepeatable: tellsPrimary,
  },
  {
    what: "with a name for its peer",
    options: { mtu: 72 },
    info: { kind: "vxcan", data: { peer: { ...secondEnd, mtu: 16 } } },
    untold: ["peer"],
    change: "EOPNOTSUPP",
  },
  {
    what: "with a name for its peer",
    options: { mtu: 1400 },
    info: { kind: "veth", data: { peer: { ...secondEnd, mtu: 1300 } } },
    untold: ["peer"],
    change: "EOPNOTSUPP",
  },
];

const others: readonly KindCase[] = [
  {
    what: "with a table beyond 255",
    options: {},
    info: { kind: "vrf", data: { table: 4242 } },
    shown: { table: 4242 },
    change: "EOPNOTSUPP",
  },
  {
    what: "with its algorithm",
    options: {},
    info: { kind: "batadv", data: { algoName: "BATMAN_IV" } },
    untold: ["algoName"],
    change: "EOPNOTSUPP",
  },
  { what: "for one peer", options: {}, info: { kind: "ovpn", data: { mode: "p2p" } }, change: "EOPNOTSUPP" },
  { what: "for many peers", options: {}, info: { kind: "ovpn", data: { mode: "mp" } } },
  { what: "", options: { address: "02:00:00:00:00:01" }, info: { kind: "dummy" } },
  { what: "with queues", options: { numTxQueues: 2, numRxQueues: 2 }, info: { kind: "ifb" } },
  { what: "", options: {}, info: { kind: "nlmon" } },
  { what: "", options: { numTxQueues: 4 }, info: { kind: "team" } },
  { what: "for CAN FD", options: { mtu: 72 }, info: { kind: "vcan" } },
  { what: "", options: { mtu: 1380 }, info: { kind: "wireguard" } },
];

/** One link or more of each kind that is no tunnel and wants no hardware. */
export const virtualKinds: readonly KindCase[] = [...bonds, ...stacked, ...rings, ...pairs, ...others];
