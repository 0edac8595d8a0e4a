import { AF_INET, AF_UNSPEC } from "../protocol/route/address-family.ts";
import type { nhmsg } from "../protocol/route/nexthop.ts";
import type { NexthopAttributes, ResilientBucket, ResilientGroup } from "../protocol/route/nexthop.ts";
import { nexthopGroupType } from "../protocol/route/nexthop.ts";
import { nexthopFlags } from "../protocol/route/route-names.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Encap, EncapInput } from "./encap.ts";
import { fromEncap, toEncap } from "./encap.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber, familyOf } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import type { NexthopFlag } from "./route-decode.ts";
import type { RouteProtocol, Scope } from "./route-value.ts";
import { protocolNumber, scopeName } from "./route-value.ts";

/** How a group spreads its flows: by hash over its members, or by hash over buckets that keep their member while it lives. */
export type GroupType = "mpath" | "resilient" | number;

/** A member of a group. */
export interface GroupMember {
  /** Of another nexthop object, which is no group. */
  readonly id: number;
  /** Share of the flows: 1 to 256, and to 65535 from Linux 6.12 on. */
  readonly weight: number;
}

/** How a resilient group behaves (5.13). Times are seconds, with two decimals. */
export interface Resilience {
  /** Number of buckets: needed for a new group, and the same ever after. */
  readonly buckets?: number | undefined;
  /** How long a bucket must be idle before it may move to another member. */
  readonly idleTimer?: number | undefined;
  /** How long the group may be unbalanced before buckets move whether idle or not; 0: for ever. */
  readonly unbalancedTimer?: number | undefined;
}

/** A nexthop object to be. Attributes are written in the order of the properties. */
export interface NexthopInput {
  /** Its number, by which routes name it; left out, the kernel chooses one. */
  readonly id?: number | undefined;
  /** Needed only where neither `via` nor `group` shows it. IPv4 when left out. */
  readonly family?: AddressFamily | undefined;
  readonly via?: string | undefined;
  readonly dev?: LinkTarget | undefined;
  /** Drops what comes. */
  readonly blackhole?: boolean | undefined;
  /** Serves entries of a VXLAN device instead of routes: it has a router and no interface. */
  readonly fdb?: boolean | undefined;
  readonly group?: readonly { readonly id: number; readonly weight?: number | undefined }[] | undefined;
  readonly type?: GroupType | undefined;
  /** Makes the group a resilient one. */
  readonly resilient?: Resilience | undefined;
  /** Whether hardware counts a group's packets (6.9). */
  readonly hwStats?: boolean | undefined;
  /** UDP port of a VXLAN tunnel (7.x). */
  readonly destinationPort?: number | undefined;
  readonly encap?: EncapInput | undefined;
  /** RTPROT_*: who makes it; left out: `unspec`, as for `ip`. */
  readonly protocol?: RouteProtocol | undefined;
  /** The kernel works out the scope itself; listed with the object. */
  readonly scope?: Scope | undefined;
  /** Only `onlink` is a caller's to set. */
  readonly flags?: readonly NexthopFlag[] | undefined;
}

/** Packets that went to a member of a group (6.9). */
export interface MemberStatistics {
  readonly id: number;
  readonly packets: bigint;
  /** Those of them that hardware forwarded. */
  readonly packetsHw?: bigint;
}

/** A nexthop object, as listed; valid input for `add` and `delete`. */
export interface Nexthop {
  readonly id: number;
  readonly family: AddressFamily;
  readonly via?: string;
  /** Index of the interface. */
  readonly dev?: number;
  readonly blackhole?: true;
  readonly fdb?: true;
  readonly group?: readonly GroupMember[];
  readonly type?: GroupType;
  readonly resilient?: Required<{ readonly [K in keyof Resilience]: number }> & {
    /** Seconds since the group became unbalanced; 0: it is not. */
    readonly unbalancedTime: number;
  };
  /** Whether hardware is asked to count; told with statistics. */
  readonly hwStats?: boolean;
  /** Whether some driver does count; told with statistics of hardware. */
  readonly hwStatsUsed?: boolean;
  readonly statistics?: readonly MemberStatistics[];
  readonly destinationPort?: number;
  readonly encap?: Encap;
  /** RTPROT_*: who made it. */
  readonly protocol: number;
  readonly scope: Scope;
  /** Names of the flags, lowest bit first. */
  readonly flags: readonly NexthopFlag[];
  readonly flagBits: number;
}

/** A bucket of a resilient group (5.13). */
export interface NexthopBucket {
  /** Of the group. */
  readonly id: number;
  readonly index: number;
  /** The member that its flows go to. */
  readonly nexthopId: number;
  /** Seconds since its last packet. */
  readonly idleTime: number;
  readonly flags: readonly NexthopFlag[];
  readonly flagBits: number;
}

const ONLINK = nexthopFlags.values.onlink;
const { mpath, res } = nexthopGroupType.values;
/** The kernel counts in USER_HZ. */
const TICKS_PER_SECOND = 100;

function memberOf({ id, weight = 1 }: { id: number; weight?: number | undefined }, position: number) {
  if (!(Number.isInteger(weight) && weight >= 1 && weight <= 0xffff)) {
    throw new EncodeError(`${weight} is not a weight: 1 to 65535`, ["group", String(position), "weight"]);
  }
  return { id, weight: (weight - 1) & 0xff, weightHigh: (weight - 1) >> 8, resvd2: 0 };
}

function resilienceOf(resilience: Resilience): ResilientGroup {
  const attributes: ResilientGroup = {};
  const { buckets, idleTimer, unbalancedTimer } = resilience;
  for (const key in resilience) {
    if (key === "buckets" && buckets !== undefined) attributes.buckets = buckets;
    else if (key === "idleTimer" && idleTimer !== undefined) {
      attributes.idleTimer = Math.round(idleTimer * TICKS_PER_SECOND);
    } else if (key === "unbalancedTimer" && unbalancedTimer !== undefined) {
      attributes.unbalancedTimer = Math.round(unbalancedTimer * TICKS_PER_SECOND);
    }
  }
  return attributes;
}

function typeNumber(type: GroupType): number {
  if (typeof type === "number") return type;
  if (type !== "mpath" && type !== "resilient") {
    throw new EncodeError(`${JSON.stringify(type)} is none of mpath, resilient`);
  }
  return type === "mpath" ? mpath : res;
}

function familyFor({ family, via, group }: NexthopInput): number {
  if (family !== undefined) return familyNumber(family);
  if (via !== undefined) return familyOf(via);
  return group === undefined ? AF_INET : AF_UNSPEC;
}

/** The message that makes or changes a nexthop object: what `ip nexthop` writes for the same words in the same order. */
export function nexthopBody(input: NexthopInput, oif: number | undefined) {
  const attributes: NexthopAttributes = {};
  for (const key in input) {
    if (key === "id" && input.id !== undefined) attributes.id = input.id;
    else if (key === "via" && input.via !== undefined) attributes.gateway = input.via;
    else if (key === "dev" && oif !== undefined) attributes.oif = oif;
    else if (key === "blackhole" && input.blackhole === true) attributes.blackhole = true;
    else if (key === "fdb" && input.fdb === true) attributes.fdb = true;
    else if (key === "group" && input.group !== undefined) attributes.group = input.group.map(memberOf);
    else if (key === "type" && input.type !== undefined) attributes.groupType = typeNumber(input.type);
    else if (key === "resilient" && input.resilient !== undefined) {
      attributes.resGroup = resilienceOf(input.resilient);
      if (input.type === undefined) attributes.groupType = res;
    } else if (key === "hwStats" && input.hwStats !== undefined) attributes.hwStatsEnable = Number(input.hwStats);
    else if (key === "destinationPort" && input.destinationPort !== undefined)
      attributes.dstPort = input.destinationPort;
    else if (key === "encap" && input.encap !== undefined) Object.assign(attributes, fromEncap(input.encap));
  }
  return {
    header: {
      family: familyFor(input),
      protocol: input.protocol === undefined ? 0 : protocolNumber(input.protocol),
      flags: input.flags === undefined ? 0 : nexthopFlags.bitsOf(input.flags) & ONLINK,
    },
    attributes,
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function resilientOf(group: ResilientGroup): Nexthop["resilient"] {
  const { buckets = 0, idleTimer = 0, unbalancedTimer = 0, unbalancedTime = 0n } = group;
  return {
    buckets,
    idleTimer: idleTimer / TICKS_PER_SECOND,
    unbalancedTimer: unbalancedTimer / TICKS_PER_SECOND,
    unbalancedTime: Number(unbalancedTime) / TICKS_PER_SECOND,
  };
}

function typeOf(type: number): GroupType {
  if (type === mpath) return "mpath";
  return type === res ? "resilient" : type;
}

/** Makes the friendly object of a decoded message. */
export function toNexthop(header: Output1<typeof nhmsg>, attributes: NexthopAttributes): Nexthop {
  const { id = 0, gateway, oif, blackhole, fdb, group, groupType, resGroup, groupStats, dstPort } = attributes;
  const nexthop: Mutable<Nexthop> = {
    id,
    family: familyName(header.family),
    protocol: header.protocol,
    scope: scopeName(header.scope),
    flags: nexthopFlags.namesOf(header.flags),
    flagBits: header.flags,
  };
  if (gateway !== undefined) nexthop.via = gateway;
  if (oif !== undefined) nexthop.dev = oif;
  if (blackhole !== undefined) nexthop.blackhole = true;
  if (fdb !== undefined) nexthop.fdb = true;
  if (group !== undefined) {
    nexthop.group = group.map((member) => ({ id: member.id, weight: member.weight + member.weightHigh * 256 + 1 }));
  }
  if (groupType !== undefined) nexthop.type = typeOf(groupType);
  if (resGroup !== undefined) nexthop.resilient = resilientOf(resGroup);
  if (attributes.hwStatsEnable !== undefined) nexthop.hwStats = attributes.hwStatsEnable !== 0;
  if (attributes.hwStatsUsed !== undefined) nexthop.hwStatsUsed = attributes.hwStatsUsed !== 0;
  if (groupStats !== undefined) {
    nexthop.statistics = groupStats.map((entry) => ({
      id: entry.id ?? 0,
      packets: entry.packets ?? 0n,
      ...(entry.packetsHw !== undefined && { packetsHw: entry.packetsHw }),
    }));
  }
  if (dstPort !== undefined) nexthop.destinationPort = dstPort;
  const encap = toEncap(attributes);
  if (encap !== undefined) nexthop.encap = encap;
  return nexthop;
}

/** Makes the friendly object of a decoded bucket message. */
export function toBucket(header: Output1<typeof nhmsg>, attributes: NexthopAttributes): NexthopBucket {
  const { index = 0, nhId = 0, idleTime = 0n }: ResilientBucket = attributes.resBucket ?? {};
  return {
    id: attributes.id ?? 0,
    index,
    nexthopId: nhId,
    idleTime: Number(idleTime) / TICKS_PER_SECOND,
    flags: nexthopFlags.namesOf(header.flags),
    flagBits: header.flags,
  };
}
