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
