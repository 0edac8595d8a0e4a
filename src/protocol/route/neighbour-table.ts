import { NETLINK_ROUTE } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { named, u16, u32, u64, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { nulString } from "../schema/text.ts";
import { addressFamily } from "./address-family.ts";

/** RTM_NEWNEIGHTBL and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWNEIGHTBL = 64;
export const RTM_GETNEIGHTBL = 66;
export const RTM_SETNEIGHTBL = 67;

/** `struct ndtmsg` (`linux/neighbour.h`): header of neighbour table messages. */
export const ndtmsg = struct("ndtmsg", { family: named(u8, addressFamily), pad1: u8, pad2: u16 });

/** `struct ndt_config` (`linux/neighbour.h`): sizes and timers of a table; times in ms. */
export const ndtConfig = struct("ndt_config", {
  keyLen: u16,
  entrySize: u16,
  entries: u32,
  lastFlush: u32,
  lastRand: u32,
  hashRnd: u32,
  hashMask: u32,
  hashChainGc: u32,
  proxyQlen: u32,
});

/** `struct ndt_stats` (`linux/neighbour.h`): counters of a table. */
export const ndtStats = struct("ndt_stats", {
  allocs: u64,
  destroys: u64,
  hashGrows: u64,
  resFailed: u64,
  lookups: u64,
  hits: u64,
  rcvProbesMcast: u64,
  rcvProbesUcast: u64,
  periodicGcRuns: u64,
  forcedGcRuns: u64,
  tableFulls: u64,
});

const parameterAttributes = {
  /** NDTPA_IFINDEX: the interface; absent: the defaults of the table. */
  ifindex: [1, u32],
  /** NDTPA_REFCNT. */
  refcnt: [2, u32],
  /** NDTPA_REACHABLE_TIME: ms, drawn at random around the base. */
  reachableTime: [3, u64],
  /** NDTPA_BASE_REACHABLE_TIME: ms. */
  baseReachableTime: [4, u64],
  /** NDTPA_RETRANS_TIME: ms. */
  retransTime: [5, u64],
  /** NDTPA_GC_STALETIME: ms. */
  gcStaletime: [6, u64],
  /** NDTPA_DELAY_PROBE_TIME: ms. */
  delayProbeTime: [7, u64],
  /** NDTPA_QUEUE_LEN: packets that wait for an address. */
  queueLen: [8, u32],
  /** NDTPA_APP_PROBES. */
  appProbes: [9, u32],
  /** NDTPA_UCAST_PROBES. */
  ucastProbes: [10, u32],
  /** NDTPA_MCAST_PROBES. */
  mcastProbes: [11, u32],
  /** NDTPA_ANYCAST_DELAY: ms. */
  anycastDelay: [12, u64],
  /** NDTPA_PROXY_DELAY: ms. */
  proxyDelay: [13, u64],
  /** NDTPA_PROXY_QLEN. */
  proxyQlen: [14, u32],
  /** NDTPA_LOCKTIME: ms. */
  locktime: [15, u64],
  /** NDTPA_QUEUE_LENBYTES: bytes that wait for an address. */
  queueLenbytes: [16, u32],
  /** NDTPA_MCAST_REPROBES. */
  mcastReprobes: [17, u32],
  /** NDTPA_PAD: alignment. */
  pad: [18, binary],
  /** NDTPA_INTERVAL_PROBE_TIME_MS: probing of managed neighbours (6.0). */
  intervalProbeTimeMs: [19, u64],
} as const;
/** NDTPA_*: parameters of a neighbour table, of one interface or by default. */
export interface NeighbourTableParameters extends Output<typeof parameterAttributes> {}
/** Input of {@link neighbourTableParameters}. */
export interface NeighbourTableParametersInput extends Input<typeof parameterAttributes> {}
/** NDTPA_* (`linux/neighbour.h`). */
export const neighbourTableParameters: Space<NeighbourTableParameters, NeighbourTableParametersInput> = attributeSet(
  "NDTPA_",
  parameterAttributes,
);

const tableAttributes = {
  /** NDTA_NAME: `arp_cache` or `ndisc_cache`. */
  name: [1, nulString()],
  /** NDTA_THRESH1: below this many entries nothing is collected. */
  thresh1: [2, u32],
  /** NDTA_THRESH2: above it for five seconds, entries are collected. */
  thresh2: [3, u32],
  /** NDTA_THRESH3: never more entries than this. */
  thresh3: [4, u32],
  /** NDTA_CONFIG: sizes and timers, read-only. */
  config: [5, ndtConfig],
  /** NDTA_PARMS: parameters. */
  parms: [6, neighbourTableParameters],
  /** NDTA_STATS: counters, read-only. */
  stats: [7, ndtStats],
  /** NDTA_GC_INTERVAL: ms. */
  gcInterval: [8, u64],
  /** NDTA_PAD: alignment. */
  pad: [9, binary],
} as const;
/** NDTA_*: a neighbour table. */
export interface NeighbourTableAttributes extends Output<typeof tableAttributes> {}
/** Input of {@link neighbourTable}. */
export interface NeighbourTableAttributesInput extends Input<typeof tableAttributes> {}
/** NDTA_* (`linux/neighbour.h`). */
export const neighbourTable: Space<NeighbourTableAttributes, NeighbourTableAttributesInput> = attributeSet(
  "NDTA_",
  tableAttributes,
);

/** Body of RTM_NEWNEIGHTBL, RTM_GETNEIGHTBL and RTM_SETNEIGHTBL. */
export const neighbourTableMessage = message(ndtmsg, neighbourTable);

/** Neighbour table messages of rtnetlink. */
export const neighbourTableFamily: Family = {
  name: "neighbour-table",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWNEIGHTBL", type: RTM_NEWNEIGHTBL, schema: neighbourTableMessage },
    { name: "RTM_GETNEIGHTBL", type: RTM_GETNEIGHTBL, schema: neighbourTableMessage },
    { name: "RTM_SETNEIGHTBL", type: RTM_SETNEIGHTBL, schema: neighbourTableMessage },
  ],
  spaces: [
    { header: "linux/neighbour.h", space: neighbourTable },
    { header: "linux/neighbour.h", space: neighbourTableParameters },
  ],
  structs: [
    { header: "linux/neighbour.h", struct: ndtmsg },
    { header: "linux/neighbour.h", struct: ndtConfig },
    { header: "linux/neighbour.h", struct: ndtStats },
  ],
  names: [],
};
