import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { be32 } from "../../schema/scalars.ts";
import { bareString, nulString } from "../../schema/text.ts";
import { registerNumber } from "../data.ts";

const nftObjrefAttributes = {
  /** NFTA_OBJREF_IMM_TYPE: NFT_OBJECT_*. */
  immType: [1, be32],
  /** NFTA_OBJREF_IMM_NAME. */
  immName: [2, bareString()],
  /** NFTA_OBJREF_SET_SREG: the key. */
  setSreg: [3, registerNumber],
  /** NFTA_OBJREF_SET_NAME. */
  setName: [4, nulString()],
  /** NFTA_OBJREF_SET_ID: a map made in the same transaction. */
  setId: [5, be32],
} as const;
/** `objref`: uses a named object, or the one that a map gives. */
export interface NftObjref extends Output<typeof nftObjrefAttributes> {}
/** Input of {@link nftObjref}. */
export interface NftObjrefInput extends Input<typeof nftObjrefAttributes> {}
/** NFTA_OBJREF_* (`linux/netfilter/nf_tables.h`). */
export const nftObjref: Space<NftObjref, NftObjrefInput> = attributeSet("NFTA_OBJREF_", nftObjrefAttributes);
