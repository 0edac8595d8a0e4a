import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Codec } from "../../schema/codec.ts";
import { deferred } from "../../schema/nests.ts";
import type { LinkMessage, LinkMessageInput } from "../link.ts";

/** VETH_INFO_* or VXCAN_INFO_* of a link message that may hold such a pair in turn. */
function pairAttributesOf(peer: () => Codec<LinkMessage, LinkMessageInput>) {
  return {
    /** VETH_INFO_PEER, VXCAN_INFO_PEER: header and attributes of the other end, which may be born in another namespace. */
    peer: [1, deferred(peer)],
  } as const;
}
/** A veth or vxcan pair, told when it is made (`ip link add type veth peer …`); the kernel does not tell it back. */
export interface Pair extends Output<ReturnType<typeof pairAttributesOf>> {}
/** Input of {@link pairOf}. */
export interface PairInput extends Input<ReturnType<typeof pairAttributesOf>> {}
/** VETH_INFO_* (`linux/veth.h`) and VXCAN_INFO_* (`linux/can/vxcan.h`), given the schema of link messages, of which they are a part. */
export function pairOf(prefix: string, peer: () => Codec<LinkMessage, LinkMessageInput>): Space<Pair, PairInput> {
  return attributeSet(prefix, pairAttributesOf(peer));
}
