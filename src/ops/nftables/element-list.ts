import type { NftSetElement } from "../../protocol/netfilter/set-element.ts";
import { nftSetElementFlags } from "../../protocol/netfilter/set-element.ts";
import type { NftScalar } from "./data-type.ts";
import { intervalsOf } from "./interval.ts";
import type { Interval } from "./interval.ts";
import type { ResolvedSet, SetReference } from "./set-reference.ts";
import { hasBoundaries, paddedLength, resolveSet } from "./set-reference.ts";
import { commentOf, decodeUserData, ELEMENT_COMMENT } from "./user-data.ts";
import { valueOfInterval } from "./value.ts";
import type { NftVerdict } from "./verdict.ts";
import { decodeVerdict } from "./verdict.ts";

/** An element of a set or map; it may be given to `addElements` and `deleteElements` as it is. */
export interface SetElement {
  /** The value; a prefix or range of values; of a concatenated key one for each part. */
  readonly key: NftScalar | readonly NftScalar[];
  /** What a map gives for it. */
  readonly data?: NftScalar | NftVerdict | undefined;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  /** Milliseconds that are left of its timeout. */
  readonly expires?: number | undefined;
  readonly comment?: string | undefined;
}

function readData(set: ResolvedSet, element: NftSetElement): SetElement["data"] {
  const { data } = element;
  if (data?.verdict !== undefined) return decodeVerdict(data.verdict);
  if (data?.value === undefined || set.data === undefined || set.data === "verdict") return undefined;
  return set.data.format(data.value);
}

function readOne(set: ResolvedSet, key: SetElement["key"], element: NftSetElement): SetElement {
  const { timeout, expiration, userdata } = element;
  const data = readData(set, element);
  const comment = commentOf(decodeUserData(userdata), ELEMENT_COMMENT);
  return {
    key,
    ...(data !== undefined && { data }),
    ...(timeout !== undefined && { timeout: Number(timeout) }),
    ...(expiration !== undefined && { expires: Number(expiration) }),
    ...(comment !== undefined && { comment }),
  };
}

function readConcatenation(set: ResolvedSet, from: Uint8Array, to: Uint8Array): NftScalar[] {
  let offset = 0;
  return set.types.map((type) => {
    const part: Interval = {
      from: from.subarray(offset, offset + type.length),
      to: to.subarray(offset, offset + type.length),
    };
    offset += paddedLength(type);
    return valueOfInterval(type, part, false);
  });
}

/** Elements as a caller sees them, of elements as the kernel listed them. */
export function readElements(reference: SetReference, elements: readonly NftSetElement[]): SetElement[] {
  const set = resolveSet(reference);
  const [type] = set.types;
  const keyOf = ({ key }: NftSetElement): Uint8Array => key?.value ?? new Uint8Array(0);
  if (type !== undefined && hasBoundaries(set)) {
    const end = nftSetElementFlags.values.interval_end;
    const boundaries = elements
      .filter(({ key }) => key?.value !== undefined)
      .map((element) => ({ key: keyOf(element), end: ((element.flags ?? 0) & end) !== 0, element }));
    return intervalsOf(boundaries).map(({ interval, start }) =>
      readOne(set, valueOfInterval(type, interval), start.element),
    );
  }
  return elements
    .filter(({ key }) => key?.value !== undefined)
    .map((element) => {
      const from = keyOf(element);
      const key =
        set.types.length === 1 && type !== undefined
          ? type.format(from)
          : readConcatenation(set, from, element.keyEnd?.value ?? from);
      return readOne(set, key, element);
    });
}
