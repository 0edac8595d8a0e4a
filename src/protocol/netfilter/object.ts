import { NETLINK_NETFILTER } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { Codec } from "../schema/codec.ts";
import { enumeration } from "../schema/enumeration.ts";
import { EncodeError } from "../schema/errors.ts";
import type { MessageSchema } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { be16, be32, be64, named, u8 } from "../schema/scalars.ts";
import type { SubMessage, SubMessageInput } from "../schema/sub-message.ts";
import { subMessage } from "../schema/sub-message.ts";
import { bareString, nulString } from "../schema/text.ts";
import { nftConnlimit } from "./expressions/connlimit.ts";
import { nftCounter } from "./expressions/counter.ts";
import { nftLimit } from "./expressions/limit.ts";
import { nftQuota } from "./expressions/quota.ts";
import { nftMessages, nfTablesHeader } from "./messages.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_OBJECT_*: the types of named objects (`linux/netfilter/nf_tables.h`). */
export const nftObjectType = enumeration("NFT_OBJECT_", {
  unspec: 0,
  counter: 1,
  quota: 2,
  ct_helper: 3,
  limit: 4,
  connlimit: 5,
  tunnel: 6,
  ct_timeout: 7,
  secmark: 8,
  ct_expect: 9,
  synproxy: 10,
});

const ctHelperAttributes = {
  /** NFTA_CT_HELPER_NAME: such as `ftp`. */
  name: [1, bareString()],
  /** NFTA_CT_HELPER_L3PROTO: NFPROTO_*. */
  l3proto: [2, be16],
  /** NFTA_CT_HELPER_L4PROTO: IPPROTO_*. */
  l4proto: [3, u8],
} as const;
/** A connection tracking helper. */
export interface NftCtHelper extends Output<typeof ctHelperAttributes> {}
/** Input of {@link nftCtHelper}. */
export interface NftCtHelperInput extends Input<typeof ctHelperAttributes> {}
/** NFTA_CT_HELPER_* (`linux/netfilter/nf_tables.h`). */
export const nftCtHelper: Space<NftCtHelper, NftCtHelperInput> = attributeSet("NFTA_CT_HELPER_", ctHelperAttributes);

const ctTimeoutAttributes = {
  /** NFTA_CT_TIMEOUT_L3PROTO: NFPROTO_*. */
  l3proto: [1, be16],
  /** NFTA_CT_TIMEOUT_L4PROTO: IPPROTO_*. */
  l4proto: [2, u8],
  /** NFTA_CT_TIMEOUT_DATA: attributes of that protocol's own space, seconds by state. */
  data: [3, binary],
} as const;
/** A connection tracking timeout policy. */
export interface NftCtTimeout extends Output<typeof ctTimeoutAttributes> {}
/** Input of {@link nftCtTimeout}. */
export interface NftCtTimeoutInput extends Input<typeof ctTimeoutAttributes> {}
/** NFTA_CT_TIMEOUT_* (`linux/netfilter/nf_tables.h`). */
export const nftCtTimeout: Space<NftCtTimeout, NftCtTimeoutInput> = attributeSet(
  "NFTA_CT_TIMEOUT_",
  ctTimeoutAttributes,
);

const ctExpectAttributes = {
  /** NFTA_CT_EXPECT_L3PROTO: NFPROTO_*. */
  l3proto: [1, be16],
  /** NFTA_CT_EXPECT_L4PROTO: IPPROTO_*. */
  l4proto: [2, u8],
  /** NFTA_CT_EXPECT_DPORT. */
  dport: [3, be16],
  /** NFTA_CT_EXPECT_TIMEOUT: milliseconds, in host order. */
  timeout: [4, binary],
  /** NFTA_CT_EXPECT_SIZE: most expectations a connection may have. */
  size: [5, u8],
} as const;
/** A connection tracking expectation. */
export interface NftCtExpect extends Output<typeof ctExpectAttributes> {}
/** Input of {@link nftCtExpect}. */
export interface NftCtExpectInput extends Input<typeof ctExpectAttributes> {}
/** NFTA_CT_EXPECT_* (`linux/netfilter/nf_tables.h`). */
export const nftCtExpect: Space<NftCtExpect, NftCtExpectInput> = attributeSet("NFTA_CT_EXPECT_", ctExpectAttributes);

const secmarkAttributes = {
  /** NFTA_SECMARK_CTX: security context. */
  ctx: [1, nulString(4095)],
} as const;
/** A security mark. */
export interface NftSecmark extends Output<typeof secmarkAttributes> {}
/** Input of {@link nftSecmark}. */
export interface NftSecmarkInput extends Input<typeof secmarkAttributes> {}
/** NFTA_SECMARK_* (`linux/netfilter/nf_tables.h`). */
export const nftSecmark: Space<NftSecmark, NftSecmarkInput> = attributeSet("NFTA_SECMARK_", secmarkAttributes);

const synproxyAttributes = {
  /** NFTA_SYNPROXY_MSS. */
  mss: [1, be16],
  /** NFTA_SYNPROXY_WSCALE. */
  wscale: [2, u8],
  /** NFTA_SYNPROXY_FLAGS: NF_SYNPROXY_OPT_*. */
  flags: [3, be32],
} as const;
/** A SYN proxy. */
export interface NftSynproxy extends Output<typeof synproxyAttributes> {}
/** Input of {@link nftSynproxy}. */
export interface NftSynproxyInput extends Input<typeof synproxyAttributes> {}
/** NFTA_SYNPROXY_* (`linux/netfilter/nf_tables.h`). */
export const nftSynproxy: Space<NftSynproxy, NftSynproxyInput> = attributeSet("NFTA_SYNPROXY_", synproxyAttributes);

/** Payloads of NFTA_OBJ_DATA by object type; the tunnel's is kept raw. */
export const nftObjects = {
  counter: nftCounter,
  quota: nftQuota,
  ct_helper: nftCtHelper,
  limit: nftLimit,
  connlimit: nftConnlimit,
  ct_timeout: nftCtTimeout,
  secmark: nftSecmark,
  ct_expect: nftCtExpect,
  synproxy: nftSynproxy,
} as const;

// The selector is a number on the wire; an unnamed one reads as its digits, so that it is kept like an unknown name.
const typeNumbers: ReadonlyMap<string, number> = new Map(Object.entries(nftObjectType.values));
const objectType: Codec<string> = {
  shape: named(be32, nftObjectType).shape,
  decode: (source, start, end) => {
    const number = be32.decode(source, start, end);
    return number === undefined ? undefined : (nftObjectType.nameOf(number) ?? String(number));
  },
  encode: (writer, value) => {
    const number = typeNumbers.get(value) ?? (/^\d+$/.test(value) ? Number(value) : undefined);
    if (number === undefined) throw new EncodeError(`${JSON.stringify(value)} is not an object type`);
    be32.encode(writer, number);
  },
};

const objectAttributes = {
  /** NFTA_OBJ_TABLE. */
  table: [1, nulString(255)],
  /** NFTA_OBJ_NAME. */
  objectName: [2, nulString(255), "NFTA_OBJ_NAME"],
  /** NFTA_OBJ_USE: number of rules and elements that use it. */
  use: [5, be32],
  /** NFTA_OBJ_HANDLE. */
  handle: [6, be64],
  /** NFTA_OBJ_PAD. */
  pad: [7, binary],
  /** NFTA_OBJ_USERDATA: type, length, value triples of the program that made it. */
  userdata: [8, binary],
} as const;
/** A named object. */
export type NftObject = Output<typeof objectAttributes> & SubMessage<typeof nftObjects>;
/** Input of {@link nftObject}. */
export type NftObjectInput = Input<typeof objectAttributes> & SubMessageInput<typeof nftObjects>;
/** NFTA_OBJ_* (`linux/netfilter/nf_tables.h`). */
export const nftObject: Space<NftObject, NftObjectInput> = attributeSet("NFTA_OBJ_", objectAttributes, [
  subMessage([3, "TYPE"], [4, "DATA"], nftObjects, "", objectType),
]);
/** Body of the object messages. */
export const nftObjectMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftObject, NftObjectInput> = message(
  nfgenmsg,
  nftObject,
);

/** The declarations of this file. */
export const nftObjectFamily: Family = {
  name: "nft-object",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftObjectMessage, ["newobj", "getobj", "delobj", "getobj_reset", "destroyobj"]),
  spaces: [nftObject, nftCtHelper, nftCtTimeout, nftCtExpect, nftSecmark, nftSynproxy].map((space) => ({
    header: nfTablesHeader,
    space,
  })),
  structs: [],
  names: [{ header: nfTablesHeader, names: nftObjectType }],
};
