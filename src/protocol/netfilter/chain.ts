import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { be32, be64, bei32, named } from "../schema/scalars.ts";
import { bareString, nulString } from "../schema/text.ts";
import { nftCounter } from "./expressions/counter.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_CHAIN_* (`linux/netfilter/nf_tables.h`). */
export const nftChainFlags = flagSet("NFT_CHAIN_", { base: 1, hw_offload: 2, binding: 4 });

const nftDevicesAttributes = {
  /** NFTA_DEVICE_NAME: a whole name. */
  name: [1, repeated(nulString(15))],
  /** NFTA_DEVICE_PREFIX: the beginning of names, without its NUL (Linux 6.16). */
  prefix: [2, repeated(bareString(15))],
} as const;
/** The devices of a netdev chain or a flowtable. */
export interface NftDevices extends Output<typeof nftDevicesAttributes> {}
/** Input of {@link nftDevices}. */
export interface NftDevicesInput extends Input<typeof nftDevicesAttributes> {}
/** NFTA_DEVICE_* (`linux/netfilter/nf_tables.h`). */
export const nftDevices: Space<NftDevices, NftDevicesInput> = attributeSet("NFTA_DEVICE_", nftDevicesAttributes);

const nftHookAttributes = {
  /** NFTA_HOOK_HOOKNUM: NF_INET_PRE_ROUTING … or NF_NETDEV_INGRESS …. */
  hooknum: [1, be32],
  /** NFTA_HOOK_PRIORITY: chains of one hook run from the lowest to the highest. */
  priority: [2, bei32],
  /** NFTA_HOOK_DEV: the one device of an ingress or egress chain. */
  dev: [3, nulString(15)],
  /** NFTA_HOOK_DEVS: several devices. */
  devs: [4, nftDevices],
} as const;
/** Where in the network stack a base chain is called. */
export interface NftHook extends Output<typeof nftHookAttributes> {}
/** Input of {@link nftHook}. */
export interface NftHookInput extends Input<typeof nftHookAttributes> {}
/** NFTA_HOOK_* (`linux/netfilter/nf_tables.h`). */
export const nftHook: Space<NftHook, NftHookInput> = attributeSet("NFTA_HOOK_", nftHookAttributes);

const nftChainAttributes = {
  /** NFTA_CHAIN_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_CHAIN_HANDLE. */
  handle: [2, be64],
  /** NFTA_CHAIN_NAME. */
  name: [3, nulString(255)],
  /** NFTA_CHAIN_HOOK: makes it a base chain. */
  hook: [4, nftHook],
  /** NFTA_CHAIN_POLICY: NF_DROP (0) or NF_ACCEPT (1). */
  policy: [5, be32],
  /** NFTA_CHAIN_USE: number of rules and jumps. */
  use: [6, be32],
  /** NFTA_CHAIN_TYPE: `filter`, `nat` or `route`. */
  type: [7, nulString(31)],
  /** NFTA_CHAIN_COUNTERS: counts what reached the policy. */
  counters: [8, nftCounter],
  /** NFTA_CHAIN_PAD. */
  pad: [9, binary],
  /** NFTA_CHAIN_FLAGS. */
  flags: [10, named(be32, nftChainFlags)],
  /** NFTA_CHAIN_ID: refers to it within one transaction. */
  id: [11, be32],
  /** NFTA_CHAIN_USERDATA: type, length, value triples of the program that made it. */
  userdata: [12, binary],
} as const;
/** A chain. */
export interface NftChain extends Output<typeof nftChainAttributes> {}
/** Input of {@link nftChain}. */
export interface NftChainInput extends Input<typeof nftChainAttributes> {}
/** NFTA_CHAIN_* (`linux/netfilter/nf_tables.h`). */
export const nftChain: Space<NftChain, NftChainInput> = attributeSet("NFTA_CHAIN_", nftChainAttributes);
/** Body of the chain messages. */
export const nftChainMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftChain, NftChainInput> = message(
  nfgenmsg,
  nftChain,
);
/** The declarations of this file. */
export const nftChainFamily: Family = {
  name: "nft-chain",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftChainMessage, ["newchain", "getchain", "delchain", "destroychain"]),
  spaces: [
    { header: nfTablesHeader, space: nftChain },
    { header: nfTablesHeader, space: nftHook },
    { header: nfTablesHeader, space: nftDevices },
  ],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftChainFlags }],
};
