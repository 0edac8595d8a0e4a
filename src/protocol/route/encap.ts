import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { ipv4, ipv6 } from "../schema/addresses.ts";
import { binary } from "../schema/binary.ts";
import type { Codec, NumberNames } from "../schema/codec.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { EncodeError } from "../schema/errors.ts";
import { be16, be32, be64, i32, named, u16, u32, u64, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import type { SubMessage, SubMessageDeclaration, SubMessageInput } from "../schema/sub-message.ts";
import { subMessage } from "../schema/sub-message.ts";
import { nulString } from "../schema/text.ts";
import { tunnelFlags } from "./link-kinds/tunnel-names.ts";
import { mplsLabels } from "./mpls.ts";

/** LWTUNNEL_ENCAP_* (`linux/lwtunnel.h`): how a route's packets are wrapped. */
export const encapType = enumeration("LWTUNNEL_ENCAP_", {
  none: 0,
  mpls: 1,
  ip: 2,
  ila: 3,
  ip6: 4,
  seg6: 5,
  bpf: 6,
  seg6_local: 7,
  rpl: 8,
  ioam6: 9,
  xfrm: 10,
});

const mplsEncapAttributes = {
  /** MPLS_IPTUNNEL_DST: the labels to push, outermost first. */
  dst: [1, mplsLabels],
  /** MPLS_IPTUNNEL_TTL: TTL of the labels; absent: the packet's. */
  ttl: [2, u8],
} as const;
/** MPLS_IPTUNNEL_*: encapsulation in MPLS. */
export interface MplsEncap extends Output<typeof mplsEncapAttributes> {}
/** Input of {@link mplsEncap}. */
export interface MplsEncapInput extends Input<typeof mplsEncapAttributes> {}
/** MPLS_IPTUNNEL_* (`linux/mpls_iptunnel.h`). */
export const mplsEncap: Space<MplsEncap, MplsEncapInput> = attributeSet("MPLS_IPTUNNEL_", mplsEncapAttributes);

const geneveOptionAttributes = {
  /** LWTUNNEL_IP_OPT_GENEVE_CLASS: namespace of the option's type. */
  class: [1, repeated(be16)],
  /** LWTUNNEL_IP_OPT_GENEVE_TYPE: type, the top bit says critical. */
  type: [2, repeated(u8)],
  /** LWTUNNEL_IP_OPT_GENEVE_DATA: 4 to 124 bytes, a multiple of four. */
  data: [3, repeated(binary)],
} as const;
/** LWTUNNEL_IP_OPT_GENEVE_*: one Geneve option for the kernel, which tells all of them one behind the other in a single nest. */
export interface GeneveOption extends Output<typeof geneveOptionAttributes> {}
/** Input of {@link geneveOption}. */
export interface GeneveOptionInput extends Input<typeof geneveOptionAttributes> {}
/** LWTUNNEL_IP_OPT_GENEVE_* (`linux/lwtunnel.h`). */
export const geneveOption: Space<GeneveOption, GeneveOptionInput> = attributeSet(
  "LWTUNNEL_IP_OPT_GENEVE_",
  geneveOptionAttributes,
);

const vxlanOptionAttributes = {
  /** LWTUNNEL_IP_OPT_VXLAN_GBP: group policy mark. */
  gbp: [1, u32],
} as const;
/** LWTUNNEL_IP_OPT_VXLAN_*. */
export interface VxlanOption extends Output<typeof vxlanOptionAttributes> {}
/** Input of {@link vxlanOption}. */
export interface VxlanOptionInput extends Input<typeof vxlanOptionAttributes> {}
/** LWTUNNEL_IP_OPT_VXLAN_* (`linux/lwtunnel.h`). */
export const vxlanOption: Space<VxlanOption, VxlanOptionInput> = attributeSet(
  "LWTUNNEL_IP_OPT_VXLAN_",
  vxlanOptionAttributes,
);

const erspanOptionAttributes = {
  /** LWTUNNEL_IP_OPT_ERSPAN_VER: 1 or 2. */
  ver: [1, u8],
  /** LWTUNNEL_IP_OPT_ERSPAN_INDEX: index of version 1. */
  index: [2, be32],
  /** LWTUNNEL_IP_OPT_ERSPAN_DIR: direction of version 2. */
  dir: [3, u8],
  /** LWTUNNEL_IP_OPT_ERSPAN_HWID: hardware id of version 2. */
  hwid: [4, u8],
} as const;
/** LWTUNNEL_IP_OPT_ERSPAN_*. */
export interface ErspanOption extends Output<typeof erspanOptionAttributes> {}
/** Input of {@link erspanOption}. */
export interface ErspanOptionInput extends Input<typeof erspanOptionAttributes> {}
/** LWTUNNEL_IP_OPT_ERSPAN_* (`linux/lwtunnel.h`). */
export const erspanOption: Space<ErspanOption, ErspanOptionInput> = attributeSet(
  "LWTUNNEL_IP_OPT_ERSPAN_",
  erspanOptionAttributes,
);

const ipOptionsAttributes = {
  /** LWTUNNEL_IP_OPTS_GENEVE: one option when written, and there may be several; all of them when read. */
  geneve: [1, repeated(geneveOption)],
  /** LWTUNNEL_IP_OPTS_VXLAN. */
  vxlan: [2, vxlanOption],
  /** LWTUNNEL_IP_OPTS_ERSPAN. */
  erspan: [3, erspanOption],
} as const;
/** LWTUNNEL_IP_OPTS_*: options of the tunnel that the packets will go through. */
export interface IpEncapOptions extends Output<typeof ipOptionsAttributes> {}
/** Input of {@link ipEncapOptions}. */
export interface IpEncapOptionsInput extends Input<typeof ipOptionsAttributes> {}
/** LWTUNNEL_IP_OPTS_* (`linux/lwtunnel.h`). */
export const ipEncapOptions: Space<IpEncapOptions, IpEncapOptionsInput> = attributeSet(
  "LWTUNNEL_IP_OPTS_",
  ipOptionsAttributes,
);

const ipEncapAttributes = {
  /** LWTUNNEL_IP_ID: tunnel key. */
  id: [1, be64],
  /** LWTUNNEL_IP_DST: remote end. */
  dst: [2, ipv4],
  /** LWTUNNEL_IP_SRC: local end. */
  src: [3, ipv4],
  /** LWTUNNEL_IP_TTL. */
  ttl: [4, u8],
  /** LWTUNNEL_IP_TOS. */
  tos: [5, u8],
  /** LWTUNNEL_IP_FLAGS: TUNNEL_*. */
  flags: [6, named(be16, tunnelFlags)],
  /** LWTUNNEL_IP_PAD: alignment. */
  pad: [7, binary],
  /** LWTUNNEL_IP_OPTS: options of Geneve, VXLAN or ERSPAN. */
  opts: [8, ipEncapOptions],
} as const;
/** LWTUNNEL_IP_*: metadata for an external (collect_md) IPv4 tunnel. */
export interface IpEncap extends Output<typeof ipEncapAttributes> {}
/** Input of {@link ipEncap}. */
export interface IpEncapInput extends Input<typeof ipEncapAttributes> {}
/** LWTUNNEL_IP_* (`linux/lwtunnel.h`). */
export const ipEncap: Space<IpEncap, IpEncapInput> = attributeSet("LWTUNNEL_IP_", ipEncapAttributes);

const ip6EncapAttributes = {
  /** LWTUNNEL_IP6_ID: tunnel key. */
  id: [1, be64],
  /** LWTUNNEL_IP6_DST: remote end. */
  dst: [2, ipv6],
  /** LWTUNNEL_IP6_SRC: local end. */
  src: [3, ipv6],
  /** LWTUNNEL_IP6_HOPLIMIT. */
  hoplimit: [4, u8],
  /** LWTUNNEL_IP6_TC: traffic class. */
  tc: [5, u8],
  /** LWTUNNEL_IP6_FLAGS: TUNNEL_*. */
  flags: [6, named(be16, tunnelFlags)],
  /** LWTUNNEL_IP6_PAD: alignment. */
  pad: [7, binary],
  /** LWTUNNEL_IP6_OPTS: options of Geneve, VXLAN or ERSPAN. */
  opts: [8, ipEncapOptions],
} as const;
/** LWTUNNEL_IP6_*: metadata for an external (collect_md) IPv6 tunnel. */
export interface Ip6Encap extends Output<typeof ip6EncapAttributes> {}
/** Input of {@link ip6Encap}. */
export interface Ip6EncapInput extends Input<typeof ip6EncapAttributes> {}
/** LWTUNNEL_IP6_* (`linux/lwtunnel.h`). */
export const ip6Encap: Space<Ip6Encap, Ip6EncapInput> = attributeSet("LWTUNNEL_IP6_", ip6EncapAttributes);

/** ILA_CSUM_* (`linux/ila.h`): how a changed locator is made good in checksums. */
export const ilaChecksumMode = enumeration("ILA_CSUM_", {
  adjust_transport: 0,
  neutral_map: 1,
  no_action: 2,
  neutral_map_auto: 3,
});

/** ILA_ATYPE_* (`linux/ila.h`): kinds of identifiers. */
export const ilaIdentifierType = enumeration("ILA_ATYPE_", {
  iid: 0,
  luid: 1,
  virt_v4: 2,
  virt_uni_v6: 3,
  virt_multi_v6: 4,
  nonlocal_addr: 5,
  rsvd_1: 6,
  rsvd_2: 7,
  use_format: 32,
});

/** ILA_HOOK_ROUTE_* (`linux/ila.h`): where a route translates. */
export const ilaHook = enumeration("ILA_HOOK_ROUTE_", { output: 0, input: 1 });

const ilaEncapAttributes = {
  /** ILA_ATTR_LOCATOR: the upper 64 bits to write. */
  locator: [1, be64],
  /** ILA_ATTR_IDENTIFIER: unused with routes. */
  identifier: [2, be64],
  /** ILA_ATTR_LOCATOR_MATCH: the upper 64 bits to match. */
  locatorMatch: [3, be64],
  /** ILA_ATTR_IFINDEX. */
  ifindex: [4, i32],
  /** ILA_ATTR_DIR: bits ILA_DIR_IN and ILA_DIR_OUT. */
  dir: [5, u32],
  /** ILA_ATTR_PAD: alignment. */
  pad: [6, binary],
  /** ILA_ATTR_CSUM_MODE: ILA_CSUM_*. */
  csumMode: [7, named(u8, ilaChecksumMode)],
  /** ILA_ATTR_IDENT_TYPE: ILA_ATYPE_*. */
  identType: [8, named(u8, ilaIdentifierType)],
  /** ILA_ATTR_HOOK_TYPE: ILA_HOOK_ROUTE_*. */
  hookType: [9, named(u8, ilaHook)],
} as const;
/** ILA_ATTR_*: identifier-locator addressing. */
export interface IlaEncap extends Output<typeof ilaEncapAttributes> {}
/** Input of {@link ilaEncap}. */
export interface IlaEncapInput extends Input<typeof ilaEncapAttributes> {}
/** ILA_ATTR_* (`linux/ila.h`). */
export const ilaEncap: Space<IlaEncap, IlaEncapInput> = attributeSet("ILA_ATTR_", ilaEncapAttributes);

/** SEG6_IPTUN_MODE_* (`linux/seg6_iptunnel.h`). */
export const seg6Mode = enumeration("SEG6_IPTUN_MODE_", {
  inline: 0,
  encap: 1,
  l2encap: 2,
  encap_red: 3,
  l2encap_red: 4,
});

/** `struct seg6_iptunnel_encap` (`linux/seg6_iptunnel.h`): the mode, and in `rest` an `ipv6_sr_hdr` with its segments, last first. */
export const seg6IptunnelEncap = struct("seg6_iptunnel_encap", { mode: named(i32, seg6Mode) });

const seg6EncapAttributes = {
  /** SEG6_IPTUNNEL_SRH: mode and segment routing header. */
  srh: [1, seg6IptunnelEncap],
  /** SEG6_IPTUNNEL_SRC: outer source address (7.x). */
  src: [2, ipv6],
  /** SEG6_IPTUNNEL_TABLE: routing table in which the first segment is looked up (7.x). */
  table: [3, u32],
} as const;
/** SEG6_IPTUNNEL_*: segment routing over IPv6. */
export interface Seg6Encap extends Output<typeof seg6EncapAttributes> {}
/** Input of {@link seg6Encap}. */
export interface Seg6EncapInput extends Input<typeof seg6EncapAttributes> {}
/** SEG6_IPTUNNEL_* (`linux/seg6_iptunnel.h`). */
export const seg6Encap: Space<Seg6Encap, Seg6EncapInput> = attributeSet("SEG6_IPTUNNEL_", seg6EncapAttributes);

const bpfProgramAttributes = {
  /** LWT_BPF_PROG_FD: file descriptor of a loaded program; never returned. */
  fd: [1, u32],
  /** LWT_BPF_PROG_NAME: a name for dumps. */
  name: [2, nulString(255)],
} as const;
/** LWT_BPF_PROG_*: a program. */
export interface BpfProgram extends Output<typeof bpfProgramAttributes> {}
/** Input of {@link bpfProgram}. */
export interface BpfProgramInput extends Input<typeof bpfProgramAttributes> {}
/** LWT_BPF_PROG_* (`linux/lwtunnel.h`). */
export const bpfProgram: Space<BpfProgram, BpfProgramInput> = attributeSet("LWT_BPF_PROG_", bpfProgramAttributes);

const bpfEncapAttributes = {
  /** LWT_BPF_IN: program for received packets. */
  in: [1, bpfProgram],
  /** LWT_BPF_OUT: program for locally made packets. */
  out: [2, bpfProgram],
  /** LWT_BPF_XMIT: program before transmission. */
  xmit: [3, bpfProgram],
  /** LWT_BPF_XMIT_HEADROOM: bytes to reserve, at most 256. */
  xmitHeadroom: [4, u32],
} as const;
/** LWT_BPF_*: BPF programs on a route. */
export interface BpfEncap extends Output<typeof bpfEncapAttributes> {}
/** Input of {@link bpfEncap}. */
export interface BpfEncapInput extends Input<typeof bpfEncapAttributes> {}
/** LWT_BPF_* (`linux/lwtunnel.h`). */
export const bpfEncap: Space<BpfEncap, BpfEncapInput> = attributeSet("LWT_BPF_", bpfEncapAttributes);

/** SEG6_LOCAL_ACTION_* (`linux/seg6_local.h`). */
export const seg6LocalAction = enumeration("SEG6_LOCAL_ACTION_", {
  unspec: 0,
  end: 1,
  end_x: 2,
  end_t: 3,
  end_dx2: 4,
  end_dx6: 5,
  end_dx4: 6,
  end_dt6: 7,
  end_dt4: 8,
  end_b6: 9,
  end_b6_encap: 10,
  end_bm: 11,
  end_s: 12,
  end_as: 13,
  end_am: 14,
  end_bpf: 15,
  end_dt46: 16,
});

/** SR6_FLAG1_* (`linux/seg6.h`): flags of a segment routing header. */
export const segmentRoutingFlags = flagSet("SR6_FLAG1_", { hmac: 8, alert: 16, oam: 32, protected: 64 });

/** `struct ipv6_sr_hdr` (`linux/seg6.h`): a segment routing header; `rest` holds the segments (16 bytes each, last first) and TLVs. */
export const ipv6SrHdr = struct("ipv6_sr_hdr", {
  nexthdr: u8,
  hdrlen: u8,
  type: u8,
  segmentsLeft: u8,
  firstSegment: u8,
  flags: named(u8, segmentRoutingFlags),
  tag: be16,
});

const seg6LocalBpfAttributes = {
  /** SEG6_LOCAL_BPF_PROG: file descriptor when written, program id when read. */
  prog: [1, u32, "SEG6_LOCAL_BPF_PROG"],
  /** SEG6_LOCAL_BPF_PROG_NAME. */
  progName: [2, nulString(255), "SEG6_LOCAL_BPF_PROG_NAME"],
} as const;
/** SEG6_LOCAL_BPF_PROG*. */
export interface Seg6LocalBpf extends Output<typeof seg6LocalBpfAttributes> {}
/** Input of {@link seg6LocalBpf}. */
export interface Seg6LocalBpfInput extends Input<typeof seg6LocalBpfAttributes> {}
/** SEG6_LOCAL_BPF_PROG* (`linux/seg6_local.h`). */
export const seg6LocalBpf: Space<Seg6LocalBpf, Seg6LocalBpfInput> = attributeSet(
  "SEG6_LOCAL_BPF_",
  seg6LocalBpfAttributes,
);

const seg6LocalCounterAttributes = {
  /** SEG6_LOCAL_CNT_PAD: alignment. */
  pad: [1, binary],
  /** SEG6_LOCAL_CNT_PACKETS. */
  packets: [2, u64],
  /** SEG6_LOCAL_CNT_BYTES. */
  bytes: [3, u64],
  /** SEG6_LOCAL_CNT_ERRORS. */
  errors: [4, u64],
} as const;
/** SEG6_LOCAL_CNT_*: counters of a behaviour. */
export interface Seg6LocalCounters extends Output<typeof seg6LocalCounterAttributes> {}
/** Input of {@link seg6LocalCounters}. */
export interface Seg6LocalCountersInput extends Input<typeof seg6LocalCounterAttributes> {}
/** SEG6_LOCAL_CNT_* (`linux/seg6_local.h`). */
export const seg6LocalCounters: Space<Seg6LocalCounters, Seg6LocalCountersInput> = attributeSet(
  "SEG6_LOCAL_CNT_",
  seg6LocalCounterAttributes,
);

/** SEG6_LOCAL_FLV_OP_* (`linux/seg6_local.h`): numbers of the bits in SEG6_LOCAL_FLV_OPERATION. */
export const seg6LocalFlavor = enumeration("SEG6_LOCAL_FLV_OP_", { unspec: 0, psp: 1, usp: 2, usd: 3, next_csid: 4 });

const seg6LocalFlavorAttributes = {
  /** SEG6_LOCAL_FLV_OPERATION: bits, 1 << SEG6_LOCAL_FLV_OP_*. */
  operation: [1, u32],
  /** SEG6_LOCAL_FLV_LCBLOCK_BITS: length of the locator block (6.1). */
  lcblockBits: [2, u8],
  /** SEG6_LOCAL_FLV_LCNODE_FN_BITS: length of the locator node and function (6.1). */
  lcnodeFnBits: [3, u8],
} as const;
/** SEG6_LOCAL_FLV_*: variants of a behaviour. */
export interface Seg6LocalFlavors extends Output<typeof seg6LocalFlavorAttributes> {}
/** Input of {@link seg6LocalFlavors}. */
export interface Seg6LocalFlavorsInput extends Input<typeof seg6LocalFlavorAttributes> {}
/** SEG6_LOCAL_FLV_* (`linux/seg6_local.h`). */
export const seg6LocalFlavors: Space<Seg6LocalFlavors, Seg6LocalFlavorsInput> = attributeSet(
  "SEG6_LOCAL_FLV_",
  seg6LocalFlavorAttributes,
);

const seg6LocalEncapAttributes = {
  /** SEG6_LOCAL_ACTION: what is done with a packet for this segment. */
  action: [1, named(u32, seg6LocalAction)],
  /** SEG6_LOCAL_SRH: header to push (End.B6). */
  srh: [2, ipv6SrHdr],
  /** SEG6_LOCAL_TABLE: table to look up in. */
  table: [3, u32],
  /** SEG6_LOCAL_NH4: IPv4 next hop. */
  nh4: [4, ipv4],
  /** SEG6_LOCAL_NH6: IPv6 next hop. */
  nh6: [5, ipv6],
  /** SEG6_LOCAL_IIF. */
  iif: [6, u32],
  /** SEG6_LOCAL_OIF. */
  oif: [7, u32],
  /** SEG6_LOCAL_BPF: program of End.BPF. */
  bpf: [8, seg6LocalBpf],
  /** SEG6_LOCAL_VRFTABLE: VRF's table (5.11). */
  vrftable: [9, u32],
  /** SEG6_LOCAL_COUNTERS: packets, bytes, errors (5.14). */
  counters: [10, seg6LocalCounters],
  /** SEG6_LOCAL_FLAVORS (6.1). */
  flavors: [11, seg6LocalFlavors],
} as const;
/** SEG6_LOCAL_*: what this node does as a segment. */
export interface Seg6LocalEncap extends Output<typeof seg6LocalEncapAttributes> {}
/** Input of {@link seg6LocalEncap}. */
export interface Seg6LocalEncapInput extends Input<typeof seg6LocalEncapAttributes> {}
/** SEG6_LOCAL_* (`linux/seg6_local.h`). */
export const seg6LocalEncap: Space<Seg6LocalEncap, Seg6LocalEncapInput> = attributeSet(
  "SEG6_LOCAL_",
  seg6LocalEncapAttributes,
);

const rplEncapAttributes = {
  /** RPL_IPTUNNEL_SRH: a `struct ipv6_rpl_sr_hdr` with its segments. */
  srh: [1, binary],
} as const;
/** RPL_IPTUNNEL_*: source routes of RPL. */
export interface RplEncap extends Output<typeof rplEncapAttributes> {}
/** Input of {@link rplEncap}. */
export interface RplEncapInput extends Input<typeof rplEncapAttributes> {}
/** RPL_IPTUNNEL_* (`linux/rpl_iptunnel.h`). */
export const rplEncap: Space<RplEncap, RplEncapInput> = attributeSet("RPL_IPTUNNEL_", rplEncapAttributes);

/** IOAM6_IPTUNNEL_MODE_* (`linux/ioam6_iptunnel.h`). */
export const ioam6Mode = enumeration("IOAM6_IPTUNNEL_MODE_", { inline: 1, encap: 2, auto: 3 });

const ioam6EncapAttributes = {
  /** IOAM6_IPTUNNEL_MODE (5.16). */
  mode: [1, named(u8, ioam6Mode)],
  /** IOAM6_IPTUNNEL_DST: tunnel end of the encap and auto modes (5.16). */
  dst: [2, ipv6],
  /** IOAM6_IPTUNNEL_TRACE: a `struct ioam6_trace_hdr` (5.15). */
  trace: [3, binary],
  /** IOAM6_IPTUNNEL_FREQ_K: insert in k of n packets (5.17). */
  freqK: [4, u32],
  /** IOAM6_IPTUNNEL_FREQ_N: insert in k of n packets (5.17). */
  freqN: [5, u32],
  /** IOAM6_IPTUNNEL_SRC: outer source address (6.12). */
  src: [6, ipv6],
} as const;
/** IOAM6_IPTUNNEL_*: in-situ OAM. */
export interface Ioam6Encap extends Output<typeof ioam6EncapAttributes> {}
/** Input of {@link ioam6Encap}. */
export interface Ioam6EncapInput extends Input<typeof ioam6EncapAttributes> {}
/** IOAM6_IPTUNNEL_* (`linux/ioam6_iptunnel.h`). */
export const ioam6Encap: Space<Ioam6Encap, Ioam6EncapInput> = attributeSet("IOAM6_IPTUNNEL_", ioam6EncapAttributes);

const xfrmEncapAttributes = {
  /** LWT_XFRM_IF_ID: id of the xfrm interface (6.1). */
  ifId: [1, u32],
  /** LWT_XFRM_LINK: index of the underlying link (6.1). */
  link: [2, u32],
} as const;
/** LWT_XFRM_*: metadata for an external xfrm interface. */
export interface XfrmEncap extends Output<typeof xfrmEncapAttributes> {}
/** Input of {@link xfrmEncap}. */
export interface XfrmEncapInput extends Input<typeof xfrmEncapAttributes> {}
/** LWT_XFRM_* (`linux/lwtunnel.h`). */
export const xfrmEncap: Space<XfrmEncap, XfrmEncapInput> = attributeSet("LWT_XFRM_", xfrmEncapAttributes);

const encaps = {
  mpls: mplsEncap,
  ip: ipEncap,
  ila: ilaEncap,
  ip6: ip6Encap,
  seg6: seg6Encap,
  bpf: bpfEncap,
  seg6_local: seg6LocalEncap,
  rpl: rplEncap,
  ioam6: ioam6Encap,
  xfrm: xfrmEncap,
} as const;

/** RTA_ENCAP_TYPE with RTA_ENCAP, or NHA_ENCAP_TYPE with NHA_ENCAP: `encapKind` says what `encapData` is. */
export type Encap = SubMessage<typeof encaps, "encap">;
/** Input of an {@link Encap}. */
export type EncapInput = SubMessageInput<typeof encaps, "encap">;

/** A u16 that selects, read as the name of its value; a number without a name reads as its decimal text. */
function selectorNumber(names: NumberNames & { nameOf(value: number): string | undefined }): Codec<string> {
  return {
    shape: { kind: "integer", bits: 16, signed: false, order: "host", names },
    decode: (source, start, end) => {
      const value = u16.decode(source, start, end);
      return value === undefined ? undefined : (names.nameOf(value) ?? String(value));
    },
    encode: (writer, name) => {
      const value = Object.hasOwn(names.values, name)
        ? names.values[name]!
        : /^\d+$/.test(name)
          ? Number(name)
          : undefined;
      if (value === undefined) throw new EncodeError(`${JSON.stringify(name)} is no ${names.prefix}*`);
      u16.encode(writer, value);
    },
  };
}

/** The pair of attributes that carries an {@link Encap}. */
export function encapSubMessage(typeNumber: number, payloadNumber: number): SubMessageDeclaration {
  return subMessage([typeNumber, "ENCAP_TYPE"], [payloadNumber, "ENCAP"], encaps, "encap", selectorNumber(encapType));
}

/** The spaces of this file with their headers, for the family that registers them. */
export const encapSpaces: readonly { readonly header: string; readonly space: Space }[] = [
  { header: "linux/mpls_iptunnel.h", space: mplsEncap },
  { header: "linux/lwtunnel.h", space: geneveOption },
  { header: "linux/lwtunnel.h", space: vxlanOption },
  { header: "linux/lwtunnel.h", space: erspanOption },
  { header: "linux/lwtunnel.h", space: ipEncapOptions },
  { header: "linux/lwtunnel.h", space: ipEncap },
  { header: "linux/lwtunnel.h", space: ip6Encap },
  { header: "linux/ila.h", space: ilaEncap },
  { header: "linux/seg6_iptunnel.h", space: seg6Encap },
  { header: "linux/lwtunnel.h", space: bpfProgram },
  { header: "linux/lwtunnel.h", space: bpfEncap },
  { header: "linux/seg6_local.h", space: seg6LocalBpf },
  { header: "linux/seg6_local.h", space: seg6LocalCounters },
  { header: "linux/seg6_local.h", space: seg6LocalFlavors },
  { header: "linux/seg6_local.h", space: seg6LocalEncap },
  { header: "linux/rpl_iptunnel.h", space: rplEncap },
  { header: "linux/ioam6_iptunnel.h", space: ioam6Encap },
  { header: "linux/lwtunnel.h", space: xfrmEncap },
];

/** A route's encapsulation as one property with a closed union: `kind` says what `data` is. */
export type RouteEncap = Exclude<SubMessage<typeof encaps>, { kind?: undefined }>;
/** Input of a {@link RouteEncap}. */
export type RouteEncapInput = Exclude<SubMessageInput<typeof encaps>, { kind?: undefined }>;

/** The encapsulation among a route's or next hop's attributes. */
export function encapOf(attributes: Encap): RouteEncap | undefined {
  if (attributes.encapKind === undefined) return undefined;
  if (attributes.encapKind === "unknown") {
    return { kind: "unknown", name: attributes.encapName, raw: attributes.encapRaw };
  }
  // Kind and data come from one member of the union and go into the same member of the other.
  return { kind: attributes.encapKind, data: attributes.encapData } as RouteEncap;
}

/** The attributes that carry an encapsulation, payload first as `ip` writes them. */
export function encapAttributes(encap: RouteEncapInput): EncapInput {
  if (encap.kind === "unknown") return { encapRaw: encap.raw, encapKind: "unknown", encapName: encap.name };
  return { encapData: encap.data, encapKind: encap.kind } as EncapInput;
}
