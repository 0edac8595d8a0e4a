import type { Ioam6Encap } from "../protocol/route/encap.ts";
import { ioam6Mode } from "../protocol/route/encap.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { numberOf } from "./route-value.ts";

/** A trace that nodes on the way fill in (RFC 9197, pre-allocated). */
export interface OamTrace {
  /** IOAM namespace, 16 bits. */
  readonly namespace: number;
  /** Which data each node writes: 24 bits. */
  readonly type: number;
  /** Bytes that are set aside for all nodes together: a multiple of four, at most 244. */
  readonly size: number;
}

/** In-situ operations, administration and maintenance (`ioam6` of `ip route`). */
export interface OamEncap {
  /** Where the trace goes: into the packet, into an outer header, or either by whether the packet is forwarded. */
  readonly mode: keyof typeof ioam6Mode.values | number;
  /** Into how many of `frequencyOf` packets it is inserted; 1 unless told. */
  readonly frequency?: number | undefined;
  /** Of how many packets `frequency` are; 1 unless told. */
  readonly frequencyOf?: number | undefined;
  /** Far end of the outer header. */
  readonly dst?: string | undefined;
  /** Near end of the outer header (6.12). */
  readonly src?: string | undefined;
  readonly trace: OamTrace;
}

/** `struct ioam6_trace_hdr` (`linux/ioam6.h`): namespace, a byte of flags, four-byte units that are left, 24 bits of type. */
function traceBytes({ namespace, type, size }: OamTrace): Uint8Array {
  if (!(Number.isInteger(namespace) && namespace >= 0 && namespace <= 0xffff))
    throw new EncodeError(`${namespace} is no IOAM namespace`);
  if (!(Number.isInteger(type) && type >= 0 && type <= 0xffffff))
    throw new EncodeError(`${type} is no type of a trace`);
  if (!(size >= 4 && size <= 244 && size % 4 === 0)) {
    throw new EncodeError(`${size} is not the size of a trace: a multiple of 4, at most 244`);
  }
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, namespace, false);
  view.setUint8(3, size / 4);
  view.setUint32(4, type * 256, false);
  return bytes;
}

function traceIn(given: Uint8Array): OamTrace {
  const bytes = new Uint8Array(8);
  bytes.set(given.subarray(0, 8));
  const view = new DataView(bytes.buffer);
  return { namespace: view.getUint16(0, false), type: view.getUint32(4, false) >>> 8, size: (bytes[3]! & 0x7f) * 4 };
}

/** The attributes of a trace, in the order of its properties. */
export function fromOamEncap(encap: OamEncap): Ioam6Encap {
  const attributes: Ioam6Encap = {};
  for (const key in encap) {
    if (key === "mode") attributes.mode = numberOf(ioam6Mode, encap.mode);
    else if (key === "frequency" && encap.frequency !== undefined) attributes.freqK = encap.frequency;
    else if (key === "frequencyOf" && encap.frequencyOf !== undefined) attributes.freqN = encap.frequencyOf;
    else if (key === "dst" && encap.dst !== undefined) attributes.dst = encap.dst;
    else if (key === "src" && encap.src !== undefined) attributes.src = encap.src;
    else if (key === "trace") attributes.trace = traceBytes(encap.trace);
  }
  return attributes;
}

/** What the attributes of a trace say; zeroes where the kernel says nothing. */
export function toOamEncap({ mode = 0, freqK, freqN, dst, src, trace = new Uint8Array(0) }: Ioam6Encap): OamEncap {
  return {
    ...(freqK !== undefined && { frequency: freqK }),
    ...(freqN !== undefined && { frequencyOf: freqN }),
    mode: ioam6Mode.nameOf(mode) ?? mode,
    ...(dst !== undefined && { dst }),
    ...(src !== undefined && { src }),
    trace: traceIn(trace),
  };
}
