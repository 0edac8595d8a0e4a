import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { flagSet } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";

/** NFT_CONNLIMIT_F_* (`linux/netfilter/nf_tables.h`). */
export const connlimitFlags = flagSet("NFT_CONNLIMIT_F_", { inv: 1 });
const nftConnlimitAttributes = {
  /** NFTA_CONNLIMIT_COUNT. */
  count: [1, be32],
  /** NFTA_CONNLIMIT_FLAGS. */
  flags: [2, named(be32, connlimitFlags)],
} as const;
/** `connlimit`: goes on while there are at most so many connections. */
export interface NftConnlimit extends Output<typeof nftConnlimitAttributes> {}
/** Input of {@link nftConnlimit}. */
export interface NftConnlimitInput extends Input<typeof nftConnlimitAttributes> {}
/** NFTA_CONNLIMIT_* (`linux/netfilter/nf_tables.h`). */
export const nftConnlimit: Space<NftConnlimit, NftConnlimitInput> = attributeSet(
  "NFTA_CONNLIMIT_",
  nftConnlimitAttributes,
);
