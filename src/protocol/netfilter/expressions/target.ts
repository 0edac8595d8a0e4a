import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { be32 } from "../../schema/scalars.ts";
import { nulString } from "../../schema/text.ts";

const nftTargetAttributes = {
  /** NFTA_TARGET_NAME: such as `MASQUERADE`. */
  name: [1, nulString()],
  /** NFTA_TARGET_REV. */
  rev: [2, be32],
  /** NFTA_TARGET_INFO: the target's own struct, padded to eight bytes, in host order. */
  info: [3, binary],
} as const;
/** `target`: an iptables target, as iptables-nft writes them. */
export interface NftTarget extends Output<typeof nftTargetAttributes> {}
/** Input of {@link nftTarget}. */
export interface NftTargetInput extends Input<typeof nftTargetAttributes> {}
/** NFTA_TARGET_* (`linux/netfilter/nf_tables_compat.h`). */
export const nftTarget: Space<NftTarget, NftTargetInput> = attributeSet("NFTA_TARGET_", nftTargetAttributes);
