import { enumeration } from "../schema/enumeration.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { RegisteredMessage } from "../schema/registry.ts";
import { nfnlSubsystem, nfnlType } from "./nfnetlink.ts";

/** The header that declares everything of nf_tables. */
export const nfTablesHeader = "linux/netfilter/nf_tables.h";

/** NFT_MSG_*: message numbers within the nftables subsystem (`linux/netfilter/nf_tables.h`). */
export const nftMessage = enumeration("NFT_MSG_", {
  newtable: 0,
  gettable: 1,
  deltable: 2,
  newchain: 3,
  getchain: 4,
  delchain: 5,
  newrule: 6,
  getrule: 7,
  delrule: 8,
  newset: 9,
  getset: 10,
  delset: 11,
  newsetelem: 12,
  getsetelem: 13,
  delsetelem: 14,
  newgen: 15,
  getgen: 16,
  trace: 17,
  newobj: 18,
  getobj: 19,
  delobj: 20,
  getobj_reset: 21,
  newflowtable: 22,
  getflowtable: 23,
  delflowtable: 24,
  getrule_reset: 25,
  /** From Linux 6.3 on, as the other DESTROY messages. */
  destroytable: 26,
  destroychain: 27,
  destroyrule: 28,
  destroyset: 29,
  destroysetelem: 30,
  destroyobj: 31,
  destroyflowtable: 32,
  getsetelem_reset: 33,
});

/** Name of an nf_tables message. */
export type NftMessageName = keyof typeof nftMessage.values;

/** `nlmsg_type` of an nf_tables message. */
export function nftType(name: NftMessageName): number {
  return nfnlType(nfnlSubsystem.values.nftables, nftMessage.values[name]);
}

/** Registers messages that share a body. */
export function nftMessages(schema: MessageSchema, names: readonly NftMessageName[]): RegisteredMessage[] {
  return names.map((name) => ({ name: `NFT_MSG_${name.toUpperCase()}`, type: nftType(name), schema }));
}
