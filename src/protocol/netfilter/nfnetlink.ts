import { NETLINK_NETFILTER } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { enumeration } from "../schema/enumeration.ts";
import type { MessageSchema } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { be16, be32, named, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";

/** NFPROTO_*: the families of netfilter (`linux/netfilter.h`). */
export const nfProto = enumeration("NFPROTO_", {
  unspec: 0,
  inet: 1,
  ipv4: 2,
  arp: 3,
  netdev: 5,
  bridge: 7,
  ipv6: 10,
});

/** NFNL_SUBSYS_*: the high byte of an nfnetlink message type (`linux/netfilter/nfnetlink.h`). */
export const nfnlSubsystem = enumeration("NFNL_SUBSYS_", {
  none: 0,
  ctnetlink: 1,
  ctnetlink_exp: 2,
  queue: 3,
  ulog: 4,
  osf: 5,
  ipset: 6,
  acct: 7,
  ctnetlink_timeout: 8,
  cthelper: 9,
  nftables: 10,
  nft_compat: 11,
  hook: 12,
});

/** NFNLGRP_*: multicast groups of nfnetlink (`linux/netfilter/nfnetlink.h`). */
export const nfnlGroup = enumeration("NFNLGRP_", {
  none: 0,
  conntrack_new: 1,
  conntrack_update: 2,
  conntrack_destroy: 3,
  conntrack_exp_new: 4,
  conntrack_exp_update: 5,
  conntrack_exp_destroy: 6,
  nftables: 7,
  acct_quota: 8,
  nftrace: 9,
});

/** NFNL_MSG_BATCH_BEGIN (`linux/netfilter/nfnetlink.h`): starts a transaction. */
export const NFNL_MSG_BATCH_BEGIN = 0x10;
/** NFNL_MSG_BATCH_END (`linux/netfilter/nfnetlink.h`): commits it; without it the kernel validates and aborts. */
export const NFNL_MSG_BATCH_END = 0x11;

const nfgenmsgFields = {
  /** nfgen_family: an NFPROTO_* number. */
  family: named(u8, nfProto),
  /** NFNETLINK_V0: always 0. */
  version: u8,
  /** Of a batch message the subsystem it is for; else 0, or in answers the low bits of the generation. */
  resId: be16,
} as const;
/** Header of every nfnetlink message. */
export interface Nfgenmsg extends StructOutput<typeof nfgenmsgFields> {}
/** Input of {@link nfgenmsg}. */
export interface NfgenmsgInput extends StructInput<typeof nfgenmsgFields> {}
/** `struct nfgenmsg` (`linux/netfilter/nfnetlink.h`). */
export const nfgenmsg: Struct<Nfgenmsg, NfgenmsgInput> = struct("nfgenmsg", nfgenmsgFields);

const batchAttributes = {
  /** NFNL_BATCH_GENID: commit only if the ruleset is still of this generation; else the kernel answers ERESTART. */
  genid: [1, be32],
} as const;
/** NFNL_BATCH_*: attributes of a batch's first message. */
export interface Batch extends Output<typeof batchAttributes> {}
/** Input of {@link batch}. */
export interface BatchInput extends Input<typeof batchAttributes> {}
/** NFNL_BATCH_* (`linux/netfilter/nfnetlink.h`). */
export const batch: Space<Batch, BatchInput> = attributeSet("NFNL_BATCH_", batchAttributes);

/** Body of NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END. */
export const batchMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, Batch, BatchInput> = message(nfgenmsg, batch);

/** The message type of a message number in a subsystem: `subsystem << 8 | number`. */
export function nfnlType(subsystem: number, number: number): number {
  return (subsystem << 8) | number;
}

const header = "linux/netfilter/nfnetlink.h";
/** The batch messages of nfnetlink. */
export const nfnetlinkFamily: Family = {
  name: "nfnetlink",
  protocol: NETLINK_NETFILTER,
  messages: [
    { name: "NFNL_MSG_BATCH_BEGIN", type: NFNL_MSG_BATCH_BEGIN, schema: batchMessage },
    { name: "NFNL_MSG_BATCH_END", type: NFNL_MSG_BATCH_END, schema: batchMessage },
  ],
  spaces: [{ header, space: batch }],
  structs: [{ header, struct: nfgenmsg }],
  names: [
    { header: "linux/netfilter.h", names: nfProto },
    { header, names: nfnlSubsystem },
    { header, names: nfnlGroup },
  ],
};
