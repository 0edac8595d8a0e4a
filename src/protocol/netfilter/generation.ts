import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { message } from "../schema/message.ts";
import { be32 } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfgenmsg } from "./nfnetlink.ts";

const nftGenerationAttributes = {
  /** NFTA_GEN_ID. */
  id: [1, be32],
  /** NFTA_GEN_PROC_PID: process that made it. */
  procPid: [2, be32],
  /** NFTA_GEN_PROC_NAME: its name. */
  procName: [3, nulString()],
} as const;
/** The ruleset's generation: it grows with every committed transaction. */
export interface NftGeneration extends Output<typeof nftGenerationAttributes> {}
/** Input of {@link nftGeneration}. */
export interface NftGenerationInput extends Input<typeof nftGenerationAttributes> {}
/** NFTA_GEN_* (`linux/netfilter/nf_tables.h`). */
export const nftGeneration: Space<NftGeneration, NftGenerationInput> = attributeSet(
  "NFTA_GEN_",
  nftGenerationAttributes,
);
/** Body of the generation messages. */
export const nftGenerationMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftGeneration, NftGenerationInput> = message(
  nfgenmsg,
  nftGeneration,
);
/** The declarations of this file. */
export const nftGenerationFamily: Family = {
  name: "nft-generation",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftGenerationMessage, ["newgen", "getgen"]),
  spaces: [{ header: nfTablesHeader, space: nftGeneration }],
  structs: [],
  names: [],
};
