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
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

/** NFT_TABLE_F_* (`linux/netfilter/nf_tables.h`). */
export const nftTableFlags = flagSet("NFT_TABLE_F_", { dormant: 1, owner: 2, persist: 4 });

const nftTableAttributes = {
  /** NFTA_TABLE_NAME. */
  name: [1, nulString(255)],
  /** NFTA_TABLE_FLAGS. */
  flags: [2, named(be32, nftTableFlags)],
  /** NFTA_TABLE_USE: number of chains, sets and objects in it. */
  use: [3, be32],
  /** NFTA_TABLE_HANDLE. */
  handle: [4, be64],
  /** NFTA_TABLE_PAD. */
  pad: [5, binary],
  /** NFTA_TABLE_USERDATA: type, length, value triples of the program that made it. */
  userdata: [6, binary],
  /** NFTA_TABLE_OWNER: port id of the socket whose end removes the table. */
  owner: [7, be32],
} as const;
/** A table. */
export interface NftTable extends Output<typeof nftTableAttributes> {}
/** Input of {@link nftTable}. */
export interface NftTableInput extends Input<typeof nftTableAttributes> {}
/** NFTA_TABLE_* (`linux/netfilter/nf_tables.h`). */
export const nftTable: Space<NftTable, NftTableInput> = attributeSet("NFTA_TABLE_", nftTableAttributes);
/** Body of the table messages. */
export const nftTableMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftTable, NftTableInput> = message(
  nfgenmsg,
  nftTable,
);
/** The declarations of this file. */
export const nftTableFamily: Family = {
  name: "nft-table",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftTableMessage, ["newtable", "gettable", "deltable", "destroytable"]),
  spaces: [{ header: nfTablesHeader, space: nftTable }],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftTableFlags }],
};
