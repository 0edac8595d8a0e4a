import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { flagSet } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { nulString } from "../../schema/text.ts";
import { registerNumber } from "../data.ts";

/** NFT_LOOKUP_F_* (`linux/netfilter/nf_tables.h`). */
export const lookupFlags = flagSet("NFT_LOOKUP_F_", { inv: 1 });
const nftLookupAttributes = {
  /** NFTA_LOOKUP_SET: name of the set. */
  set: [1, nulString()],
  /** NFTA_LOOKUP_SREG: the key. */
  sreg: [2, registerNumber],
  /** NFTA_LOOKUP_DREG: where a map's data goes; 0 for a verdict. */
  dreg: [3, registerNumber],
  /** NFTA_LOOKUP_SET_ID: a set made in the same transaction. */
  setId: [4, be32],
  /** NFTA_LOOKUP_FLAGS. */
  flags: [5, named(be32, lookupFlags)],
} as const;
/** `lookup`: goes on only if the register is (not) an element of a set; with a map, loads what it maps to. */
export interface NftLookup extends Output<typeof nftLookupAttributes> {}
/** Input of {@link nftLookup}. */
export interface NftLookupInput extends Input<typeof nftLookupAttributes> {}
/** NFTA_LOOKUP_* (`linux/netfilter/nf_tables.h`). */
export const nftLookup: Space<NftLookup, NftLookupInput> = attributeSet("NFTA_LOOKUP_", nftLookupAttributes);
