import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, flagBits } from "../../schema/choice.ts";
import { array } from "../../schema/nests.ts";
import type { Family } from "../../schema/registry.ts";
import { u16, u32 } from "../../schema/scalars.ts";
import {
  canBerrCounter,
  canBittiming,
  canBittimingConst,
  canClock,
  canCtrlmode,
  canCtrlmodeFlags,
  canDeviceStats,
  canState,
} from "./can-structs.ts";

const canTdcAttributes = {
  /** IFLA_CAN_TDC_TDCV_MIN: smallest delay that may be set. */
  tdcvMin: [1, u32],
  /** IFLA_CAN_TDC_TDCV_MAX: largest one. */
  tdcvMax: [2, u32],
  /** IFLA_CAN_TDC_TDCO_MIN: smallest offset. */
  tdcoMin: [3, u32],
  /** IFLA_CAN_TDC_TDCO_MAX: largest one. */
  tdcoMax: [4, u32],
  /** IFLA_CAN_TDC_TDCF_MIN: smallest filter window. */
  tdcfMin: [5, u32],
  /** IFLA_CAN_TDC_TDCF_MAX: largest one. */
  tdcfMax: [6, u32],
  /** IFLA_CAN_TDC_TDCV: delay of the transmitter, in clock periods. */
  tdcv: [7, u32],
  /** IFLA_CAN_TDC_TDCO: offset of the second sample point. */
  tdco: [8, u32],
  /** IFLA_CAN_TDC_TDCF: filter window. */
  tdcf: [9, u32],
} as const;

/** Compensation of the transmitter's delay. */
export interface CanTdc extends Output<typeof canTdcAttributes> {}
/** Input of {@link canTdc}. */
export interface CanTdcInput extends Input<typeof canTdcAttributes> {}
/** IFLA_CAN_TDC_* (`linux/can/netlink.h`). */
export const canTdc: Space<CanTdc, CanTdcInput> = attributeSet("IFLA_CAN_TDC_", canTdcAttributes);

const canCtrlmodeExtAttributes = {
  /** IFLA_CAN_CTRLMODE_SUPPORTED: modes that the controller knows. */
  supported: [1, flagBits(u32, canCtrlmodeFlags)],
} as const;

/** What is told of the controller's modes beside {@link canCtrlmode}. */
export interface CanCtrlmodeExt extends Output<typeof canCtrlmodeExtAttributes> {}
/** Input of {@link canCtrlmodeExt}. */
export interface CanCtrlmodeExtInput extends Input<typeof canCtrlmodeExtAttributes> {}
/** IFLA_CAN_CTRLMODE_* (`linux/can/netlink.h`). */
export const canCtrlmodeExt: Space<CanCtrlmodeExt, CanCtrlmodeExtInput> = attributeSet(
  "IFLA_CAN_CTRLMODE_",
  canCtrlmodeExtAttributes,
);

const canPwmAttributes = {
  /** IFLA_CAN_PWM_PWMS_MIN: shortest short phase, in clock periods. */
  pwmsMin: [1, u32],
  /** IFLA_CAN_PWM_PWMS_MAX: longest one. */
  pwmsMax: [2, u32],
  /** IFLA_CAN_PWM_PWML_MIN: shortest long phase. */
  pwmlMin: [3, u32],
  /** IFLA_CAN_PWM_PWML_MAX: longest one. */
  pwmlMax: [4, u32],
  /** IFLA_CAN_PWM_PWMO_MIN: smallest offset. */
  pwmoMin: [5, u32],
  /** IFLA_CAN_PWM_PWMO_MAX: largest one. */
  pwmoMax: [6, u32],
  /** IFLA_CAN_PWM_PWMS: short phase. */
  pwms: [7, u32],
  /** IFLA_CAN_PWM_PWML: long phase. */
  pwml: [8, u32],
  /** IFLA_CAN_PWM_PWMO: offset. */
  pwmo: [9, u32],
} as const;

/** Pulse width modulation towards a CAN XL transceiver. */
export interface CanPwm extends Output<typeof canPwmAttributes> {}
/** Input of {@link canPwm}. */
export interface CanPwmInput extends Input<typeof canPwmAttributes> {}
/** IFLA_CAN_PWM_* (`linux/can/netlink.h`). */
export const canPwm: Space<CanPwm, CanPwmInput> = attributeSet("IFLA_CAN_PWM_", canPwmAttributes);

const canAttributes = {
  /** IFLA_CAN_BITTIMING: timing of the arbitration phase. */
  bittiming: [1, canBittiming],
  /** IFLA_CAN_BITTIMING_CONST: what of it the controller can do. */
  bittimingConst: [2, canBittimingConst],
  /** IFLA_CAN_CLOCK: its clock. */
  clock: [3, canClock],
  /** IFLA_CAN_STATE: its state by its errors. */
  state: [4, choice(u32, canState)],
  /** IFLA_CAN_CTRLMODE: its modes; set while the link is down. */
  ctrlmode: [5, canCtrlmode],
  /** IFLA_CAN_RESTART_MS: ms until it is restarted from bus-off, 0 for never. */
  restartMs: [6, u32],
  /** IFLA_CAN_RESTART: restarts it now. */
  restart: [7, u32],
  /** IFLA_CAN_BERR_COUNTER: bus errors. */
  berrCounter: [8, canBerrCounter],
  /** IFLA_CAN_DATA_BITTIMING: timing of the data phase of CAN FD. */
  dataBittiming: [9, canBittiming],
  /** IFLA_CAN_DATA_BITTIMING_CONST: what of it the controller can do. */
  dataBittimingConst: [10, canBittimingConst],
  /** IFLA_CAN_TERMINATION: terminating resistor in ohms, 0 for none. */
  termination: [11, u16],
  /** IFLA_CAN_TERMINATION_CONST: resistors that it has. */
  terminationConst: [12, array(u16)],
  /** IFLA_CAN_BITRATE_CONST: bit rates of the arbitration phase that it knows. */
  bitrateConst: [13, array(u32)],
  /** IFLA_CAN_DATA_BITRATE_CONST: bit rates of the data phase that it knows. */
  dataBitrateConst: [14, array(u32)],
  /** IFLA_CAN_BITRATE_MAX: highest bit rate of the transceiver. */
  bitrateMax: [15, u32],
  /** IFLA_CAN_TDC: compensation of the transmitter's delay (Linux 5.16). */
  tdc: [16, canTdc],
  /** IFLA_CAN_CTRLMODE_EXT: modes that it knows (Linux 5.17). */
  ctrlmodeExt: [17, canCtrlmodeExt],
  /** IFLA_CAN_XL_DATA_BITTIMING: timing of the data phase of CAN XL (after Linux 6.18). */
  xlDataBittiming: [18, canBittiming],
  /** IFLA_CAN_XL_DATA_BITTIMING_CONST: what of it the controller can do (after Linux 6.18). */
  xlDataBittimingConst: [19, canBittimingConst],
  /** IFLA_CAN_XL_DATA_BITRATE_CONST: bit rates of that phase that it knows (after Linux 6.18). */
  xlDataBitrateConst: [20, array(u32)],
  /** IFLA_CAN_XL_TDC: compensation in that phase (after Linux 6.18). */
  xlTdc: [21, canTdc],
  /** IFLA_CAN_XL_PWM: pulse width modulation towards the transceiver (after Linux 6.18). */
  xlPwm: [22, canPwm],
} as const;

/** A CAN controller (`ip link set DEV type can bitrate …`); its driver makes the link. */
export interface Can extends Output<typeof canAttributes> {}
/** Input of {@link can}. */
export interface CanInput extends Input<typeof canAttributes> {}
/** IFLA_CAN_* (`linux/can/netlink.h`). */
export const can: Space<Can, CanInput> = attributeSet("IFLA_CAN_", canAttributes);

/** CAN controllers, as data. */
export const canFamily: Family = {
  name: "can",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/can/netlink.h", space: canTdc },
    { header: "linux/can/netlink.h", space: canCtrlmodeExt },
    { header: "linux/can/netlink.h", space: canPwm },
    { header: "linux/can/netlink.h", space: can },
  ],
  structs: [
    { header: "linux/can/netlink.h", struct: canBittiming },
    { header: "linux/can/netlink.h", struct: canBittimingConst },
    { header: "linux/can/netlink.h", struct: canClock },
    { header: "linux/can/netlink.h", struct: canBerrCounter },
    { header: "linux/can/netlink.h", struct: canCtrlmode },
    { header: "linux/can/netlink.h", struct: canDeviceStats },
  ],
  names: [
    { header: "linux/can/netlink.h", names: canState },
    { header: "linux/can/netlink.h", names: canCtrlmodeFlags },
  ],
};
