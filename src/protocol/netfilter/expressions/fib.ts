import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";

/** NFT_FIB_RESULT_* (`linux/netfilter/nf_tables.h`). */
export const fibResult = enumeration("NFT_FIB_RESULT_", { unspec: 0, oif: 1, oifname: 2, addrtype: 3 });
/** NFTA_FIB_F_* (`linux/netfilter/nf_tables.h`). */
export const fibFlags = flagSet("NFTA_FIB_F_", { saddr: 1, daddr: 2, mark: 4, iif: 8, oif: 16, present: 32 });
const nftFibAttributes = {
  /** NFTA_FIB_DREG. */
  dreg: [1, registerNumber],
  /** NFTA_FIB_RESULT. */
  result: [2, named(be32, fibResult)],
  /** NFTA_FIB_FLAGS. */
  flags: [3, named(be32, fibFlags)],
} as const;
/** `fib`: asks the routing tables. */
export interface NftFib extends Output<typeof nftFibAttributes> {}
/** Input of {@link nftFib}. */
export interface NftFibInput extends Input<typeof nftFibAttributes> {}
/** NFTA_FIB_* (`linux/netfilter/nf_tables.h`). */
export const nftFib: Space<NftFib, NftFibInput> = attributeSet("NFTA_FIB_", nftFibAttributes);
