import { AF_BRIDGE, AF_INET, AF_INET6 } from "../../protocol/route/address-family.ts";
import type { NeighbourAttributes } from "../../protocol/route/neighbour.ts";
import { neighbourExtendedFlags, neighbourFlags } from "../../protocol/route/neighbour.ts";
import { familyColor } from "../output/color.ts";
import type { View } from "../output/view.ts";
import { linkLayerAddress } from "./link-layer.ts";
import type { Detail, Names } from "./names.ts";

/** A neighbour message. */
export interface NeighbourMessage {
  readonly type: number;
  readonly header: {
    readonly family: number;
    readonly ifindex: number;
    readonly state: number;
    readonly flags: number;
  };
  readonly attributes: NeighbourAttributes;
}

const RTM_DELNEIGH = 29;
const RTM_GETNEIGH = 30;
const states = [
  [0x01, "INCOMPLETE"],
  [0x02, "REACHABLE"],
  [0x04, "STALE"],
  [0x08, "DELAY"],
  [0x10, "PROBE"],
  [0x20, "FAILED"],
  [0x40, "NOARP"],
  [0x80, "PERMANENT"],
] as const;
/** Ticks of `nda_cacheinfo` in a second: USER_HZ. */
const HERTZ = 100;

/** Writes a neighbour's view model as an object. @param withDevice names the link, which is not done where it was chosen */
export function presentNeighbour(
  view: View,
  message: NeighbourMessage,
  names: Names,
  detail: Detail,
  withDevice: boolean,
): void {
  const { header, attributes } = message;
  view.open();
  if (message.type === RTM_DELNEIGH) view.field("deleted", true, "Deleted ");
  else if (message.type === RTM_GETNEIGH) view.field("miss", null, "miss ");
  if (attributes.dst !== undefined) {
    const bridged = attributes.dst.includes(":") ? AF_INET6 : AF_INET;
    const family = header.family === AF_BRIDGE ? bridged : header.family;
    const shown = detail.brief ? attributes.dst.padEnd(39) : attributes.dst;
    view.field("dst", attributes.dst, `${shown} `, familyColor(family));
  }
  if (withDevice && header.ifindex !== 0) {
    const name = names.link(header.ifindex);
    if (!detail.brief) view.text("dev ");
    view.field("dev", name, `${detail.brief ? name.padEnd(16) : name} `, "ifname");
  }
  if (attributes.lladdr !== undefined) {
    const shown = linkLayerAddress(attributes.lladdr, names.linkType(header.ifindex));
    if (!detail.brief) view.text("lladdr ");
    view.field("lladdr", shown, detail.brief ? shown : `${shown} `, "mac");
  }
  if (detail.brief) {
    view.text("\n");
    view.close();
    return;
  }
  const mark = (present: boolean, name: string): void => {
    if (present) view.field(name, null, `${name} `);
  };
  mark((header.flags & neighbourFlags.values.router) !== 0, "router");
  mark((header.flags & neighbourFlags.values.proxy) !== 0, "proxy");
  mark(((attributes.flagsExt ?? 0) & neighbourExtendedFlags.values.managed) !== 0, "managed");
  mark((header.flags & neighbourFlags.values.ext_learned) !== 0, "extern_learn");
  mark((header.flags & neighbourFlags.values.offloaded) !== 0, "offload");
  if (detail.statistics > 0) presentStatistics(view, attributes);
  if (header.state !== 0) {
    view.openList("state");
    for (const [bit, name] of states) if ((header.state & bit) !== 0) view.field(undefined, name, `${name} `);
    view.closeList();
  }
  if (attributes.protocol !== undefined && attributes.protocol !== 0) {
    const name = names.protocol(attributes.protocol);
    view.field("protocol", name, `proto ${name} `);
  }
  view.text("\n");
  view.close();
}

function presentStatistics(view: View, { cacheinfo, probes }: NeighbourAttributes): void {
  if (cacheinfo !== undefined) {
    const seconds = (ticks: number): number => Math.trunc(ticks / HERTZ);
    if (cacheinfo.refcnt !== 0) view.field("refcnt", cacheinfo.refcnt, ` ref ${cacheinfo.refcnt}`);
    view.field("used", seconds(cacheinfo.used), ` used ${seconds(cacheinfo.used)}`);
    view.field("confirmed", seconds(cacheinfo.confirmed), `/${seconds(cacheinfo.confirmed)}`);
    view.field("updated", seconds(cacheinfo.updated), `/${seconds(cacheinfo.updated)}`);
  }
  if (probes !== undefined) view.field("probes", probes, `probes ${probes} `);
}
