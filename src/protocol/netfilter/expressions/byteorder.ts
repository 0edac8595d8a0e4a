import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";

/** NFT_BYTEORDER_* (`linux/netfilter/nf_tables.h`). */
export const byteorderOperation = enumeration("NFT_BYTEORDER_", { ntoh: 0, hton: 1 });
const nftByteorderAttributes = {
  /** NFTA_BYTEORDER_SREG. */
  sreg: [1, registerNumber],
  /** NFTA_BYTEORDER_DREG. */
  dreg: [2, registerNumber],
  /** NFTA_BYTEORDER_OP. */
  op: [3, named(be32, byteorderOperation)],
  /** NFTA_BYTEORDER_LEN: bytes in all. */
  len: [4, be32],
  /** NFTA_BYTEORDER_SIZE: bytes of one integer. */
  size: [5, be32],
} as const;
/** `byteorder`: converts between host and network order. */
export interface NftByteorder extends Output<typeof nftByteorderAttributes> {}
/** Input of {@link nftByteorder}. */
export interface NftByteorderInput extends Input<typeof nftByteorderAttributes> {}
/** NFTA_BYTEORDER_* (`linux/netfilter/nf_tables.h`). */
export const nftByteorder: Space<NftByteorder, NftByteorderInput> = attributeSet(
  "NFTA_BYTEORDER_",
  nftByteorderAttributes,
);
