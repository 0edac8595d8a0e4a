import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named, u8 } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";

/** NFT_CT_* (`linux/netfilter/nf_tables.h`). */
export const ctKey = enumeration("NFT_CT_", {
  state: 0,
  direction: 1,
  status: 2,
  mark: 3,
  secmark: 4,
  expiration: 5,
  helper: 6,
  l3protocol: 7,
  src: 8,
  dst: 9,
  protocol: 10,
  proto_src: 11,
  proto_dst: 12,
  labels: 13,
  pkts: 14,
  bytes: 15,
  avgpkt: 16,
  zone: 17,
  eventmask: 18,
  src_ip: 19,
  dst_ip: 20,
  src_ip6: 21,
  dst_ip6: 22,
  id: 23,
});
const nftCtAttributes = {
  /** NFTA_CT_DREG: of a load. */
  dreg: [1, registerNumber],
  /** NFTA_CT_KEY. */
  key: [2, named(be32, ctKey)],
  /** NFTA_CT_DIRECTION: IP_CT_DIR_ORIGINAL (0) or IP_CT_DIR_REPLY (1). */
  direction: [3, u8],
  /** NFTA_CT_SREG: of a write. */
  sreg: [4, registerNumber],
} as const;
/** `ct`: loads something of the packet's connection, or sets it. */
export interface NftCt extends Output<typeof nftCtAttributes> {}
/** Input of {@link nftCt}. */
export interface NftCtInput extends Input<typeof nftCtAttributes> {}
/** NFTA_CT_* (`linux/netfilter/nf_tables.h`). */
export const nftCt: Space<NftCt, NftCtInput> = attributeSet("NFTA_CT_", nftCtAttributes);
