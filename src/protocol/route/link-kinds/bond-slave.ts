import { linkAddress } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, flagBits } from "../../schema/choice.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { i32, u16, u32, u8 } from "../../schema/scalars.ts";

/** BOND_STATE_*: whether a slave is in use. */
export const bondSlaveState = enumeration("BOND_STATE_", { active: 0, backup: 1 });

/** BOND_LINK_*: what the bond takes the slave's carrier for. */
export const bondLinkState = enumeration("BOND_LINK_", { up: 0, fail: 1, down: 2, back: 3 });

/** LACP_STATE_*: what an end of an 802.3ad link says of itself. */
export const lacpState = flagSet("LACP_STATE_", {
  lacp_activity: 1,
  lacp_timeout: 2,
  aggregation: 4,
  synchronization: 8,
  collecting: 16,
  distributing: 32,
  defaulted: 64,
  expired: 128,
});

/** AD_*: whether an end leaves synchronisation again and again (`net/bond_3ad.h`). */
export const bondChurnState = enumeration("AD_", { churn_monitor: 0, churn: 1, no_churn: 2 });

const bondSlaveAttributes = {
  /** IFLA_BOND_SLAVE_STATE: whether it is in use. */
  state: [1, choice(u8, bondSlaveState)],
  /** IFLA_BOND_SLAVE_MII_STATUS: what the bond takes its carrier for. */
  miiStatus: [2, choice(u8, bondLinkState)],
  /** IFLA_BOND_SLAVE_LINK_FAILURE_COUNT: times its carrier went. */
  linkFailureCount: [3, u32],
  /** IFLA_BOND_SLAVE_PERM_HWADDR: the address that it had before it was enslaved. */
  permHwaddr: [4, linkAddress],
  /** IFLA_BOND_SLAVE_QUEUE_ID: transmit queue of the bond that goes out by it; 0 for none. May be set. */
  queueId: [5, u16],
  /** IFLA_BOND_SLAVE_AD_AGGREGATOR_ID: number of its aggregator. */
  adAggregatorId: [6, u16],
  /** IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE: what we say of our end. */
  adActorOperPortState: [7, flagBits(u8, lacpState)],
  /** IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE: what the partner says of its end. */
  adPartnerOperPortState: [8, flagBits(u16, lacpState)],
  /** IFLA_BOND_SLAVE_PRIO: the slave of the highest becomes the active one (Linux 6.0). May be set. */
  prio: [9, i32],
  /** IFLA_BOND_SLAVE_ACTOR_PORT_PRIO: priority of the port towards the partner (Linux 6.18). May be set. */
  actorPortPrio: [10, u16],
  /** IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE: whether our end is unsteady (after Linux 6.18). */
  adChurnActorState: [11, choice(u8, bondChurnState)],
  /** IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE: whether the partner's end is unsteady (after Linux 6.18). */
  adChurnPartnerState: [12, choice(u8, bondChurnState)],
} as const;

/** A slave of a bond: IFLA_INFO_SLAVE_DATA of slave kind `bond`. */
export interface BondSlave extends Output<typeof bondSlaveAttributes> {}
/** Input of {@link bondSlave}. */
export interface BondSlaveInput extends Input<typeof bondSlaveAttributes> {}
/** IFLA_BOND_SLAVE_* (`linux/if_link.h`). */
export const bondSlave: Space<BondSlave, BondSlaveInput> = attributeSet("IFLA_BOND_SLAVE_", bondSlaveAttributes);

/** Slaves of bonds, as data. */
export const bondSlaveFamily: Family = {
  name: "bond-slave",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: bondSlave }],
  structs: [],
  names: [
    { header: "linux/if_bonding.h", names: bondSlaveState },
    { header: "linux/if_bonding.h", names: bondLinkState },
    { header: "linux/if_bonding.h", names: lacpState },
  ],
};
