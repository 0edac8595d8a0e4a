import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { be32 } from "../../schema/scalars.ts";
import { nulString } from "../../schema/text.ts";

const nftMatchAttributes = {
  /** NFTA_MATCH_NAME: such as `comment`. */
  name: [1, nulString()],
  /** NFTA_MATCH_REV. */
  rev: [2, be32],
  /** NFTA_MATCH_INFO: the match's own struct, padded to eight bytes, in host order. */
  info: [3, binary],
} as const;
/** `match`: an iptables match, as iptables-nft writes them. */
export interface NftMatch extends Output<typeof nftMatchAttributes> {}
/** Input of {@link nftMatch}. */
export interface NftMatchInput extends Input<typeof nftMatchAttributes> {}
/** NFTA_MATCH_* (`linux/netfilter/nf_tables_compat.h`). */
export const nftMatch: Space<NftMatch, NftMatchInput> = attributeSet("NFTA_MATCH_", nftMatchAttributes);
