import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftDataInput } from "../../protocol/netfilter/data.ts";
import type { NftSetElementInput as WireElement } from "../../protocol/netfilter/set-element.ts";
import { nftSetElementFlags } from "../../protocol/netfilter/set-element.ts";
import type { DataType, NftScalar } from "./data-type.ts";
import type { Interval } from "./interval.ts";
import { boundariesOf, uniteIntervals } from "./interval.ts";
import type { ResolvedSet } from "./set-reference.ts";
import { hasBoundaries, keyLength, paddedLength } from "./set-reference.ts";
import { milliseconds } from "./set.ts";
import { commentRecord, ELEMENT_COMMENT, ELEMENT_FLAGS, encodeUserData, numberRecord } from "./user-data.ts";
import type { NftValue } from "./value.ts";
import { intervalOf, parseValue } from "./value.ts";
import type { NftVerdict } from "./verdict.ts";
import { encodeVerdict } from "./verdict.ts";

/** A key: one value, or an array with one for each part of a concatenated key. */
export type NftKey = NftValue | readonly NftValue[];

/** An element with more than its key. */
export interface DetailedElement {
  readonly key: NftKey;
  /** What a map gives: a value of its data type, or a verdict such as `accept()`. */
  readonly data?: NftScalar | NftVerdict | undefined;
  /** Milliseconds after which it vanishes. */
  readonly timeout?: number | undefined;
  /** Milliseconds that are left of its timeout. */
  readonly expires?: number | undefined;
  readonly comment?: string | undefined;
}
/** An element to be added or deleted: its key, or an object with more. */
export type SetElementInput = NftKey | DetailedElement;

const { values: elementBits } = nftSetElementFlags;

/** Whether an element is an object with more than its key. */
export function isDetailed(element: SetElementInput): element is DetailedElement {
  return typeof element === "object" && "key" in element;
}

function encodeData(set: ResolvedSet, data: DetailedElement["data"]): NftDataInput | undefined {
  if (data === undefined) {
    if (set.data !== undefined) throw new EncodeError(`an element of map ${set.name} needs data`, ["data"]);
    return undefined;
  }
  if (set.data === undefined)
    throw new EncodeError(`set ${set.name} is not a map, its elements have no data`, ["data"]);
  if (typeof data === "object") {
    if (set.data !== "verdict")
      throw new EncodeError(`map ${set.name} gives values of type ${set.data.name}`, ["data"]);
    return encodeVerdict(data);
  }
  if (set.data === "verdict") throw new EncodeError(`map ${set.name} gives verdicts`, ["data"]);
  return { value: set.data.parse(data) };
}

function isList(key: NftKey): key is readonly NftValue[] {
  return Array.isArray(key);
}

/** The parts of a key; throws `EncodeError` when there are not as many as types. */
export function partsOf(key: NftKey, types: readonly DataType[]): readonly NftValue[] {
  const parts = isList(key) ? key : [key];
  if (parts.length !== types.length)
    throw new EncodeError(`a key of ${types.length} parts, not ${parts.length}`, ["key"]);
  return parts;
}

/** Both ends of a concatenated key, each part padded to four bytes. */
function concatenate(key: NftKey, types: readonly DataType[], interval: boolean): Interval {
  const length = keyLength(types);
  const ends = { from: new Uint8Array(length), to: new Uint8Array(length) };
  let offset = 0;
  for (const [index, value] of partsOf(key, types).entries()) {
    const type = types[index]!;
    const span = parseValue(type, value);
    if (span.kind === "one") {
      ends.from.set(span.key, offset);
      ends.to.set(span.key, offset);
    } else {
      if (!interval) throw new EncodeError(`${JSON.stringify(value)} needs a set with the flag interval`, ["key"]);
      const { from, to } = intervalOf(type, span);
      ends.from.set(from, offset);
      ends.to.set(to, offset);
    }
    offset += paddedLength(type);
  }
  return ends;
}

/** Attributes of an element besides its key. */
function extras(element: DetailedElement, set: ResolvedSet): WireElement {
  const { comment } = element;
  return {
    timeout: milliseconds(element.timeout, "timeout"),
    expiration: milliseconds(element.expires, "expires"),
    data: encodeData(set, element.data),
    userdata: comment === undefined ? undefined : encodeUserData([commentRecord(ELEMENT_COMMENT, comment)]),
  };
}

/** NFTA_SET_ELEM_* of one element of a set without boundaries. */
export function encodeElement(set: ResolvedSet, element: SetElementInput): WireElement {
  const { types } = set;
  const key = isDetailed(element) ? element.key : element;
  let from: Uint8Array;
  let to: Uint8Array | undefined;
  const [only] = types;
  if (types.length === 1 && only !== undefined) {
    const span = parseValue(only, partsOf(key, types)[0]!);
    if (span.kind !== "one")
      throw new EncodeError(`${JSON.stringify(key)} needs a set with the flag interval`, ["key"]);
    from = span.key;
  } else {
    const interval = set.flags.includes("interval");
    const ends = concatenate(key, types, interval);
    from = ends.from;
    if (interval) to = ends.to;
  }
  if (!isDetailed(element) && set.data === undefined && to === undefined) return { key: { value: from } };
  const { timeout, expiration, data, userdata } = extras(isDetailed(element) ? element : { key }, set);
  return {
    timeout,
    expiration,
    key: { value: from },
    keyEnd: to === undefined ? undefined : { value: to },
    data,
    userdata,
  };
}

/** What {@link encodeElements} may do besides. */
export interface ElementOptions {
  /** Put an end at zero in front, as nft does for a set that was just made. */
  readonly leading?: boolean;
  /** Unite intervals that only touch. */
  readonly merge?: boolean;
  /** Leave out the end of an interval where the next begins, as nft does in anonymous maps. */
  readonly anonymous?: boolean;
  /** Elements are to be deleted: maps don't ask for data. */
  readonly deleting?: boolean;
}

/**
 * NFTA_SET_ELEM_* of elements. Of a set with intervals they are the boundaries: a start, and an end that is exclusive and marked
 * NFT_SET_ELEM_INTERVAL_END; a lone start where an interval reaches the top of the space. Overlapping intervals are united.
 * @throws EncodeError when a value does not fit the set's types
 */
export function encodeElements(
  set: ResolvedSet,
  elements: readonly SetElementInput[],
  options: ElementOptions = {},
): WireElement[] {
  const { types } = set;
  const target = options.deleting === true ? { ...set, data: undefined } : set;
  const plain = (element: SetElementInput): SetElementInput =>
    options.deleting === true && isDetailed(element) ? element.key : element;
  if (!hasBoundaries(set)) return elements.map((element) => encodeElement(target, plain(element)));
  const [type] = types;
  if (type === undefined) return [];
  const intervals = elements.map((element) =>
    intervalOf(type, parseValue(type, partsOf(isDetailed(element) ? element.key : element, types)[0]!)),
  );
  // Elements of a map, or with more than a key, differ where they touch.
  const united = uniteIntervals(intervals, options.merge === true && set.data === undefined);
  const clash = set.data === undefined ? undefined : united.find(({ of }) => of.length > 1);
  if (clash !== undefined) {
    const [first = 0, second = 0] = clash.of;
    throw new EncodeError(`elements ${first} and ${second} of map ${set.name} overlap`, ["elements"]);
  }
  const boundaries = boundariesOf(
    united.map(({ interval }) => interval),
    options.leading === true,
    options.anonymous !== true,
  );
  return boundaries.map(({ key, end, open, index }): WireElement => {
    if (end) return { flags: elementBits.interval_end, key: { value: key } };
    const element = plain(elements[united[index]!.of[0]!]!);
    if (!isDetailed(element) && target.data === undefined && !open) return { key: { value: key } };
    const detailed = isDetailed(element) ? element : { key: element };
    const { timeout, expiration, data } = extras(detailed, target);
    const records = detailed.comment === undefined ? [] : [commentRecord(ELEMENT_COMMENT, detailed.comment)];
    if (open) records.push(numberRecord(ELEMENT_FLAGS, 1)); // SET_ELEM_F_INTERVAL_OPEN: nft prints the range by it
    const userdata = records.length === 0 ? undefined : encodeUserData(records);
    return { timeout, expiration, key: { value: key }, data, userdata };
  });
}
