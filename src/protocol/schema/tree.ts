import { badLength, DecodeError } from "./errors.ts";
import { DEPTH_LIMIT, sourceOf } from "./source.ts";
import { align4, NLA_F_NESTED, NLA_TYPE_MASK, Writer } from "./writer.ts";

/**
 * One attribute as it stands on the wire, no schema needed: parsing and writing back is the identity for any well-formed bytes.
 */
export interface AttributeNode {
  /** `nla_type` without flags. */
  type: number;
  /** NLA_F_NESTED and NLA_F_NET_BYTEORDER as found. */
  flags: number;
  /** Payload bytes when there are no children. A view into the parsed buffer, not a copy. */
  payload: Uint8Array;
  /**
   * The nested attributes, when NLA_F_NESTED is set, the payload is well-formed and not below the 32nd level; the payload is
   * then written from them.
   */
  children?: AttributeNode[];
  /** The padding bytes behind the payload as found: fewer than needed only at the end of a buffer. */
  padding: Uint8Array;
}

/**
 * Parses attributes without a schema.
 * @param bytes attributes back to back, nothing else
 * @throws DecodeError when a length does not fit
 */
export function parseAttributes(bytes: Uint8Array, littleEndian?: boolean): AttributeNode[] {
  return parse(bytes, 0, littleEndian, 0);
}

function parse(bytes: Uint8Array, base: number, littleEndian: boolean | undefined, depth: number): AttributeNode[] {
  const source = sourceOf(bytes, littleEndian);
  const nodes: AttributeNode[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const left = bytes.length - offset;
    if (left < 4) throw new DecodeError(`${left} bytes left over behind the last attribute`, base + offset);
    const length = source.view.getUint16(offset, source.littleEndian);
    if (length < 4 || length > left) throw badLength(length, left, base + offset);
    const wireType = source.view.getUint16(offset + 2, source.littleEndian);
    const end = offset + length;
    const next = Math.min(offset + align4(length), bytes.length);
    const node: AttributeNode = {
      type: wireType & NLA_TYPE_MASK,
      flags: wireType & ~NLA_TYPE_MASK,
      payload: bytes.subarray(offset + 4, end),
      padding: bytes.subarray(end, next),
    };
    if ((node.flags & NLA_F_NESTED) !== 0 && depth < DEPTH_LIMIT) {
      const children = tryParse(node.payload, base + offset + 4, littleEndian, depth + 1);
      if (children !== undefined) node.children = children;
    }
    nodes.push(node);
    offset = next;
  }
  return nodes;
}

/** Children of a payload that claims to be a nest; `undefined` when it is not one, so that it stays opaque. */
function tryParse(
  payload: Uint8Array,
  base: number,
  littleEndian: boolean | undefined,
  depth: number,
): AttributeNode[] | undefined {
  try {
    return parse(payload, base, littleEndian, depth);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Writes a tree back; the result equals the parsed bytes. */
export function writeAttributes(nodes: readonly AttributeNode[], littleEndian?: boolean): Uint8Array {
  const writer = new Writer(256, littleEndian);
  append(writer, nodes);
  return writer.copy();
}

function append(writer: Writer, nodes: readonly AttributeNode[]): void {
  for (const node of nodes) {
    const start = writer.beginAttribute(node.type | node.flags);
    if (node.children === undefined) writer.append(node.payload);
    else append(writer, node.children);
    writer.endAttribute(start);
    // endAttribute wrote zero padding; what was found may differ or, at the end of a buffer, be missing.
    writer.position = start + writer.view.getUint16(start, writer.littleEndian);
    writer.append(node.padding);
  }
}
