import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type { NeighbourAttributes, ndmsg, neighbourExtendedFlags } from "../protocol/route/neighbour.ts";
import { fdbNotifyFlags, neighbourFlags, neighbourState } from "../protocol/route/neighbour.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { LinkTarget } from "./link-target.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import type { NeighbourBody, NeighbourState } from "./neighbour-value.ts";
import { flagBitsOf, flagNames, REPORTED, stateBits } from "./neighbour-value.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

/**
 * What an entry is: `permanent` is an address of the host itself, `static` never ages and never moves to another port, `dynamic`
 * does both, as one that was learnt.
 */
export type FdbKind = "permanent" | "static" | "dynamic";

/** NTF_* and NTF_EXT_* of an entry: `self` is in the device's own table, `master` in that of its bridge. */
export type FdbFlag = Exclude<
  keyof typeof neighbourFlags.values | keyof typeof neighbourExtendedFlags.values,
  "proxy" | "managed" | "ext_validated"
>;

/** An entry of a forwarding database, as listed; it is valid input for `delete`. */
export interface FdbEntry {
  /** Index of the port or device. */
  readonly dev: number;
  /** The link-layer address that it is about. */
  readonly lladdr: string;
  readonly kind: FdbKind;
  /** A `dynamic` entry that has aged: its address was not seen for the bridge's ageing time. */
  readonly stale?: true;
  /** Lowest bit first; `self` or `master` says whose table it is in. */
  readonly flags: readonly FdbFlag[];
  /** Index of the bridge whose table it is in. */
  readonly bridge?: number;
  readonly vlan?: number;
  /** Remote end of a VXLAN entry. */
  readonly dst?: string;
  /** Its UDP port, where it is not the device's. */
  readonly port?: number;
  /** Its VXLAN network, where it is not the device's. */
  readonly vni?: number;
  /** VXLAN network of the entry itself (a device with `external`). */
  readonly sourceVni?: number;
  /** Index of the link that a VXLAN entry sends by. */
  readonly via?: number;
  /** Id of the namespace of `via`. */
  readonly linkNsid?: number;
  /** Nexthop object of a VXLAN entry. */
  readonly nexthopId?: number;
  /** Who made it, RTPROT_*. */
  readonly protocol?: number;
  /** Whether activity and the lack of it is told (Linux 5.14). */
  readonly activityNotify?: boolean;
  /** Whether it was not seen lately, of one with `activityNotify`. */
  readonly inactive?: boolean;
  /** In 1/100 s, how long ago it was used and updated. */
  readonly used?: number;
  readonly updated?: number;
}

/** An entry to be. */
export interface FdbInput {
  /** The port, the bridge, or the device with a table of its own. */
  readonly dev: LinkTarget;
  readonly lladdr: string;
  /** Left out: `permanent`. */
  readonly kind?: FdbKind | undefined;
  /** `self` (the default), `master` or both say in which tables; `sticky`, `ext_learned`, `use` and `router` say more. */
  readonly flags?: readonly FdbFlag[] | undefined;
  readonly vlan?: number | undefined;
  readonly dst?: string | undefined;
  readonly port?: number | undefined;
  readonly vni?: number | undefined;
  readonly sourceVni?: number | undefined;
  /** The link that a VXLAN entry sends by. */
  readonly via?: LinkTarget | undefined;
  readonly nexthopId?: number | undefined;
  readonly protocol?: RouteProtocol | undefined;
  /** Whether activity and the lack of it is to be told (Linux 5.14). */
  readonly activityNotify?: boolean | undefined;
  /** Whether it is to count as not seen lately, of one with `activityNotify`. */
  readonly inactive?: boolean | undefined;
  /** Whether the change does not count as activity (Linux 5.14). */
  readonly dontRefresh?: boolean | undefined;
}

const statesOf: Readonly<Record<FdbKind, readonly NeighbourState[]>> = {
  permanent: ["noarp", "permanent"],
  static: ["reachable", "noarp"],
  dynamic: ["reachable"],
};

/** The kind, where it is one. @throws EncodeError for a word that is none */
export function checkKind(kind: FdbKind): FdbKind {
  if (Object.hasOwn(statesOf, kind)) return kind;
  throw new EncodeError(`${JSON.stringify(kind)} is none of ${Object.keys(statesOf).join(", ")}`, ["kind"]);
}

function kindOf(bits: number): FdbKind {
  const { permanent, noarp } = neighbourState.values;
  if ((bits & permanent) !== 0) return "permanent";
  return (bits & noarp) !== 0 ? "static" : "dynamic";
}

const isFdbFlag = (flag: string): flag is FdbFlag => flag !== "proxy" && flag !== "managed" && flag !== "ext_validated";

/** What a neighbour message of family AF_BRIDGE says. */
export function toFdbEntry(header: Output1<typeof ndmsg>, a: NeighbourAttributes): FdbEntry {
  const { master: bridge, cacheinfo } = a;
  const flags = flagNames(header.flags, a.flagsExt).filter(isFdbFlag);
  // A bridge tells of its own table without a flag, and takes `master` for those of its ports and `self` for its own.
  if (!flags.includes("self")) flags.push(bridge === undefined || bridge === header.ifindex ? "self" : "master");
  const { bit, inactive_bit: inactive } = fdbNotifyFlags.values;
  const notify = a.fdbExtAttrs?.activityNotify;
  return {
    dev: header.ifindex,
    lladdr: a.lladdr ?? "",
    kind: kindOf(header.state),
    ...((header.state & neighbourState.values.stale) !== 0 && { stale: true }),
    flags,
    ...(bridge !== undefined && { bridge }),
    ...(a.vlan !== undefined && { vlan: a.vlan }),
    ...(a.dst !== undefined && { dst: a.dst }),
    ...(a.port !== undefined && { port: a.port }),
    ...(a.vni !== undefined && { vni: a.vni }),
    ...(a.srcVni !== undefined && { sourceVni: a.srcVni }),
    ...(a.ifindex !== undefined && { via: a.ifindex }),
    ...(a.linkNetnsid !== undefined && { linkNsid: a.linkNetnsid }),
    ...(a.nhId !== undefined && { nexthopId: a.nhId }),
    ...(a.protocol !== undefined && { protocol: a.protocol }),
    ...(notify !== undefined && { activityNotify: (notify & bit) !== 0, inactive: (notify & inactive) !== 0 }),
    ...(cacheinfo !== undefined && { used: cacheinfo.used, updated: cacheinfo.updated }),
  };
}

function notifyBits({ activityNotify = false, inactive = false }: FdbInput): number {
  const { bit, inactive_bit: inactiveBit } = fdbNotifyFlags.values;
  return (activityNotify ? bit : 0) | (inactive ? inactiveBit : 0);
}

/** The message that adds, changes or deletes an entry: what `bridge fdb` writes. */
export function* fdbBody(input: FdbInput): Resolving<NeighbourBody> {
  const { self, master } = neighbourFlags.values;
  const { plain, extended } = flagBitsOf(input.flags ?? []);
  const header = {
    family: AF_BRIDGE,
    ifindex: yield* indexOf(input.dev),
    state: stateBits(statesOf[checkKind(input.kind ?? "permanent")]),
    flags: (plain & ~REPORTED) | ((plain & (self | master)) === 0 ? self : 0),
  };
  const attributes: NeighbourAttributes = {};
  if (input.protocol !== undefined) attributes.protocol = protocolNumber(input.protocol);
  attributes.lladdr = input.lladdr;
  if (input.dst !== undefined) attributes.dst = input.dst;
  if (input.vlan !== undefined) attributes.vlan = input.vlan;
  if (input.nexthopId !== undefined) attributes.nhId = input.nexthopId;
  if (input.port !== undefined) attributes.port = input.port;
  if (input.vni !== undefined) attributes.vni = input.vni;
  if (input.sourceVni !== undefined) attributes.srcVni = input.sourceVni;
  if (input.via !== undefined) attributes.ifindex = yield* indexOf(input.via);
  if (extended !== 0) attributes.flagsExt = extended;
  const { activityNotify, inactive, dontRefresh } = input;
  if (activityNotify === undefined && inactive === undefined && dontRefresh === undefined)
    return { header, attributes };
  if (inactive === true && activityNotify !== true) {
    throw new EncodeError("only an entry with activityNotify can be inactive", ["inactive"]);
  }
  const activity = activityNotify === undefined ? {} : { activityNotify: notifyBits(input) };
  const fdbExtAttrs = { ...activity, ...(dontRefresh === true && { dontRefresh }) };
  return { header, attributes: { ...attributes, fdbExtAttrs } };
}
