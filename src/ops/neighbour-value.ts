import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type { NeighbourAttributes, ndaCacheinfo, ndmsg } from "../protocol/route/neighbour.ts";
import { neighbourExtendedFlags, neighbourFlags, neighbourState } from "../protocol/route/neighbour.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber, familyOf } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

/** NUD_*: states of a neighbour; a forwarding database entry that is `static` has two of them. */
export type NeighbourState = keyof typeof neighbourState.values;
/** NTF_* and NTF_EXT_*. */
export type NeighbourFlag = keyof typeof neighbourFlags.values | keyof typeof neighbourExtendedFlags.values;

/** A neighbour (ARP, NDP) or, of family `bridge`, a forwarding database entry, as listed; it is valid input for `add` and `delete`. */
export interface Neighbour {
  readonly family: AddressFamily;
  /** Index of the interface. */
  readonly dev: number;
  /** The neighbour's address; of a VXLAN entry the remote end. */
  readonly address?: string;
  /** Its link-layer address; of a forwarding database entry the MAC it is about. */
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
  /** Probes sent. */
  readonly probes?: number;
  readonly vlan?: number;
  /** UDP port of a VXLAN entry. */
  readonly port?: number;
  /** VXLAN network of the remote end. */
  readonly vni?: number;
  /** VXLAN network of the entry itself. */
  readonly sourceVni?: number;
  /** Index of the interface that a VXLAN entry sends by. */
  readonly viaDev?: number;
  /** Index of the bridge. */
  readonly master?: number;
  /** Id of the namespace of `viaDev`. */
  readonly linkNsid?: number;
  /** Who made it, RTPROT_*. */
  readonly protocol?: number;
  /** Nexthop object of a VXLAN entry. */
  readonly nexthopId?: number;
  /** How long ago it was confirmed, used and updated, in 1/100 s, and by how many it is held. */
  readonly cacheinfo?: Output1<typeof ndaCacheinfo>;
}

/** A neighbour or forwarding database entry to be. */
export interface NeighbourInput {
  readonly dev: LinkTarget;
  /** Left out it follows from `address`, and is `bridge` without one. */
  readonly family?: AddressFamily | undefined;
  readonly address?: string | undefined;
  readonly lladdr?: string | undefined;
  /** Left out: `permanent`, or `none` for a managed neighbour. */
  readonly state?: NeighbourState | readonly NeighbourState[] | undefined;
  /** Such as `proxy`, `router`, `ext_learned`, `use`, `managed`; for `bridge` also `self` (the default) and `master`. */
  readonly flags?: readonly NeighbourFlag[] | undefined;
  readonly vlan?: number | undefined;
  readonly port?: number | undefined;
  readonly vni?: number | undefined;
  readonly sourceVni?: number | undefined;
  /** Index of the interface that a VXLAN entry sends by. */
  readonly viaDev?: number | undefined;
  readonly protocol?: RouteProtocol | undefined;
  readonly nexthopId?: number | undefined;
}

/** Makes the friendly object of a decoded message. */
export function toNeighbour(header: Output1<typeof ndmsg>, attributes: NeighbourAttributes): Neighbour {
  const { flagsExt } = attributes;
  return {
    family: familyName(header.family),
    dev: header.ifindex,
    ...(attributes.dst !== undefined && { address: attributes.dst }),
    ...(attributes.lladdr !== undefined && { lladdr: attributes.lladdr }),
    state: neighbourState.namesOf(header.state),
    stateBits: header.state,
    flags: [
      ...neighbourFlags.namesOf(header.flags),
      ...(flagsExt === undefined ? [] : neighbourExtendedFlags.namesOf(flagsExt)),
    ],
    flagBits: header.flags,
    ...(flagsExt !== undefined && flagsExt !== 0 && { extendedFlagBits: flagsExt }),
    type: header.type,
    ...(attributes.probes !== undefined && { probes: attributes.probes }),
    ...(attributes.vlan !== undefined && { vlan: attributes.vlan }),
    ...(attributes.port !== undefined && { port: attributes.port }),
    ...(attributes.vni !== undefined && { vni: attributes.vni }),
    ...(attributes.srcVni !== undefined && { sourceVni: attributes.srcVni }),
    ...(attributes.ifindex !== undefined && { viaDev: attributes.ifindex }),
    ...(attributes.master !== undefined && { master: attributes.master }),
    ...(attributes.linkNetnsid !== undefined && { linkNsid: attributes.linkNetnsid }),
    ...(attributes.protocol !== undefined && { protocol: attributes.protocol }),
    ...(attributes.nhId !== undefined && { nexthopId: attributes.nhId }),
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

function flagBitsOf(flags: readonly NeighbourFlag[]): { plain: number; extended: number } {
  let plain = 0;
  let extended = 0;
  for (const flag of flags) {
    if (isExtended(flag)) extended |= neighbourExtendedFlags.values[flag];
    else plain |= neighbourFlags.bitsOf([flag]);
  }
  return { plain, extended };
}

/** Flags that only the kernel sets. */
const REPORTED = neighbourFlags.values.offloaded;

/** The message that adds, changes or deletes a neighbour: what `ip neighbour` and `bridge fdb` write. */
export function neighbourBody(index: number, input: NeighbourInput): NeighbourBody {
  const family =
    input.family !== undefined
      ? familyNumber(input.family)
      : input.address === undefined
        ? AF_BRIDGE
        : familyOf(input.address);
  const { plain, extended } = flagBitsOf(input.flags ?? []);
  const isManaged = (extended & neighbourExtendedFlags.values.managed) !== 0;
  const { permanent, noarp } = neighbourState.values;
  const { self, master, proxy } = neighbourFlags.values;
  const isBridge = family === AF_BRIDGE;
  const defaultState = isManaged ? 0 : isBridge ? permanent | noarp : permanent;
  const attributes: NeighbourAttributes = {};
  if (input.protocol !== undefined) attributes.protocol = protocolNumber(input.protocol);
  if (isBridge) {
    if (input.lladdr === undefined) throw new EncodeError("a forwarding database entry needs its lladdr");
    attributes.lladdr = input.lladdr;
  }
  if (input.address !== undefined) attributes.dst = input.address;
  if (!isBridge && input.lladdr !== undefined && (plain & proxy) === 0) attributes.lladdr = input.lladdr;
  if (input.vlan !== undefined) attributes.vlan = input.vlan;
  if (input.nexthopId !== undefined) attributes.nhId = input.nexthopId;
  if (input.port !== undefined) attributes.port = input.port;
  if (input.vni !== undefined) attributes.vni = input.vni;
  if (input.sourceVni !== undefined) attributes.srcVni = input.sourceVni;
  if (input.viaDev !== undefined) attributes.ifindex = input.viaDev;
  if (extended !== 0) attributes.flagsExt = extended;
  const target = isBridge && (plain & (self | master)) === 0 ? self : 0;
  return {
    header: {
      family,
      ifindex: index,
      state: input.state === undefined ? defaultState : stateBits(input.state),
      flags: (plain & ~REPORTED) | target,
    },
    attributes,
  };
}
