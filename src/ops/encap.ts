import type {
  BpfEncapInput,
  IlaEncap,
  Ip6Encap,
  IpEncap,
  ErspanOptionInput,
  IpEncapOptions,
  IpEncapOptionsInput,
  MplsEncapInput,
  RouteEncap,
  RouteEncapInput,
  RplEncap,
  RplEncapInput,
  Seg6Encap,
  Seg6EncapInput,
  XfrmEncapInput,
} from "../protocol/route/encap.ts";
import {
  encapAttributes,
  encapOf,
  ilaChecksumMode,
  ilaHook,
  ilaIdentifierType,
  ipv6SrHdr,
  seg6Mode,
} from "../protocol/route/encap.ts";
import type { Encap as EncapPair, EncapInput as EncapPairInput } from "../protocol/route/encap.ts";
import { tunnelFlags } from "../protocol/route/link-kinds/tunnel-names.ts";
import { parseIp } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { encodeBody } from "./body.ts";
import type { OamEncap } from "./encap-ioam6.ts";
import { fromOamEncap, toOamEncap } from "./encap-ioam6.ts";
import type { ListedSegmentLocal, SegmentLocal } from "./encap-seg6-local.ts";
import { fromSegmentLocal, toSegmentLocal } from "./encap-seg6-local.ts";
import type { SegmentRoutingHeader } from "./encap-segments.ts";
import { fromSegmentHeader, segmentBytes, segmentsIn, toSegmentHeader } from "./encap-segments.ts";
import { numberOf } from "./route-value.ts";

/** TUNNEL_*: what a tunnel's header has; `csum`, `key` and `seq` are a caller's to set, the kernel tells the rest. */
export type TunnelFlag = keyof typeof tunnelFlags.values;

/** An option of Geneve. */
export interface GeneveOption {
  /** Namespace of the type. */
  readonly class: number;
  /** The top bit says that it is critical. */
  readonly type: number;
  /** 4 to 124 bytes, a multiple of four. */
  readonly data: Uint8Array;
}

/** Options of the tunnel that the route leads to: of one kind. */
export interface TunnelOptions {
  readonly geneve?: readonly GeneveOption[] | undefined;
  /** Group policy mark. */
  readonly vxlan?: { readonly gbp: number } | undefined;
  /** `index` is of version 1, `dir` and `hwid` are of version 2. */
  readonly erspan?: ErspanOptionInput | undefined;
}

/** What an external (`collect_md`) tunnel that the route leads to is told of each packet. */
interface TunnelMetadata {
  /** The tunnel's key: VNI, GRE key. */
  readonly id?: bigint | undefined;
  readonly dst?: string | undefined;
  readonly src?: string | undefined;
  readonly flags?: readonly TunnelFlag[] | undefined;
  readonly opts?: TunnelOptions | undefined;
}

/** Metadata for an external IPv4 tunnel (`ip` of `ip route`). */
export interface Ipv4Tunnel extends TunnelMetadata {
  readonly tos?: number | undefined;
  readonly ttl?: number | undefined;
}

/** Metadata for an external IPv6 tunnel (`ip6` of `ip route`). */
export interface Ipv6Tunnel extends TunnelMetadata {
  readonly tc?: number | undefined;
  readonly hoplimit?: number | undefined;
}

/** Modes of {@link SegmentEncap} by the names that `ip` gives them, in the order of SEG6_IPTUN_MODE_*. */
const modes = ["inline", "encap", "l2encap", "encap.red", "l2encap.red"] as const;

/** Segment routing over IPv6 (`seg6` of `ip route`). */
export interface SegmentEncap extends SegmentRoutingHeader {
  /** Into the packet, around it, around its frame; `.red` leaves the first segment out of the header. */
  readonly mode: (typeof modes)[number] | number;
  /** Source address of the outer header (7.x). */
  readonly src?: string | undefined;
  /** Routing table in which the first segment is looked up (7.x). */
  readonly table?: number | undefined;
}

/** Source routes of RPL (`rpl` of `ip route`). */
export interface RplSegments {
  /** Addresses in the order in which a packet visits them. */
  readonly segments: readonly string[];
}

/** Identifier-locator addressing (`ila` of `ip route`). */
export interface IlaTranslation {
  /** The upper 64 bits to write: `2001:db8:0:1`. */
  readonly locator: string;
  readonly csumMode?: keyof typeof ilaChecksumMode.values | number | undefined;
  readonly identType?: keyof typeof ilaIdentifierType.values | number | undefined;
  readonly hookType?: keyof typeof ilaHook.values | number | undefined;
}

/** How a route's packets are wrapped, to be. Attributes are written in the order of the properties. */
export type EncapInput =
  | { readonly kind: "mpls"; readonly data: MplsEncapInput }
  | { readonly kind: "ip"; readonly data: Ipv4Tunnel }
  | { readonly kind: "ip6"; readonly data: Ipv6Tunnel }
  | { readonly kind: "seg6"; readonly data: SegmentEncap }
  | { readonly kind: "seg6_local"; readonly data: SegmentLocal }
  | { readonly kind: "rpl"; readonly data: RplSegments }
  | { readonly kind: "ioam6"; readonly data: OamEncap }
  | { readonly kind: "ila"; readonly data: IlaTranslation }
  /** Programs by descriptor and name; the kernel tells the names only, so a listed one can't be added again. */
  | { readonly kind: "bpf"; readonly data: BpfEncapInput }
  | { readonly kind: "xfrm"; readonly data: XfrmEncapInput }
  /** A kind that is not known here: its number as text, and its bytes. */
  | { readonly kind: "unknown"; readonly name: string; readonly raw?: Uint8Array | undefined };

/** How a route's packets are wrapped, as listed; valid as an {@link EncapInput}. */
export type Encap =
  | Exclude<EncapInput, { kind: "seg6_local" }>
  | { readonly kind: "seg6_local"; readonly data: ListedSegmentLocal };

/** Properties whose values are written as they are, but for the flags, which keep their place among them. */
function fromTunnel<T extends TunnelMetadata>(
  data: T,
): Omit<T, "flags" | "opts"> & {
  readonly flags?: number | undefined;
  readonly opts?: IpEncapOptionsInput | undefined;
} {
  const { flags, opts } = data;
  return {
    ...data,
    flags: flags === undefined ? undefined : tunnelFlags.bitsOf(flags),
    opts: opts === undefined ? undefined : { ...opts, geneve: opts.geneve?.map(fromGeneve) },
  };
}

/** A nest of its own for each option, as the kernel takes no more than one of each. */
function fromGeneve(option: GeneveOption) {
  return { class: [option.class], type: [option.type], data: [option.data] };
}

function toOptions({ geneve, vxlan, erspan }: IpEncapOptions): TunnelOptions {
  return {
    ...(geneve !== undefined && {
      geneve: geneve.flatMap(({ class: classes = [], type = [], data = [] }) =>
        classes.map((value, index) => ({
          class: value,
          type: type[index] ?? 0,
          data: data[index] ?? new Uint8Array(0),
        })),
      ),
    }),
    ...(vxlan !== undefined && { vxlan: { gbp: vxlan.gbp ?? 0 } }),
    ...(erspan !== undefined && { erspan }),
  };
}

function toTunnel<T extends IpEncap | Ip6Encap>({ pad: _, ...data }: T) {
  const { flags, opts } = data;
  return {
    ...data,
    ...(flags !== undefined && { flags: tunnelFlags.namesOf(flags) }),
    ...(opts !== undefined && { opts: toOptions(opts) }),
  };
}

const INLINE = seg6Mode.values.inline;

function modeNumber(mode: SegmentEncap["mode"]): number {
  if (typeof mode === "number") return mode;
  const number = modes.indexOf(mode);
  if (number < 0) throw new EncodeError(`${JSON.stringify(mode)} is none of ${modes.join(", ")}`);
  return number;
}

function fromSegmentEncap(data: SegmentEncap): Seg6EncapInput {
  const mode = modeNumber(data.mode);
  return {
    srh: { mode, rest: encodeBody(ipv6SrHdr, toSegmentHeader(data, mode === INLINE)) },
    src: data.src,
    table: data.table,
  };
}

function toSegmentEncap({ srh, src, table }: Seg6Encap): SegmentEncap {
  const { mode = INLINE, rest = new Uint8Array(0) } = srh ?? {};
  return {
    mode: modes[mode] ?? mode,
    ...fromSegmentHeader(ipv6SrHdr.decode(sourceOf(rest), 0, rest.length)!, mode === INLINE),
    ...(src !== undefined && { src }),
    ...(table !== undefined && { table }),
  };
}

/** `struct ipv6_rpl_sr_hdr` (`linux/rpl.h`) of whole addresses: length, routing type 3, segments left, no compression. */
function fromRplSegments({ segments }: RplSegments): RplEncapInput {
  const addresses = segmentBytes(segments);
  const srh = new Uint8Array(8 + addresses.length);
  srh.set([0, addresses.length / 8, 3, segments.length]);
  srh.set(addresses, 8);
  return { srh };
}

function toRplSegments({ srh = new Uint8Array(0) }: RplEncap): RplSegments {
  return { segments: segmentsIn(srh.subarray(8), Math.floor((srh.length - 8) / 16)) };
}

/** A locator as the first half of an IPv6 address. */
function locatorNumber(locator: string): bigint {
  const bytes = parseIp(`${locator}::`);
  if (bytes?.length !== 16 || locator.split(":").length !== 4) {
    throw new EncodeError(`${JSON.stringify(locator)} is not a locator: four groups as in 2001:db8:0:1`);
  }
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, false);
}

function locatorText(locator: bigint): string {
  return [48n, 32n, 16n, 0n].map((shift) => ((locator >> shift) & 0xffffn).toString(16)).join(":");
}

function fromTranslation(data: IlaTranslation): IlaEncap {
  const attributes: IlaEncap = {};
  for (const key in data) {
    if (key === "locator") attributes.locator = locatorNumber(data.locator);
    else if (key === "csumMode" && data.csumMode !== undefined) {
      attributes.csumMode = numberOf(ilaChecksumMode, data.csumMode);
    } else if (key === "identType" && data.identType !== undefined) {
      attributes.identType = numberOf(ilaIdentifierType, data.identType);
    } else if (key === "hookType" && data.hookType !== undefined) {
      attributes.hookType = numberOf(ilaHook, data.hookType);
    }
  }
  return attributes;
}

function toTranslation({ locator = 0n, csumMode, identType, hookType }: IlaEncap): IlaTranslation {
  return {
    locator: locatorText(locator),
    ...(csumMode !== undefined && { csumMode: ilaChecksumMode.nameOf(csumMode) ?? csumMode }),
    ...(identType !== undefined && { identType: ilaIdentifierType.nameOf(identType) ?? identType }),
    ...(hookType !== undefined && { hookType: ilaHook.nameOf(hookType) ?? hookType }),
  };
}

function toWire(encap: EncapInput): RouteEncapInput {
  switch (encap.kind) {
    case "ip":
      return { kind: "ip", data: fromTunnel(encap.data) };
    case "ip6":
      return { kind: "ip6", data: fromTunnel(encap.data) };
    case "seg6":
      return { kind: "seg6", data: fromSegmentEncap(encap.data) };
    case "seg6_local":
      return { kind: "seg6_local", data: fromSegmentLocal(encap.data) };
    case "rpl":
      return { kind: "rpl", data: fromRplSegments(encap.data) };
    case "ioam6":
      return { kind: "ioam6", data: fromOamEncap(encap.data) };
    case "ila":
      return { kind: "ila", data: fromTranslation(encap.data) };
    default:
      return encap;
  }
}

function fromWire(encap: RouteEncap): Encap {
  switch (encap.kind) {
    case "ip":
      return { kind: "ip", data: toTunnel(encap.data ?? {}) };
    case "ip6":
      return { kind: "ip6", data: toTunnel(encap.data ?? {}) };
    case "seg6":
      return { kind: "seg6", data: toSegmentEncap(encap.data ?? {}) };
    case "seg6_local":
      return { kind: "seg6_local", data: toSegmentLocal(encap.data ?? {}) };
    case "rpl":
      return { kind: "rpl", data: toRplSegments(encap.data ?? {}) };
    case "ioam6":
      return { kind: "ioam6", data: toOamEncap(encap.data ?? {}) };
    case "ila":
      return { kind: "ila", data: toTranslation(encap.data ?? {}) };
    case "mpls":
      return { kind: "mpls", data: encap.data ?? {} };
    case "bpf":
      return { kind: "bpf", data: encap.data ?? {} };
    case "xfrm":
      return { kind: "xfrm", data: encap.data ?? {} };
    case "unknown":
      return encap;
  }
}

/** The pair of attributes that carries an encapsulation. @throws EncodeError for what can't be one */
export function fromEncap(encap: EncapInput): EncapPairInput {
  return encapAttributes(toWire(encap));
}

/** The encapsulation among a route's or next hop's attributes. */
export function toEncap(attributes: EncapPair): Encap | undefined {
  const encap = encapOf(attributes);
  return encap === undefined ? undefined : fromWire(encap);
}
