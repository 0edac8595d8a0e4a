import { NETLINK_ROUTE } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";

/** RTM_NEWNSID and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWNSID = 88;
export const RTM_DELNSID = 89;
export const RTM_GETNSID = 90;

/** NETNSA_NSID_NOT_ASSIGNED (`linux/net_namespace.h`): no number yet; asked for, the kernel chooses one. */
export const NETNSA_NSID_NOT_ASSIGNED = -1;

/** `struct rtgenmsg` (`linux/rtnetlink.h`): the shortest header, one byte; attributes follow at byte 4. */
export const rtgenmsg = struct("rtgenmsg", { family: named(u8, addressFamily) });

const nsidAttributes = {
  /** NETNSA_NSID: a namespace's number as seen from another one; -1 is none. */
  nsid: [1, i32],
  /** NETNSA_PID: the namespace of this process. */
  pid: [2, u32],
  /** NETNSA_FD: the namespace of this open file. */
  fd: [3, u32],
  /** NETNSA_TARGET_NSID: from where to look, instead of the caller's namespace. */
  targetNsid: [4, i32],
  /** NETNSA_CURRENT_NSID: the number of the same namespace as the caller sees it. */
  currentNsid: [5, i32],
} as const;
/** NETNSA_*: numbers of namespaces. */
export interface NsidAttributes extends Output<typeof nsidAttributes> {}
/** Input of {@link nsid}. */
export interface NsidAttributesInput extends Input<typeof nsidAttributes> {}
/** NETNSA_* (`linux/net_namespace.h`). */
export const nsid: Space<NsidAttributes, NsidAttributesInput> = attributeSet("NETNSA_", nsidAttributes);

/** Body of RTM_NEWNSID, RTM_DELNSID and RTM_GETNSID. */
export const nsidMessage = message(rtgenmsg, nsid);

/** Namespace id messages of rtnetlink. */
export const nsidFamily: Family = {
  name: "nsid",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWNSID", type: RTM_NEWNSID, schema: nsidMessage },
    { name: "RTM_DELNSID", type: RTM_DELNSID, schema: nsidMessage },
    { name: "RTM_GETNSID", type: RTM_GETNSID, schema: nsidMessage },
  ],
  spaces: [{ header: "linux/net_namespace.h", space: nsid }],
  structs: [{ header: "linux/rtnetlink.h", struct: rtgenmsg }],
  names: [],
};
