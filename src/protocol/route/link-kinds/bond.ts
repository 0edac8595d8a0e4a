import { hardwareAddress, ipv4, ipv6, linkAddress } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { list } from "../../schema/nests.ts";
import type { Family } from "../../schema/registry.ts";
import { u16, u32, u8 } from "../../schema/scalars.ts";

/** BOND_MODE_*: how a bond shares its slaves. */
export const bondMode = enumeration("BOND_MODE_", {
  roundrobin: 0,
  activebackup: 1,
  xor: 2,
  broadcast: 3,
  "8023ad": 4,
  tlb: 5,
  alb: 6,
});

/** BOND_XMIT_POLICY_*: what of a packet chooses the slave that sends it. */
export const bondXmitPolicy = enumeration("BOND_XMIT_POLICY_", {
  layer2: 0,
  layer34: 1,
  layer23: 2,
  encap23: 3,
  encap34: 4,
  vlan_srcmac: 5,
});

/** BOND_ARP_VALIDATE_*: which slaves' ARP probes are looked at; the bits are those of the kernel's `net/bonding.h`. */
export const bondArpValidate = enumeration("BOND_ARP_VALIDATE_", {
  none: 0,
  active: 1,
  backup: 2,
  all: 3,
  filter: 4,
  filter_active: 5,
  filter_backup: 6,
});

/** BOND_ARP_TARGETS_*: how many of the targets must answer (`net/bonding.h`). */
export const bondArpTargets = enumeration("BOND_ARP_TARGETS_", { any: 0, all: 1 });

/** BOND_PRI_RESELECT_*: when the primary slave becomes the active one again (`net/bonding.h`). */
export const bondPrimaryReselect = enumeration("BOND_PRI_RESELECT_", { always: 0, better: 1, failure: 2 });

/** BOND_FOM_*: whose link-layer address the slaves have (`net/bonding.h`). */
export const bondFailOverMac = enumeration("BOND_FOM_", { none: 0, active: 1, follow: 2 });

/** AD_LACP_*: how often the partner is to send, every 30 s or every second (`net/bond_3ad.h`). */
export const bondLacpRate = enumeration("AD_LACP_", { slow: 0, fast: 1 });

/** BOND_AD_*: how an aggregator is chosen (`net/bond_3ad.h`); `prio` came with Linux 6.18. */
export const bondAdSelect = enumeration("BOND_AD_", { stable: 0, bandwidth: 1, count: 2, prio: 3 });

const bondAdInfoAttributes = {
  /** IFLA_BOND_AD_INFO_AGGREGATOR: number of the active aggregator. */
  aggregator: [1, u16],
  /** IFLA_BOND_AD_INFO_NUM_PORTS: ports in it. */
  numPorts: [2, u16],
  /** IFLA_BOND_AD_INFO_ACTOR_KEY: our key. */
  actorKey: [3, u16],
  /** IFLA_BOND_AD_INFO_PARTNER_KEY: the partner's key. */
  partnerKey: [4, u16],
  /** IFLA_BOND_AD_INFO_PARTNER_MAC: the partner's system address. */
  partnerMac: [5, hardwareAddress(6)],
} as const;

/** The active aggregator of an 802.3ad bond. */
export interface BondAdInfo extends Output<typeof bondAdInfoAttributes> {}
/** Input of {@link bondAdInfo}. */
export interface BondAdInfoInput extends Input<typeof bondAdInfoAttributes> {}
/** IFLA_BOND_AD_INFO_* (`linux/if_link.h`). */
export const bondAdInfo: Space<BondAdInfo, BondAdInfoInput> = attributeSet("IFLA_BOND_AD_INFO_", bondAdInfoAttributes);

const bondAttributes = {
  /** IFLA_BOND_MODE: how its slaves are shared; only without slaves. */
  mode: [1, choice(u8, bondMode)],
  /** IFLA_BOND_ACTIVE_SLAVE: index of the slave in use; 0 lets the bond choose. */
  activeSlave: [2, u32],
  /** IFLA_BOND_MIIMON: ms between looks at the slaves' carrier, 0 for never. */
  miimon: [3, u32],
  /** IFLA_BOND_UPDELAY: ms before a slave whose carrier came is used. */
  updelay: [4, u32],
  /** IFLA_BOND_DOWNDELAY: ms before a slave whose carrier went is given up. */
  downdelay: [5, u32],
  /** IFLA_BOND_USE_CARRIER: whether the carrier is asked for, not the MII registers; newer kernels take 1 only. */
  useCarrier: [6, onOff],
  /** IFLA_BOND_ARP_INTERVAL: ms between ARP probes, 0 for none. */
  arpInterval: [7, u32],
  /** IFLA_BOND_ARP_IP_TARGET: IPv4 addresses that are probed, up to 16. */
  arpIpTarget: [8, list(ipv4, "index", 0)],
  /** IFLA_BOND_ARP_VALIDATE: which slaves' probes are looked at. */
  arpValidate: [9, choice(u32, bondArpValidate)],
  /** IFLA_BOND_ARP_ALL_TARGETS: how many of the targets must answer. */
  arpAllTargets: [10, choice(u32, bondArpTargets)],
  /** IFLA_BOND_PRIMARY: index of the slave that is preferred; 0 for none. */
  primary: [11, u32],
  /** IFLA_BOND_PRIMARY_RESELECT: when it becomes the active one again. */
  primaryReselect: [12, choice(u8, bondPrimaryReselect)],
  /** IFLA_BOND_FAIL_OVER_MAC: whose link-layer address the slaves have; only without slaves. */
  failOverMac: [13, choice(u8, bondFailOverMac)],
  /** IFLA_BOND_XMIT_HASH_POLICY: what of a packet chooses the slave. */
  xmitHashPolicy: [14, choice(u8, bondXmitPolicy)],
  /** IFLA_BOND_RESEND_IGMP: membership reports after a failover, up to 255. */
  resendIgmp: [15, u32],
  /** IFLA_BOND_NUM_PEER_NOTIF: gratuitous ARPs and neighbour advertisements after a failover. */
  numPeerNotif: [16, u8],
  /** IFLA_BOND_ALL_SLAVES_ACTIVE: whether what inactive slaves receive is taken. */
  allSlavesActive: [17, onOff],
  /** IFLA_BOND_MIN_LINKS: slaves with carrier that the bond's carrier needs. */
  minLinks: [18, u32],
  /** IFLA_BOND_LP_INTERVAL: s between learning packets. */
  lpInterval: [19, u32],
  /** IFLA_BOND_PACKETS_PER_SLAVE: packets before the next slave's turn; 0 chooses by chance. */
  packetsPerSlave: [20, u32],
  /** IFLA_BOND_AD_LACP_RATE: how often the partner is to send. */
  adLacpRate: [21, choice(u8, bondLacpRate)],
  /** IFLA_BOND_AD_SELECT: how an aggregator is chosen. */
  adSelect: [22, choice(u8, bondAdSelect)],
  /** IFLA_BOND_AD_INFO: the active aggregator, told of 802.3ad bonds. */
  adInfo: [23, bondAdInfo],
  /** IFLA_BOND_AD_ACTOR_SYS_PRIO: priority of our system, 1 to 65535. */
  adActorSysPrio: [24, u16],
  /** IFLA_BOND_AD_USER_PORT_KEY: upper ten bits of the port key. */
  adUserPortKey: [25, u16],
  /** IFLA_BOND_AD_ACTOR_SYSTEM: address of our system. */
  adActorSystem: [26, linkAddress],
  /** IFLA_BOND_TLB_DYNAMIC_LB: whether flows move with the load. */
  tlbDynamicLb: [27, onOff],
  /** IFLA_BOND_PEER_NOTIF_DELAY: ms between notifications after a failover. */
  peerNotifDelay: [28, u32],
  /** IFLA_BOND_AD_LACP_ACTIVE: whether LACP packets are sent without being asked (Linux 5.15). */
  adLacpActive: [29, onOff],
  /** IFLA_BOND_MISSED_MAX: ARP probes that may go unanswered (Linux 5.17). */
  missedMax: [30, u8],
  /** IFLA_BOND_NS_IP6_TARGET: IPv6 addresses that are probed, up to 16 (Linux 5.18). */
  nsIp6Target: [31, list(ipv6, "index", 0)],
  /** IFLA_BOND_COUPLED_CONTROL: whether collecting and distributing begin together (Linux 6.9). */
  coupledControl: [32, onOff],
  /** IFLA_BOND_BROADCAST_NEIGH: whether ARP and ND go out of all slaves (Linux 6.17). */
  broadcastNeigh: [33, onOff],
  /** IFLA_BOND_LACP_STRICT: how strictly LACP is asked of the partner, 0 or 1 (after Linux 6.18). */
  lacpStrict: [34, onOff],
} as const;

/** A bond (`ip link add type bond …`). */
export interface Bond extends Output<typeof bondAttributes> {}
/** Input of {@link bond}. */
export interface BondInput extends Input<typeof bondAttributes> {}
/** IFLA_BOND_* (`linux/if_link.h`). */
export const bond: Space<Bond, BondInput> = attributeSet("IFLA_BOND_", bondAttributes);

/** Bonds, as data. */
export const bondFamily: Family = {
  name: "bond",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: bondAdInfo },
    { header: "linux/if_link.h", space: bond },
  ],
  structs: [],
  names: [
    { header: "linux/if_bonding.h", names: bondMode },
    { header: "linux/if_bonding.h", names: bondXmitPolicy },
  ],
};
