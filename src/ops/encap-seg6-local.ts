import type { Seg6LocalBpf, Seg6LocalEncap } from "../protocol/route/encap.ts";
import { seg6LocalFlavor } from "../protocol/route/encap.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { SegmentRoutingHeader } from "./encap-segments.ts";
import { fromSegmentHeader, toSegmentHeader } from "./encap-segments.ts";

/** Behaviours of a segment by their names in RFC 8986, in the order of SEG6_LOCAL_ACTION_*. */
const actions = [
  "unspec",
  "End",
  "End.X",
  "End.T",
  "End.DX2",
  "End.DX6",
  "End.DX4",
  "End.DT6",
  "End.DT4",
  "End.B6",
  "End.B6.Encaps",
  "End.BM",
  "End.S",
  "End.AS",
  "End.AM",
  "End.BPF",
  "End.DT46",
] as const;

/** SEG6_LOCAL_ACTION_*: what a node does with a packet that is for one of its segments; a number where the header names none. */
export type SegmentAction = (typeof actions)[number] | number;
/** SEG6_LOCAL_FLV_OP_*: a variant of a behaviour. */
export type SegmentFlavor = Exclude<keyof typeof seg6LocalFlavor.values, "unspec">;

/** Variants of a behaviour. */
export interface SegmentFlavors {
  readonly operations: readonly SegmentFlavor[];
  /** Bits of the locator block, for `next_csid`; 32 unless told. */
  readonly blockBits?: number | undefined;
  /** Bits of node and function, for `next_csid`; 16 unless told. */
  readonly nodeFunctionBits?: number | undefined;
}

/** What a behaviour did so far. */
export interface SegmentCounters {
  readonly packets: bigint;
  readonly bytes: bigint;
  readonly errors: bigint;
}

/** What this node does with packets for one of its segments (`seg6local` of `ip route`). Each action needs its own parameters. */
export interface SegmentLocal {
  readonly action: SegmentAction;
  /** Header to push: End.B6, End.B6.Encaps. */
  readonly srh?: SegmentRoutingHeader | undefined;
  /** Routing table: End.T, End.DT6, End.DT4, End.DT46. */
  readonly table?: number | undefined;
  /** Routing table of a VRF: End.DT4, End.DT6, End.DT46. */
  readonly vrfTable?: number | undefined;
  /** IPv4 next hop: End.DX4. */
  readonly nh4?: string | undefined;
  /** IPv6 next hop: End.X, End.DX6. */
  readonly nh6?: string | undefined;
  /** Index of an interface. */
  readonly iif?: number | undefined;
  /** Index of an interface: End.DX2, End.X (6.15). */
  readonly oif?: number | undefined;
  /** Program of End.BPF: a descriptor when given, the program's id when listed. */
  readonly bpf?: { readonly program: number; readonly name: string } | undefined;
  /** Whether packets are counted when given, what was counted when listed. */
  readonly counters?: boolean | SegmentCounters | undefined;
  readonly flavors?: SegmentFlavors | undefined;
}

/** What a listed route says of it: {@link SegmentLocal} with what was counted. */
export interface ListedSegmentLocal extends SegmentLocal {
  readonly counters?: SegmentCounters;
}

/** End.B6 puts its header into the packet, where it leaves a place for the packet's own destination. */
const INSERTING = actions.indexOf("End.B6");

function actionNumber(action: SegmentAction): number {
  if (typeof action === "number") return action;
  const number = actions.indexOf(action);
  if (number < 0) throw new EncodeError(`${JSON.stringify(action)} is none of ${actions.slice(1).join(", ")}`);
  return number;
}

const flavorBits = Object.entries(seg6LocalFlavor.values).filter(([, bit]) => bit !== 0);

function operationBits(operations: readonly SegmentFlavor[]): number {
  let bits = 0;
  for (const name of operations) {
    const entry = flavorBits.find(([candidate]) => candidate === name);
    if (entry === undefined) throw new EncodeError(`${JSON.stringify(name)} is no flavor of a segment`);
    bits |= 1 << entry[1];
  }
  return bits;
}

function isFlavor(name: string): name is SegmentFlavor {
  return name !== "unspec" && Object.hasOwn(seg6LocalFlavor.values, name);
}

/** The attributes of a behaviour, in the order of its properties. */
export function fromSegmentLocal(local: SegmentLocal): Seg6LocalEncap {
  const attributes: Seg6LocalEncap = {};
  for (const key in local) {
    if (key === "action") attributes.action = actionNumber(local.action);
    else if (key === "srh" && local.srh !== undefined) {
      attributes.srh = toSegmentHeader(local.srh, actionNumber(local.action) === INSERTING);
    } else if (key === "table" && local.table !== undefined) attributes.table = local.table;
    else if (key === "vrfTable" && local.vrfTable !== undefined) attributes.vrftable = local.vrfTable;
    else if (key === "nh4" && local.nh4 !== undefined) attributes.nh4 = local.nh4;
    else if (key === "nh6" && local.nh6 !== undefined) attributes.nh6 = local.nh6;
    else if (key === "iif" && local.iif !== undefined) attributes.iif = local.iif;
    else if (key === "oif" && local.oif !== undefined) attributes.oif = local.oif;
    else if (key === "bpf" && local.bpf !== undefined) {
      attributes.bpf = { prog: local.bpf.program, progName: local.bpf.name };
    } else if (key === "counters" && local.counters !== undefined && local.counters !== false) {
      // The kernel wants to see all three, and begins at zero whatever they say.
      attributes.counters = { packets: 0n, bytes: 0n, errors: 0n };
    } else if (key === "flavors" && local.flavors !== undefined) {
      const { operations, blockBits, nodeFunctionBits } = local.flavors;
      attributes.flavors = {
        operation: operationBits(operations),
        ...(blockBits !== undefined && { lcblockBits: blockBits }),
        ...(nodeFunctionBits !== undefined && { lcnodeFnBits: nodeFunctionBits }),
      };
    }
  }
  return attributes;
}

function bpfOf({ prog = 0, progName = "" }: Seg6LocalBpf): { program: number; name: string } {
  return { program: prog, name: progName };
}

/** What the attributes of a behaviour say. */
export function toSegmentLocal(attributes: Seg6LocalEncap): ListedSegmentLocal {
  const { action = 0, srh, table, vrftable, nh4, nh6, iif, oif, bpf, counters, flavors } = attributes;
  return {
    action: actions[action] ?? action,
    ...(srh !== undefined && { srh: fromSegmentHeader(srh, action === INSERTING) }),
    ...(table !== undefined && { table }),
    ...(vrftable !== undefined && { vrfTable: vrftable }),
    ...(nh4 !== undefined && { nh4 }),
    ...(nh6 !== undefined && { nh6 }),
    ...(iif !== undefined && { iif }),
    ...(oif !== undefined && { oif }),
    ...(bpf !== undefined && { bpf: bpfOf(bpf) }),
    ...(counters !== undefined && {
      counters: { packets: counters.packets ?? 0n, bytes: counters.bytes ?? 0n, errors: counters.errors ?? 0n },
    }),
    ...(flavors !== undefined && {
      flavors: {
        operations: flavorBits.flatMap(([name, bit]) =>
          isFlavor(name) && ((flavors.operation ?? 0) & (1 << bit)) !== 0 ? [name] : [],
        ),
        ...(flavors.lcblockBits !== undefined && { blockBits: flavors.lcblockBits }),
        ...(flavors.lcnodeFnBits !== undefined && { nodeFunctionBits: flavors.lcnodeFnBits }),
      },
    }),
  };
}
