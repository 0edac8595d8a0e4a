import type {
  NeighbourTableAttributes,
  NeighbourTableParameters,
  ndtConfig,
  ndtmsg,
  ndtStats,
} from "../protocol/route/neighbour-table.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";

/** Counts among the parameters (NDTPA_*), by the names that they have here. */
const counts = {
  queueLength: "queueLen",
  queueBytes: "queueLenbytes",
  proxyQueueLength: "proxyQlen",
  appProbes: "appProbes",
  ucastProbes: "ucastProbes",
  mcastProbes: "mcastProbes",
  mcastReprobes: "mcastReprobes",
} as const satisfies Readonly<Record<string, keyof NeighbourTableParameters>>;

/** Times among them, in ms. */
const times = {
  baseReachableTimeMs: "baseReachableTime",
  retransTimeMs: "retransTime",
  gcStaleTimeMs: "gcStaletime",
  delayProbeTimeMs: "delayProbeTime",
  anycastDelayMs: "anycastDelay",
  proxyDelayMs: "proxyDelay",
  lockTimeMs: "locktime",
  intervalProbeTimeMs: "intervalProbeTimeMs",
} as const satisfies Readonly<Record<string, keyof NeighbourTableParameters>>;

/** What governs the neighbours of one link, or of links to come. The kernel keeps times in its own ticks and rounds up. */
export interface NeighbourParameters {
  /** Packets that wait for an address: an approximation of `queueBytes`, by which the kernel counts. */
  readonly queueLength?: number | undefined;
  /** Bytes that wait for an address. */
  readonly queueBytes?: number | undefined;
  /** Requests that wait for `proxyDelayMs`. */
  readonly proxyQueueLength?: number | undefined;
  /** Probes by a daemon, before those by multicast. */
  readonly appProbes?: number | undefined;
  readonly ucastProbes?: number | undefined;
  readonly mcastProbes?: number | undefined;
  /** Probes by multicast after those by unicast had no answer. */
  readonly mcastReprobes?: number | undefined;
  /** For how long a neighbour counts as reachable: half to one and a half of this. */
  readonly baseReachableTimeMs?: number | undefined;
  /** Between two probes. */
  readonly retransTimeMs?: number | undefined;
  /** For how long a stale neighbour is kept. */
  readonly gcStaleTimeMs?: number | undefined;
  /** Until a stale neighbour that is used is probed. */
  readonly delayProbeTimeMs?: number | undefined;
  /** At most, before an anycast address is answered for. */
  readonly anycastDelayMs?: number | undefined;
  /** At most, before a proxy's address is answered for. */
  readonly proxyDelayMs?: number | undefined;
  /** For how long an answer can't be replaced by another. */
  readonly lockTimeMs?: number | undefined;
  /** Between two probes of a managed neighbour (6.0). */
  readonly intervalProbeTimeMs?: number | undefined;
}

/** What governs a whole table: of all links and all namespaces. */
export interface NeighbourThresholds {
  /** With fewer entries nothing is collected. */
  readonly thresh1?: number | undefined;
  /** With more for five seconds, old entries are collected. */
  readonly thresh2?: number | undefined;
  /** Never more entries than this. */
  readonly thresh3?: number | undefined;
  /** Between two collections. */
  readonly gcIntervalMs?: number | undefined;
}

/** A neighbour table as a whole, with the parameters of links to come; or, with `dev`, the parameters of one link. */
export interface NeighbourTable extends NeighbourParameters, NeighbourThresholds {
  /** `arp_cache` or `ndisc_cache`. */
  readonly name: string;
  readonly family: AddressFamily;
  /** Index of the link. */
  readonly dev?: number;
  /** For how long a neighbour counts as reachable now: drawn around the base every few minutes. */
  readonly reachableTimeMs?: number;
  /** By how many the parameters are held. */
  readonly references?: number;
  /** Sizes and times since; of the whole table. */
  readonly config?: Output1<typeof ndtConfig>;
  /** Counters of all processors; of the whole table. */
  readonly stats?: Output1<typeof ndtStats>;
}

/** Changes of a table. Attributes are written in the order of the properties. */
export interface NeighbourTableInput extends NeighbourParameters, NeighbourThresholds {
  /** `arp_cache` (IPv4) or `ndisc_cache` (IPv6). */
  readonly name: string;
  readonly family?: AddressFamily | undefined;
  /** Whose parameters; left out: those that links to come start with. */
  readonly dev?: LinkTarget | undefined;
}

function isKeyOf<T extends object>(key: string, table: T): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

function milliseconds(name: string, value: number): bigint {
  if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return BigInt(value);
  throw new EncodeError(`${name}: ${value} is not a time of 0 to 4294967295 ms`);
}

/** Header and attributes of a table message, ready to encode. */
export interface NeighbourTableBody {
  readonly header: { readonly family: number };
  readonly attributes: NeighbourTableAttributes;
}

/** The message that changes a table: what `ip ntable change` writes for the same words in the same order. */
export function neighbourTableBody(input: NeighbourTableInput, index: number | undefined): NeighbourTableBody {
  const attributes: NeighbourTableAttributes = { name: input.name };
  const parms: NeighbourTableParameters = index === undefined ? {} : { ifindex: index };
  for (const key in input) {
    if (isKeyOf(key, counts)) {
      const count = input[key];
      if (count !== undefined) parms[counts[key]] = count;
    } else if (isKeyOf(key, times)) {
      const time = input[key];
      if (time !== undefined) parms[times[key]] = milliseconds(key, time);
    } else if (key === "thresh1" || key === "thresh2" || key === "thresh3") attributes[key] = input[key];
    else if (key === "gcIntervalMs" && input.gcIntervalMs !== undefined) {
      attributes.gcInterval = milliseconds(key, input.gcIntervalMs);
    }
  }
  if (Object.keys(parms).length > 0) attributes.parms = parms;
  return { header: { family: familyNumber(input.family) }, attributes };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Makes the friendly object of a decoded message. */
export function toNeighbourTable(header: Output1<typeof ndtmsg>, attributes: NeighbourTableAttributes): NeighbourTable {
  const { name = "", thresh1, thresh2, thresh3, gcInterval, config, stats, parms = {} } = attributes;
  const table: Writable<NeighbourTable> = { name, family: familyName(header.family) };
  if (parms.ifindex !== undefined) table.dev = parms.ifindex;
  if (thresh1 !== undefined) table.thresh1 = thresh1;
  if (thresh2 !== undefined) table.thresh2 = thresh2;
  if (thresh3 !== undefined) table.thresh3 = thresh3;
  if (gcInterval !== undefined) table.gcIntervalMs = Number(gcInterval);
  for (const key in counts) {
    if (!isKeyOf(key, counts)) continue;
    const count = parms[counts[key]];
    if (count !== undefined) table[key] = count;
  }
  for (const key in times) {
    if (!isKeyOf(key, times)) continue;
    const time = parms[times[key]];
    if (time !== undefined) table[key] = Number(time);
  }
  if (parms.reachableTime !== undefined) table.reachableTimeMs = Number(parms.reachableTime);
  if (parms.refcnt !== undefined) table.references = parms.refcnt;
  if (config !== undefined) table.config = config;
  if (stats !== undefined) table.stats = stats;
  return table;
}
