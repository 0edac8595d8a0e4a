import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import type { Family } from "../schema/registry.ts";
import { u16, u32 } from "../schema/scalars.ts";

const mrpInstanceAttributes = {
  /** IFLA_BRIDGE_MRP_INSTANCE_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX: primary port. */
  pIfindex: [2, u32],
  /** IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX: secondary port. */
  sIfindex: [3, u32],
  /** IFLA_BRIDGE_MRP_INSTANCE_PRIO: priority. */
  prio: [4, u16],
} as const;

/** Creates or deletes an instance. */
export interface MrpInstance extends Output<typeof mrpInstanceAttributes> {}
/** Input of {@link mrpInstance}. */
export interface MrpInstanceInput extends Input<typeof mrpInstanceAttributes> {}
/** IFLA_BRIDGE_MRP_INSTANCE_* (`linux/if_bridge.h`). */
export const mrpInstance: Space<MrpInstance, MrpInstanceInput> = attributeSet(
  "IFLA_BRIDGE_MRP_INSTANCE_",
  mrpInstanceAttributes,
);

const mrpPortStateAttributes = {
  /** IFLA_BRIDGE_MRP_PORT_STATE_STATE: enum br_mrp_port_state_type. */
  state: [1, u32],
} as const;

/** State of a port. */
export interface MrpPortState extends Output<typeof mrpPortStateAttributes> {}
/** Input of {@link mrpPortState}. */
export interface MrpPortStateInput extends Input<typeof mrpPortStateAttributes> {}
/** IFLA_BRIDGE_MRP_PORT_STATE_* (`linux/if_bridge.h`). */
export const mrpPortState: Space<MrpPortState, MrpPortStateInput> = attributeSet(
  "IFLA_BRIDGE_MRP_PORT_STATE_",
  mrpPortStateAttributes,
);

const mrpPortRoleAttributes = {
  /** IFLA_BRIDGE_MRP_PORT_ROLE_ROLE: enum br_mrp_port_role_type. */
  role: [1, u32],
} as const;

/** Role of a port. */
export interface MrpPortRole extends Output<typeof mrpPortRoleAttributes> {}
/** Input of {@link mrpPortRole}. */
export interface MrpPortRoleInput extends Input<typeof mrpPortRoleAttributes> {}
/** IFLA_BRIDGE_MRP_PORT_ROLE_* (`linux/if_bridge.h`). */
export const mrpPortRole: Space<MrpPortRole, MrpPortRoleInput> = attributeSet(
  "IFLA_BRIDGE_MRP_PORT_ROLE_",
  mrpPortRoleAttributes,
);

const mrpRingStateAttributes = {
  /** IFLA_BRIDGE_MRP_RING_STATE_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_RING_STATE_STATE: enum br_mrp_ring_state_type. */
  state: [2, u32],
} as const;

/** State of a ring. */
export interface MrpRingState extends Output<typeof mrpRingStateAttributes> {}
/** Input of {@link mrpRingState}. */
export interface MrpRingStateInput extends Input<typeof mrpRingStateAttributes> {}
/** IFLA_BRIDGE_MRP_RING_STATE_* (`linux/if_bridge.h`). */
export const mrpRingState: Space<MrpRingState, MrpRingStateInput> = attributeSet(
  "IFLA_BRIDGE_MRP_RING_STATE_",
  mrpRingStateAttributes,
);

const mrpRingRoleAttributes = {
  /** IFLA_BRIDGE_MRP_RING_ROLE_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_RING_ROLE_ROLE: enum br_mrp_ring_role_type. */
  role: [2, u32],
} as const;

/** Role in a ring. */
export interface MrpRingRole extends Output<typeof mrpRingRoleAttributes> {}
/** Input of {@link mrpRingRole}. */
export interface MrpRingRoleInput extends Input<typeof mrpRingRoleAttributes> {}
/** IFLA_BRIDGE_MRP_RING_ROLE_* (`linux/if_bridge.h`). */
export const mrpRingRole: Space<MrpRingRole, MrpRingRoleInput> = attributeSet(
  "IFLA_BRIDGE_MRP_RING_ROLE_",
  mrpRingRoleAttributes,
);

const mrpStartTestAttributes = {
  /** IFLA_BRIDGE_MRP_START_TEST_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_START_TEST_INTERVAL: µs between test frames. */
  interval: [2, u32],
  /** IFLA_BRIDGE_MRP_START_TEST_MAX_MISS: missed frames that open the ring. */
  maxMiss: [3, u32],
  /** IFLA_BRIDGE_MRP_START_TEST_PERIOD: µs that the test lasts. */
  period: [4, u32],
  /** IFLA_BRIDGE_MRP_START_TEST_MONITOR: only watch. */
  monitor: [5, u32],
} as const;

/** Starts test frames in a ring. */
export interface MrpStartTest extends Output<typeof mrpStartTestAttributes> {}
/** Input of {@link mrpStartTest}. */
export interface MrpStartTestInput extends Input<typeof mrpStartTestAttributes> {}
/** IFLA_BRIDGE_MRP_START_TEST_* (`linux/if_bridge.h`). */
export const mrpStartTest: Space<MrpStartTest, MrpStartTestInput> = attributeSet(
  "IFLA_BRIDGE_MRP_START_TEST_",
  mrpStartTestAttributes,
);

const mrpInfoAttributes = {
  /** IFLA_BRIDGE_MRP_INFO_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_INFO_P_IFINDEX: primary port. */
  pIfindex: [2, u32],
  /** IFLA_BRIDGE_MRP_INFO_S_IFINDEX: secondary port. */
  sIfindex: [3, u32],
  /** IFLA_BRIDGE_MRP_INFO_PRIO: priority. */
  prio: [4, u16],
  /** IFLA_BRIDGE_MRP_INFO_RING_STATE: state of the ring. */
  ringState: [5, u32],
  /** IFLA_BRIDGE_MRP_INFO_RING_ROLE: role in the ring. */
  ringRole: [6, u32],
  /** IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL: µs between test frames. */
  testInterval: [7, u32],
  /** IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS: missed frames that open the ring. */
  testMaxMiss: [8, u32],
  /** IFLA_BRIDGE_MRP_INFO_TEST_MONITOR: only watches. */
  testMonitor: [9, u32],
  /** IFLA_BRIDGE_MRP_INFO_I_IFINDEX: interconnect port. */
  iIfindex: [10, u32],
  /** IFLA_BRIDGE_MRP_INFO_IN_STATE: state of the interconnection. */
  inState: [11, u32],
  /** IFLA_BRIDGE_MRP_INFO_IN_ROLE: role in the interconnection. */
  inRole: [12, u32],
  /** IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL: µs between its test frames. */
  inTestInterval: [13, u32],
  /** IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS: missed frames that open it. */
  inTestMaxMiss: [14, u32],
} as const;

/** What the kernel tells of an instance. */
export interface MrpInfo extends Output<typeof mrpInfoAttributes> {}
/** Input of {@link mrpInfo}. */
export interface MrpInfoInput extends Input<typeof mrpInfoAttributes> {}
/** IFLA_BRIDGE_MRP_INFO_* (`linux/if_bridge.h`). */
export const mrpInfo: Space<MrpInfo, MrpInfoInput> = attributeSet("IFLA_BRIDGE_MRP_INFO_", mrpInfoAttributes);

const mrpInRoleAttributes = {
  /** IFLA_BRIDGE_MRP_IN_ROLE_RING_ID: ring. */
  ringId: [1, u32],
  /** IFLA_BRIDGE_MRP_IN_ROLE_IN_ID: interconnection. */
  inId: [2, u16],
  /** IFLA_BRIDGE_MRP_IN_ROLE_ROLE: enum br_mrp_in_role_type. */
  role: [3, u32],
  /** IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX: interconnect port. */
  iIfindex: [4, u32],
} as const;

/** Role in an interconnection. */
export interface MrpInRole extends Output<typeof mrpInRoleAttributes> {}
/** Input of {@link mrpInRole}. */
export interface MrpInRoleInput extends Input<typeof mrpInRoleAttributes> {}
/** IFLA_BRIDGE_MRP_IN_ROLE_* (`linux/if_bridge.h`). */
export const mrpInRole: Space<MrpInRole, MrpInRoleInput> = attributeSet(
  "IFLA_BRIDGE_MRP_IN_ROLE_",
  mrpInRoleAttributes,
);

const mrpInStateAttributes = {
  /** IFLA_BRIDGE_MRP_IN_STATE_IN_ID: interconnection. */
  inId: [1, u32],
  /** IFLA_BRIDGE_MRP_IN_STATE_STATE: enum br_mrp_in_state_type. */
  state: [2, u32],
} as const;

/** State of an interconnection. */
export interface MrpInState extends Output<typeof mrpInStateAttributes> {}
/** Input of {@link mrpInState}. */
export interface MrpInStateInput extends Input<typeof mrpInStateAttributes> {}
/** IFLA_BRIDGE_MRP_IN_STATE_* (`linux/if_bridge.h`). */
export const mrpInState: Space<MrpInState, MrpInStateInput> = attributeSet(
  "IFLA_BRIDGE_MRP_IN_STATE_",
  mrpInStateAttributes,
);

const mrpStartInTestAttributes = {
  /** IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID: interconnection. */
  inId: [1, u32],
  /** IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL: µs between test frames. */
  interval: [2, u32],
  /** IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS: missed frames that open it. */
  maxMiss: [3, u32],
  /** IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD: µs that the test lasts. */
  period: [4, u32],
} as const;

/** Starts test frames in an interconnection. */
export interface MrpStartInTest extends Output<typeof mrpStartInTestAttributes> {}
/** Input of {@link mrpStartInTest}. */
export interface MrpStartInTestInput extends Input<typeof mrpStartInTestAttributes> {}
/** IFLA_BRIDGE_MRP_START_IN_TEST_* (`linux/if_bridge.h`). */
export const mrpStartInTest: Space<MrpStartInTest, MrpStartInTestInput> = attributeSet(
  "IFLA_BRIDGE_MRP_START_IN_TEST_",
  mrpStartInTestAttributes,
);

const bridgeMrpAttributes = {
  /** IFLA_BRIDGE_MRP_INSTANCE: creates or deletes an instance. */
  instance: [1, mrpInstance],
  /** IFLA_BRIDGE_MRP_PORT_STATE: sets the state of a port. */
  portState: [2, mrpPortState],
  /** IFLA_BRIDGE_MRP_PORT_ROLE: sets the role of a port. */
  portRole: [3, mrpPortRole],
  /** IFLA_BRIDGE_MRP_RING_STATE: sets the state of a ring. */
  ringState: [4, mrpRingState],
  /** IFLA_BRIDGE_MRP_RING_ROLE: sets the role in a ring. */
  ringRole: [5, mrpRingRole],
  /** IFLA_BRIDGE_MRP_START_TEST: starts test frames in a ring. */
  startTest: [6, mrpStartTest],
  /** IFLA_BRIDGE_MRP_INFO: what the kernel tells of an instance. */
  info: [7, repeated(mrpInfo)],
  /** IFLA_BRIDGE_MRP_IN_ROLE: sets the role in an interconnection. */
  inRole: [8, mrpInRole],
  /** IFLA_BRIDGE_MRP_IN_STATE: sets the state of an interconnection. */
  inState: [9, mrpInState],
  /** IFLA_BRIDGE_MRP_START_IN_TEST: starts test frames in an interconnection. */
  startInTest: [10, mrpStartInTest],
} as const;

/** Media redundancy protocol (IEC 62439-2). */
export interface BridgeMrp extends Output<typeof bridgeMrpAttributes> {}
/** Input of {@link bridgeMrp}. */
export interface BridgeMrpInput extends Input<typeof bridgeMrpAttributes> {}
/** IFLA_BRIDGE_MRP_* (`linux/if_bridge.h`). */
export const bridgeMrp: Space<BridgeMrp, BridgeMrpInput> = attributeSet("IFLA_BRIDGE_MRP_", bridgeMrpAttributes);

/** Media redundancy protocol of a bridge, as data. */
export const bridgeMrpFamily: Family = {
  name: "bridge-mrp",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_bridge.h", space: mrpInstance },
    { header: "linux/if_bridge.h", space: mrpPortState },
    { header: "linux/if_bridge.h", space: mrpPortRole },
    { header: "linux/if_bridge.h", space: mrpRingState },
    { header: "linux/if_bridge.h", space: mrpRingRole },
    { header: "linux/if_bridge.h", space: mrpStartTest },
    { header: "linux/if_bridge.h", space: mrpInfo },
    { header: "linux/if_bridge.h", space: mrpInRole },
    { header: "linux/if_bridge.h", space: mrpInState },
    { header: "linux/if_bridge.h", space: mrpStartInTest },
    { header: "linux/if_bridge.h", space: bridgeMrp },
  ],
  structs: [],
  names: [],
};
