import type { link } from "../../../../src/ops/index.ts";
import type { kinds } from "../../../../src/protocol/route/index.ts";

/** IFLA_INFO_DATA of a link as kernel 7.3 told it, of kinds and options that iproute2 6.1 has no words for. */
export interface ToldData<Kind extends keyof typeof kinds = keyof typeof kinds> {
  readonly what: string;
  readonly kind: Kind;
  /** The options with which the link was made, whose devices had these indices. */
  readonly made?: link.LinkInfoOptions;
  /** Hex, up to ` # ` on each line. */
  readonly bytes: string;
  readonly value: object;
}

const [d0, d1, d2] = [5, 6, 7];

/** A link of each such kind. */
export const toldData: readonly ToldData[] = [
  {
    what: "the primary end of a netkit pair",
    kind: "netkit",
    made: {
      kind: "netkit",
      data: { mode: "l2", policy: "drop", scrub: "none", peerPolicy: "pass", headroom: 32, tailroom: 16, peerInfo: {} },
    },
    bytes: `
      05000200 01000000 # IFLA_NETKIT_PRIMARY
      08000300 02000000 # IFLA_NETKIT_POLICY
      08000500 00000000 # IFLA_NETKIT_MODE
      08000600 00000000 # IFLA_NETKIT_SCRUB
      06000800 20000000 # IFLA_NETKIT_HEADROOM
      06000900 10000000 # IFLA_NETKIT_TAILROOM
      08000a00 00000000 # IFLA_NETKIT_PAIRING
      08000400 00000000 # IFLA_NETKIT_PEER_POLICY
      08000700 01000000 # IFLA_NETKIT_PEER_SCRUB
    `,
    value: {
      primary: 1,
      policy: 2,
      mode: 0,
      scrub: 0,
      headroom: 32,
      tailroom: 16,
      pairing: 0,
      peerPolicy: 0,
      peerScrub: 1,
    },
  },
  {
    what: "its other end",
    kind: "netkit",
    bytes: `
      05000200 00000000 # IFLA_NETKIT_PRIMARY
      08000300 00000000 # IFLA_NETKIT_POLICY
      08000500 00000000 # IFLA_NETKIT_MODE
      08000600 01000000 # IFLA_NETKIT_SCRUB
      06000800 20000000 # IFLA_NETKIT_HEADROOM
      06000900 10000000 # IFLA_NETKIT_TAILROOM
      08000a00 00000000 # IFLA_NETKIT_PAIRING
      08000400 02000000 # IFLA_NETKIT_PEER_POLICY
      08000700 00000000 # IFLA_NETKIT_PEER_SCRUB
    `,
    value: {
      primary: 0,
      policy: 0,
      mode: 0,
      scrub: 1,
      headroom: 32,
      tailroom: 16,
      pairing: 0,
      peerPolicy: 2,
      peerScrub: 0,
    },
  },
  {
    what: "a netkit alone",
    kind: "netkit",
    made: { kind: "netkit", data: { mode: "l2", pairing: "single" } },
    bytes: `
      05000200 01000000 # IFLA_NETKIT_PRIMARY
      08000300 00000000 # IFLA_NETKIT_POLICY
      08000500 00000000 # IFLA_NETKIT_MODE
      06000800 00000000 # IFLA_NETKIT_HEADROOM
      06000900 00000000 # IFLA_NETKIT_TAILROOM
      08000a00 01000000 # IFLA_NETKIT_PAIRING
    `,
    value: { primary: 1, policy: 0, mode: 0, headroom: 0, tailroom: 0, pairing: 1 },
  },
  {
    what: "an OpenVPN device for many peers",
    kind: "ovpn",
    made: { kind: "ovpn", data: { mode: "mp" } },
    bytes: "05000100 01000000 # IFLA_OVPN_MODE",
    value: { mode: 1 },
  },
  {
    what: "a ring with an interlink",
    kind: "hsr",
    made: { kind: "hsr", data: { slave1: d0, slave2: d1, interlink: d2, version: 1 } },
    bytes: `
      08000100 05000000 # IFLA_HSR_SLAVE1
      08000200 06000000 # IFLA_HSR_SLAVE2
      08000800 07000000 # IFLA_HSR_INTERLINK
      0a000400 01154e00 01000000 # IFLA_HSR_SUPERVISION_ADDR
      06000500 fffb0000 # IFLA_HSR_SEQ_NR
      05000600 01000000 # IFLA_HSR_VERSION
      05000700 00000000 # IFLA_HSR_PROTOCOL
    `,
    value: {
      slave1: d0,
      slave2: d1,
      interlink: d2,
      supervisionAddr: "01:15:4e:00:01:00",
      seqNr: 0xfbff,
      version: 1,
      protocol: 0,
    },
  },
  {
    what: "a macvlan that queues no broadcast for up to five receivers",
    kind: "macvlan",
    made: { kind: "macvlan", data: { mode: "bridge", bcCutoff: 5 } },
    bytes: `
      08000100 04000000 # IFLA_MACVLAN_MODE
      06000200 00000000 # IFLA_MACVLAN_FLAGS
      08000600 00000000 # IFLA_MACVLAN_MACADDR_COUNT
      08000700 e8030000 # IFLA_MACVLAN_BC_QUEUE_LEN
      08000800 e8030000 # IFLA_MACVLAN_BC_QUEUE_LEN_USED
      08000900 05000000 # IFLA_MACVLAN_BC_CUTOFF
    `,
    value: { mode: 4, flags: 0, macaddrCount: 0, bcQueueLen: 1000, bcQueueLenUsed: 1000, bcCutoff: 5 },
  },
  {
    what: "a bond that agreed with its partner",
    kind: "bond",
    made: {
      kind: "bond",
      data: {
        mode: "8023ad",
        miimon: 50,
        adLacpRate: "fast",
        adSelect: "prio",
        coupledControl: false,
        broadcastNeigh: true,
        lacpStrict: true,
      },
    },
    bytes: `
      05000100 04000000 # IFLA_BOND_MODE
      08000300 32000000 # IFLA_BOND_MIIMON
      08000400 00000000 # IFLA_BOND_UPDELAY
      08000500 00000000 # IFLA_BOND_DOWNDELAY
      08001c00 00000000 # IFLA_BOND_PEER_NOTIF_DELAY
      05000600 01000000 # IFLA_BOND_USE_CARRIER
      08000700 00000000 # IFLA_BOND_ARP_INTERVAL
      08000900 00000000 # IFLA_BOND_ARP_VALIDATE
      08000a00 00000000 # IFLA_BOND_ARP_ALL_TARGETS
      05000c00 00000000 # IFLA_BOND_PRIMARY_RESELECT
      05000d00 00000000 # IFLA_BOND_FAIL_OVER_MAC
      05000e00 00000000 # IFLA_BOND_XMIT_HASH_POLICY
      08000f00 01000000 # IFLA_BOND_RESEND_IGMP
      05001000 01000000 # IFLA_BOND_NUM_PEER_NOTIF
      05001100 00000000 # IFLA_BOND_ALL_SLAVES_ACTIVE
      08001200 00000000 # IFLA_BOND_MIN_LINKS
      08001300 01000000 # IFLA_BOND_LP_INTERVAL
      08001400 01000000 # IFLA_BOND_PACKETS_PER_SLAVE
      05001d00 01000000 # IFLA_BOND_AD_LACP_ACTIVE
      05001500 01000000 # IFLA_BOND_AD_LACP_RATE
      05001600 03000000 # IFLA_BOND_AD_SELECT
      05001b00 01000000 # IFLA_BOND_TLB_DYNAMIC_LB
      05001e00 02000000 # IFLA_BOND_MISSED_MAX
      05002000 00000000 # IFLA_BOND_COUPLED_CONTROL
      05002100 01000000 # IFLA_BOND_BROADCAST_NEIGH
      05002200 01000000 # IFLA_BOND_LACP_STRICT
      06001800 ffff0000 # IFLA_BOND_AD_ACTOR_SYS_PRIO
      06001900 00000000 # IFLA_BOND_AD_USER_PORT_KEY
      0a001a00 00000000 00000000 # IFLA_BOND_AD_ACTOR_SYSTEM
      30001700 # IFLA_BOND_AD_INFO
        06000100 01000000 # IFLA_BOND_AD_INFO_AGGREGATOR
        06000200 02000000 # IFLA_BOND_AD_INFO_NUM_PORTS
        06000300 0f000000 # IFLA_BOND_AD_INFO_ACTOR_KEY
        06000400 0f000000 # IFLA_BOND_AD_INFO_PARTNER_KEY
        0a000500 02000000 00020000 # IFLA_BOND_AD_INFO_PARTNER_MAC
    `,
    value: {
      mode: 4,
      miimon: 50,
      updelay: 0,
      downdelay: 0,
      peerNotifDelay: 0,
      useCarrier: 1,
      arpInterval: 0,
      arpValidate: 0,
      arpAllTargets: 0,
      primaryReselect: 0,
      failOverMac: 0,
      xmitHashPolicy: 0,
      resendIgmp: 1,
      numPeerNotif: 1,
      allSlavesActive: 0,
      minLinks: 0,
      lpInterval: 1,
      packetsPerSlave: 1,
      adLacpActive: 1,
      adLacpRate: 1,
      adSelect: 3,
      tlbDynamicLb: 1,
      missedMax: 2,
      coupledControl: 0,
      broadcastNeigh: 1,
      lacpStrict: 1,
      adActorSysPrio: 65535,
      adUserPortKey: 0,
      adActorSystem: "00:00:00:00:00:00",
      adInfo: { aggregator: 1, numPorts: 2, actorKey: 15, partnerKey: 15, partnerMac: "02:00:00:00:00:02" },
    },
  },
  {
    what: "a VXLAN over IPv4 that does not bypass the network",
    kind: "vxlan",
    made: {
      kind: "vxlan",
      data: {
        id: 1,
        link: d0,
        group: "239.1.1.1",
        local: "10.0.0.1",
        port: 4789,
        localbypass: false,
        gbp: true,
        remcsumNopartial: true,
        udpCsum: false,
      },
    },
    bytes: `
      08000100 01000000 # IFLA_VXLAN_ID
      08000200 ef010101 # IFLA_VXLAN_GROUP
      08000300 05000000 # IFLA_VXLAN_LINK
      08000400 0a000001 # IFLA_VXLAN_LOCAL
      05000500 00000000 # IFLA_VXLAN_TTL
      05001c00 00000000 # IFLA_VXLAN_TTL_INHERIT
      05000600 00000000 # IFLA_VXLAN_TOS
      05001d00 00000000 # IFLA_VXLAN_DF
      08001a00 00000000 # IFLA_VXLAN_LABEL
      08002000 00000000 # IFLA_VXLAN_LABEL_POLICY
      05000700 01000000 # IFLA_VXLAN_LEARNING
      05000b00 00000000 # IFLA_VXLAN_PROXY
      05000c00 00000000 # IFLA_VXLAN_RSC
      05000d00 00000000 # IFLA_VXLAN_L2MISS
      05000e00 00000000 # IFLA_VXLAN_L3MISS
      05001900 00000000 # IFLA_VXLAN_COLLECT_METADATA
      08000800 2c010000 # IFLA_VXLAN_AGEING
      08000900 00000000 # IFLA_VXLAN_LIMIT
      06000f00 12b50000 # IFLA_VXLAN_PORT
      05001200 00000000 # IFLA_VXLAN_UDP_CSUM
      05001300 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_TX
      05001400 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_RX
      05001500 00000000 # IFLA_VXLAN_REMCSUM_TX
      05001600 00000000 # IFLA_VXLAN_REMCSUM_RX
      05001f00 00000000 # IFLA_VXLAN_LOCALBYPASS
      08000a00 00000000 # IFLA_VXLAN_PORT_RANGE
      04001700 # IFLA_VXLAN_GBP
      04001800 # IFLA_VXLAN_REMCSUM_NOPARTIAL
      0c002100 77000000 000000ff # IFLA_VXLAN_RESERVED_BITS
    `,
    value: {
      id: 1,
      group: "239.1.1.1",
      link: 5,
      local: "10.0.0.1",
      ttl: 0,
      ttlInherit: 0,
      tos: 0,
      df: 0,
      label: 0,
      labelPolicy: 0,
      learning: 1,
      proxy: 0,
      rsc: 0,
      l2miss: 0,
      l3miss: 0,
      collectMetadata: 0,
      ageing: 300,
      limit: 0,
      port: 4789,
      udpCsum: 0,
      udpZeroCsum6Tx: 0,
      udpZeroCsum6Rx: 0,
      remcsumTx: 0,
      remcsumRx: 0,
      localbypass: 0,
      portRange: { low: 0, high: 0 },
      gbp: true,
      remcsumNopartial: true,
      reservedBits: Uint8Array.of(0x77, 0, 0, 0, 0, 0, 0, 0xff),
    },
  },
  {
    what: "a VXLAN whose flow label is inherited",
    kind: "vxlan",
    made: { kind: "vxlan", data: { id: 2, group: "2001:db8::1", port: 4790, labelPolicy: "inherit" } },
    bytes: `
      08000100 02000000 # IFLA_VXLAN_ID
      14001000 20010db8 00000000 00000000 00000001 # IFLA_VXLAN_GROUP6
      05000500 00000000 # IFLA_VXLAN_TTL
      05001c00 00000000 # IFLA_VXLAN_TTL_INHERIT
      05000600 00000000 # IFLA_VXLAN_TOS
      05001d00 00000000 # IFLA_VXLAN_DF
      08001a00 00000000 # IFLA_VXLAN_LABEL
      08002000 01000000 # IFLA_VXLAN_LABEL_POLICY
      05000700 01000000 # IFLA_VXLAN_LEARNING
      05000b00 00000000 # IFLA_VXLAN_PROXY
      05000c00 00000000 # IFLA_VXLAN_RSC
      05000d00 00000000 # IFLA_VXLAN_L2MISS
      05000e00 00000000 # IFLA_VXLAN_L3MISS
      05001900 00000000 # IFLA_VXLAN_COLLECT_METADATA
      08000800 2c010000 # IFLA_VXLAN_AGEING
      08000900 00000000 # IFLA_VXLAN_LIMIT
      06000f00 12b60000 # IFLA_VXLAN_PORT
      05001200 01000000 # IFLA_VXLAN_UDP_CSUM
      05001300 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_TX
      05001400 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_RX
      05001500 00000000 # IFLA_VXLAN_REMCSUM_TX
      05001600 00000000 # IFLA_VXLAN_REMCSUM_RX
      05001f00 01000000 # IFLA_VXLAN_LOCALBYPASS
      08000a00 00000000 # IFLA_VXLAN_PORT_RANGE
      0c002100 f7ffffff 000000ff # IFLA_VXLAN_RESERVED_BITS
    `,
    value: {
      id: 2,
      group6: "2001:db8::1",
      ttl: 0,
      ttlInherit: 0,
      tos: 0,
      df: 0,
      label: 0,
      labelPolicy: 1,
      learning: 1,
      proxy: 0,
      rsc: 0,
      l2miss: 0,
      l3miss: 0,
      collectMetadata: 0,
      ageing: 300,
      limit: 0,
      port: 4790,
      udpCsum: 1,
      udpZeroCsum6Tx: 0,
      udpZeroCsum6Rx: 0,
      remcsumTx: 0,
      remcsumRx: 0,
      localbypass: 1,
      portRange: { low: 0, high: 0 },
      reservedBits: Uint8Array.of(0xf7, 0xff, 0xff, 0xff, 0, 0, 0, 0xff),
    },
  },
  {
    what: "a VXLAN of any protocol that passes over reserved bits",
    kind: "vxlan",
    made: {
      kind: "vxlan",
      data: {
        collectMetadata: true,
        learning: false,
        gpe: true,
        port: 4791,
        reservedBits: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0xff),
      },
    },
    bytes: `
      08000100 00000000 # IFLA_VXLAN_ID
      05000500 00000000 # IFLA_VXLAN_TTL
      05001c00 00000000 # IFLA_VXLAN_TTL_INHERIT
      05000600 00000000 # IFLA_VXLAN_TOS
      05001d00 00000000 # IFLA_VXLAN_DF
      08001a00 00000000 # IFLA_VXLAN_LABEL
      08002000 00000000 # IFLA_VXLAN_LABEL_POLICY
      05000700 00000000 # IFLA_VXLAN_LEARNING
      05000b00 00000000 # IFLA_VXLAN_PROXY
      05000c00 00000000 # IFLA_VXLAN_RSC
      05000d00 00000000 # IFLA_VXLAN_L2MISS
      05000e00 00000000 # IFLA_VXLAN_L3MISS
      05001900 01000000 # IFLA_VXLAN_COLLECT_METADATA
      08000800 2c010000 # IFLA_VXLAN_AGEING
      08000900 00000000 # IFLA_VXLAN_LIMIT
      06000f00 12b70000 # IFLA_VXLAN_PORT
      05001200 01000000 # IFLA_VXLAN_UDP_CSUM
      05001300 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_TX
      05001400 00000000 # IFLA_VXLAN_UDP_ZERO_CSUM6_RX
      05001500 00000000 # IFLA_VXLAN_REMCSUM_TX
      05001600 00000000 # IFLA_VXLAN_REMCSUM_RX
      05001f00 01000000 # IFLA_VXLAN_LOCALBYPASS
      08000a00 00000000 # IFLA_VXLAN_PORT_RANGE
      04001b00 # IFLA_VXLAN_GPE
      0c002100 00000000 000000ff # IFLA_VXLAN_RESERVED_BITS
    `,
    value: {
      id: 0,
      ttl: 0,
      ttlInherit: 0,
      tos: 0,
      df: 0,
      label: 0,
      labelPolicy: 0,
      learning: 0,
      proxy: 0,
      rsc: 0,
      l2miss: 0,
      l3miss: 0,
      collectMetadata: 1,
      ageing: 300,
      limit: 0,
      port: 4791,
      udpCsum: 1,
      udpZeroCsum6Tx: 0,
      udpZeroCsum6Rx: 0,
      remcsumTx: 0,
      remcsumRx: 0,
      localbypass: 1,
      portRange: { low: 0, high: 0 },
      gpe: true,
      reservedBits: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0xff),
    },
  },
  {
    what: "a Geneve tunnel with source ports and hints over IPv4",
    kind: "geneve",
    made: {
      kind: "geneve",
      data: {
        id: 3,
        remote: "192.0.2.1",
        local: "10.0.0.1",
        port: 6082,
        portRange: { low: 1000, high: 2000 },
        groHint: true,
      },
    },
    bytes: `
      08000100 03000000 # IFLA_GENEVE_ID
      08000200 c0000201 # IFLA_GENEVE_REMOTE
      05000800 00000000 # IFLA_GENEVE_UDP_CSUM
      08001100 0a000001 # IFLA_GENEVE_LOCAL
      05000300 00000000 # IFLA_GENEVE_TTL
      05000400 00000000 # IFLA_GENEVE_TOS
      08000b00 00000000 # IFLA_GENEVE_LABEL
      05000d00 00000000 # IFLA_GENEVE_DF
      06000500 17c20000 # IFLA_GENEVE_PORT
      05000a00 01000000 # IFLA_GENEVE_UDP_ZERO_CSUM6_RX
      05000c00 00000000 # IFLA_GENEVE_TTL_INHERIT
      08000f00 03e807d0 # IFLA_GENEVE_PORT_RANGE
      04001000 # IFLA_GENEVE_GRO_HINT
    `,
    value: {
      id: 3,
      remote: "192.0.2.1",
      udpCsum: 0,
      local: "10.0.0.1",
      ttl: 0,
      tos: 0,
      label: 0,
      df: 0,
      port: 6082,
      udpZeroCsum6Rx: 1,
      ttlInherit: 0,
      portRange: { low: 1000, high: 2000 },
      groHint: true,
    },
  },
  {
    what: "a Geneve tunnel with a source address over IPv6",
    kind: "geneve",
    made: { kind: "geneve", data: { id: 4, remote: "2001:db8::1", local: "2001:db8::fe" } },
    bytes: `
      08000100 04000000 # IFLA_GENEVE_ID
      14000700 20010db8 00000000 00000000 00000001 # IFLA_GENEVE_REMOTE6
      05000900 00000000 # IFLA_GENEVE_UDP_ZERO_CSUM6_TX
      14001200 20010db8 00000000 00000000 000000fe # IFLA_GENEVE_LOCAL6
      05000300 00000000 # IFLA_GENEVE_TTL
      05000400 00000000 # IFLA_GENEVE_TOS
      08000b00 00000000 # IFLA_GENEVE_LABEL
      05000d00 00000000 # IFLA_GENEVE_DF
      06000500 17c10000 # IFLA_GENEVE_PORT
      05000a00 00000000 # IFLA_GENEVE_UDP_ZERO_CSUM6_RX
      05000c00 00000000 # IFLA_GENEVE_TTL_INHERIT
      08000f00 0001ffff # IFLA_GENEVE_PORT_RANGE
    `,
    value: {
      id: 4,
      remote6: "2001:db8::1",
      udpZeroCsum6Tx: 0,
      local6: "2001:db8::fe",
      ttl: 0,
      tos: 0,
      label: 0,
      df: 0,
      port: 6081,
      udpZeroCsum6Rx: 0,
      ttlInherit: 0,
      portRange: { low: 1, high: 65535 },
    },
  },
  {
    what: "a GTP tunnel whose sockets the kernel made",
    kind: "gtp",
    bytes: `
      08000300 00040000 # IFLA_GTP_PDP_HASHSIZE
      08000400 01000000 # IFLA_GTP_ROLE
      05000600 00000000 # IFLA_GTP_RESTART_COUNT
    `,
    value: { pdpHashsize: 1024, role: 1, restartCount: 0 },
  },
];

/** IFLA_INFO_SLAVE_DATA of a slave of that bond, whose `actorPortPrio` had been set. */
export const toldSlave = {
  bytes: `
    05000100 00000000 # IFLA_BOND_SLAVE_STATE
    05000200 00000000 # IFLA_BOND_SLAVE_MII_STATUS
    08000300 00000000 # IFLA_BOND_SLAVE_LINK_FAILURE_COUNT
    0a000400 e2afb59a 577c0000 # IFLA_BOND_SLAVE_PERM_HWADDR
    06000500 00000000 # IFLA_BOND_SLAVE_QUEUE_ID
    08000900 00000000 # IFLA_BOND_SLAVE_PRIO
    06000600 01000000 # IFLA_BOND_SLAVE_AD_AGGREGATOR_ID
    05000700 3f000000 # IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE
    06000800 3f000000 # IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE
    05000b00 00000000 # IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE
    05000c00 00000000 # IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE
    06000a00 64000000 # IFLA_BOND_SLAVE_ACTOR_PORT_PRIO
  `,
  value: {
    state: 0,
    miiStatus: 0,
    linkFailureCount: 0,
    permHwaddr: "e2:af:b5:9a:57:7c",
    queueId: 0,
    prio: 0,
    adAggregatorId: 1,
    adActorOperPortState: 0x3f,
    adPartnerOperPortState: 0x3f,
    adChurnActorState: 0,
    adChurnPartnerState: 0,
    actorPortPrio: 100,
  },
} as const;
