import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { VlanInput, VlanQos } from "../../protocol/route/link-kinds/vlan.ts";
import { vlanFlags } from "../../protocol/route/link-kinds/vlan.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, wrongArgument } from "../failure.ts";
import { parseUnsigned } from "../numbers.ts";
import type { View } from "../output/view.ts";
import { etherTypeName, etherTypeOf } from "../present/link-layer.ts";
import type { Detail } from "../present/names.ts";
import type { Draft } from "./kind.ts";
import { readNumber, readSwitch } from "./kind.ts";

/** Usage of `type vlan`. */
export const vlanUsage = `Usage: ... vlan id ID [ protocol { 802.1Q | 802.1ad } ] [ reorder_hdr BOOL ] [ gvrp BOOL ] [ mvrp BOOL ]
                [ loose_binding BOOL ] [ bridge_binding BOOL ] [ ingress-qos-map FROM:TO... ] [ egress-qos-map FROM:TO... ]
`;

interface State {
  readonly data: Draft<VlanInput>;
  flags: number;
  mask: number;
}

function readMappings(cursor: Cursor, why: string): { from: number; to: number }[] {
  const mapping: { from: number; to: number }[] = [];
  cursor.next();
  for (let word = cursor.word; word?.includes(":") === true; word = cursor.word) {
    const colon = word.indexOf(":");
    const key = word.slice(0, colon);
    const from = parseUnsigned(key, 32);
    const to = parseUnsigned(word.slice(colon + 1), 32);
    if (from === undefined || to === undefined) throw wrongArgument(why, key);
    mapping.push({ from, to });
    cursor.skip();
  }
  return mapping;
}

const flag = (word: string, bit: number) =>
  keyword<State>(`${word}*`, (state, cursor) => {
    state.mask |= bit;
    if (readSwitch(cursor, word)) state.flags |= bit;
    else state.flags &= ~bit;
  });

const options = [
  keyword<State>("protocol*", ({ data }, cursor) => {
    const word = cursor.next();
    const value = etherTypeOf(word) ?? parseUnsigned(word, 16);
    if (value === undefined) throw wrongArgument("protocol is invalid", word);
    data.protocol = value;
  }),
  keyword<State>("id*", ({ data }, cursor) => {
    data.id = readNumber(cursor, 16, "id is invalid");
  }),
  flag("reorder_hdr", vlanFlags.values.reorder_hdr),
  flag("gvrp", vlanFlags.values.gvrp),
  flag("mvrp", vlanFlags.values.mvrp),
  flag("loose_binding", vlanFlags.values.loose_binding),
  flag("bridge_binding", vlanFlags.values.bridge_binding),
  keyword<State>("ingress-qos-map*", ({ data }, cursor) => {
    data.ingressQos = { mapping: readMappings(cursor, "invalid ingress-qos-map") };
    return "stay";
  }),
  keyword<State>("egress-qos-map*", ({ data }, cursor) => {
    data.egressQos = { mapping: readMappings(cursor, "invalid egress-qos-map") };
    return "stay";
  }),
];

/** Reads the options of `type vlan`. */
export function readVlan(cursor: Cursor): LinkInfoInput {
  const state: State = { data: {}, flags: 0, mask: 0 };
  readKeywords(cursor, options, state, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "help")) throw new CommandError(vlanUsage);
    throw new CommandError(`vlan: unknown command "${word}"?\n${vlanUsage}`);
  });
  if (state.mask !== 0) state.data.flags = { flags: state.flags, mask: state.mask };
  return { kind: "vlan", data: state.data };
}

function presentMappings(view: View, key: string, name: string, qos: VlanQos | undefined): void {
  if (qos === undefined) return;
  view.openList(key);
  view.line();
  view.text(`      ${name} { `);
  for (const { from, to } of qos.mapping ?? []) {
    view.open();
    view.value("from", from);
    view.value("to", to);
    view.close();
    view.text(`${from}:${to} `);
  }
  view.closeList();
  view.text("} ");
}

const flagWords = [
  [vlanFlags.values.reorder_hdr, "REORDER_HDR"],
  [vlanFlags.values.gvrp, "GVRP"],
  [vlanFlags.values.mvrp, "MVRP"],
  [vlanFlags.values.loose_binding, "LOOSE_BINDING"],
  [vlanFlags.values.bridge_binding, "BRIDGE_BINDING"],
] as const;

/** Shows the options of a VLAN device. */
export function presentVlan(view: View, info: LinkInfo, { numeric }: Detail): void {
  if (info.kind !== "vlan" || info.data?.id === undefined) return;
  const { data } = info;
  const protocol = data.protocol === undefined ? "802.1q" : etherTypeName(data.protocol, numeric);
  view.field("protocol", protocol, `protocol ${protocol} `);
  view.field("id", info.data.id, `id ${data.id} `);
  if (data.flags !== undefined) {
    let { flags } = data.flags;
    view.openList("flags", "<");
    for (const [bit, name] of flagWords) {
      if ((flags & bit) === 0) continue;
      flags &= ~bit;
      view.field(undefined, name, flags === 0 ? name : `${name},`);
    }
    if (flags !== 0) view.field(undefined, flags.toString(16), flags.toString(16));
    view.closeList("> ");
  }
  presentMappings(view, "ingress_qos", "ingress-qos-map", data.ingressQos);
  presentMappings(view, "egress_qos", "egress-qos-map", data.egressQos);
}
