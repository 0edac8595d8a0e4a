import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { be32, be64, named } from "../../schema/scalars.ts";

/** NFT_LIMIT_PKTS and NFT_LIMIT_PKT_BYTES (`linux/netfilter/nf_tables.h`). */
export const limitType = enumeration("NFT_LIMIT_", { pkts: 0, pkt_bytes: 1 });
/** NFT_LIMIT_F_* (`linux/netfilter/nf_tables.h`). */
export const limitFlags = flagSet("NFT_LIMIT_F_", { inv: 1 });
const nftLimitAttributes = {
  /** NFTA_LIMIT_RATE: packets or bytes per unit. */
  rate: [1, be64],
  /** NFTA_LIMIT_UNIT: seconds. */
  unit: [2, be64],
  /** NFTA_LIMIT_BURST: packets or bytes besides. */
  burst: [3, be32],
  /** NFTA_LIMIT_TYPE. */
  type: [4, named(be32, limitType)],
  /** NFTA_LIMIT_FLAGS. */
  flags: [5, named(be32, limitFlags)],
  /** NFTA_LIMIT_PAD. */
  pad: [6, binary],
} as const;
/** `limit`: goes on at most so often. */
export interface NftLimit extends Output<typeof nftLimitAttributes> {}
/** Input of {@link nftLimit}. */
export interface NftLimitInput extends Input<typeof nftLimitAttributes> {}
/** NFTA_LIMIT_* (`linux/netfilter/nf_tables.h`). */
export const nftLimit: Space<NftLimit, NftLimitInput> = attributeSet("NFTA_LIMIT_", nftLimitAttributes);
