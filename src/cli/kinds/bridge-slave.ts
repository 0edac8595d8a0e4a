import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { BridgePort, BridgePortInput } from "../../protocol/route/link-kinds/bridge-port.ts";
import { bridgePort } from "../../protocol/route/link-kinds/bridge-port.ts";
import { NLA_F_NESTED, Writer } from "../../protocol/schema/writer.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, UsageError, wrongArgument } from "../failure.ts";
import type { View } from "../output/view.ts";
import { prefixedHex, timer, unsigned } from "../present/link.ts";
import type { Names } from "../present/names.ts";
import { bridgeIdText } from "./bridge.ts";
import type { Draft, KindContext } from "./kind.ts";
import { readAbbreviatedSwitch, readNumber } from "./kind.ts";

/** Usage of `type bridge_slave`. */
export const bridgeSlaveUsage = `Usage: ... bridge_slave [ fdb_flush ] [ OPTION VALUE ]... [ nobackup_port ]
OPTION := { state STATE | priority NUMBER | cost NUMBER | group_fwd_mask MASK | mcast_router NUMBER |
            backup_port DEV | SWITCH }
SWITCH := { hairpin | guard | root_block | fastleave | learning | flood | proxy_arp | proxy_arp_wifi |
            mcast_fast_leave | mcast_flood | bcast_flood | mcast_to_unicast | neigh_suppress | vlan_tunnel |
            isolated | locked } { on | off }
`;

interface State {
  readonly data: Draft<BridgePortInput>;
  readonly context: KindContext;
}

type NumberKey = {
  [K in keyof BridgePortInput]-?: number extends NonNullable<BridgePortInput[K]> ? K : never;
}[keyof BridgePortInput];

/** A wrong value ends the process, as in `ip`, with status 1. */
const onOff = (word: string, key: NumberKey) =>
  keyword<State>(`${word}*`, ({ data }, cursor) => {
    try {
      data[key] = readAbbreviatedSwitch(cursor, word, 1);
    } catch (error) {
      throw error instanceof CommandError ? new UsageError(error.message, error.status) : error;
    }
  });
const number = (word: string, key: NumberKey, bits: 8 | 16 | 32, why: string) =>
  keyword<State>(`${word}*`, ({ data }, cursor) => {
    data[key] = readNumber(cursor, bits, why);
  });

const options = [
  keyword<State>("fdb_flush*", ({ data }) => {
    data.flush = true;
  }),
  number("state", "state", 8, "state is invalid"),
  number("priority", "priority", 16, "priority is invalid"),
  number("cost", "cost", 32, "cost is invalid"),
  onOff("hairpin", "mode"),
  onOff("guard", "guard"),
  onOff("root_block", "protect"),
  onOff("fastleave", "fastLeave"),
  onOff("learning", "learning"),
  onOff("flood", "unicastFlood"),
  onOff("mcast_flood", "mcastFlood"),
  onOff("bcast_flood", "bcastFlood"),
  onOff("mcast_to_unicast", "mcastToUcast"),
  onOff("proxy_arp", "proxyarp"),
  onOff("proxy_arp_wifi", "proxyarpWifi"),
  number("mcast_router", "multicastRouter", 8, "invalid mcast_router"),
  onOff("mcast_fast_leave", "fastLeave"),
  onOff("neigh_suppress", "neighSuppress"),
  number("group_fwd_mask", "groupFwdMask", 16, "invalid group_fwd_mask"),
  onOff("vlan_tunnel", "vlanTunnel"),
  onOff("isolated", "isolated"),
  onOff("locked", "locked"),
  keyword<State>("backup_port*", ({ data, context }, cursor) => {
    const word = cursor.next();
    const index = context.session.links.indexOf(word);
    if (index === 0) throw wrongArgument("Device does not exist\n", word);
    data.backupPort = index;
  }),
  keyword<State>("nobackup_port*", ({ data }) => {
    data.backupPort = 0;
  }),
];

/** Reads the options of `type bridge_slave`. */
export function readBridgeSlave(cursor: Cursor, context: KindContext): BridgePortInput {
  const state: State = { data: {}, context };
  readKeywords(cursor, options, state, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "help")) throw new CommandError(bridgeSlaveUsage);
    throw new CommandError(`bridge_slave: unknown option "${word}"?\n${bridgeSlaveUsage}`);
  });
  return state.data;
}

/** IFLA_INFO_SLAVE_DATA (`linux/if_link.h`). */
const SLAVE_DATA = 5;

/**
 * What `type bridge_slave` is in a request: `ip` sends the word itself as the kind, and the port's options without the kind of port
 * they belong to, which the kernel takes from the master.
 */
export function bridgeSlaveInfo(data: BridgePortInput | undefined): LinkInfoInput {
  const info = { kind: "unknown", name: "bridge_slave" } as const;
  if (data === undefined) return info;
  const writer = new Writer();
  bridgePort.encode(writer, data);
  return { ...info, unknownAttributes: [{ type: SLAVE_DATA | NLA_F_NESTED, payload: writer.copy() }] };
}

const states = ["disabled", "listening", "learning", "forwarding", "blocking"] as const;
const forwarded: Readonly<Record<number, string>> = { 0: "stp", 2: "lacp", 14: "lldp" };

function maskText(mask: number): string {
  const words: string[] = [];
  for (let position = 0; position < 16; position++) {
    if (((mask >> position) & 1) !== 0) words.push(forwarded[position] ?? prefixedHex(1 << position));
  }
  return words.length === 0 ? "0x0" : words.join(",");
}

function presentSwitches(view: View, entries: readonly (readonly [string, number | undefined])[]): void {
  for (const [key, value] of entries) {
    if (value !== undefined) view.field(key, value !== 0, `${key} ${value === 0 ? "off" : "on"} `);
  }
}

function presentSpanningTree(view: View, data: BridgePort): void {
  if (data.id !== undefined) view.field("id", prefixedHex(data.id), `port_id ${prefixedHex(data.id)} `);
  if (data.no !== undefined) view.field("no", prefixedHex(data.no), `port_no ${prefixedHex(data.no)} `);
  unsigned(view, "designated_port", data.designatedPort, "designated_port");
  unsigned(view, "designated_cost", data.designatedCost, "designated_cost");
  for (const [key, words, id] of [
    ["bridge_id", "designated_bridge", data.bridgeId],
    ["root_id", "designated_root", data.rootId],
  ] as const) {
    if (id !== undefined) view.field(key, bridgeIdText(id), `${words} ${bridgeIdText(id)} `);
  }
  timer(view, "hold_timer", data.holdTimer);
  timer(view, "message_age_timer", data.messageAgeTimer);
  timer(view, "forward_delay_timer", data.forwardDelayTimer);
  unsigned(view, "topology_change_ack", data.topologyChangeAck, "topology_change_ack");
  unsigned(view, "config_pending", data.configPending, "config_pending");
}

/** Shows the options of a bridge's port. */
export function presentBridgeSlave(view: View, info: LinkInfo, names: Names): void {
  if (info.slaveKind !== "bridge" || info.slaveData === undefined) return;
  const data = info.slaveData;
  if (data.state !== undefined) {
    const name = states[data.state];
    if (name === undefined) view.field("state_index", data.state, `state (${data.state}) `);
    else view.field("state", name, `state ${name} `);
  }
  unsigned(view, "priority", data.priority, "priority");
  if (data.cost !== undefined) view.field("cost", data.cost | 0, `cost ${data.cost | 0} `);
  presentSwitches(view, [
    ["hairpin", data.mode],
    ["guard", data.guard],
    ["root_block", data.protect],
    ["fastleave", data.fastLeave],
    ["learning", data.learning],
    ["flood", data.unicastFlood],
  ]);
  presentSpanningTree(view, data);
  presentSwitches(view, [
    ["proxy_arp", data.proxyarp],
    ["proxy_arp_wifi", data.proxyarpWifi],
  ]);
  unsigned(view, "multicast_router", data.multicastRouter, "mcast_router");
  // A second time under its newer name, in text only.
  if (data.fastLeave !== undefined) view.text(`mcast_fast_leave ${data.fastLeave === 0 ? "off" : "on"} `);
  presentSwitches(view, [
    ["mcast_flood", data.mcastFlood],
    ["bcast_flood", data.bcastFlood],
    ["mcast_to_unicast", data.mcastToUcast],
    ["neigh_suppress", data.neighSuppress],
  ]);
  if (data.groupFwdMask !== undefined) {
    const mask = prefixedHex(data.groupFwdMask);
    view.field("group_fwd_mask", mask, `group_fwd_mask ${mask} `);
    const text = maskText(data.groupFwdMask);
    view.field("group_fwd_mask_str", text, `group_fwd_mask_str ${text} `);
  }
  presentSwitches(view, [
    ["vlan_tunnel", data.vlanTunnel],
    ["isolated", data.isolated],
    ["locked", data.locked],
  ]);
  if (data.backupPort !== undefined) {
    const name = names.link(data.backupPort);
    view.field("backup_port", name, `backup_port ${name} `);
  }
}
