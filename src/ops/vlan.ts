import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import { bridgeVlanFlags } from "../protocol/route/bridge-af-spec.ts";
import {
  RTM_DELVLAN,
  RTM_GETVLAN,
  RTM_NEWVLAN,
  vlanDumpFlags,
  vlanDumpMessage,
  vlanMessage,
} from "../protocol/route/bridge-vlan.ts";
import type { VlanDb } from "../protocol/route/bridge-vlan.ts";
import type { Operation } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink, withOptionalLink } from "./link-target.ts";
import type { Vlan, VlanBody, VlanGlobal, VlanGlobalOptions, VlanInput, VlanKey, VlanOptions } from "./vlan-value.ts";
import { rangeOf, vlanBody, vlanGlobalsOf, vlansOf } from "./vlan-value.ts";

export type {
  BridgePortState,
  Vlan,
  VlanCounters,
  VlanGlobal,
  VlanGlobalOptions,
  VlanInput,
  VlanKey,
  VlanOptions,
} from "./vlan-value.ts";

const { pvid: PVID, untagged: UNTAGGED, brentry: BRENTRY, only_opts: ONLY_OPTS } = bridgeVlanFlags.values;

function rangeText({ vid, vidEnd }: Omit<VlanKey, "dev">): string {
  return `VLAN ${vid}${vidEnd === undefined || vidEnd === vid ? "" : `-${vidEnd}`}`;
}

function change(type: number, verb: string, key: VlanKey, make: (index: number) => VlanBody): Operation<void> {
  return withLink(key.dev, (index) =>
    changeRequest(type, 0, vlanMessage, make(index), `${verb} ${rangeText(key)} of ${describeLink(key.dev)}`),
  );
}

/**
 * Adds VLANs to a bridge or to a port of one, which is told by `dev` alone, with their options; those that are there are
 * changed. Where `pvid` and `untagged` are left out they are off.
 *
 * Does what `bridge vlan add dev v0 vid 10-20 [pvid] [untagged]` does, by RTM_NEWVLAN (`linux/if_bridge.h`);
 * {@link bridgePort.addVlan} sends what that command sends, which reaches tables of devices too.
 * @throws NetlinkError EINVAL where `dev` is neither a bridge nor a port of one
 */
export function add(input: VlanInput): Operation<void> {
  const flags = (input.pvid === true ? PVID : 0) | (input.untagged === true ? UNTAGGED : 0);
  // A port ignores BRENTRY; without it a bridge would take the VLAN for its ports only.
  return change(RTM_NEWVLAN, "add", input, (index) => vlanBody(index, input, flags | BRENTRY, input));
}

/**
 * Deletes VLANs from a bridge or port; one that is not there is no error to the kernel.
 * Does what `bridge vlan del dev v0 vid 10-20` does, by RTM_DELVLAN.
 */
function remove(key: VlanKey): Operation<void> {
  return change(RTM_DELVLAN, "delete", key, (index) => vlanBody(index, key, 0, {}));
}
export { remove as delete };

/**
 * Changes options of VLANs that are there, and leaves the others and their flags as they are.
 *
 * Equivalent to `bridge vlan set dev v0 vid 10-20 state blocking` (RTM_NEWVLAN).
 * @throws NetlinkError ENOENT when one of the VLANs is not there
 */
export function set(key: VlanKey, options: VlanOptions): Operation<void> {
  return change(RTM_NEWVLAN, "set", key, (index) => vlanBody(index, key, ONLY_OPTS, options));
}

/** Which VLANs to list. */
export interface VlanFilter {
  /** Those of this bridge or port; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Those and the ranges in which this one is. */
  readonly vid?: number | undefined;
}

function covers({ vid, vidEnd = vid }: { readonly vid: number; readonly vidEnd?: number }, wanted?: number): boolean {
  return wanted === undefined || (vid <= wanted && wanted <= vidEnd);
}

function dump<Item extends { readonly vid: number; readonly vidEnd?: number }>(
  what: string,
  ifindex: number | undefined,
  flags: number,
  vid: number | undefined,
  items: (dev: number, attributes: VlanDb) => Item[],
): Operation<Item[]> {
  return request<Item[], Item[]>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETVLAN,
    flags: NLM_F_DUMP,
    dump: true,
    body: encodeBody(vlanDumpMessage, { header: { family: AF_BRIDGE, ifindex }, attributes: { flags } }),
    what,
    schema: vlanDumpMessage,
    item: ({ type, source, start, end }) => {
      if (type !== RTM_NEWVLAN) return undefined;
      const { header, attributes } = vlanMessage.decode(source, start, end);
      return items(header.ifindex, attributes).filter((item) => covers(item, vid));
    },
    result: (lists) => lists.flat(),
  });
}

/**
 * Lists the VLANs of bridges and their ports; neighbours that are alike come as a range.
 *
 * Equivalent to `bridge -d vlan show [dev DEV] [vid VID]` (RTM_GETVLAN).
 */
export function list(filter: VlanFilter = {}): Operation<Vlan[]> {
  return withOptionalLink(filter.dev, (dev) => dump("list VLANs", dev, 0, filter.vid, vlansOf));
}

/** Lists the VLANs one by one, each with its counters. Equivalent to `bridge -d -s vlan show`. */
export function listStatistics(filter: VlanFilter = {}): Operation<Vlan[]> {
  const { stats } = vlanDumpFlags.values;
  return withOptionalLink(filter.dev, (dev) => dump("list counters of VLANs", dev, stats, filter.vid, vlansOf));
}

/**
 * Changes options that VLANs have on the whole bridge (Linux 5.15).
 *
 * Equivalent to `bridge vlan global set dev br0 vid 10 mcast_snooping 1 …` (RTM_NEWVLAN with BRIDGE_VLANDB_GLOBAL_OPTIONS).
 * @throws NetlinkError ENOENT when one of the VLANs is not there, EINVAL where `dev` is no bridge
 */
export function setGlobal(key: VlanKey, options: VlanGlobalOptions): Operation<void> {
  return change(RTM_NEWVLAN, "set", key, (ifindex) => ({
    header: { family: AF_BRIDGE, ifindex },
    attributes: { globalOptions: [{ id: key.vid, range: rangeOf(key), ...options }] },
  }));
}

/**
 * Lists the options that VLANs have on whole bridges, with their multicast routers and queriers (Linux 5.15).
 *
 * Equivalent to `bridge vlan global show [dev BRIDGE] [vid VID]`.
 */
export function listGlobal(filter: VlanFilter = {}): Operation<VlanGlobal[]> {
  const { global } = vlanDumpFlags.values;
  return withOptionalLink(filter.dev, (dev) => dump("list VLANs of bridges", dev, global, filter.vid, vlanGlobalsOf));
}
