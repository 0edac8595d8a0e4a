import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Codec } from "../../schema/codec.ts";
import { deferred } from "../../schema/nests.ts";
import type { LinkMessage, LinkMessageInput } from "../link.ts";

/** VETH_INFO_* of a link message that may hold a veth in turn. */
function vethAttributesOf(peer: () => Codec<LinkMessage, LinkMessageInput>) {
  return {
    /** VETH_INFO_PEER: header and attributes of the other end, which may be born in another namespace. */
    peer: [1, deferred(peer)],
  } as const;
}
/** A veth pair, told when it is made (`ip link add type veth peer …`); the kernel does not tell it back. */
export interface Veth extends Output<ReturnType<typeof vethAttributesOf>> {}
/** Input of {@link vethOf}. */
export interface VethInput extends Input<ReturnType<typeof vethAttributesOf>> {}
/** VETH_INFO_* (`linux/veth.h`), given the schema of link messages, of which it is a part. */
export function vethOf(peer: () => Codec<LinkMessage, LinkMessageInput>): Space<Veth, VethInput> {
  return attributeSet("VETH_INFO_", vethAttributesOf(peer));
}
