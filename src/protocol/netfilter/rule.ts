import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { be32, be64, named } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nftExpressionList } from "./expression.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_RULE_COMPAT_F_* (`linux/netfilter/nf_tables.h`). */
export const nftRuleCompatFlags = flagSet("NFT_RULE_COMPAT_F_", { unused: 1, inv: 2 });

const nftRuleCompatAttributes = {
  /** NFTA_RULE_COMPAT_PROTO: IP protocol number that the rule matches. */
  proto: [1, be32],
  /** NFTA_RULE_COMPAT_FLAGS. */
  flags: [2, named(be32, nftRuleCompatFlags)],
} as const;
/** What iptables matches and targets in a rule need to know. */
export interface NftRuleCompat extends Output<typeof nftRuleCompatAttributes> {}
/** Input of {@link nftRuleCompat}. */
export interface NftRuleCompatInput extends Input<typeof nftRuleCompatAttributes> {}
/** NFTA_RULE_COMPAT_* (`linux/netfilter/nf_tables.h`). */
export const nftRuleCompat: Space<NftRuleCompat, NftRuleCompatInput> = attributeSet(
  "NFTA_RULE_COMPAT_",
  nftRuleCompatAttributes,
);

const nftRuleAttributes = {
  /** NFTA_RULE_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_RULE_CHAIN. */
  chain: [2, nulString(255)],
  /** NFTA_RULE_HANDLE. */
  handle: [3, be64],
  /** NFTA_RULE_EXPRESSIONS. */
  expressions: [4, nftExpressionList],
  /** NFTA_RULE_COMPAT. */
  compat: [5, nftRuleCompat],
  /** NFTA_RULE_POSITION: handle of the rule before (APPEND) or behind which it goes; in an answer, of the rule before it. */
  position: [6, be64],
  /** NFTA_RULE_USERDATA: type, length, value triples of the program that made it. */
  userdata: [7, binary],
  /** NFTA_RULE_PAD. */
  pad: [8, binary],
  /** NFTA_RULE_ID: refers to it within one transaction. */
  id: [9, be32],
  /** NFTA_RULE_POSITION_ID: as `position`, for a rule of the same transaction. */
  positionId: [10, be32],
  /** NFTA_RULE_CHAIN_ID: a chain of the same transaction. */
  chainId: [11, be32],
} as const;
/** A rule. */
export interface NftRule extends Output<typeof nftRuleAttributes> {}
/** Input of {@link nftRule}. */
export interface NftRuleInput extends Input<typeof nftRuleAttributes> {}
/** NFTA_RULE_* (`linux/netfilter/nf_tables.h`). */
export const nftRule: Space<NftRule, NftRuleInput> = attributeSet("NFTA_RULE_", nftRuleAttributes);
/** Body of the rule messages. */
export const nftRuleMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftRule, NftRuleInput> = message(nfgenmsg, nftRule);
/** The declarations of this file. */
export const nftRuleFamily: Family = {
  name: "nft-rule",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftRuleMessage, ["newrule", "getrule", "delrule", "getrule_reset", "destroyrule"]),
  spaces: [
    { header: nfTablesHeader, space: nftRule },
    { header: nfTablesHeader, space: nftRuleCompat },
  ],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftRuleCompatFlags }],
};
