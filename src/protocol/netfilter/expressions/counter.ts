import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { be64 } from "../../schema/scalars.ts";

const nftCounterAttributes = {
  /** NFTA_COUNTER_BYTES. */
  bytes: [1, be64],
  /** NFTA_COUNTER_PACKETS. */
  packets: [2, be64],
  /** NFTA_COUNTER_PAD. */
  pad: [3, binary],
} as const;
/** `counter`: counts what passes. */
export interface NftCounter extends Output<typeof nftCounterAttributes> {}
/** Input of {@link nftCounter}. */
export interface NftCounterInput extends Input<typeof nftCounterAttributes> {}
/** NFTA_COUNTER_* (`linux/netfilter/nf_tables.h`). */
export const nftCounter: Space<NftCounter, NftCounterInput> = attributeSet("NFTA_COUNTER_", nftCounterAttributes);
