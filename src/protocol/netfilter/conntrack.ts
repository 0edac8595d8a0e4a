import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { ipv4, ipv6 } from "../schema/addresses.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { be16, be32, be64, named, u32, u8 } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nfgenmsg, nfnlSubsystem, nfnlType } from "./nfnetlink.ts";

/** IPCTNL_MSG_CT_*: message numbers within the ctnetlink subsystem (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctMessage = enumeration("IPCTNL_MSG_CT_", {
  new: 0,
  get: 1,
  delete: 2,
  get_ctrzero: 3,
  get_stats_cpu: 4,
  get_stats: 5,
  get_dying: 6,
  get_unconfirmed: 7,
});
/** IPS_*: the bits of CTA_STATUS (`linux/netfilter/nf_conntrack_common.h`). */
export const ctStatus = flagSet("IPS_", {
  expected: 1,
  seen_reply: 2,
  assured: 4,
  confirmed: 8,
  src_nat: 16,
  dst_nat: 32,
  seq_adjust: 64,
  src_nat_done: 128,
  dst_nat_done: 256,
  dying: 512,
  fixed_timeout: 1024,
  template: 2048,
  untracked: 4096,
  helper: 8192,
  offload: 16384,
  hw_offload: 32768,
});

const ctTupleIpAttributes = {
  /** CTA_IP_V4_SRC. */
  v4Src: [1, ipv4],
  /** CTA_IP_V4_DST. */
  v4Dst: [2, ipv4],
  /** CTA_IP_V6_SRC. */
  v6Src: [3, ipv6],
  /** CTA_IP_V6_DST. */
  v6Dst: [4, ipv6],
} as const;
/** The addresses of a direction. */
export interface CtTupleIp extends Output<typeof ctTupleIpAttributes> {}
/** Input of {@link ctTupleIp}. */
export interface CtTupleIpInput extends Input<typeof ctTupleIpAttributes> {}
/** CTA_IP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctTupleIp: Space<CtTupleIp, CtTupleIpInput> = attributeSet("CTA_IP_", ctTupleIpAttributes);

const ctTupleProtoAttributes = {
  /** CTA_PROTO_NUM: IPPROTO_*. */
  num: [1, u8],
  /** CTA_PROTO_SRC_PORT. */
  srcPort: [2, be16],
  /** CTA_PROTO_DST_PORT. */
  dstPort: [3, be16],
  /** CTA_PROTO_ICMP_ID. */
  icmpId: [4, be16],
  /** CTA_PROTO_ICMP_TYPE. */
  icmpType: [5, u8],
  /** CTA_PROTO_ICMP_CODE. */
  icmpCode: [6, u8],
  /** CTA_PROTO_ICMPV6_ID. */
  icmpv6Id: [7, be16],
  /** CTA_PROTO_ICMPV6_TYPE. */
  icmpv6Type: [8, u8],
  /** CTA_PROTO_ICMPV6_CODE. */
  icmpv6Code: [9, u8],
} as const;
/** The protocol and ports of a direction. */
export interface CtTupleProto extends Output<typeof ctTupleProtoAttributes> {}
/** Input of {@link ctTupleProto}. */
export interface CtTupleProtoInput extends Input<typeof ctTupleProtoAttributes> {}
/** CTA_PROTO_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctTupleProto: Space<CtTupleProto, CtTupleProtoInput> = attributeSet("CTA_PROTO_", ctTupleProtoAttributes);

const ctTupleAttributes = {
  /** CTA_TUPLE_IP. */
  ip: [1, ctTupleIp],
  /** CTA_TUPLE_PROTO. */
  proto: [2, ctTupleProto],
  /** CTA_TUPLE_ZONE. */
  zone: [3, be16],
} as const;
/** One direction of a connection. */
export interface CtTuple extends Output<typeof ctTupleAttributes> {}
/** Input of {@link ctTuple}. */
export interface CtTupleInput extends Input<typeof ctTupleAttributes> {}
/** CTA_TUPLE_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctTuple: Space<CtTuple, CtTupleInput> = attributeSet("CTA_TUPLE_", ctTupleAttributes);

const ctProtoinfoTcpAttributes = {
  /** CTA_PROTOINFO_TCP_STATE: TCP_CONNTRACK_*. */
  state: [1, u8],
  /** CTA_PROTOINFO_TCP_WSCALE_ORIGINAL. */
  wscaleOriginal: [2, u8],
  /** CTA_PROTOINFO_TCP_WSCALE_REPLY. */
  wscaleReply: [3, u8],
  /** CTA_PROTOINFO_TCP_FLAGS_ORIGINAL: struct nf_ct_tcp_flags. */
  flagsOriginal: [4, binary],
  /** CTA_PROTOINFO_TCP_FLAGS_REPLY: struct nf_ct_tcp_flags. */
  flagsReply: [5, binary],
} as const;
/** State of a TCP connection. */
export interface CtProtoinfoTcp extends Output<typeof ctProtoinfoTcpAttributes> {}
/** Input of {@link ctProtoinfoTcp}. */
export interface CtProtoinfoTcpInput extends Input<typeof ctProtoinfoTcpAttributes> {}
/** CTA_PROTOINFO_TCP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctProtoinfoTcp: Space<CtProtoinfoTcp, CtProtoinfoTcpInput> = attributeSet(
  "CTA_PROTOINFO_TCP_",
  ctProtoinfoTcpAttributes,
);

const ctProtoinfoDccpAttributes = {
  /** CTA_PROTOINFO_DCCP_STATE. */
  state: [1, u8],
  /** CTA_PROTOINFO_DCCP_ROLE. */
  role: [2, u8],
  /** CTA_PROTOINFO_DCCP_HANDSHAKE_SEQ. */
  handshakeSeq: [3, be64],
  /** CTA_PROTOINFO_DCCP_PAD. */
  pad: [4, binary],
} as const;
/** State of a DCCP connection. */
export interface CtProtoinfoDccp extends Output<typeof ctProtoinfoDccpAttributes> {}
/** Input of {@link ctProtoinfoDccp}. */
export interface CtProtoinfoDccpInput extends Input<typeof ctProtoinfoDccpAttributes> {}
/** CTA_PROTOINFO_DCCP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctProtoinfoDccp: Space<CtProtoinfoDccp, CtProtoinfoDccpInput> = attributeSet(
  "CTA_PROTOINFO_DCCP_",
  ctProtoinfoDccpAttributes,
);

const ctProtoinfoSctpAttributes = {
  /** CTA_PROTOINFO_SCTP_STATE. */
  state: [1, u8],
  /** CTA_PROTOINFO_SCTP_VTAG_ORIGINAL. */
  vtagOriginal: [2, be32],
  /** CTA_PROTOINFO_SCTP_VTAG_REPLY. */
  vtagReply: [3, be32],
} as const;
/** State of an SCTP association. */
export interface CtProtoinfoSctp extends Output<typeof ctProtoinfoSctpAttributes> {}
/** Input of {@link ctProtoinfoSctp}. */
export interface CtProtoinfoSctpInput extends Input<typeof ctProtoinfoSctpAttributes> {}
/** CTA_PROTOINFO_SCTP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctProtoinfoSctp: Space<CtProtoinfoSctp, CtProtoinfoSctpInput> = attributeSet(
  "CTA_PROTOINFO_SCTP_",
  ctProtoinfoSctpAttributes,
);

const ctProtoinfoAttributes = {
  /** CTA_PROTOINFO_TCP. */
  tcp: [1, ctProtoinfoTcp],
  /** CTA_PROTOINFO_DCCP. */
  dccp: [2, ctProtoinfoDccp],
  /** CTA_PROTOINFO_SCTP. */
  sctp: [3, ctProtoinfoSctp],
} as const;
/** State by protocol. */
export interface CtProtoinfo extends Output<typeof ctProtoinfoAttributes> {}
/** Input of {@link ctProtoinfo}. */
export interface CtProtoinfoInput extends Input<typeof ctProtoinfoAttributes> {}
/** CTA_PROTOINFO_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctProtoinfo: Space<CtProtoinfo, CtProtoinfoInput> = attributeSet("CTA_PROTOINFO_", ctProtoinfoAttributes);

const ctCountersAttributes = {
  /** CTA_COUNTERS_PACKETS. */
  packets: [1, be64],
  /** CTA_COUNTERS_BYTES. */
  bytes: [2, be64],
  /** CTA_COUNTERS32_PACKETS: no longer used. */
  packets32: [3, be32, "CTA_COUNTERS32_PACKETS"],
  /** CTA_COUNTERS32_BYTES: no longer used. */
  bytes32: [4, be32, "CTA_COUNTERS32_BYTES"],
  /** CTA_COUNTERS_PAD. */
  pad: [5, binary],
} as const;
/** What passed in one direction. */
export interface CtCounters extends Output<typeof ctCountersAttributes> {}
/** Input of {@link ctCounters}. */
export interface CtCountersInput extends Input<typeof ctCountersAttributes> {}
/** CTA_COUNTERS_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctCounters: Space<CtCounters, CtCountersInput> = attributeSet("CTA_COUNTERS_", ctCountersAttributes);

const ctTimestampAttributes = {
  /** CTA_TIMESTAMP_START: nanoseconds since 1970. */
  start: [1, be64],
  /** CTA_TIMESTAMP_STOP: nanoseconds since 1970. */
  stop: [2, be64],
  /** CTA_TIMESTAMP_PAD. */
  pad: [3, binary],
} as const;
/** When a connection began and ended. */
export interface CtTimestamp extends Output<typeof ctTimestampAttributes> {}
/** Input of {@link ctTimestamp}. */
export interface CtTimestampInput extends Input<typeof ctTimestampAttributes> {}
/** CTA_TIMESTAMP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctTimestamp: Space<CtTimestamp, CtTimestampInput> = attributeSet("CTA_TIMESTAMP_", ctTimestampAttributes);

const ctProtonatAttributes = {
  /** CTA_PROTONAT_PORT_MIN. */
  portMin: [1, be16],
  /** CTA_PROTONAT_PORT_MAX. */
  portMax: [2, be16],
} as const;
/** Ports of a translation. */
export interface CtProtonat extends Output<typeof ctProtonatAttributes> {}
/** Input of {@link ctProtonat}. */
export interface CtProtonatInput extends Input<typeof ctProtonatAttributes> {}
/** CTA_PROTONAT_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctProtonat: Space<CtProtonat, CtProtonatInput> = attributeSet("CTA_PROTONAT_", ctProtonatAttributes);

const ctNatAttributes = {
  /** CTA_NAT_V4_MINIP. */
  v4Minip: [1, ipv4],
  /** CTA_NAT_V4_MAXIP. */
  v4Maxip: [2, ipv4],
  /** CTA_NAT_PROTO. */
  proto: [3, ctProtonat],
  /** CTA_NAT_V6_MINIP. */
  v6Minip: [4, ipv6],
  /** CTA_NAT_V6_MAXIP. */
  v6Maxip: [5, ipv6],
} as const;
/** A translation asked for at creation. */
export interface CtNat extends Output<typeof ctNatAttributes> {}
/** Input of {@link ctNat}. */
export interface CtNatInput extends Input<typeof ctNatAttributes> {}
/** CTA_NAT_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctNat: Space<CtNat, CtNatInput> = attributeSet("CTA_NAT_", ctNatAttributes);

const ctSeqadjAttributes = {
  /** CTA_SEQADJ_CORRECTION_POS. */
  correctionPos: [1, be32],
  /** CTA_SEQADJ_OFFSET_BEFORE. */
  offsetBefore: [2, be32],
  /** CTA_SEQADJ_OFFSET_AFTER. */
  offsetAfter: [3, be32],
} as const;
/** Adjustment of TCP sequence numbers. */
export interface CtSeqadj extends Output<typeof ctSeqadjAttributes> {}
/** Input of {@link ctSeqadj}. */
export interface CtSeqadjInput extends Input<typeof ctSeqadjAttributes> {}
/** CTA_SEQADJ_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctSeqadj: Space<CtSeqadj, CtSeqadjInput> = attributeSet("CTA_SEQADJ_", ctSeqadjAttributes);

const ctHelpAttributes = {
  /** CTA_HELP_NAME. */
  name: [1, nulString()],
  /** CTA_HELP_INFO. */
  info: [2, binary],
} as const;
/** The helper of a connection. */
export interface CtHelp extends Output<typeof ctHelpAttributes> {}
/** Input of {@link ctHelp}. */
export interface CtHelpInput extends Input<typeof ctHelpAttributes> {}
/** CTA_HELP_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctHelp: Space<CtHelp, CtHelpInput> = attributeSet("CTA_HELP_", ctHelpAttributes);

const ctSecctxAttributes = {
  /** CTA_SECCTX_NAME. */
  name: [1, nulString()],
} as const;
/** Security context. */
export interface CtSecctx extends Output<typeof ctSecctxAttributes> {}
/** Input of {@link ctSecctx}. */
export interface CtSecctxInput extends Input<typeof ctSecctxAttributes> {}
/** CTA_SECCTX_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctSecctx: Space<CtSecctx, CtSecctxInput> = attributeSet("CTA_SECCTX_", ctSecctxAttributes);

const ctSynproxyAttributes = {
  /** CTA_SYNPROXY_ISN. */
  isn: [1, be32],
  /** CTA_SYNPROXY_ITS. */
  its: [2, be32],
  /** CTA_SYNPROXY_TSOFF. */
  tsoff: [3, be32],
} as const;
/** State of a SYN proxy. */
export interface CtSynproxy extends Output<typeof ctSynproxyAttributes> {}
/** Input of {@link ctSynproxy}. */
export interface CtSynproxyInput extends Input<typeof ctSynproxyAttributes> {}
/** CTA_SYNPROXY_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctSynproxy: Space<CtSynproxy, CtSynproxyInput> = attributeSet("CTA_SYNPROXY_", ctSynproxyAttributes);

const ctFilterAttributes = {
  /** CTA_FILTER_ORIG_FLAGS. */
  origFlags: [1, u32],
  /** CTA_FILTER_REPLY_FLAGS. */
  replyFlags: [2, u32],
} as const;
/** Which parts of the tuples a filtered dump or flush compares (CTA_FILTER_F_* of the kernel's own header). */
export interface CtFilter extends Output<typeof ctFilterAttributes> {}
/** Input of {@link ctFilter}. */
export interface CtFilterInput extends Input<typeof ctFilterAttributes> {}
/** CTA_FILTER_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const ctFilter: Space<CtFilter, CtFilterInput> = attributeSet("CTA_FILTER_", ctFilterAttributes);

const conntrackAttributes = {
  /** CTA_TUPLE_ORIG: as the first packet had it. */
  tupleOrig: [1, ctTuple],
  /** CTA_TUPLE_REPLY: as answers come back, translations included. */
  tupleReply: [2, ctTuple],
  /** CTA_STATUS. */
  status: [3, named(be32, ctStatus)],
  /** CTA_PROTOINFO. */
  protoinfo: [4, ctProtoinfo],
  /** CTA_HELP. */
  help: [5, ctHelp],
  /** CTA_NAT_SRC. */
  natSrc: [6, ctNat],
  /** CTA_TIMEOUT: seconds that are left. */
  timeout: [7, be32],
  /** CTA_MARK. */
  mark: [8, be32],
  /** CTA_COUNTERS_ORIG. */
  countersOrig: [9, ctCounters],
  /** CTA_COUNTERS_REPLY. */
  countersReply: [10, ctCounters],
  /** CTA_USE: references. */
  use: [11, be32],
  /** CTA_ID. */
  id: [12, be32],
  /** CTA_NAT_DST. */
  natDst: [13, ctNat],
  /** CTA_TUPLE_MASTER: of an expected connection. */
  tupleMaster: [14, ctTuple],
  /** CTA_SEQ_ADJ_ORIG. */
  seqAdjOrig: [15, ctSeqadj],
  /** CTA_SEQ_ADJ_REPLY. */
  seqAdjReply: [16, ctSeqadj],
  /** CTA_SECMARK. */
  secmark: [17, be32],
  /** CTA_ZONE. */
  zone: [18, be16],
  /** CTA_SECCTX. */
  secctx: [19, ctSecctx],
  /** CTA_TIMESTAMP. */
  timestamp: [20, ctTimestamp],
  /** CTA_MARK_MASK. */
  markMask: [21, be32],
  /** CTA_LABELS. */
  labels: [22, binary],
  /** CTA_LABELS_MASK. */
  labelsMask: [23, binary],
  /** CTA_SYNPROXY. */
  synproxy: [24, ctSynproxy],
  /** CTA_FILTER: (Linux 5.8). */
  filter: [25, ctFilter],
  /** CTA_STATUS_MASK: (Linux 5.14). */
  statusMask: [26, be32],
  /** CTA_TIMESTAMP_EVENT: nanoseconds since 1970 (Linux 6.14). */
  timestampEvent: [27, be64],
} as const;
/** A tracked connection. */
export interface Conntrack extends Output<typeof conntrackAttributes> {}
/** Input of {@link conntrack}. */
export interface ConntrackInput extends Input<typeof conntrackAttributes> {}
/** CTA_* (`linux/netfilter/nfnetlink_conntrack.h`). */
export const conntrack: Space<Conntrack, ConntrackInput> = attributeSet("CTA_", conntrackAttributes);
/** Body of the connection tracking messages. */
export const conntrackMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, Conntrack, ConntrackInput> = message(
  nfgenmsg,
  conntrack,
);

/** `nlmsg_type` of a connection tracking message. */
export function ctType(name: keyof typeof ctMessage.values): number {
  return nfnlType(nfnlSubsystem.values.ctnetlink, ctMessage.values[name]);
}

const header = "linux/netfilter/nfnetlink_conntrack.h";
const names = ["new", "get", "delete", "get_ctrzero", "get_dying", "get_unconfirmed"] as const;
/** The declarations of this file. */
export const conntrackFamily: Family = {
  name: "conntrack",
  protocol: NETLINK_NETFILTER,
  messages: names.map((name) => ({
    name: `IPCTNL_MSG_CT_${name.toUpperCase()}`,
    type: ctType(name),
    schema: conntrackMessage,
  })),
  spaces: [
    conntrack,
    ctTuple,
    ctTupleIp,
    ctTupleProto,
    ctProtoinfo,
    ctProtoinfoTcp,
    ctProtoinfoDccp,
    ctProtoinfoSctp,
    ctCounters,
    ctTimestamp,
    ctNat,
    ctProtonat,
    ctSeqadj,
    ctHelp,
    ctSecctx,
    ctSynproxy,
    ctFilter,
  ].map((space) => ({ header, space })),
  structs: [],
  names: [
    { header, names: ctMessage },
    { header: "linux/netfilter/nf_conntrack_common.h", names: ctStatus },
  ],
};
