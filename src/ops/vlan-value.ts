import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import { bridgePortState, bridgeVlanFlags } from "../protocol/route/bridge-af-spec.ts";
import type {
  BrVlanMsgInput,
  VlanDb,
  VlanDbInput,
  VlanEntry,
  VlanEntryInput,
  VlanGlobal as VlanGlobalAttributes,
  VlanGlobalInput as VlanGlobalAttributesInput,
  VlanTunnelInput,
} from "../protocol/route/bridge-vlan.ts";
import type { BridgeQuerier } from "../protocol/route/link-kinds/bridge.ts";
import { multicastRouter } from "../protocol/route/link-kinds/bridge.ts";
import { RTM_DELLINK, RTM_SETLINK } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { LinkTarget } from "./link-target.ts";
import type { MulticastRouter, RouterPort } from "./mdb-value.ts";
import { toRouterPort } from "./mdb-value.ts";

/** BR_STATE_*: spanning tree state of a port, or of a VLAN or spanning tree instance on it. */
export type BridgePortState = NonNullable<ReturnType<typeof bridgePortState.nameOf>>;

/** Counters of a VLAN. */
export interface VlanCounters {
  readonly rxBytes: bigint;
  readonly rxPackets: bigint;
  readonly txBytes: bigint;
  readonly txPackets: bigint;
}

/** A VLAN of a bridge or port, or a range of them that are alike, as listed; it is valid input for `delete` and `add`. */
export interface Vlan {
  /** Index of the bridge or port. */
  readonly dev: number;
  /** The VLAN, or the first one of a range. */
  readonly vid: number;
  /** The last one of a range. */
  readonly vidEnd?: number;
  /** Untagged packets that come in belong to it. */
  readonly pvid: boolean;
  /** Packets leave it untagged. */
  readonly untagged: boolean;
  readonly state?: BridgePortState;
  readonly multicastRouter?: MulticastRouter;
  /** Multicast groups (Linux 6.3). */
  readonly multicastGroups?: number;
  /** Most multicast groups, 0 for no limit (Linux 6.3). */
  readonly maxMulticastGroups?: number;
  /** ARP and ND are answered by the bridge (Linux 6.4). Absent where not: of a bridge's own VLANs it can't even be said. */
  readonly neighbourSuppression?: true;
  /** Gratuitous ARP and ND are forwarded all the same (after Linux 6.18); absent where not. */
  readonly forwardGratuitous?: true;
  /** Tunnel of the VLAN, of a range that of the first one: the others follow. */
  readonly tunnelId?: number;
  /** Counters, where they were asked for. */
  readonly stats?: VlanCounters;
}

/** Which VLANs of which bridge or port. */
export interface VlanKey {
  /** The bridge itself or a port of it. */
  readonly dev: LinkTarget;
  /** 1 to 4094; the first one of a range. */
  readonly vid: number;
  /** The last one of a range. */
  readonly vidEnd?: number | undefined;
}

/** Options of a VLAN on a bridge or port. */
export interface VlanOptions {
  readonly state?: BridgePortState | undefined;
  readonly multicastRouter?: MulticastRouter | undefined;
  readonly maxMulticastGroups?: number | undefined;
  readonly neighbourSuppression?: boolean | undefined;
  readonly forwardGratuitous?: boolean | undefined;
  /** Tunnel of the VLAN, of a range that of the first one; `null` removes it. The port needs its `vlanTunnel`. */
  readonly tunnelId?: number | null | undefined;
}

/** VLANs to be added, or changed where they are there. */
export interface VlanInput extends VlanKey, VlanOptions {
  readonly pvid?: boolean | undefined;
  readonly untagged?: boolean | undefined;
}

/** What BRIDGE_VLANDB_ENTRY says; `undefined` for one that names no VLAN. */
export function toVlan(dev: number, entry: VlanEntry): Vlan | undefined {
  const { info, range, state, mcastRouter, tunnelInfo, stats } = entry;
  if (info === undefined) return undefined;
  const { pvid, untagged } = bridgeVlanFlags.values;
  const stateName = state === undefined ? undefined : bridgePortState.nameOf(state);
  const router = mcastRouter === undefined ? undefined : multicastRouter.nameOf(mcastRouter);
  return {
    dev,
    vid: info.vid,
    ...(range !== undefined && { vidEnd: range }),
    pvid: (info.flags & pvid) !== 0,
    untagged: (info.flags & untagged) !== 0,
    ...(stateName !== undefined && { state: stateName }),
    ...(router !== undefined && { multicastRouter: router }),
    ...(entry.mcastNGroups !== undefined && { multicastGroups: entry.mcastNGroups }),
    ...(entry.mcastMaxGroups !== undefined && { maxMulticastGroups: entry.mcastMaxGroups }),
    ...(entry.neighSuppress !== undefined && entry.neighSuppress !== 0 && { neighbourSuppression: true }),
    ...(entry.neighForwardGrat !== undefined && entry.neighForwardGrat !== 0 && { forwardGratuitous: true }),
    ...(tunnelInfo?.id !== undefined && { tunnelId: tunnelInfo.id }),
    ...(stats !== undefined && {
      stats: {
        rxBytes: stats.rxBytes ?? 0n,
        rxPackets: stats.rxPackets ?? 0n,
        txBytes: stats.txBytes ?? 0n,
        txPackets: stats.txPackets ?? 0n,
      },
    }),
  };
}

function tunnelOf(tunnelId: number | null | undefined): VlanTunnelInput | undefined {
  if (tunnelId === undefined) return undefined;
  return tunnelId === null ? { cmd: RTM_DELLINK } : { id: tunnelId, cmd: RTM_SETLINK };
}

/** The flags and end of a range: a range of one is none. */
export function rangeOf({ vid, vidEnd }: Omit<VlanKey, "dev">): number | undefined {
  if (vidEnd !== undefined && vidEnd < vid) throw new EncodeError(`${vidEnd} is before ${vid}`, ["vidEnd"]);
  return vidEnd === vid ? undefined : vidEnd;
}

/** What is said of an entry besides its VLAN, keys in the caller's order. */
function* optionsOf(options: VlanOptions): Generator<VlanEntryInput> {
  for (const key of Object.keys(options)) {
    if (key === "state") yield { state: options.state };
    else if (key === "multicastRouter") yield { mcastRouter: options.multicastRouter };
    else if (key === "maxMulticastGroups") yield { mcastMaxGroups: options.maxMulticastGroups };
    else if (key === "neighbourSuppression") yield { neighSuppress: options.neighbourSuppression };
    else if (key === "forwardGratuitous") yield { neighForwardGrat: options.forwardGratuitous };
    else if (key === "tunnelId") yield { tunnelInfo: tunnelOf(options.tunnelId) };
  }
}

/** A message about VLANs of one bridge or port. */
export interface VlanBody {
  readonly header: BrVlanMsgInput;
  readonly attributes: VlanDbInput;
}

/** The message that adds, changes or deletes VLANs. */
export function vlanBody(ifindex: number, key: Omit<VlanKey, "dev">, flags: number, options: VlanOptions): VlanBody {
  const entry: VlanEntryInput = { info: { flags, vid: key.vid }, range: rangeOf(key) };
  Object.assign(entry, ...optionsOf(options));
  return { header: { family: AF_BRIDGE, ifindex }, attributes: { entry: [entry] } };
}

/** Options of a VLAN, or of a range that are alike, for the whole bridge, as listed. */
export interface VlanGlobal extends Omit<
  VlanGlobalAttributes,
  "id" | "range" | "pad" | "mcastRouterPorts" | "mcastQuerierState"
> {
  /** Index of the bridge. */
  readonly dev: number;
  readonly vid: number;
  readonly vidEnd?: number;
  /** Ports with multicast routers behind them. */
  readonly routerPorts?: readonly RouterPort[];
  /** Known queriers. */
  readonly querierState?: BridgeQuerier;
}

/** What BRIDGE_VLANDB_GLOBAL_OPTIONS says; `undefined` where it names no VLAN. */
export function toVlanGlobal(dev: number, attributes: VlanGlobalAttributes): VlanGlobal | undefined {
  const { id, range, pad: _, mcastRouterPorts, mcastQuerierState, ...options } = attributes;
  if (id === undefined) return undefined;
  const ports = mcastRouterPorts?.router?.port?.map((port) => toRouterPort(dev, port));
  return {
    dev,
    vid: id,
    ...(range !== undefined && { vidEnd: range }),
    ...options,
    ...(ports !== undefined && { routerPorts: ports }),
    ...(mcastQuerierState !== undefined && { querierState: mcastQuerierState }),
  };
}

/** Options of a VLAN for the whole bridge: those of the header, switches take booleans; times are in 1/100 s. */
export interface VlanGlobalOptions extends Omit<
  VlanGlobalAttributesInput,
  "id" | "range" | "pad" | "mcastRouterPorts" | "mcastQuerierState" | "unknownAttributes"
> {}

/** VLANs that a message tells. */
export function vlansOf(dev: number, { entry = [] }: VlanDb): Vlan[] {
  return entry.flatMap((one) => toVlan(dev, one) ?? []);
}

/** Global options that a message tells. */
export function vlanGlobalsOf(dev: number, { globalOptions = [] }: VlanDb): VlanGlobal[] {
  return globalOptions.flatMap((one) => toVlanGlobal(dev, one) ?? []);
}
