import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type { NeighbourAttributes } from "../protocol/route/neighbour.ts";
import { neighbourFlags, neighbourState } from "../protocol/route/neighbour.ts";
import type { FdbFlag } from "./fdb-value.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import type { NeighbourBody } from "./neighbour-value.ts";

/** Which entries a flush deletes: those that meet every condition. A condition that is `false` takes those that are not so. */
export interface FdbFlushFilter {
  /** The bridge or VXLAN; with `master` a port: those of this port in the table of its bridge. */
  readonly dev: LinkTarget;
  /** Only those of this port of the bridge. */
  readonly brport?: LinkTarget | undefined;
  readonly vlan?: number | undefined;
  /** Whose table: `self` (the default) the device's, `master` that of its bridge. */
  readonly flags?: readonly Extract<FdbFlag, "self" | "master">[] | undefined;
  readonly permanent?: boolean | undefined;
  readonly static?: boolean | undefined;
  /** Those that age; `false` is the same as `static`. */
  readonly dynamic?: boolean | undefined;
  /** Those that a user made, not the kernel. */
  readonly addedByUser?: boolean | undefined;
  readonly externLearn?: boolean | undefined;
  readonly sticky?: boolean | undefined;
  readonly offloaded?: boolean | undefined;
  /** Those of a VXLAN that lead to a router. */
  readonly router?: boolean | undefined;
  /** Of a VXLAN: its remote end, and what else identifies entries. */
  readonly dst?: string | undefined;
  readonly port?: number | undefined;
  readonly vni?: number | undefined;
  readonly sourceVni?: number | undefined;
  readonly via?: LinkTarget | undefined;
  readonly nexthopId?: number | undefined;
}

const { permanent, noarp } = neighbourState.values;

/** By condition: which bits of a state it is about and what they are, where it is wanted and where it is not. */
const states = {
  permanent: { wanted: { mask: permanent, bits: permanent }, unwanted: { mask: permanent, bits: 0 } },
  static: { wanted: { mask: permanent | noarp, bits: noarp }, unwanted: { mask: noarp, bits: 0 } },
  dynamic: { wanted: { mask: permanent | noarp, bits: 0 }, unwanted: { mask: noarp, bits: noarp } },
} as const;

/** By condition: the flag. A bridge calls an entry of a user's `use` here. */
const flagsOf = {
  addedByUser: neighbourFlags.values.use,
  externLearn: neighbourFlags.values.ext_learned,
  sticky: neighbourFlags.values.sticky,
  offloaded: neighbourFlags.values.offloaded,
  router: neighbourFlags.values.router,
} as const;

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] => {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
};

/** Bits of a header with the mask that says which are meant. */
interface Masked {
  bits: number;
  mask: number;
}

function stateOf(filter: FdbFlushFilter): Masked {
  const state = { bits: 0, mask: 0 };
  for (const key of keysOf(states)) {
    const wanted = filter[key];
    if (wanted === undefined) continue;
    const { mask, bits } = states[key][wanted ? "wanted" : "unwanted"];
    state.mask |= mask;
    state.bits = (state.bits & ~mask) | bits;
  }
  return state;
}

function flagConditions(filter: FdbFlushFilter): Masked {
  const flags = { bits: 0, mask: 0 };
  for (const key of keysOf(flagsOf)) {
    const wanted = filter[key];
    if (wanted === undefined) continue;
    flags.mask |= flagsOf[key];
    if (wanted) flags.bits |= flagsOf[key];
  }
  return flags;
}

/** The message that flushes: what `bridge fdb flush` writes. */
export function* flushBody(filter: FdbFlushFilter): Resolving<NeighbourBody> {
  const { self, master } = neighbourFlags.values;
  const ifindex = yield* indexOf(filter.dev);
  const state = stateOf(filter);
  const conditions = flagConditions(filter);
  const target = neighbourFlags.bitsOf(filter.flags ?? []) & (self | master);
  const port = filter.brport ?? filter.via;
  const attributes: NeighbourAttributes = {};
  if (port !== undefined) attributes.ifindex = yield* indexOf(port);
  if (filter.vlan !== undefined) attributes.vlan = filter.vlan;
  if (conditions.mask !== 0) attributes.ndmFlagsMask = conditions.mask;
  if (state.mask !== 0) attributes.ndmStateMask = state.mask;
  if (filter.nexthopId !== undefined) attributes.nhId = filter.nexthopId;
  if (filter.vni !== undefined) attributes.vni = filter.vni;
  if (filter.sourceVni !== undefined) attributes.srcVni = filter.sourceVni;
  if (filter.dst !== undefined) attributes.dst = filter.dst;
  if (filter.port !== undefined) attributes.port = filter.port;
  return {
    header: {
      family: AF_BRIDGE,
      ifindex,
      state: state.bits,
      flags: (target === 0 ? self : target) | conditions.bits,
    },
    attributes,
  };
}
