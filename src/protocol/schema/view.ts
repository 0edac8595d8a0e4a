import type { Space } from "./attributes.ts";
import { readPayload } from "./attributes.ts";
import type { AttributeEntry, SetShape } from "./codec.ts";
import { badLength } from "./errors.ts";
import type { Source } from "./source.ts";
import { align4, NLA_TYPE_MASK } from "./writer.ts";

/**
 * A set of attributes that is indexed at once and decoded attribute by attribute when asked: for callers who read few of many.
 * It reads the buffer it was made on, so that buffer must not be reused while the view lives, and it never crosses a worker:
 * send {@link LazyView.toObject} instead.
 */
export interface LazyView<Out extends object> {
  /** Whether the attribute is there, readable or not. Costs nothing but for sub-messages and repeated attributes, which are decoded. */
  has(key: keyof Out & string): boolean;
  /** The attribute's value, decoded at each call; `undefined` when absent or unreadable. */
  get<K extends keyof Out & string>(key: K): Out[K] | undefined;
  /** Everything decoded, equal to what the space's `decode` gives. */
  toObject(): Out;
  /** {@link LazyView.toObject}, so that `JSON.stringify` shows the content. */
  toJSON(): Out;
}

/** What is the same for every view on a space. */
interface Layout {
  /** One more than the highest type number. */
  readonly slots: number;
  /** Attributes that can be read alone, by property; sub-messages and repeated ones need their neighbours. */
  readonly alone: ReadonlyMap<string, AttributeEntry>;
}

const layouts = new WeakMap<SetShape, Layout>();

function layoutOf(shape: SetShape): Layout {
  const known = layouts.get(shape);
  if (known !== undefined) return known;
  const selectors = new Set(shape.subMessages.flatMap((sub) => [sub.selectorType, sub.payloadType]));
  const alone = shape.entries.filter((entry) => !entry.repeated && !selectors.has(entry.type));
  const layout: Layout = {
    slots: 1 + Math.max(0, ...shape.byType.keys()),
    alone: new Map(alone.map((entry) => [entry.key, entry])),
  };
  layouts.set(shape, layout);
  return layout;
}

class View<Out extends object> implements LazyView<Out> {
  readonly #space: Space<Out>;
  readonly #layout: Layout;
  readonly #source: Source;
  readonly #start: number;
  readonly #end: number;
  readonly #family: number;
  /** offset + 1 by attribute type: 0 is "absent", and offset 0 is a place an attribute may stand at. */
  readonly #index: Uint32Array;

  constructor(space: Space<Out>, source: Source, start: number, end: number) {
    this.#space = space;
    this.#layout = layoutOf(space.shape);
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.#family = source.family;
    const index = new Uint32Array(this.#layout.slots);
    const { view, littleEndian } = source;
    for (let offset = start; end - offset >= 4;) {
      const length = view.getUint16(offset, littleEndian);
      if (length < 4 || length > end - offset) throw badLength(length, end - offset, offset);
      const type = view.getUint16(offset + 2, littleEndian) & NLA_TYPE_MASK;
      if (type < index.length) index[type] = offset + 1;
      offset += align4(length);
    }
    this.#index = index;
  }

  has(key: keyof Out & string): boolean {
    const entry = this.#layout.alone.get(key);
    return entry === undefined ? this.toObject()[key] !== undefined : this.#index[entry.type] !== 0;
  }

  get<K extends keyof Out & string>(key: K): Out[K] | undefined {
    const entry = this.#layout.alone.get(key);
    if (entry === undefined) return this.toObject()[key];
    const at = this.#index[entry.type]!;
    if (at === 0) return undefined;
    const source = this.#source;
    source.family = this.#family;
    const offset = at - 1;
    const length = source.view.getUint16(offset, source.littleEndian);
    return readPayload(entry.codec, source, offset, offset + length) as Out[K] | undefined;
  }

  toObject(): Out {
    this.#source.family = this.#family;
    return this.#space.decode(this.#source, this.#start, this.#end)!;
  }

  toJSON(): Out {
    return this.toObject();
  }
}

/**
 * Indexes a set's attributes by offset. Sub-messages and repeated attributes are decoded through the whole set.
 * @throws DecodeError when an attribute's length does not fit
 */
export function lazyView<Out extends object, In extends object>(
  space: Space<Out, In>,
  source: Source,
  start: number,
  end: number,
): LazyView<Out> {
  return new View(space, source, start, end);
}
