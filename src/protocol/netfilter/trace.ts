import type { Input, Output, Space } from "../schema/attributes.ts";
import type { MessageSchema } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import type { Nfgenmsg, NfgenmsgInput } from "./nfnetlink.ts";
import { NETLINK_NETFILTER } from "../core/constants.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import { be16, be32, be64, named, u8 } from "../schema/scalars.ts";
import { nulString } from "../schema/text.ts";
import { nftVerdict } from "./data.ts";
import { nfTablesHeader, nftMessages } from "./messages.ts";
import { nfProto, nfgenmsg } from "./nfnetlink.ts";

/** NFT_TRACETYPE_* (`linux/netfilter/nf_tables.h`). */
export const nftTraceType = enumeration("NFT_TRACETYPE_", { unspec: 0, policy: 1, return: 2, rule: 3 });

const nftTraceAttributes = {
  /** NFTA_TRACE_TABLE. */
  table: [1, nulString()],
  /** NFTA_TRACE_CHAIN. */
  chain: [2, nulString()],
  /** NFTA_TRACE_RULE_HANDLE. */
  ruleHandle: [3, be64],
  /** NFTA_TRACE_TYPE. */
  type: [4, named(be32, nftTraceType)],
  /** NFTA_TRACE_VERDICT. */
  verdict: [5, nftVerdict],
  /** NFTA_TRACE_ID: the same for all that happens to one packet. */
  id: [6, be32],
  /** NFTA_TRACE_LL_HEADER: first bytes of the link-layer header. */
  llHeader: [7, binary],
  /** NFTA_TRACE_NETWORK_HEADER: first bytes of the network header. */
  networkHeader: [8, binary],
  /** NFTA_TRACE_TRANSPORT_HEADER: first bytes of the transport header. */
  transportHeader: [9, binary],
  /** NFTA_TRACE_IIF: interface index. */
  iif: [10, be32],
  /** NFTA_TRACE_IIFTYPE: ARPHRD_*. */
  iiftype: [11, be16],
  /** NFTA_TRACE_OIF: interface index. */
  oif: [12, be32],
  /** NFTA_TRACE_OIFTYPE: ARPHRD_*. */
  oiftype: [13, be16],
  /** NFTA_TRACE_MARK. */
  mark: [14, be32],
  /** NFTA_TRACE_NFPROTO. */
  nfproto: [15, named(be32, nfProto)],
  /** NFTA_TRACE_POLICY: NF_DROP or NF_ACCEPT. */
  policy: [16, be32],
  /** NFTA_TRACE_PAD. */
  pad: [17, binary],
  /** NFTA_TRACE_CT_ID. */
  ctId: [18, be32],
  /** NFTA_TRACE_CT_DIRECTION. */
  ctDirection: [19, u8],
  /** NFTA_TRACE_CT_STATUS: IPS_*. */
  ctStatus: [20, be32],
  /** NFTA_TRACE_CT_STATE: NF_CT_STATE_BIT of IP_CT_*. */
  ctState: [21, be32],
} as const;
/** What happened to a packet for which `meta nftrace` was set. */
export interface NftTrace extends Output<typeof nftTraceAttributes> {}
/** Input of {@link nftTrace}. */
export interface NftTraceInput extends Input<typeof nftTraceAttributes> {}
/** NFTA_TRACE_* (`linux/netfilter/nf_tables.h`). */
export const nftTrace: Space<NftTrace, NftTraceInput> = attributeSet("NFTA_TRACE_", nftTraceAttributes);
/** Body of NFT_MSG_TRACE. */
export const nftTraceMessage: MessageSchema<Nfgenmsg, NfgenmsgInput, NftTrace, NftTraceInput> = message(
  nfgenmsg,
  nftTrace,
);
/** The declarations of this file. */
export const nftTraceFamily: Family = {
  name: "nft-trace",
  protocol: NETLINK_NETFILTER,
  messages: nftMessages(nftTraceMessage, ["trace"]),
  spaces: [{ header: nfTablesHeader, space: nftTrace }],
  structs: [],
  names: [{ header: nfTablesHeader, names: nftTraceType }],
};
