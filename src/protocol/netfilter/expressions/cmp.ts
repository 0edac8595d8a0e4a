import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { nftData, registerNumber } from "../data.ts";

/** NFT_CMP_* (`linux/netfilter/nf_tables.h`). */
export const cmpOperation = enumeration("NFT_CMP_", { eq: 0, neq: 1, lt: 2, lte: 3, gt: 4, gte: 5 });
const nftCmpAttributes = {
  /** NFTA_CMP_SREG. */
  sreg: [1, registerNumber],
  /** NFTA_CMP_OP. */
  op: [2, named(be32, cmpOperation)],
  /** NFTA_CMP_DATA: its length is what is compared. */
  data: [3, nftData],
} as const;
/** `cmp`: goes on only if the register compares so with a constant. */
export interface NftCmp extends Output<typeof nftCmpAttributes> {}
/** Input of {@link nftCmp}. */
export interface NftCmpInput extends Input<typeof nftCmpAttributes> {}
/** NFTA_CMP_* (`linux/netfilter/nf_tables.h`). */
export const nftCmp: Space<NftCmp, NftCmpInput> = attributeSet("NFTA_CMP_", nftCmpAttributes);
