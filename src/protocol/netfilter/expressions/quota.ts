import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { flagSet } from "../../schema/enumeration.ts";
import { be32, be64, named } from "../../schema/scalars.ts";

/** NFT_QUOTA_F_* (`linux/netfilter/nf_tables.h`). */
export const quotaFlags = flagSet("NFT_QUOTA_F_", { inv: 1, depleted: 2 });
const nftQuotaAttributes = {
  /** NFTA_QUOTA_BYTES. */
  bytes: [1, be64],
  /** NFTA_QUOTA_FLAGS. */
  flags: [2, named(be32, quotaFlags)],
  /** NFTA_QUOTA_PAD. */
  pad: [3, binary],
  /** NFTA_QUOTA_CONSUMED: bytes. */
  consumed: [4, be64],
} as const;
/** `quota`: goes on until so many bytes passed. */
export interface NftQuota extends Output<typeof nftQuotaAttributes> {}
/** Input of {@link nftQuota}. */
export interface NftQuotaInput extends Input<typeof nftQuotaAttributes> {}
/** NFTA_QUOTA_* (`linux/netfilter/nf_tables.h`). */
export const nftQuota: Space<NftQuota, NftQuotaInput> = attributeSet("NFTA_QUOTA_", nftQuotaAttributes);
