import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { be32, named } from "../../schema/scalars.ts";
import { registerNumber } from "../data.ts";

/** NFT_PAYLOAD_*_HEADER (`linux/netfilter/nf_tables.h`). */
export const payloadBase = enumeration("NFT_PAYLOAD_", {
  ll_header: 0,
  network_header: 1,
  transport_header: 2,
  inner_header: 3,
  tun_header: 4,
});
/** NFT_PAYLOAD_CSUM_* (`linux/netfilter/nf_tables.h`). */
export const payloadChecksum = enumeration("NFT_PAYLOAD_CSUM_", { none: 0, inet: 1, sctp: 2 });
/** NFT_PAYLOAD_L4CSUM_* (`linux/netfilter/nf_tables.h`). */
export const payloadChecksumFlags = flagSet("NFT_PAYLOAD_L4CSUM_", { pseudohdr: 1 });
const nftPayloadAttributes = {
  /** NFTA_PAYLOAD_DREG: of a load. */
  dreg: [1, registerNumber],
  /** NFTA_PAYLOAD_BASE. */
  base: [2, named(be32, payloadBase)],
  /** NFTA_PAYLOAD_OFFSET: bytes from the base. */
  offset: [3, be32],
  /** NFTA_PAYLOAD_LEN: bytes. */
  len: [4, be32],
  /** NFTA_PAYLOAD_SREG: of a write. */
  sreg: [5, registerNumber],
  /** NFTA_PAYLOAD_CSUM_TYPE: which checksum a write mends. */
  csumType: [6, named(be32, payloadChecksum)],
  /** NFTA_PAYLOAD_CSUM_OFFSET: bytes from the base. */
  csumOffset: [7, be32],
  /** NFTA_PAYLOAD_CSUM_FLAGS. */
  csumFlags: [8, named(be32, payloadChecksumFlags)],
} as const;
/** `payload`: loads bytes of the packet into a register, or writes a register into the packet. */
export interface NftPayload extends Output<typeof nftPayloadAttributes> {}
/** Input of {@link nftPayload}. */
export interface NftPayloadInput extends Input<typeof nftPayloadAttributes> {}
/** NFTA_PAYLOAD_* (`linux/netfilter/nf_tables.h`). */
export const nftPayload: Space<NftPayload, NftPayloadInput> = attributeSet("NFTA_PAYLOAD_", nftPayloadAttributes);
