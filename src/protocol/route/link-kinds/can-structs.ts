import { flagBits } from "../../schema/choice.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { u16, u32 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";
import { charArray } from "../../schema/text.ts";

/** CAN_STATE_*: state of a controller by its errors. */
export const canState = enumeration("CAN_STATE_", {
  error_active: 0,
  error_warning: 1,
  error_passive: 2,
  bus_off: 3,
  stopped: 4,
  sleeping: 5,
});

/** CAN_CTRLMODE_*: modes of a controller. */
export const canCtrlmodeFlags = flagSet("CAN_CTRLMODE_", {
  loopback: 0x1,
  listenonly: 0x2,
  "3_samples": 0x4,
  one_shot: 0x8,
  berr_reporting: 0x10,
  fd: 0x20,
  presume_ack: 0x40,
  fd_non_iso: 0x80,
  cc_len8_dlc: 0x100,
  tdc_auto: 0x200,
  tdc_manual: 0x400,
  restricted: 0x800,
  xl: 0x1000,
  xl_tdc_auto: 0x2000,
  xl_tdc_manual: 0x4000,
  xl_tms: 0x8000,
});

const canBittimingFields = {
  /** Bits a second; the rest is computed from it where it is 0. */
  bitrate: u32,
  /** Sample point in tenths of a percent. */
  samplePoint: u32,
  /** Time quantum in ns. */
  tq: u32,
  propSeg: u32,
  phaseSeg1: u32,
  phaseSeg2: u32,
  sjw: u32,
  brp: u32,
} as const;
/** `struct can_bittiming`: timing of a bit. */
export interface CanBittiming extends StructOutput<typeof canBittimingFields> {}
/** Input of {@link canBittiming}. */
export interface CanBittimingInput extends StructInput<typeof canBittimingFields> {}
/** `struct can_bittiming` (`linux/can/netlink.h`). */
export const canBittiming: Struct<CanBittiming, CanBittimingInput> = struct("can_bittiming", canBittimingFields);

const canBittimingConstFields = {
  /** Name of the controller's hardware. */
  name: charArray(16),
  tseg1Min: u32,
  tseg1Max: u32,
  tseg2Min: u32,
  tseg2Max: u32,
  sjwMax: u32,
  brpMin: u32,
  brpMax: u32,
  brpInc: u32,
} as const;
/** `struct can_bittiming_const`: timing that a controller can do. */
export interface CanBittimingConst extends StructOutput<typeof canBittimingConstFields> {}
/** Input of {@link canBittimingConst}. */
export interface CanBittimingConstInput extends StructInput<typeof canBittimingConstFields> {}
/** `struct can_bittiming_const` (`linux/can/netlink.h`). */
export const canBittimingConst: Struct<CanBittimingConst, CanBittimingConstInput> = struct(
  "can_bittiming_const",
  canBittimingConstFields,
);

const canClockFields = {
  /** Hz. */
  freq: u32,
} as const;
/** `struct can_clock`: clock of a controller. */
export interface CanClock extends StructOutput<typeof canClockFields> {}
/** Input of {@link canClock}. */
export interface CanClockInput extends StructInput<typeof canClockFields> {}
/** `struct can_clock` (`linux/can/netlink.h`). */
export const canClock: Struct<CanClock, CanClockInput> = struct("can_clock", canClockFields);

const canBerrCounterFields = {
  txerr: u16,
  rxerr: u16,
} as const;
/** `struct can_berr_counter`: bus errors. */
export interface CanBerrCounter extends StructOutput<typeof canBerrCounterFields> {}
/** Input of {@link canBerrCounter}. */
export interface CanBerrCounterInput extends StructInput<typeof canBerrCounterFields> {}
/** `struct can_berr_counter` (`linux/can/netlink.h`). */
export const canBerrCounter: Struct<CanBerrCounter, CanBerrCounterInput> = struct(
  "can_berr_counter",
  canBerrCounterFields,
);

const canCtrlmodeFields = {
  /** Which modes are meant. */
  mask: flagBits(u32, canCtrlmodeFlags),
  /** Values. */
  flags: flagBits(u32, canCtrlmodeFlags),
} as const;
/** `struct can_ctrlmode`: modes of a controller. */
export interface CanCtrlmode extends StructOutput<typeof canCtrlmodeFields> {}
/** Input of {@link canCtrlmode}. */
export interface CanCtrlmodeInput extends StructInput<typeof canCtrlmodeFields> {}
/** `struct can_ctrlmode` (`linux/can/netlink.h`). */
export const canCtrlmode: Struct<CanCtrlmode, CanCtrlmodeInput> = struct("can_ctrlmode", canCtrlmodeFields);

const canDeviceStatsFields = {
  busError: u32,
  errorWarning: u32,
  errorPassive: u32,
  busOff: u32,
  arbitrationLost: u32,
  restarts: u32,
} as const;
/** `struct can_device_stats`: counters of a controller, in IFLA_INFO_XSTATS of its link. */
export interface CanDeviceStats extends StructOutput<typeof canDeviceStatsFields> {}
/** Input of {@link canDeviceStats}. */
export interface CanDeviceStatsInput extends StructInput<typeof canDeviceStatsFields> {}
/** `struct can_device_stats` (`linux/can/netlink.h`). */
export const canDeviceStats: Struct<CanDeviceStats, CanDeviceStatsInput> = struct(
  "can_device_stats",
  canDeviceStatsFields,
);
