import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";

/** NFT_META_* (`linux/netfilter/nf_tables.h`). */
export const metaKey = enumeration("NFT_META_", {
  len: 0,
  protocol: 1,
  priority: 2,
  mark: 3,
  iif: 4,
  oif: 5,
  iifname: 6,
  oifname: 7,
  iftype: 8,
  oiftype: 9,
  skuid: 10,
  skgid: 11,
  nftrace: 12,
  rtclassid: 13,
  secmark: 14,
  nfproto: 15,
  l4proto: 16,
  bri_iifname: 17,
  bri_oifname: 18,
  pkttype: 19,
  cpu: 20,
  iifgroup: 21,
  oifgroup: 22,
  cgroup: 23,
  prandom: 24,
  secpath: 25,
  iifkind: 26,
  oifkind: 27,
  bri_iifpvid: 28,
  bri_iifvproto: 29,
  time_ns: 30,
  time_day: 31,
  time_hour: 32,
  sdif: 33,
  sdifname: 34,
  bri_broute: 35,
  bri_iifhwaddr: 37,
});
const nftMetaAttributes = {
  /** NFTA_META_DREG: of a load. */
  dreg: [1, registerNumber],
  /** NFTA_META_KEY. */
  key: [2, named(be32, metaKey)],
  /** NFTA_META_SREG: of a write. */
  sreg: [3, registerNumber],
} as const;
/** `meta`: loads what the kernel knows of the packet besides its bytes, or sets it. */
export interface NftMeta extends Output<typeof nftMetaAttributes> {}
/** Input of {@link nftMeta}. */
export interface NftMetaInput extends Input<typeof nftMetaAttributes> {}
/** NFTA_META_* (`linux/netfilter/nf_tables.h`). */
export const nftMeta: Space<NftMeta, NftMetaInput> = attributeSet("NFTA_META_", nftMetaAttributes);
