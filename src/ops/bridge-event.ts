import { mdbMessage, RTM_DELMDB, RTM_NEWMDB } from "../protocol/route/bridge-mdb.ts";
import { RTM_DELVLAN, RTM_NEWVLAN, vlanMessage } from "../protocol/route/bridge-vlan.ts";
import type { Reply } from "../socket/request.ts";
import type { FdbEntry } from "./fdb-value.ts";
import type { MdbEntry, RouterPort } from "./mdb-value.ts";
import { mdbEntriesOf, toRouterPort } from "./mdb-value.ts";
import type { Vlan, VlanGlobal } from "./vlan-value.ts";
import { vlanGlobalsOf, vlansOf } from "./vlan-value.ts";

/**
 * What happened to an object of bridges. A forwarding entry is a `miss` where a VXLAN with `l2miss` asks for one. The end of a
 * {@link RouterPort} tells its port alone.
 */
export type BridgeEvent =
  | { readonly object: "fdb"; readonly change: "new" | "delete" | "miss"; readonly value: FdbEntry }
  | { readonly object: "mdb"; readonly change: "new" | "delete"; readonly value: MdbEntry }
  | { readonly object: "multicastRouter"; readonly change: "new" | "delete"; readonly value: RouterPort }
  | { readonly object: "vlan"; readonly change: "new" | "delete"; readonly value: Vlan }
  | { readonly object: "vlanGlobal"; readonly change: "new"; readonly value: VlanGlobal };

/** Reads a message of a multicast database: each tells of one entry or router. */
export function mdbEvent({ type, source, start, end }: Reply): BridgeEvent | undefined {
  if (type !== RTM_NEWMDB && type !== RTM_DELMDB) return undefined;
  const change = type === RTM_NEWMDB ? "new" : "delete";
  const { header, attributes } = mdbMessage.decode(source, start, end);
  const [entry] = mdbEntriesOf(header.ifindex, attributes);
  if (entry !== undefined) return { object: "mdb", change, value: entry };
  const [port] = attributes.router?.port ?? [];
  return port && { object: "multicastRouter", change, value: toRouterPort(header.ifindex, port) };
}

/** Reads a message of VLANs: each tells of one range, or of the options that one has on the whole bridge. */
export function vlanEvent({ type, source, start, end }: Reply): BridgeEvent | undefined {
  if (type !== RTM_NEWVLAN && type !== RTM_DELVLAN) return undefined;
  const { header, attributes } = vlanMessage.decode(source, start, end);
  const [vlan] = vlansOf(header.ifindex, attributes);
  if (vlan !== undefined) return { object: "vlan", change: type === RTM_NEWVLAN ? "new" : "delete", value: vlan };
  const [options] = vlanGlobalsOf(header.ifindex, attributes);
  return options && { object: "vlanGlobal", change: "new", value: options };
}
