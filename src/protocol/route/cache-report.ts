import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { named, u32, u8 } from "../schema/scalars.ts";
import { rtgenmsg } from "./nsid.ts";

/** RTM_NEWCACHEREPORT (`linux/rtnetlink.h`): only ever sent by the kernel, to RTNLGRP_IPV4_MROUTE_R and RTNLGRP_IPV6_MROUTE_R. */
export const RTM_NEWCACHEREPORT = 96;

/** IGMPMSG_* (`linux/mroute.h`), and MRT6MSG_* (`linux/mroute6.h`) by the same numbers: why a multicast packet is reported. */
export const multicastReason = enumeration("IGMPMSG_", { nocache: 1, wrongvif: 2, wholepkt: 3, wrvifwhole: 4 });

const cacheReportAttributes = {
  /** IPMRA_CREPORT_MSGTYPE, IP6MRA_CREPORT_MSGTYPE: IGMPMSG_*. */
  msgtype: [1, named(u8, multicastReason)],
  /** IPMRA_CREPORT_VIF_ID, IP6MRA_CREPORT_MIF_ID: number of the interface among those of multicast routing. */
  vifId: [2, u32],
  /** IPMRA_CREPORT_SRC_ADDR, IP6MRA_CREPORT_SRC_ADDR: who sent the packet. */
  srcAddr: [3, ip],
  /** IPMRA_CREPORT_DST_ADDR, IP6MRA_CREPORT_DST_ADDR: the group it was sent to. */
  dstAddr: [4, ip],
  /** IPMRA_CREPORT_PKT, IP6MRA_CREPORT_PKT: the packet, or nothing of it. */
  pkt: [5, binary],
  /** IPMRA_CREPORT_TABLE: the multicast routing table (5.5; IPv4). */
  table: [6, u32],
} as const;
/** IPMRA_CREPORT_*: a multicast packet for which the kernel has no forwarding entry. */
export interface CacheReportAttributes extends Output<typeof cacheReportAttributes> {}
/** Input of {@link cacheReport}. */
export interface CacheReportAttributesInput extends Input<typeof cacheReportAttributes> {}
/** IPMRA_CREPORT_* (`linux/mroute.h`), and IP6MRA_CREPORT_* (`linux/mroute6.h`), which are a beginning of it. */
export const cacheReport: Space<CacheReportAttributes, CacheReportAttributesInput> = attributeSet(
  "IPMRA_CREPORT_",
  cacheReportAttributes,
);

/** Body of RTM_NEWCACHEREPORT. */
export const cacheReportMessage = message(rtgenmsg, cacheReport);

/** Reports of multicast routing in rtnetlink. */
export const cacheReportFamily: Family = {
  name: "cache report",
  protocol: NETLINK_ROUTE,
  messages: [{ name: "RTM_NEWCACHEREPORT", type: RTM_NEWCACHEREPORT, schema: cacheReportMessage }],
  spaces: [{ header: "linux/mroute.h", space: cacheReport }],
  structs: [],
  names: [{ header: "linux/mroute.h", names: multicastReason }],
};
