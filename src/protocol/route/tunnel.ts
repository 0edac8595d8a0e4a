import { ipv4, ipv6 } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { flagBits } from "../schema/choice.ts";
import { flagSet } from "../schema/enumeration.ts";
import type { Message, MessageInput, MessageSchema } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { u16, u32, u64, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";

/** Makes VNIs of a filter (Linux 5.18). */
export const RTM_NEWTUNNEL = 120;
/** Deletes VNIs of a filter (Linux 5.18). */
export const RTM_DELTUNNEL = 121;
/** Asks for the VNIs of filters (Linux 5.18). */
export const RTM_GETTUNNEL = 122;

/** TUNNEL_MSG_FLAG_*: what a dump also tells. */
export const tunnelMessageFlags = flagSet("TUNNEL_MSG_FLAG_", { stats: 1 });

const tunnelMsgFields = {
  /** AF_BRIDGE. */
  family: u8,
  /** TUNNEL_MSG_FLAG_*. */
  flags: flagBits(u8, tunnelMessageFlags),
  /** Not used. */
  reserved2: u16,
  /** The VXLAN device; 0 in a dump of all. */
  ifindex: u32,
} as const;
/** `struct tunnel_msg`: header of messages of a VXLAN device's filter. */
export interface TunnelMsg extends StructOutput<typeof tunnelMsgFields> {}
/** Input of {@link tunnelMsg}. */
export interface TunnelMsgInput extends StructInput<typeof tunnelMsgFields> {}
/** `struct tunnel_msg` (`linux/if_link.h`). */
export const tunnelMsg: Struct<TunnelMsg, TunnelMsgInput> = struct("tunnel_msg", tunnelMsgFields);

const vniStatsAttributes = {
  /** VNIFILTER_ENTRY_STATS_RX_BYTES. */
  rxBytes: [1, u64],
  /** VNIFILTER_ENTRY_STATS_RX_PKTS. */
  rxPkts: [2, u64],
  /** VNIFILTER_ENTRY_STATS_RX_DROPS. */
  rxDrops: [3, u64],
  /** VNIFILTER_ENTRY_STATS_RX_ERRORS. */
  rxErrors: [4, u64],
  /** VNIFILTER_ENTRY_STATS_TX_BYTES. */
  txBytes: [5, u64],
  /** VNIFILTER_ENTRY_STATS_TX_PKTS. */
  txPkts: [6, u64],
  /** VNIFILTER_ENTRY_STATS_TX_DROPS. */
  txDrops: [7, u64],
  /** VNIFILTER_ENTRY_STATS_TX_ERRORS. */
  txErrors: [8, u64],
  /** VNIFILTER_ENTRY_STATS_PAD: alignment. */
  pad: [9, binary],
} as const;
/** Counters of a VNI. */
export interface VniStats extends Output<typeof vniStatsAttributes> {}
/** Input of {@link vniStats}. */
export interface VniStatsInput extends Input<typeof vniStatsAttributes> {}
/** VNIFILTER_ENTRY_STATS_* (`linux/if_link.h`). */
export const vniStats: Space<VniStats, VniStatsInput> = attributeSet("VNIFILTER_ENTRY_STATS_", vniStatsAttributes);

const vniEntryAttributes = {
  /** VXLAN_VNIFILTER_ENTRY_START: the VNI, or the first of a range. */
  start: [1, u32],
  /** VXLAN_VNIFILTER_ENTRY_END: the last of a range. */
  end: [2, u32],
  /** VXLAN_VNIFILTER_ENTRY_GROUP: multicast group or remote end. */
  group: [3, ipv4],
  /** VXLAN_VNIFILTER_ENTRY_GROUP6: multicast group or remote end. */
  group6: [4, ipv6],
  /** VXLAN_VNIFILTER_ENTRY_STATS: counters, when the request's flag asks for them. */
  stats: [5, vniStats],
} as const;
/** One VNI or a range of VNIs. */
export interface VniEntry extends Output<typeof vniEntryAttributes> {}
/** Input of {@link vniEntry}. */
export interface VniEntryInput extends Input<typeof vniEntryAttributes> {}
/** VXLAN_VNIFILTER_ENTRY_* (`linux/if_link.h`). */
export const vniEntry: Space<VniEntry, VniEntryInput> = attributeSet("VXLAN_VNIFILTER_ENTRY_", vniEntryAttributes);

const vniFilterAttributes = {
  /** VXLAN_VNIFILTER_ENTRY: VNIs. */
  entry: [1, repeated(vniEntry)],
} as const;
/** The VNIs that a VXLAN device takes. */
export interface VniFilter extends Output<typeof vniFilterAttributes> {}
/** Input of {@link vniFilter}. */
export interface VniFilterInput extends Input<typeof vniFilterAttributes> {}
/** VXLAN_VNIFILTER_* (`linux/if_link.h`). */
export const vniFilter: Space<VniFilter, VniFilterInput> = attributeSet("VXLAN_VNIFILTER_", vniFilterAttributes);

/** A message of RTM_NEWTUNNEL, RTM_DELTUNNEL and RTM_GETTUNNEL. */
export interface TunnelMessage extends Message<TunnelMsg, VniFilter> {}
/** Input of {@link tunnelMessage}. */
export interface TunnelMessageInput extends MessageInput<TunnelMsgInput, VniFilterInput> {}
/** Messages of a VXLAN device's filter. */
export const tunnelMessage: MessageSchema<TunnelMsg, TunnelMsgInput, VniFilter, VniFilterInput> = message(
  tunnelMsg,
  vniFilter,
);

/** Filters of VXLAN devices, as data. */
export const tunnelFamily: Family = {
  name: "tunnel",
  protocol: 0,
  messages: [
    { name: "RTM_NEWTUNNEL", type: RTM_NEWTUNNEL, schema: tunnelMessage },
    { name: "RTM_DELTUNNEL", type: RTM_DELTUNNEL, schema: tunnelMessage },
    { name: "RTM_GETTUNNEL", type: RTM_GETTUNNEL, schema: tunnelMessage },
  ],
  spaces: [
    { header: "linux/if_link.h", space: vniStats },
    { header: "linux/if_link.h", space: vniEntry },
    { header: "linux/if_link.h", space: vniFilter },
  ],
  structs: [{ header: "linux/if_link.h", struct: tunnelMsg }],
  names: [{ header: "linux/if_link.h", names: tunnelMessageFlags }],
};
