import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";
import { nfProto } from "../nfnetlink.ts";

/** NFT_NAT_* (`linux/netfilter/nf_tables.h`). */
export const natType = enumeration("NFT_NAT_", { snat: 0, dnat: 1 });
/** NF_NAT_RANGE_* (`linux/netfilter/nf_nat.h`). */
export const natRangeFlags = flagSet("NF_NAT_RANGE_", {
  map_ips: 1,
  proto_specified: 2,
  proto_random: 4,
  persistent: 8,
  proto_random_fully: 16,
  proto_offset: 32,
  netmap: 64,
});
const nftNatAttributes = {
  /** NFTA_NAT_TYPE. */
  type: [1, named(be32, natType)],
  /** NFTA_NAT_FAMILY: NFPROTO_IPV4 or NFPROTO_IPV6. */
  family: [2, named(be32, nfProto)],
  /** NFTA_NAT_REG_ADDR_MIN: lowest address. */
  regAddrMin: [3, registerNumber],
  /** NFTA_NAT_REG_ADDR_MAX: highest address. */
  regAddrMax: [4, registerNumber],
  /** NFTA_NAT_REG_PROTO_MIN: lowest port. */
  regProtoMin: [5, registerNumber],
  /** NFTA_NAT_REG_PROTO_MAX: highest port. */
  regProtoMax: [6, registerNumber],
  /** NFTA_NAT_FLAGS. */
  flags: [7, named(be32, natRangeFlags)],
} as const;
/** `nat`: translates the source or the destination. */
export interface NftNat extends Output<typeof nftNatAttributes> {}
/** Input of {@link nftNat}. */
export interface NftNatInput extends Input<typeof nftNatAttributes> {}
/** NFTA_NAT_* (`linux/netfilter/nf_tables.h`). */
export const nftNat: Space<NftNat, NftNatInput> = attributeSet("NFTA_NAT_", nftNatAttributes);
