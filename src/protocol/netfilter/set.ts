import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { list } from "../schema/nests.ts";
import { be32, be64, named } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { NFTA_LIST_ELEM, nftExpression, nftExpressionList } from "./expression.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_SET_* (`linux/netfilter/nf_tables.h`). */
export const nftSetFlags = flagSet("NFT_SET_", {
  anonymous: 1,
  constant: 2,
  interval: 4,
  map: 8,
  timeout: 16,
  eval: 32,
  object: 64,
  concat: 128,
  expr: 256,
});
/** NFT_SET_POL_* (`linux/netfilter/nf_tables.h`). */
export const nftSetPolicy = enumeration("NFT_SET_POL_", { performance: 0, memory: 1 });

const nftSetFieldAttributes = {
  /** NFTA_SET_FIELD_LEN: bytes. */
  len: [1, be32],
} as const;
/** One part of a concatenated key. */
export interface NftSetField extends Output<typeof nftSetFieldAttributes> {}
/** Input of {@link nftSetField}. */
export interface NftSetFieldInput extends Input<typeof nftSetFieldAttributes> {}
/** NFTA_SET_FIELD_* (`linux/netfilter/nf_tables.h`). */
export const nftSetField: Space<NftSetField, NftSetFieldInput> = attributeSet("NFTA_SET_FIELD_", nftSetFieldAttributes);

const nftSetDescriptionAttributes = {
  /** NFTA_SET_DESC_SIZE: number of elements. */
  size: [1, be32],
  /** NFTA_SET_DESC_CONCAT: the parts of a concatenated key. */
  concat: [2, list(nftSetField, NFTA_LIST_ELEM)],
} as const;
/** What the kernel may know of a set in advance. */
export interface NftSetDescription extends Output<typeof nftSetDescriptionAttributes> {}
/** Input of {@link nftSetDescription}. */
export interface NftSetDescriptionInput extends Input<typeof nftSetDescriptionAttributes> {}
/** NFTA_SET_DESC_* (`linux/netfilter/nf_tables.h`). */
export const nftSetDescription: Space<NftSetDescription, NftSetDescriptionInput> = attributeSet(
  "NFTA_SET_DESC_",
  nftSetDescriptionAttributes,
);

const nftSetAttributes = {
  /** NFTA_SET_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_SET_NAME: `__set%d` or `__map%d` for an anonymous one. */
  name: [2, nulString(255)],
  /** NFTA_SET_FLAGS. */
  flags: [3, named(be32, nftSetFlags)],
  /** NFTA_SET_KEY_TYPE: the number by which nft knows the type; the kernel only keeps it. */
  keyType: [4, be32],
  /** NFTA_SET_KEY_LEN: bytes. */
  keyLen: [5, be32],
  /** NFTA_SET_DATA_TYPE: of a map; NFT_DATA_VERDICT for verdicts. */
  dataType: [6, be32],
  /** NFTA_SET_DATA_LEN: bytes. */
  dataLen: [7, be32],
  /** NFTA_SET_POLICY. */
  policy: [8, named(be32, nftSetPolicy)],
  /** NFTA_SET_DESC. */
  desc: [9, nftSetDescription],
  /** NFTA_SET_ID: refers to it within one transaction. */
  id: [10, be32],
  /** NFTA_SET_TIMEOUT: milliseconds. */
  timeout: [11, be64],
  /** NFTA_SET_GC_INTERVAL: milliseconds. */
  gcInterval: [12, be32],
  /** NFTA_SET_USERDATA: type, length, value triples of the program that made it. */
  userdata: [13, binary],
  /** NFTA_SET_PAD. */
  pad: [14, binary],
  /** NFTA_SET_OBJ_TYPE: NFT_OBJECT_* of a map to objects. */
  objType: [15, be32],
  /** NFTA_SET_HANDLE. */
  handle: [16, be64],
  /** NFTA_SET_EXPR: attached to every element. */
  expr: [17, nftExpression],
  /** NFTA_SET_EXPRESSIONS: several attached to every element. */
  expressions: [18, nftExpressionList],
  /** NFTA_SET_TYPE: the implementation in use (Linux 6.15). */
  type: [19, nulString()],
  /** NFTA_SET_COUNT: number of elements (Linux 6.16). */
  count: [20, be32],
} as const;
/** A set or a map. */
export interface NftSet extends Output<typeof nftSetAttributes> {}
/** Input of {@link nftSet}. */
export interface NftSetInput extends Input<typeof nftSetAttributes> {}
/** NFTA_SET_* (`linux/netfilter/nf_tables.h`). */
export const nftSet: Space<NftSet, NftSetInput> = attributeSet("NFTA_SET_", nftSetAttributes);
/** Body of the set messages. */
export const nftSetMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftSet, NftSetInput> = message(nfgenmsg, nftSet);
/** The declarations of this file. */
export const nftSetFamily: Family = {
  name: "nft-set",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftSetMessage, ["newset", "getset", "delset", "destroyset"]),
  spaces: [
    { header: nfTablesHeader, space: nftSet },
    { header: nfTablesHeader, space: nftSetDescription },
    { header: nfTablesHeader, space: nftSetField },
  ],
  structs: [],
  names: [
    { header: nfTablesHeader, names: nftSetFlags },
    { header: nfTablesHeader, names: nftSetPolicy },
  ],
};
