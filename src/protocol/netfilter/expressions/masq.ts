import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";
import { natRangeFlags } from "./nat.ts";

const nftMasqAttributes = {
  /** NFTA_MASQ_FLAGS. */
  flags: [1, named(be32, natRangeFlags)],
  /** NFTA_MASQ_REG_PROTO_MIN: lowest port. */
  regProtoMin: [2, registerNumber],
  /** NFTA_MASQ_REG_PROTO_MAX: highest port. */
  regProtoMax: [3, registerNumber],
} as const;
/** `masq`: translates the source to the outgoing interface's address. */
export interface NftMasq extends Output<typeof nftMasqAttributes> {}
/** Input of {@link nftMasq}. */
export interface NftMasqInput extends Input<typeof nftMasqAttributes> {}
/** NFTA_MASQ_* (`linux/netfilter/nf_tables.h`). */
export const nftMasq: Space<NftMasq, NftMasqInput> = attributeSet("NFTA_MASQ_", nftMasqAttributes);
