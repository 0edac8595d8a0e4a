import type { Space } from "./attributes.ts";
import { DecodeError } from "./errors.ts";
import type { Source } from "./source.ts";
import { align4, NLA_TYPE_MASK } from "./writer.ts";

/**
 * A set of attributes that is indexed at once and decoded attribute by attribute when asked: for callers who read few of many.
 * It reads the buffer it was made on, so that buffer must not be reused while the view lives, and it never crosses a worker:
 * send {@link LazyView.toObject} instead.
 */
export interface LazyView<Out extends object> {
  /** Whether the attribute is there, without decoding it. */
  has(key: keyof Out & string): boolean;
  /** The attribute's value, decoded at each call; `undefined` when absent or unreadable. */
  get<K extends keyof Out & string>(key: K): Out[K] | undefined;
  /** Everything decoded, equal to what the space's `decode` gives. */
  toObject(): Out;
  /** {@link LazyView.toObject}, so that `JSON.stringify` shows the content. */
  toJSON(): Out;
}

/**
 * Indexes a set's attributes by offset. Sub-message payloads and repeated attributes are decoded through the whole set.
 * @throws DecodeError when an attribute's length does not fit
 */
export function lazyView<Out extends object, In extends object>(
  space: Space<Out, In>,
  source: Source,
  start: number,
  end: number,
): LazyView<Out> {
  const { byType, entries, subMessages } = space.shape;
  // offset + 1 by attribute type: 0 is "absent", and offset 0 is a place an attribute may stand at
  const index = new Uint32Array(1 + Math.max(0, ...byType.keys()));
  for (let offset = start; end - offset >= 4; ) {
    const length = source.view.getUint16(offset, source.littleEndian);
    if (length < 4 || length > end - offset) throw new DecodeError(`attribute length ${length}, ${end - offset} bytes are left`, offset);
    const type = source.view.getUint16(offset + 2, source.littleEndian) & NLA_TYPE_MASK;
    if (type < index.length) index[type] = offset + 1;
    offset += align4(length);
  }
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const whole = new Set(subMessages.flatMap((sub) => [sub.selectorKey, sub.payloadKey, sub.nameKey, sub.rawKey]));
  const toObject = (): Out => space.decode(source, start, end)!;
  return {
    has: (key) => index[byKey.get(key)?.type ?? index.length] !== undefined && index[byKey.get(key)!.type] !== 0,
    get: (key) => {
      const entry = byKey.get(key);
      if (entry === undefined || entry.repeated || whole.has(key)) return toObject()[key];
      const at = index[entry.type]!;
      if (at === 0) return undefined;
      return entry.codec.decode(source, at + 3, at - 1 + source.view.getUint16(at - 1, source.littleEndian));
    },
    toObject,
    toJSON: toObject,
  };
}
