import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { be32, named, u8 } from "../../schema/scalars.ts";

/** NFT_REJECT_ICMP_UNREACH, _TCP_RST and _ICMPX_UNREACH (`linux/netfilter/nf_tables.h`). */
export const rejectType = enumeration("NFT_REJECT_", { icmp_unreach: 0, tcp_rst: 1, icmpx_unreach: 2 });
/** NFT_REJECT_ICMPX_* (`linux/netfilter/nf_tables.h`): codes that exist in both ICMP versions. */
export const rejectIcmpxCode = enumeration("NFT_REJECT_ICMPX_", {
  no_route: 0,
  port_unreach: 1,
  host_unreach: 2,
  admin_prohibited: 3,
});
const nftRejectAttributes = {
  /** NFTA_REJECT_TYPE. */
  type: [1, named(be32, rejectType)],
  /** NFTA_REJECT_ICMP_CODE: ICMP or ICMPv6 code, or NFT_REJECT_ICMPX_*. */
  icmpCode: [2, u8],
} as const;
/** `reject`: drops the packet and says so to its sender. */
export interface NftReject extends Output<typeof nftRejectAttributes> {}
/** Input of {@link nftReject}. */
export interface NftRejectInput extends Input<typeof nftRejectAttributes> {}
/** NFTA_REJECT_* (`linux/netfilter/nf_tables.h`). */
export const nftReject: Space<NftReject, NftRejectInput> = attributeSet("NFTA_REJECT_", nftRejectAttributes);
