import type { NeighbourAttributes, ndaCacheinfo, ndmsg } from "../protocol/route/neighbour.ts";
import { neighbourExtendedFlags, neighbourFlags, neighbourState } from "../protocol/route/neighbour.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber, familyOf } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

/** NUD_*: states of a neighbour. */
export type NeighbourState = keyof typeof neighbourState.values;
/** NTF_* and NTF_EXT_*. */
export type NeighbourFlag = keyof typeof neighbourFlags.values | keyof typeof neighbourExtendedFlags.values;

/** A neighbour (ARP, NDP), as listed; it is valid input for `add` and `delete`. */
export interface Neighbour {
  readonly family: AddressFamily;
  /** Index of the interface; 0 of a proxy for all. */
  readonly dev: number;
  readonly address: string;
  /** Its link-layer address, where it is known. */
  readonly lladdr?: string;
  /** Empty is `none`. */
  readonly state: readonly NeighbourState[];
  readonly stateBits: number;
  /** Names of both sets of flags, lowest bit first. */
  readonly flags: readonly NeighbourFlag[];
  /** NTF_*. */
  readonly flagBits: number;
  /** NTF_EXT_*; absent when 0. */
  readonly extendedFlagBits?: number;
  /** RTN_*: type of the address. */
  readonly type: number;
  /** Probes sent; those by unicast count as sent where there is no address yet. */
  readonly probes?: number;
  /** Who made it, RTPROT_*. */
  readonly protocol?: number;
  /** How long ago it was confirmed, used and updated, in 1/100 s, and by how many it is held. */
  readonly cacheinfo?: Output1<typeof ndaCacheinfo>;
}

/** A neighbour to be. */
export interface NeighbourInput {
  /** 0 for a proxy stands for all links. */
  readonly dev: LinkTarget;
  readonly address: string;
  /** Left out it follows from `address`. */
  readonly family?: AddressFamily | undefined;
  readonly lladdr?: string | undefined;
  /** Left out: `permanent`, or `none` for a managed neighbour. */
  readonly state?: NeighbourState | readonly NeighbourState[] | undefined;
  /** Such as `proxy`, `router`, `ext_learned`, `use`, `managed` (Linux 5.16), `ext_validated` (6.17). */
  readonly flags?: readonly NeighbourFlag[] | undefined;
  readonly protocol?: RouteProtocol | undefined;
}

/** The names of both sets of flags, lowest bit first. */
export function flagNames(plain: number, extended = 0): NeighbourFlag[] {
  return [...neighbourFlags.namesOf(plain), ...neighbourExtendedFlags.namesOf(extended)];
}

/** Makes the friendly object of a decoded message. */
export function toNeighbour(header: Output1<typeof ndmsg>, attributes: NeighbourAttributes): Neighbour {
  const { flagsExt } = attributes;
  return {
    family: familyName(header.family),
    dev: header.ifindex,
    address: attributes.dst ?? "",
    ...(attributes.lladdr !== undefined && { lladdr: attributes.lladdr }),
    state: neighbourState.namesOf(header.state),
    stateBits: header.state,
    flags: flagNames(header.flags, flagsExt),
    flagBits: header.flags,
    ...(flagsExt !== undefined && flagsExt !== 0 && { extendedFlagBits: flagsExt }),
    type: header.type,
    ...(attributes.probes !== undefined && { probes: attributes.probes }),
    ...(attributes.protocol !== undefined && { protocol: attributes.protocol }),
    ...(attributes.cacheinfo !== undefined && { cacheinfo: attributes.cacheinfo }),
  };
}

/** Header and attributes of a neighbour message, ready to encode. */
export interface NeighbourBody {
  readonly header: { family: number; ifindex: number; state: number; flags: number };
  readonly attributes: NeighbourAttributes;
}

/** The bits of states and flags by name. */
export function stateBits(state: NeighbourState | readonly NeighbourState[]): number {
  return neighbourState.bitsOf(typeof state === "string" ? [state] : state);
}

function isExtended(flag: NeighbourFlag): flag is keyof typeof neighbourExtendedFlags.values {
  return Object.hasOwn(neighbourExtendedFlags.values, flag);
}

/** The bits of both sets of flags. */
export function flagBitsOf(flags: readonly NeighbourFlag[]): { plain: number; extended: number } {
  let plain = 0;
  let extended = 0;
  for (const flag of flags) {
    if (isExtended(flag)) extended |= neighbourExtendedFlags.values[flag];
    else plain |= neighbourFlags.bitsOf([flag]);
  }
  return { plain, extended };
}

/** Flags that only the kernel sets. */
export const REPORTED: number = neighbourFlags.values.offloaded;

/** The message that adds, changes or deletes a neighbour: what `ip neighbour` writes. */
export function neighbourBody(index: number, input: NeighbourInput): NeighbourBody {
  const { plain, extended } = flagBitsOf(input.flags ?? []);
  const isManaged = (extended & neighbourExtendedFlags.values.managed) !== 0;
  const isProxy = (plain & neighbourFlags.values.proxy) !== 0;
  const attributes: NeighbourAttributes = {};
  if (input.protocol !== undefined) attributes.protocol = protocolNumber(input.protocol);
  attributes.dst = input.address;
  if (input.lladdr !== undefined && !isProxy) attributes.lladdr = input.lladdr;
  if (extended !== 0) attributes.flagsExt = extended;
  return {
    header: {
      family: input.family === undefined ? familyOf(input.address) : familyNumber(input.family),
      ifindex: index,
      state: stateBits(input.state ?? (isManaged ? "none" : "permanent")),
      flags: plain & ~REPORTED,
    },
    attributes,
  };
}
