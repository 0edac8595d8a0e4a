/** Bytes being decoded. One per received datagram: codecs descend by numeric offsets, nothing is sliced. */
export interface Source {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  /** Byte order of the machine that produced the bytes: netlink integers are in host order. */
  readonly littleEndian: boolean;
  /** Address family of the innermost message header read so far (`rtm_family`, `ifi_family`, …); 0 before any. */
  family: number;
  /** How many schemas that contain themselves are being read at the moment; bounded by {@link DEPTH_LIMIT}. */
  depth: number;
}

/** How often a schema may contain itself: the kernel never goes beyond three, and hostile bytes must not exhaust the stack. */
export const DEPTH_LIMIT = 32;

/** True on the machines that Node runs on but for s390x: the byte order of typed arrays is the host's. */
export const hostIsLittleEndian: boolean = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Wraps bytes for decoding without copying: decoded binary values are copies, so the buffer may be reused afterwards. */
export function sourceOf(given: Uint8Array, littleEndian: boolean = hostIsLittleEndian): Source {
  // A subclass may be a Node `Buffer`, whose `slice` does not copy.
  const bytes =
    given.constructor === Uint8Array ? given : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    bytes,
    littleEndian,
    family: 0,
    depth: 0,
  };
}
