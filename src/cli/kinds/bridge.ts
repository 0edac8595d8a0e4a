import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { BridgeId, BridgeInput } from "../../protocol/route/link-kinds/bridge.ts";
import { bridgeOptions } from "../../protocol/route/link-kinds/bridge.ts";
import { formatLinkAddress } from "../../protocol/schema/addresses.ts";
import { readLinkLayer } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, wrongArgument } from "../failure.ts";
import { parseUnsigned } from "../numbers.ts";
import type { View } from "../output/view.ts";
import { etherTypeName, etherTypeOf } from "../present/link-layer.ts";
import { prefixedHex, timer, unsigned } from "../present/link.ts";
import type { Detail } from "../present/names.ts";
import type { Draft } from "./kind.ts";
import { readNumber, readNumber64 } from "./kind.ts";

/** Usage of `type bridge`. */
export const bridgeUsage = `Usage: ... bridge [ fdb_flush ] [ OPTION VALUE ]...
OPTION := { forward_delay | hello_time | max_age | ageing_time | stp_state | priority | group_fwd_mask |
            group_address | vlan_filtering | vlan_protocol | vlan_default_pvid | vlan_stats_enabled |
            vlan_stats_per_port | mcast_snooping | mcast_vlan_snooping | mcast_router | mcast_query_use_ifaddr |
            mcast_querier | mcast_hash_elasticity | mcast_hash_max | mcast_last_member_count |
            mcast_startup_query_count | mcast_last_member_interval | mcast_membership_interval |
            mcast_querier_interval | mcast_query_interval | mcast_query_response_interval |
            mcast_startup_query_interval | mcast_stats_enabled | mcast_igmp_version | mcast_mld_version |
            no_linklocal_learn | nf_call_iptables | nf_call_ip6tables | nf_call_arptables }
`;

interface State {
  readonly data: Draft<BridgeInput>;
  optval: number;
  optmask: number;
}

/** Keys of the draft that hold a value of that type. */
type KeyOf<Value> = {
  [K in keyof BridgeInput]-?: Value extends NonNullable<BridgeInput[K]> ? K : never;
}[keyof BridgeInput];

const number = (word: string, key: KeyOf<number>, bits: 8 | 16 | 32) =>
  keyword<State>(`${word}*`, ({ data }, cursor) => {
    data[key] = readNumber(cursor, bits, `invalid ${word}`);
  });
const number64 = (word: string, key: KeyOf<bigint>) =>
  keyword<State>(`${word}*`, ({ data }, cursor) => {
    data[key] = readNumber64(cursor, `invalid ${word}`);
  });
/** An option that is a bit of IFLA_BR_MULTI_BOOLOPT. */
const bit = (word: string, position: number) =>
  keyword<State>(word, (state, cursor) => {
    const mask = 1 << position;
    const on = readNumber(cursor, 8, `invalid ${word}`) !== 0;
    state.optmask |= mask;
    state.optval = on ? state.optval | mask : state.optval & ~mask;
  });

const options = [
  number("forward_delay", "forwardDelay", 32),
  number("hello_time", "helloTime", 32),
  number("max_age", "maxAge", 32),
  number("ageing_time", "ageingTime", 32),
  number("stp_state", "stpState", 32),
  number("priority", "priority", 16),
  number("vlan_filtering", "vlanFiltering", 8),
  keyword<State>("vlan_protocol*", ({ data }, cursor) => {
    const word = cursor.next();
    const value = etherTypeOf(word) ?? parseUnsigned(word, 16);
    if (value === undefined) throw wrongArgument("invalid vlan_protocol", word);
    data.vlanProtocol = value;
  }),
  number("group_fwd_mask", "groupFwdMask", 16),
  keyword<State>("group_address*", ({ data }, cursor) => {
    data.groupAddr = formatLinkAddress(readLinkLayer(cursor.next()));
  }),
  bit("no_linklocal_learn", bridgeOptions.values.no_ll_learn),
  keyword<State>("fdb_flush*", ({ data }) => {
    data.fdbFlush = true;
  }),
  number("vlan_default_pvid", "vlanDefaultPvid", 16),
  number("vlan_stats_enabled", "vlanStatsEnabled", 8),
  number("vlan_stats_per_port", "vlanStatsPerPort", 8),
  number("mcast_router", "mcastRouter", 8),
  number("mcast_snooping", "mcastSnooping", 8),
  bit("mcast_vlan_snooping", bridgeOptions.values.mcast_vlan_snooping),
  number("mcast_query_use_ifaddr", "mcastQueryUseIfaddr", 8),
  number("mcast_querier", "mcastQuerier", 8),
  number("mcast_hash_elasticity", "mcastHashElasticity", 32),
  number("mcast_hash_max", "mcastHashMax", 32),
  number("mcast_last_member_count", "mcastLastMemberCnt", 32),
  number("mcast_startup_query_count", "mcastStartupQueryCnt", 32),
  number64("mcast_last_member_interval", "mcastLastMemberIntvl"),
  number64("mcast_membership_interval", "mcastMembershipIntvl"),
  number64("mcast_querier_interval", "mcastQuerierIntvl"),
  number64("mcast_query_interval", "mcastQueryIntvl"),
  number64("mcast_query_response_interval", "mcastQueryResponseIntvl"),
  number64("mcast_startup_query_interval", "mcastStartupQueryIntvl"),
  number("mcast_stats_enabled", "mcastStatsEnabled", 8),
  number("mcast_igmp_version", "mcastIgmpVersion", 8),
  number("mcast_mld_version", "mcastMldVersion", 8),
  number("nf_call_iptables", "nfCallIptables", 8),
  number("nf_call_ip6tables", "nfCallIp6tables", 8),
  number("nf_call_arptables", "nfCallArptables", 8),
];

/** Reads the options of `type bridge`. */
export function readBridge(cursor: Cursor): LinkInfoInput {
  const state: State = { data: {}, optval: 0, optmask: 0 };
  readKeywords(cursor, options, state, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "help")) throw new CommandError(bridgeUsage);
    throw new CommandError(`bridge: unknown command "${word}"?\n${bridgeUsage}`);
  });
  if (state.optmask !== 0) state.data.multiBoolopt = { optval: state.optval, optmask: state.optmask };
  return { kind: "bridge", data: state.data };
}

/** `8000.2:42:ac:11:0:2`: an identifier in the spanning tree, its MAC without leading zeroes. */
export function bridgeIdText({ prio, addr }: BridgeId): string {
  const mac = addr
    .split(":")
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
  return `${prio.toString(16).padStart(4, "0")}.${mac}`;
}

/** Shows the options of a bridge. */
export function presentBridge(view: View, info: LinkInfo, { numeric }: Detail): void {
  if (info.kind !== "bridge" || info.data === undefined) return;
  const { data } = info;
  const show = (key: string, value: number | bigint | undefined, name = key): void => unsigned(view, key, value, name);
  show("forward_delay", data.forwardDelay);
  show("hello_time", data.helloTime);
  show("max_age", data.maxAge);
  show("ageing_time", data.ageingTime);
  show("stp_state", data.stpState);
  show("priority", data.priority);
  show("vlan_filtering", data.vlanFiltering);
  if (data.vlanProtocol !== undefined) {
    const protocol = etherTypeName(data.vlanProtocol, numeric);
    view.field("vlan_protocol", protocol, `vlan_protocol ${protocol} `);
  }
  if (data.bridgeId !== undefined) {
    const id = bridgeIdText(data.bridgeId);
    view.field("bridge_id", id, `bridge_id ${id} `);
    // `ip` shows the bridge's own identifier here too.
    if (data.rootId !== undefined) view.field("root_id", id, `designated_root ${id} `);
  }
  show("root_port", data.rootPort);
  show("root_path_cost", data.rootPathCost);
  show("topology_change", data.topologyChange);
  show("topology_change_detected", data.topologyChangeDetected);
  timer(view, "hello_timer", data.helloTimer);
  timer(view, "tcn_timer", data.tcnTimer);
  timer(view, "topology_change_timer", data.topologyChangeTimer);
  timer(view, "gc_timer", data.gcTimer);
  show("vlan_default_pvid", data.vlanDefaultPvid);
  show("vlan_stats_enabled", data.vlanStatsEnabled);
  show("vlan_stats_per_port", data.vlanStatsPerPort);
  if (data.groupFwdMask !== undefined) {
    const mask = prefixedHex(data.groupFwdMask);
    view.field("group_fwd_mask", mask, `group_fwd_mask ${mask} `);
  }
  if (data.groupAddr !== undefined) view.field("group_addr", data.groupAddr, `group_address ${data.groupAddr} `);
  show("mcast_snooping", data.mcastSnooping);
  if (data.multiBoolopt !== undefined) {
    const { optval, optmask } = data.multiBoolopt;
    const option = (key: string, position: number): void => {
      if (((optmask >> position) & 1) !== 0) show(key, (optval >> position) & 1);
    };
    option("no_linklocal_learn", bridgeOptions.values.no_ll_learn);
    option("mcast_vlan_snooping", bridgeOptions.values.mcast_vlan_snooping);
  }
  show("mcast_router", data.mcastRouter);
  show("mcast_query_use_ifaddr", data.mcastQueryUseIfaddr);
  show("mcast_querier", data.mcastQuerier);
  show("mcast_hash_elasticity", data.mcastHashElasticity);
  show("mcast_hash_max", data.mcastHashMax);
  show("mcast_last_member_cnt", data.mcastLastMemberCnt, "mcast_last_member_count");
  show("mcast_startup_query_cnt", data.mcastStartupQueryCnt, "mcast_startup_query_count");
  show("mcast_last_member_intvl", data.mcastLastMemberIntvl, "mcast_last_member_interval");
  show("mcast_membership_intvl", data.mcastMembershipIntvl, "mcast_membership_interval");
  show("mcast_querier_intvl", data.mcastQuerierIntvl, "mcast_querier_interval");
  show("mcast_query_intvl", data.mcastQueryIntvl, "mcast_query_interval");
  show("mcast_query_response_intvl", data.mcastQueryResponseIntvl, "mcast_query_response_interval");
  show("mcast_startup_query_intvl", data.mcastStartupQueryIntvl, "mcast_startup_query_interval");
  show("mcast_stats_enabled", data.mcastStatsEnabled);
  show("mcast_igmp_version", data.mcastIgmpVersion);
  show("mcast_mld_version", data.mcastMldVersion);
  show("nf_call_iptables", data.nfCallIptables);
  show("nf_call_ip6tables", data.nfCallIp6tables);
  show("nf_call_arptables", data.nfCallArptables);
}
