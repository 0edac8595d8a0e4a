import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { nftData, registerNumber } from "../data.ts";

/** NFT_RANGE_* (`linux/netfilter/nf_tables.h`). */
export const rangeOperation = enumeration("NFT_RANGE_", { eq: 0, neq: 1 });
const nftRangeAttributes = {
  /** NFTA_RANGE_SREG. */
  sreg: [1, registerNumber],
  /** NFTA_RANGE_OP. */
  op: [2, named(be32, rangeOperation)],
  /** NFTA_RANGE_FROM_DATA: lowest value, inclusive. */
  fromData: [3, nftData],
  /** NFTA_RANGE_TO_DATA: highest value, inclusive. */
  toData: [4, nftData],
} as const;
/** `range`: goes on only if the register is inside (or outside) two constants. */
export interface NftRange extends Output<typeof nftRangeAttributes> {}
/** Input of {@link nftRange}. */
export interface NftRangeInput extends Input<typeof nftRangeAttributes> {}
/** NFTA_RANGE_* (`linux/netfilter/nf_tables.h`). */
export const nftRange: Space<NftRange, NftRangeInput> = attributeSet("NFTA_RANGE_", nftRangeAttributes);
