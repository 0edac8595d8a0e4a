import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { be32, be64, bei32, named } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nftDevices } from "./chain.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_FLOWTABLE_* (`linux/netfilter/nf_tables.h`). */
export const nftFlowtableFlags = flagSet("NFT_FLOWTABLE_", { hw_offload: 1, counter: 2 });

const nftFlowtableHookAttributes = {
  /** NFTA_FLOWTABLE_HOOK_NUM: NF_NETDEV_INGRESS. */
  num: [1, be32],
  /** NFTA_FLOWTABLE_HOOK_PRIORITY. */
  priority: [2, bei32],
  /** NFTA_FLOWTABLE_HOOK_DEVS. */
  devs: [3, nftDevices],
} as const;
/** Where a flowtable sees packets. */
export interface NftFlowtableHook extends Output<typeof nftFlowtableHookAttributes> {}
/** Input of {@link nftFlowtableHook}. */
export interface NftFlowtableHookInput extends Input<typeof nftFlowtableHookAttributes> {}
/** NFTA_FLOWTABLE_HOOK_* (`linux/netfilter/nf_tables.h`). */
export const nftFlowtableHook: Space<NftFlowtableHook, NftFlowtableHookInput> = attributeSet(
  "NFTA_FLOWTABLE_HOOK_",
  nftFlowtableHookAttributes,
);

const nftFlowtableAttributes = {
  /** NFTA_FLOWTABLE_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_FLOWTABLE_NAME. */
  name: [2, nulString(255)],
  /** NFTA_FLOWTABLE_HOOK. */
  hook: [3, nftFlowtableHook],
  /** NFTA_FLOWTABLE_USE: number of rules that use it. */
  use: [4, be32],
  /** NFTA_FLOWTABLE_HANDLE. */
  handle: [5, be64],
  /** NFTA_FLOWTABLE_PAD. */
  pad: [6, binary],
  /** NFTA_FLOWTABLE_FLAGS. */
  flags: [7, named(be32, nftFlowtableFlags)],
} as const;
/** A flowtable: connections that bypass the rules. */
export interface NftFlowtable extends Output<typeof nftFlowtableAttributes> {}
/** Input of {@link nftFlowtable}. */
export interface NftFlowtableInput extends Input<typeof nftFlowtableAttributes> {}
/** NFTA_FLOWTABLE_* (`linux/netfilter/nf_tables.h`). */
export const nftFlowtable: Space<NftFlowtable, NftFlowtableInput> = attributeSet(
  "NFTA_FLOWTABLE_",
  nftFlowtableAttributes,
);
/** Body of the flowtable messages. */
export const nftFlowtableMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftFlowtable, NftFlowtableInput> = message(
  nfgenmsg,
  nftFlowtable,
);
/** The declarations of this file. */
export const nftFlowtableFamily: Family = {
  name: "nft-flowtable",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftFlowtableMessage, ["newflowtable", "getflowtable", "delflowtable", "destroyflowtable"]),
  spaces: [
    { header: nfTablesHeader, space: nftFlowtable },
    { header: nfTablesHeader, space: nftFlowtableHook },
  ],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftFlowtableFlags }],
};
