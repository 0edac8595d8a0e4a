import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { DecodeError } from "../schema/errors.ts";
import { named, u32 } from "../schema/scalars.ts";
import type { Source } from "../schema/source.ts";
import { nulString } from "../schema/text.ts";
import { align4 } from "../schema/writer.ts";
import { attributeType, NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_DONE } from "./constants.ts";
import type { Frame } from "./header.ts";
import { NLMSG_HDRLEN } from "./header.ts";

const policyAttributes = {
  /** NL_POLICY_TYPE_ATTR_TYPE: enum netlink_attribute_type. */
  type: [1, named(u32, attributeType)],
  minValueS: [2, binary],
  maxValueS: [3, binary],
  minValueU: [4, binary],
  maxValueU: [5, binary],
  minLength: [6, u32],
  maxLength: [7, u32],
  policyIdx: [8, u32],
  policyMaxtype: [9, u32],
  bitfield32Mask: [10, u32],
  pad: [11, binary],
  mask: [12, binary],
} as const;
/** NL_POLICY_TYPE_ATTR_*: what the kernel would have accepted. */
export interface Policy extends Output<typeof policyAttributes> {}
/** Input of {@link policy}. */
export interface PolicyInput extends Input<typeof policyAttributes> {}
/** NL_POLICY_TYPE_ATTR_* (`linux/netlink.h`). */
export const policy: Space<Policy, PolicyInput> = attributeSet("NL_POLICY_TYPE_ATTR_", policyAttributes);

const extackAttributes = {
  /** NLMSGERR_ATTR_MSG: the kernel's own words. */
  msg: [1, nulString()],
  /** NLMSGERR_ATTR_OFFS: byte offset of the offending attribute from the start of the request. */
  offs: [2, u32],
  /** NLMSGERR_ATTR_COOKIE: subsystem-specific. */
  cookie: [3, binary],
  /** NLMSGERR_ATTR_POLICY: the policy of a rejected attribute. */
  policy: [4, policy],
  /** NLMSGERR_ATTR_MISS_TYPE: type of a missing attribute. */
  missType: [5, u32],
  /** NLMSGERR_ATTR_MISS_NEST: offset of the nest in which it is missing; absent means the top level. */
  missNest: [6, u32],
} as const;
/** NLMSGERR_ATTR_*: an extended acknowledgement. */
export interface ExtendedAck extends Output<typeof extackAttributes> {}
/** Input of {@link extendedAck}. */
export interface ExtendedAckInput extends Input<typeof extackAttributes> {}
/** NLMSGERR_ATTR_* (`linux/netlink.h`). */
export const extendedAck: Space<ExtendedAck, ExtendedAckInput> = attributeSet("NLMSGERR_ATTR_", extackAttributes);

/** A decoded NLMSG_ERROR or NLMSG_DONE. */
export interface Acknowledgement {
  /** errno as a positive number, 0 for success; for NLMSG_DONE a positive `code` the dump ended with is 0 here too. */
  errno: number;
  /** What the kernel said besides; empty when it said nothing. */
  extack: ExtendedAck;
}

/**
 * Reads the body of NLMSG_ERROR (an acknowledgement when its error is 0) or NLMSG_DONE, with the TLVs behind it.
 * @throws DecodeError when the message is too short or its TLVs are broken
 */
export function decodeAcknowledgement(source: Source, frame: Frame): Acknowledgement {
  const { start, end } = frame;
  if (frame.type === NLMSG_DONE && end - start < 4) return { errno: 0, extack: {} }; // old kernels end some dumps without a status
  if (end - start < 4) throw new DecodeError(`acknowledgement of ${end - start} bytes`, start);
  const error = source.view.getInt32(start, source.littleEndian);
  let tlvs = start + 4;
  if (frame.type !== NLMSG_DONE) {
    if (end - tlvs < NLMSG_HDRLEN) throw new DecodeError(`acknowledgement without the request's header`, tlvs);
    // struct nlmsgerr holds the request's header, and its payload too unless the message is capped (or succeeded).
    const request = source.view.getUint32(tlvs, source.littleEndian);
    const capped = (frame.flags & NLM_F_CAPPED) !== 0 || error === 0;
    if (!capped && (request < NLMSG_HDRLEN || request > end - tlvs)) {
      throw new DecodeError(`request of ${request} bytes inside the acknowledgement, ${end - tlvs} are left`, tlvs);
    }
    tlvs += capped ? NLMSG_HDRLEN : align4(request);
  }
  const hasTlvs = (frame.flags & NLM_F_ACK_TLVS) !== 0 && tlvs < end;
  const extack = hasTlvs ? extendedAck.decode(source, tlvs, end)! : {};
  return { errno: error < 0 ? -error : 0, extack };
}
