import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration } from "../schema/enumeration.ts";
import { be32, bei32, named } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";

/** NF_DROP …: verdicts of every netfilter hook (`linux/netfilter.h`). */
export const netfilterVerdict = enumeration("NF_", { drop: 0, accept: 1, stolen: 2, queue: 3, repeat: 4, stop: 5 });
/** NFT_CONTINUE … NFT_RETURN: verdicts within nf_tables (`linux/netfilter/nf_tables.h`). */
export const nftVerdictOnly = enumeration("NFT_", { continue: -1, break: -2, jump: -3, goto: -4, return: -5 });
/** What a verdict's code may be: {@link netfilterVerdict} and {@link nftVerdictOnly} together, by whole C names. */
export const verdictCode = enumeration("", {
  nf_drop: 0,
  nf_accept: 1,
  nf_stolen: 2,
  nf_queue: 3,
  nft_continue: -1,
  nft_break: -2,
  nft_jump: -3,
  nft_goto: -4,
  nft_return: -5,
});

const verdictAttributes = {
  /** NFTA_VERDICT_CODE: NF_DROP, NF_ACCEPT or NFT_JUMP …, negative for the latter. */
  code: [1, named(bei32, verdictCode)],
  /** NFTA_VERDICT_CHAIN: where to jump or go. */
  chain: [2, nulString()],
  /** NFTA_VERDICT_CHAIN_ID: the same by the id a chain has within one transaction. */
  chainId: [3, be32],
} as const;
/** A verdict. */
export interface NftVerdict extends Output<typeof verdictAttributes> {}
/** Input of {@link nftVerdict}. */
export interface NftVerdictInput extends Input<typeof verdictAttributes> {}
/** NFTA_VERDICT_* (`linux/netfilter/nf_tables.h`). */
export const nftVerdict: Space<NftVerdict, NftVerdictInput> = attributeSet("NFTA_VERDICT_", verdictAttributes);

const dataAttributes = {
  /** NFTA_DATA_VALUE: at most 64 bytes, in the order of the packet or, for host-endian keys, of the machine. */
  value: [1, binary],
  /** NFTA_DATA_VERDICT: a verdict instead of bytes. */
  verdict: [2, nftVerdict],
} as const;
/** A value or a verdict: what registers, comparisons and set elements hold. */
export interface NftData extends Output<typeof dataAttributes> {}
/** Input of {@link nftData}. */
export interface NftDataInput extends Input<typeof dataAttributes> {}
/** NFTA_DATA_* (`linux/netfilter/nf_tables.h`). */
export const nftData: Space<NftData, NftDataInput> = attributeSet("NFTA_DATA_", dataAttributes);

/** NFT_REG_*: registers of 16 bytes (1 to 4), of 4 bytes (8 to 23), and the verdict's (0). */
export const register = enumeration("NFT_", {
  reg_verdict: 0,
  reg_1: 1,
  reg_2: 2,
  reg_3: 3,
  reg_4: 4,
  reg32_00: 8,
  reg32_01: 9,
  reg32_02: 10,
  reg32_03: 11,
  reg32_04: 12,
  reg32_05: 13,
  reg32_06: 14,
  reg32_07: 15,
  reg32_08: 16,
  reg32_09: 17,
  reg32_10: 18,
  reg32_11: 19,
  reg32_12: 20,
  reg32_13: 21,
  reg32_14: 22,
  reg32_15: 23,
});
/** A register number. */
export const registerNumber = named(be32, register);
