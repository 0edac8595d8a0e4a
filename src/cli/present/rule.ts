import type { RuleAttributes } from "../../protocol/route/rule.ts";
import { ruleAction, ruleFlags } from "../../protocol/route/rule.ts";
import { routeProtocol, routeType } from "../../protocol/route/route-names.ts";
import { addressBits } from "../families.ts";
import { familyColor } from "../output/color.ts";
import type { View } from "../output/view.ts";
import { prefixedHex } from "./link.ts";
import type { Detail, Names } from "./names.ts";

/** A rule message. */
export interface RuleMessage {
  readonly type: number;
  readonly header: {
    readonly family: number;
    readonly dstLen: number;
    readonly srcLen: number;
    readonly tos: number;
    readonly table: number;
    readonly action: number;
    readonly flags: number;
  };
  readonly attributes: RuleAttributes;
}

const RTM_DELRULE = 33;
/** RTN_NAT as a rule's action: the address translation of old kernels. */
const ACTION_NAT = routeType.values.nat;
const NONE = 0xffffffff;

/** The table a rule looks into, all 32 bits of it. */
export function ruleTable({ header, attributes }: RuleMessage): number {
  return attributes.table ?? header.table;
}

function presentSelector(view: View, message: RuleMessage): void {
  const { header, attributes } = message;
  const bits = addressBits(header.family);
  const color = familyColor(header.family);
  if (attributes.src !== undefined) {
    view.text("from ");
    view.field("src", attributes.src, attributes.src, color);
    if (header.srcLen !== bits) view.field("srclen", header.srcLen, `/${header.srcLen}`);
  } else if (header.srcLen !== 0) {
    view.field("src", "0", "from 0");
    view.field("srclen", header.srcLen, `/${header.srcLen}`);
  } else view.field("src", "all", "from all");
  if (attributes.dst !== undefined) {
    view.text(" to ");
    view.field("dst", attributes.dst, attributes.dst, color);
    if (header.dstLen !== bits) view.field("dstlen", header.dstLen, `/${header.dstLen}`);
  } else if (header.dstLen !== 0) {
    view.field("dst", "0", " to 0");
    view.field("dstlen", header.dstLen, `/${header.dstLen}`);
  }
}

function presentPorts(
  view: View,
  name: "sport" | "dport",
  range: { readonly start: number; readonly end: number } | undefined,
): void {
  if (range === undefined) return;
  if (range.start === range.end) return view.field(name, range.start, ` ${name} ${range.start}`);
  view.field(`${name}_start`, range.start, ` ${name} ${range.start}`);
  view.field(`${name}_end`, range.end, `-${range.end}`);
}

function presentConditions(view: View, { header, attributes }: RuleMessage, names: Names): void {
  if (header.tos !== 0) {
    const tos = names.dsfield(header.tos);
    view.field("tos", tos, ` tos ${tos}`);
  }
  if (attributes.fwmark !== undefined || attributes.fwmask !== undefined) {
    const mark = prefixedHex(attributes.fwmark ?? 0);
    view.field("fwmark", mark, ` fwmark ${mark}`);
    if (attributes.fwmask !== undefined && attributes.fwmask !== NONE) {
      const mask = prefixedHex(attributes.fwmask);
      view.field("fwmask", mask, `/${mask}`);
    }
  }
  for (const [word, name, detached] of [
    ["iif", attributes.iifname, ruleFlags.values.iif_detached],
    ["oif", attributes.oifname, ruleFlags.values.oif_detached],
  ] as const) {
    if (name === undefined) continue;
    view.text(` ${word} `);
    view.field(word, name, name, "ifname");
    if ((header.flags & detached) !== 0) view.field(`${word}_detached`, null, " [detached]");
  }
  if ((attributes.l3mdev ?? 0) !== 0) view.field("l3mdev", null, " lookup [l3mdev-table]");
  if (attributes.uidRange !== undefined) {
    view.field("uid_start", attributes.uidRange.start, ` uidrange ${attributes.uidRange.start}`);
    view.field("uid_end", attributes.uidRange.end, `-${attributes.uidRange.end}`);
  }
  if (attributes.ipProto !== undefined) {
    const protocol = names.transport(attributes.ipProto);
    view.field("ipproto", protocol, ` ipproto ${protocol}`);
  }
  presentPorts(view, "sport", attributes.sportRange);
  presentPorts(view, "dport", attributes.dportRange);
  if (attributes.tunId !== undefined) view.field("tun_id", attributes.tunId, ` tun_id ${attributes.tunId}`);
}

function presentAction(view: View, message: RuleMessage, names: Names): void {
  const { header, attributes } = message;
  const table = ruleTable(message);
  if (table !== 0) {
    const name = names.table(table);
    view.field("table", name, ` lookup ${name}`);
    const length = attributes.suppressPrefixlen;
    if (length !== undefined && length !== NONE) {
      view.field("suppress_prefixlen", length | 0, ` suppress_prefixlength ${length | 0}`);
    }
    if (attributes.suppressIfgroup !== undefined && attributes.suppressIfgroup !== NONE) {
      const group = names.group(attributes.suppressIfgroup);
      view.field("suppress_ifgroup", group, ` suppress_ifgroup ${group}`);
    }
  }
  if (attributes.flow !== undefined) {
    const from = attributes.flow >>> 16;
    if (from === 0) view.text(" realms ");
    else view.field("flow_from", names.realm(from), ` realms ${names.realm(from)}/`);
    const to = names.realm(attributes.flow & 0xffff);
    view.field("flow_to", to, to);
  }
  if (header.action === ACTION_NAT) view.field("masquerade", null, " masquerade");
  else if (header.action === ruleAction.values.goto) {
    if (attributes.goto === undefined) view.field("goto", "none", " goto none");
    else view.field("goto", attributes.goto, ` goto ${attributes.goto}`);
    if ((header.flags & ruleFlags.values.unresolved) !== 0) view.field("unresolved", null, " [unresolved]");
  } else if (header.action === ruleAction.values.nop) view.field("nop", null, " nop");
  else if (header.action !== ruleAction.values.to_tbl) {
    const action = names.routeType(header.action);
    view.field("action", action, ` ${action}`);
  }
}

/** Writes a rule's view model as an object. */
export function presentRule(view: View, message: RuleMessage, names: Names, detail: Pick<Detail, "details">): void {
  const { header, attributes } = message;
  view.open();
  if (message.type === RTM_DELRULE) view.field("deleted", true, "Deleted ");
  view.field("priority", attributes.priority ?? 0, `${attributes.priority ?? 0}:\t`);
  if ((header.flags & ruleFlags.values.invert) !== 0) view.field("not", null, "not ");
  presentSelector(view, message);
  presentConditions(view, message, names);
  presentAction(view, message, names);
  const { protocol } = attributes;
  if (protocol !== undefined) {
    const own = protocol === routeProtocol.values.unspec || protocol === routeProtocol.values.kernel;
    if (!own || detail.details) {
      const name = names.protocol(protocol);
      view.field("protocol", name, ` proto ${name}`);
    }
  }
  view.text("\n");
  view.close();
}
