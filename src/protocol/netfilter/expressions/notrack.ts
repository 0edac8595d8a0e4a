import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";

const nftNotrackAttributes = {} as const;
/** `notrack`: leaves the packet out of connection tracking. It has no attributes. */
export interface NftNotrack extends Output<typeof nftNotrackAttributes> {}
/** Input of {@link nftNotrack}. */
export interface NftNotrackInput extends Input<typeof nftNotrackAttributes> {}
/** NFTA_NOTRACK_* (`linux/netfilter/nf_tables.h`). */
export const nftNotrack: Space<NftNotrack, NftNotrackInput> = attributeSet("NFTA_NOTRACK_", nftNotrackAttributes);
