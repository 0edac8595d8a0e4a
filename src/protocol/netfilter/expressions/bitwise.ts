import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { nftData, registerNumber } from "../data.ts";

/** NFT_BITWISE_* (`linux/netfilter/nf_tables.h`). */
export const bitwiseOperation = enumeration("NFT_BITWISE_", {
  mask_xor: 0,
  lshift: 1,
  rshift: 2,
  and: 3,
  or: 4,
  xor: 5,
});
const nftBitwiseAttributes = {
  /** NFTA_BITWISE_SREG. */
  sreg: [1, registerNumber],
  /** NFTA_BITWISE_DREG. */
  dreg: [2, registerNumber],
  /** NFTA_BITWISE_LEN: bytes. */
  len: [3, be32],
  /** NFTA_BITWISE_MASK: as long as `len`. */
  mask: [4, nftData],
  /** NFTA_BITWISE_XOR: as long as `len`. */
  xor: [5, nftData],
  /** NFTA_BITWISE_OP: absent means mask and xor. */
  op: [6, named(be32, bitwiseOperation)],
  /** NFTA_BITWISE_DATA: number of bits of a shift. */
  data: [7, nftData],
  /** NFTA_BITWISE_SREG2: second operand of AND, OR and XOR (Linux 6.13). */
  sreg2: [8, registerNumber],
} as const;
/** `bitwise`: `dreg = (sreg & mask) ^ xor`, or a shift. */
export interface NftBitwise extends Output<typeof nftBitwiseAttributes> {}
/** Input of {@link nftBitwise}. */
export interface NftBitwiseInput extends Input<typeof nftBitwiseAttributes> {}
/** NFTA_BITWISE_* (`linux/netfilter/nf_tables.h`). */
export const nftBitwise: Space<NftBitwise, NftBitwiseInput> = attributeSet("NFTA_BITWISE_", nftBitwiseAttributes);
