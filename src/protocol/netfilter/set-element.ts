import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { list } from "../schema/nests.ts";
import { be32, be64, named } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nftData } from "./data.ts";
import { NFTA_LIST_ELEM, nftExpression, nftExpressionList } from "./expression.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_SET_ELEM_* (`linux/netfilter/nf_tables.h`). */
export const nftSetElementFlags = flagSet("NFT_SET_ELEM_", { interval_end: 1, catchall: 2 });

const nftSetElementAttributes = {
  /** NFTA_SET_ELEM_KEY. */
  key: [1, nftData],
  /** NFTA_SET_ELEM_DATA: what a map gives for it. */
  data: [2, nftData],
  /** NFTA_SET_ELEM_FLAGS. */
  flags: [3, named(be32, nftSetElementFlags)],
  /** NFTA_SET_ELEM_TIMEOUT: milliseconds. */
  timeout: [4, be64],
  /** NFTA_SET_ELEM_EXPIRATION: milliseconds that are left. */
  expiration: [5, be64],
  /** NFTA_SET_ELEM_USERDATA: type, length, value triples of the program that made it. */
  userdata: [6, binary],
  /** NFTA_SET_ELEM_EXPR: attached to it. */
  expr: [7, nftExpression],
  /** NFTA_SET_ELEM_PAD. */
  pad: [8, binary],
  /** NFTA_SET_ELEM_OBJREF: object that a map gives for it. */
  objref: [9, nulString(255)],
  /** NFTA_SET_ELEM_KEY_END: last key of an interval of concatenations. */
  keyEnd: [10, nftData],
  /** NFTA_SET_ELEM_EXPRESSIONS: several attached to it. */
  expressions: [11, nftExpressionList],
} as const;
/** An element of a set. */
export interface NftSetElement extends Output<typeof nftSetElementAttributes> {}
/** Input of {@link nftSetElement}. */
export interface NftSetElementInput extends Input<typeof nftSetElementAttributes> {}
/** NFTA_SET_ELEM_* (`linux/netfilter/nf_tables.h`). */
export const nftSetElement: Space<NftSetElement, NftSetElementInput> = attributeSet(
  "NFTA_SET_ELEM_",
  nftSetElementAttributes,
);

const nftSetElementListAttributes = {
  /** NFTA_SET_ELEM_LIST_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_SET_ELEM_LIST_SET. */
  set: [2, nulString(255)],
  /** NFTA_SET_ELEM_LIST_ELEMENTS. */
  elements: [3, list(nftSetElement, "index", 1, NFTA_LIST_ELEM)],
  /** NFTA_SET_ELEM_LIST_SET_ID: a set of the same transaction. */
  setId: [4, be32],
} as const;
/** Elements of one set: at most 65535 bytes of them in one message. */
export interface NftSetElementList extends Output<typeof nftSetElementListAttributes> {}
/** Input of {@link nftSetElementList}. */
export interface NftSetElementListInput extends Input<typeof nftSetElementListAttributes> {}
/** NFTA_SET_ELEM_LIST_* (`linux/netfilter/nf_tables.h`). */
export const nftSetElementList: Space<NftSetElementList, NftSetElementListInput> = attributeSet(
  "NFTA_SET_ELEM_LIST_",
  nftSetElementListAttributes,
);
/** Body of the set element messages. */
export const nftSetElementMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftSetElementList, NftSetElementListInput> =
  message(nfgenmsg, nftSetElementList);
/** The declarations of this file. */
export const nftSetElementFamily: Family = {
  name: "nft-set-element",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftSetElementMessage, [
    "newsetelem",
    "getsetelem",
    "delsetelem",
    "destroysetelem",
    "getsetelem_reset",
  ]),
  spaces: [
    { header: nfTablesHeader, space: nftSetElementList },
    { header: nfTablesHeader, space: nftSetElement },
  ],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftSetElementFlags }],
};
