import { hostIsLittleEndian, sourceOf } from "../../protocol/schema/source.ts";
import { bareString } from "../../protocol/schema/text.ts";
import { EncodeError } from "../../protocol/schema/errors.ts";
import { Writer } from "../../protocol/schema/writer.ts";

/*
 * NFTA_*_USERDATA is opaque to the kernel. nft fills it with records of a type byte, a length byte and that many bytes
 * (libnftnl's udata), and reads back from it what the kernel does not keep: comments, and how to print a set's keys.
 */

/** One record of user data. */
export interface UserDataRecord {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** Type of a comment's record in a table, chain, rule, set or element; a set's is {@link SET_COMMENT}. */
export const COMMENT = 0;
/** Types of a set's records, as nft numbers them. */
export const SET_KEY_BYTEORDER = 0;
export const SET_DATA_BYTEORDER = 1;
export const SET_MERGE_ELEMENTS = 2;
export const SET_KEY_TYPEOF = 3;
export const SET_DATA_TYPEOF = 4;
export const SET_DATA_INTERVAL = 6;
export const SET_COMMENT = 7;
/** Types of an element's records, as nft numbers them. */
export const ELEMENT_COMMENT = 0;
export const ELEMENT_FLAGS = 1;

const text = bareString();

/**
 * Writes records one behind the other.
 * @throws EncodeError when one is over 255 bytes
 */
export function encodeUserData(records: readonly UserDataRecord[]): Uint8Array {
  const writer = new Writer(64);
  for (const { type, bytes } of records) {
    if (bytes.length > 255) throw new EncodeError(`${bytes.length} bytes of user data, the limit is 255`);
    writer.append(Uint8Array.of(type, bytes.length));
    writer.append(bytes);
  }
  return writer.copy();
}

/** Reads records; stops at the first that does not fit, as user data of other programs may be anything. */
export function decodeUserData(bytes: Uint8Array | undefined): UserDataRecord[] {
  const records: UserDataRecord[] = [];
  if (bytes === undefined) return records;
  for (let offset = 0; offset + 2 <= bytes.length;) {
    const end = offset + 2 + bytes[offset + 1]!;
    if (end > bytes.length) break;
    records.push({ type: bytes[offset]!, bytes: bytes.slice(offset + 2, end) });
    offset = end;
  }
  return records;
}

/** A comment's record: text with a trailing NUL. nft reads at most 128 bytes of it. */
export function commentRecord(type: number, comment: string): UserDataRecord {
  const writer = new Writer(64);
  text.encode(writer, comment);
  if (writer.position > 128) {
    throw new EncodeError(`${JSON.stringify(comment)} has ${writer.position} bytes, the limit is 128`, ["comment"]);
  }
  writer.reserve(1);
  return { type, bytes: writer.copy() };
}

/** A number's record: four bytes in host order. */
export function numberRecord(type: number, value: number): UserDataRecord {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, hostIsLittleEndian);
  return { type, bytes };
}

/** The comment among the records of the given type, without its NUL. */
export function commentOf(records: readonly UserDataRecord[], type: number): string | undefined {
  const record = records.find((candidate) => candidate.type === type);
  return record === undefined ? undefined : text.decode(sourceOf(record.bytes), 0, record.bytes.length);
}

/** User data that holds a comment and nothing else; `undefined` without a comment. */
export function commentData(comment: string | undefined): Uint8Array | undefined {
  return comment === undefined ? undefined : encodeUserData([commentRecord(COMMENT, comment)]);
}
