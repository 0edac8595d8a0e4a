import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { nftData, registerNumber } from "../data.ts";

const nftImmediateAttributes = {
  /** NFTA_IMMEDIATE_DREG: where it goes. */
  dreg: [1, registerNumber],
  /** NFTA_IMMEDIATE_DATA: a value, or for register 0 a verdict. */
  data: [2, nftData],
} as const;
/** `immediate`: loads a constant into a register, or gives the verdict (register 0). */
export interface NftImmediate extends Output<typeof nftImmediateAttributes> {}
/** Input of {@link nftImmediate}. */
export interface NftImmediateInput extends Input<typeof nftImmediateAttributes> {}
/** NFTA_IMMEDIATE_* (`linux/netfilter/nf_tables.h`). */
export const nftImmediate: Space<NftImmediate, NftImmediateInput> = attributeSet(
  "NFTA_IMMEDIATE_",
  nftImmediateAttributes,
);
