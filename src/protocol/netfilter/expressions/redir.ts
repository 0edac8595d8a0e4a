import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";
import { natRangeFlags } from "./nat.ts";

const nftRedirAttributes = {
  /** NFTA_REDIR_REG_PROTO_MIN: lowest port. */
  regProtoMin: [1, registerNumber],
  /** NFTA_REDIR_REG_PROTO_MAX: highest port. */
  regProtoMax: [2, registerNumber],
  /** NFTA_REDIR_FLAGS. */
  flags: [3, named(be32, natRangeFlags)],
} as const;
/** `redir`: translates the destination to this machine. */
export interface NftRedir extends Output<typeof nftRedirAttributes> {}
/** Input of {@link nftRedir}. */
export interface NftRedirInput extends Input<typeof nftRedirAttributes> {}
/** NFTA_REDIR_* (`linux/netfilter/nf_tables.h`). */
export const nftRedir: Space<NftRedir, NftRedirInput> = attributeSet("NFTA_REDIR_", nftRedirAttributes);
