import type { LinkInfo, LinkMessage } from "../../protocol/route/link.ts";
import type { Literal, View } from "../output/view.ts";
import { presentStatistics } from "./link-statistics.ts";
import { linkLayerAddress, linkTypeName } from "./link-layer.ts";
import type { Detail, Names } from "./names.ts";
import { presentVirtualFunctions } from "./virtual-function.ts";

/** Shows the options of a link's kind, and those it has as a port of its master. */
export interface KindPresenter {
  data(view: View, info: LinkInfo, names: Names, detail: Detail): void;
  slaveData(view: View, info: LinkInfo, names: Names): void;
}

/** What of a link is shown, see {@link presentLink}. */
export interface LinkDetail extends Detail {
  /** Whether the link itself is the object, and not its addresses. */
  readonly asLink: boolean;
  /** Whether the link layer's line is shown. */
  readonly linkLayer: boolean;
  /** Length of a link's transmit queue where the message does not tell it, as in those of AF_INET6; absent: it is not shown. */
  readonly queueLength?: (name: string) => number | undefined;
  /** With `brief`: the address and flags too. */
  readonly briefLink: boolean;
  /** What shows the kinds; not needed without `details`. */
  readonly kinds?: KindPresenter;
}

/** IFF_* in the order in which they are listed. */
const flagOrder: readonly (readonly [bit: number, name: string])[] = [
  [0x8, "LOOPBACK"],
  [0x2, "BROADCAST"],
  [0x10, "POINTOPOINT"],
  [0x1000, "MULTICAST"],
  [0x80, "NOARP"],
  [0x200, "ALLMULTI"],
  [0x100, "PROMISC"],
  [0x400, "MASTER"],
  [0x800, "SLAVE"],
  [0x4, "DEBUG"],
  [0x8000, "DYNAMIC"],
  [0x4000, "AUTOMEDIA"],
  [0x2000, "PORTSEL"],
  [0x20, "NOTRAILERS"],
  [0x1, "UP"],
  [0x10000, "LOWER_UP"],
  [0x20000, "DORMANT"],
  [0x40000, "ECHO"],
];
const UP = 0x1;
const POINTOPOINT = 0x10;
const RUNNING = 0x40;

const operationalStates = ["UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"] as const;
const linkModes = ["DEFAULT", "DORMANT"] as const;
const events = [
  "NONE",
  "REBOOT",
  "FEATURE CHANGE",
  "BONDING FAILOVER",
  "NOTIFY PEERS",
  "RESEND IGMP",
  "BONDING OPTION",
] as const;
const addressModes = ["eui64", "none", "stable_secret", "random"] as const;

/** A hexadecimal number as C's `%#x` has it: 0 without prefix. */
export function prefixedHex(value: number | bigint): string {
  return value === 0 || value === 0n ? "0" : `0x${value.toString(16)}`;
}

/** A number that JSON gets as an unsigned one and text as `words value `. */
export function unsigned(view: View, key: string, value: number | bigint | undefined, words: string): void {
  if (value !== undefined) view.field(key, value, `${words} ${value} `);
}

/** `1.05` of a time in 1/100 s, with the seconds four wide in text. */
export function timer(view: View, key: string, hundredths: bigint | undefined): void {
  if (hundredths === undefined) return;
  const seconds = hundredths / 100n;
  const rest = String(hundredths % 100n).padStart(2, "0");
  const value: Literal = { literal: `${seconds}.${rest}` };
  view.field(key, value, `${key} ${String(seconds).padStart(4)}.${rest} `);
}

function presentFlags(view: View, flags: number, lowerIsDown: boolean): void {
  view.openList("flags", "<");
  let rest = flags & ~RUNNING;
  const entry = (name: string): void => view.field(undefined, name, rest === 0 ? name : `${name},`);
  if ((flags & UP) !== 0 && (flags & RUNNING) === 0) {
    // Here the bit is still counted, so the comma follows in any case.
    view.field(undefined, "NO-CARRIER", "NO-CARRIER,");
  }
  for (const [bit, name] of flagOrder) {
    if ((rest & bit) === 0) continue;
    rest &= ~bit;
    entry(name);
  }
  if (rest !== 0) view.field(undefined, (rest >>> 0).toString(16), (rest >>> 0).toString(16));
  if (lowerIsDown) view.field(undefined, "M-DOWN", ",M-DOWN");
  view.closeList("> ");
}

function presentOperationalState(view: View, state: number, brief: boolean): void {
  const name = operationalStates[state];
  if (name === undefined) {
    view.value("operstate_index", state);
    view.text(`state ${prefixedHex(state)}`);
    return;
  }
  const color = name === "UP" ? "up" : name === "DOWN" ? "down" : undefined;
  if (brief) return view.field("operstate", name, `${name.padEnd(14)} `, color);
  view.text("state ");
  view.field("operstate", name, `${name} `, color);
}

/** The name, with what the link stands on behind an `@`. @returns whether that is down */
function presentName(view: View, { header, attributes }: LinkMessage, names: Names, brief: boolean): boolean {
  const { link, linkNetnsid } = attributes;
  let shown = attributes.ifname ?? names.link(header.index);
  let lowerIsDown = false;
  if (link !== undefined) {
    let below: string | undefined;
    if (link === 0) {
      view.value("link", null);
      below = "NONE";
    } else if (linkNetnsid !== undefined) {
      view.value("link_index", link);
      below = `if${link}`;
    } else {
      below = names.link(link);
      view.value("link", below);
      const flags = names.linkFlags(link);
      lowerIsDown = flags !== undefined && (flags & UP) === 0;
    }
    if (!view.json) shown = `${shown}@${below}`;
  }
  view.field("ifname", shown, brief ? `${shown.padEnd(16)} ` : `${shown}: `, "ifname");
  return lowerIsDown;
}

function presentLinkLayer(view: View, { header, attributes }: LinkMessage, detail: LinkDetail): void {
  const { type } = header;
  view.line();
  const name = linkTypeName(type, detail.numeric);
  view.field("link_type", name, `    link/${name} `);
  const { address, broadcast, permAddress } = attributes;
  if (address !== undefined) {
    const shown = linkLayerAddress(address, type);
    view.field("address", shown, shown, "mac");
  }
  if (broadcast !== undefined) {
    if ((header.flags & POINTOPOINT) !== 0) {
      view.text(" peer ");
      view.value("link_pointtopoint", true);
    } else view.text(" brd ");
    const shown = linkLayerAddress(broadcast, type);
    view.field("broadcast", shown, shown, "mac");
  }
  if (permAddress !== undefined && permAddress !== address) {
    view.text(" permaddr ");
    const shown = linkLayerAddress(permAddress, type);
    view.field("permaddr", shown, shown, "mac");
  }
}

function presentNamespaces(view: View, { attributes }: LinkMessage, names: Names): void {
  const { linkNetnsid, newNetnsid, newIfindex } = attributes;
  const shown = (nsid: number, words: string): void => {
    const name = names.namespace(nsid);
    view.text(name === undefined ? ` ${words}id ${nsid}` : ` ${words} ${name}`);
  };
  if (linkNetnsid !== undefined) {
    view.value("link_netnsid", linkNetnsid);
    if (!view.json) {
      if (linkNetnsid < 0) view.text(" link-netnsid unknown");
      else shown(linkNetnsid, "link-netns");
    }
  }
  if (newNetnsid !== undefined && !view.json) shown(newNetnsid, "new-netns");
  if (newIfindex !== undefined) view.text(` new-ifindex ${newIfindex}`);
}

function presentKind(view: View, info: LinkInfo, names: Names, detail: LinkDetail): void {
  view.open("linkinfo");
  if (info.kind !== undefined) {
    const kind = info.kind === "unknown" ? info.name : info.kind;
    view.line();
    view.field("info_kind", kind, `    ${kind} `);
    detail.kinds?.data(view, info, names, detail);
  }
  if (info.slaveKind !== undefined) {
    const kind = info.slaveKind === "unknown" ? info.slaveName : info.slaveKind;
    view.line();
    view.field("info_slave_kind", kind, `    ${kind}_slave `);
    detail.kinds?.slaveData(view, info, names);
  }
  view.close();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function presentDetails(view: View, { attributes }: LinkMessage, names: Names, detail: LinkDetail): void {
  if (attributes.promiscuity !== undefined) unsigned(view, "promiscuity", attributes.promiscuity, " promiscuity");
  if (attributes.allmulti !== undefined) unsigned(view, "allmulti", attributes.allmulti, " allmulti");
  unsigned(view, "min_mtu", attributes.minMtu, "minmtu");
  unsigned(view, "max_mtu", attributes.maxMtu, "maxmtu");
  if (attributes.linkinfo !== undefined) presentKind(view, attributes.linkinfo, names, detail);
  const mode = detail.asLink ? attributes.afSpec?.inet6?.addrGenMode : undefined;
  if (mode !== undefined) {
    const name = addressModes[mode] ?? `0x${mode.toString(16).padStart(2, "0")}`;
    view.field("inet6_addr_gen_mode", name, `addrgenmode ${name} `);
  }
  unsigned(view, "num_tx_queues", attributes.numTxQueues, "numtxqueues");
  unsigned(view, "num_rx_queues", attributes.numRxQueues, "numrxqueues");
  unsigned(view, "gso_max_size", attributes.gsoMaxSize, "gso_max_size");
  unsigned(view, "gso_max_segs", attributes.gsoMaxSegs, "gso_max_segs");
  unsigned(view, "tso_max_size", attributes.tsoMaxSize, "tso_max_size");
  unsigned(view, "tso_max_segs", attributes.tsoMaxSegs, "tso_max_segs");
  unsigned(view, "gro_max_size", attributes.groMaxSize, "gro_max_size");
  const words = (key: string, value: string | undefined, name: string): void => {
    if (value !== undefined) view.field(key, value, `${name} ${value} `);
  };
  words("phys_port_name", attributes.physPortName, "portname");
  words("phys_port_id", attributes.physPortId && hex(attributes.physPortId), "portid");
  words("phys_switch_id", attributes.physSwitchId && hex(attributes.physSwitchId), "switchid");
  words("parentbus", attributes.parentDevBusName, "parentbus");
  words("parentdev", attributes.parentDevName, "parentdev");
}

function presentProtoDown(view: View, { attributes }: LinkMessage): void {
  if (attributes.protoDown === undefined) return;
  if (attributes.protoDown !== 0) view.field("proto_down", true, " protodown on ");
  // The lowest byte only, as far as `ip` reads it.
  let reason = (attributes.protoDownReason?.value ?? 0) & 0xff;
  if (reason === 0) return;
  view.openList("proto_down_reason", "protodown_reason <");
  for (let bit = 0, first = true; reason !== 0; bit++, reason >>= 1) {
    if ((reason & 1) === 0) continue;
    view.field(undefined, String(bit), first ? `${bit}` : `,${bit}`);
    first = false;
  }
  view.closeList(">");
}

function presentBrief(view: View, message: LinkMessage, names: Names, detail: LinkDetail): void {
  const { header, attributes } = message;
  const lowerIsDown = presentName(view, message, names, true);
  if (attributes.operstate !== undefined) presentOperationalState(view, attributes.operstate, true);
  if (!detail.briefLink) return;
  if (attributes.address !== undefined) {
    const shown = linkLayerAddress(attributes.address, header.type);
    view.field("address", shown, `${shown} `, "mac");
  }
  presentFlags(view, header.flags, lowerIsDown);
  view.text("\n");
}

/** Writes a link's view model into an object that the caller opens and closes. */
export function presentLink(view: View, message: LinkMessage, names: Names, detail: LinkDetail): void {
  const { header, attributes } = message;
  if (detail.brief) return presentBrief(view, message, names, detail);
  view.field("ifindex", header.index, `${header.index}: `);
  const lowerIsDown = presentName(view, message, names, false);
  presentFlags(view, header.flags, lowerIsDown);
  if (attributes.mtu !== undefined) view.field("mtu", attributes.mtu, `mtu ${attributes.mtu} `);
  if (attributes.qdisc !== undefined) view.field("qdisc", attributes.qdisc, `qdisc ${attributes.qdisc} `);
  if (attributes.master !== undefined) {
    const master = names.link(attributes.master);
    view.field("master", master, `master ${master} `);
  }
  if (attributes.operstate !== undefined) presentOperationalState(view, attributes.operstate, false);
  if (detail.asLink && attributes.linkmode !== undefined) {
    const mode = linkModes[attributes.linkmode];
    if (mode === undefined) view.field("linkmode_index", attributes.linkmode, `mode ${attributes.linkmode} `);
    else view.field("linkmode", mode, `mode ${mode} `);
  }
  if (attributes.group !== undefined) {
    const group = names.group(attributes.group);
    view.field("group", group, `group ${group} `);
  }
  const { queueLength } = detail;
  if (queueLength !== undefined) {
    const length = attributes.txqlen ?? queueLength(attributes.ifname ?? "") ?? 0;
    if (length !== 0) view.field("txqlen", length, `qlen ${length}`);
  }
  const { event } = attributes;
  if (event !== undefined && event !== 0) {
    view.field("event", events[event] ?? event, `event ${events[event] ?? event} `);
  }
  if (detail.linkLayer) presentLinkLayer(view, message, detail);
  presentNamespaces(view, message, names);
  presentProtoDown(view, message);
  if (detail.details) presentDetails(view, message, names, detail);
  if ((detail.asLink || detail.details) && attributes.ifalias !== undefined) {
    view.line();
    view.text("    ");
    view.field("ifalias", attributes.ifalias, `alias ${attributes.ifalias}`);
  }
  if (detail.asLink && detail.statistics > 0) {
    view.line();
    presentStatistics(view, attributes, detail);
  }
  if ((detail.asLink || detail.details) && attributes.vfinfoList !== undefined && attributes.numVf !== undefined) {
    presentVirtualFunctions(view, message, detail);
  }
  if (attributes.propList !== undefined) {
    view.openList("altnames");
    for (const name of attributes.propList.altIfname ?? []) {
      view.line();
      view.text("    altname ");
      view.field(undefined, name, name);
    }
    view.closeList();
  }
  view.text("\n");
}
