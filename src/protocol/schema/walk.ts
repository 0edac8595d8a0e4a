import { readPayload } from "./attributes.ts";
import type { AnyCodec, SetShape, SubMessageShape } from "./codec.ts";
import { chosen, shapeOf } from "./codec.ts";
import { beginsWithFamily } from "./message.ts";
import type { Source } from "./source.ts";
import { align4, NLA_TYPE_MASK } from "./writer.ts";

/** One byte range of a message with what the schema says of it. */
export interface WalkNode {
  readonly start: number;
  readonly end: number;
  /** What the range is: an attribute's header and payload, one struct field, a record, or bytes that no schema explains. */
  readonly role: "attribute" | "field" | "record" | "junk";
  /** Property path, outermost first. */
  readonly path: readonly string[];
  /** C names of the enclosing attributes and of this one, outermost first. */
  readonly names: readonly string[];
  /** How the payload (for a field: the whole range) is read; absent when nothing is known of it. */
  readonly codec?: AnyCodec;
  /** Where the payload begins: `start + 4` for an attribute. */
  readonly payload: number;
  /** Set when the payload is looked into by the nodes that follow. */
  readonly hasChildren: boolean;
  /** How many attributes and records are around it. */
  readonly level: number;
  /** Set for an element of a list, which has no name of its own: its place, from 0. */
  readonly index?: number;
}

interface Place {
  readonly path: readonly string[];
  readonly names: readonly string[];
  /** How many levels are above. */
  readonly depth: number;
}

/** Beyond this a payload is shown whole: every node passes through all generators above it. */
const levelLimit = 64;

/**
 * Visits a payload's byte ranges from the outside in, in the order of the wire, as its schema describes them.
 * Broken structure ends the level it is on with a `junk` node; it never throws.
 */
export function* walk(codec: AnyCodec, source: Source, start: number, end: number): Generator<WalkNode> {
  yield* walkPayload(codec, source, start, end, { path: [], names: [], depth: 0 });
}

/** The innermost attribute that covers `offset`: what an extended acknowledgement's NLMSGERR_ATTR_OFFS points at. */
export function locate(
  codec: AnyCodec,
  source: Source,
  start: number,
  end: number,
  offset: number,
): WalkNode | undefined {
  let found: WalkNode | undefined;
  for (const node of walk(codec, source, start, end)) {
    if (node.start > offset) break;
    if (offset < node.end && (node.role === "attribute" || found === undefined || node.start === offset)) found = node;
  }
  return found;
}

/**
 * The C name of attribute number `type` in the nest at `nest`, or without one in the message itself: what an extended
 * acknowledgement's NLMSGERR_ATTR_MISS_TYPE means. `attribute 5` where no schema names it.
 */
export function missingName(
  codec: AnyCodec | undefined,
  source: Source,
  start: number,
  end: number,
  type: number,
  nest: number | undefined,
): string {
  const around = nest === undefined || codec === undefined ? codec : locate(codec, source, start, end, nest)?.codec;
  let shape = around === undefined ? undefined : shapeOf(around);
  if (shape?.kind === "message") shape = shapeOf(shape.attributes);
  if (shape?.kind === "family") shape = shapeOf(shape.cases[source.bytes[start] ?? 0] ?? shape.otherwise);
  return (shape?.kind === "set" ? shape.byType.get(type)?.name : undefined) ?? `attribute ${type}`;
}

/** Whether {@link walk} has anything to say about the inside of a payload. */
function looksInside(codec: AnyCodec, source: Source, start: number, end: number): boolean {
  const shape = shapeOf(chosen(codec, source, start, end));
  return (
    shape.kind === "set" ||
    shape.kind === "list" ||
    shape.kind === "message" ||
    shape.kind === "records" ||
    shape.kind === "struct"
  );
}

function* walkPayload(codec: AnyCodec, source: Source, start: number, end: number, at: Place): Generator<WalkNode> {
  const shape = shapeOf(chosen(codec, source, start, end));
  if (shape.kind === "set") yield* walkSet(shape, source, start, end, at);
  else if (shape.kind === "list") {
    let index = 0;
    yield* walkAttributes(source, start, end, at, () => ({ key: String(index), index: index++, codec: shape.element }));
  } else if (shape.kind === "struct") {
    let reached = start;
    for (const field of shape.fields) {
      const from = start + field.offset;
      if (from + field.size > end) break;
      reached = from + field.size;
      yield {
        start: from,
        end: from + field.size,
        role: "field",
        path: [...at.path, field.name],
        names: [...at.names, `${shape.name}.${field.name}`],
        codec: field.codec,
        payload: from,
        hasChildren: false,
        level: at.depth,
      };
    }
    // Padding behind the last field belongs to the struct; a tail of a longer struct, or half a field, does not.
    const last = shape.fields.at(-1);
    if (last === undefined || reached === start + last.offset + last.size) reached = Math.min(end, start + shape.size);
    if (reached < end) yield junk(reached, end, at);
  } else if (shape.kind === "message") {
    const header = shapeOf(shape.header);
    if (header.kind !== "struct") return;
    const outer = source.family;
    if (end > start && beginsWithFamily(header.fields)) source.family = source.bytes[start]!;
    yield* walkPayload(shape.header, source, start, Math.min(end, start + header.size), {
      ...at,
      path: [...at.path, "header"],
    });
    yield* walkPayload(shape.attributes, source, Math.min(end, start + align4(header.size)), end, at);
    source.family = outer;
  } else if (shape.kind === "records") {
    const header = shapeOf(shape.header);
    if (header.kind !== "struct") return;
    const length = header.fields.find((field) => field.name === shape.lengthField)!;
    let index = 0;
    for (let offset = start; offset < end; index++) {
      const size = end - offset < header.size ? 0 : source.view.getUint16(offset + length.offset, source.littleEndian);
      if (size < header.size || size > end - offset) return yield junk(offset, end, at);
      const place = { path: [...at.path, String(index)], names: [...at.names, header.name], depth: at.depth + 1 };
      yield {
        start: offset,
        end: offset + size,
        role: "record",
        path: place.path,
        names: place.names,
        payload: offset,
        hasChildren: true,
        level: at.depth,
      };
      yield* walkPayload(shape.header, source, offset, offset + header.size, {
        ...place,
        path: [...place.path, "header"],
      });
      yield* walkPayload(
        shape.attributes,
        source,
        Math.min(offset + size, offset + align4(header.size)),
        offset + size,
        place,
      );
      offset += align4(size);
    }
  }
}

const junk = (start: number, end: number, at: Place): WalkNode => ({
  start,
  end,
  role: "junk",
  path: at.path,
  names: at.names,
  payload: start,
  hasChildren: false,
  level: at.depth,
});

interface Resolved {
  readonly key: string;
  /** Absent for an element of a list. */
  readonly name?: string;
  readonly index?: number;
  readonly codec?: AnyCodec | undefined;
}

function* walkSet(shape: SetShape, source: Source, start: number, end: number, at: Place): Generator<WalkNode> {
  const counts = new Map<number, number>();
  const selected = new Map(shape.subMessages.map((sub) => [sub, selectedCodec(sub, source, start, end)]));
  yield* walkAttributes(source, start, end, at, (type) => {
    const entry = shape.byType.get(type);
    if (entry === undefined) return undefined;
    const codec = entry.payloadOf === undefined ? entry.codec : selected.get(entry.payloadOf);
    const index = counts.get(type) ?? 0;
    counts.set(type, index + 1);
    return { key: entry.repeated ? `${entry.key}.${index}` : entry.key, name: entry.name, codec };
  });
}

/** The payload codec of a sub-message that the last readable selector among the attributes names. */
function selectedCodec(sub: SubMessageShape, source: Source, start: number, end: number): AnyCodec | undefined {
  let name: string | undefined;
  for (const [type, payload, stop] of attributeSpans(source, start, end)) {
    if (type === sub.selectorType) name = readPayload(sub.selector, source, payload - 4, stop) ?? name;
  }
  return name !== undefined && Object.hasOwn(sub.cases, name) ? sub.cases[name] : undefined;
}

function* attributeSpans(
  source: Source,
  start: number,
  end: number,
): Generator<[type: number, payload: number, stop: number]> {
  for (let offset = start; end - offset >= 4;) {
    const length = source.view.getUint16(offset, source.littleEndian);
    if (length < 4 || length > end - offset) return;
    yield [source.view.getUint16(offset + 2, source.littleEndian) & NLA_TYPE_MASK, offset + 4, offset + length];
    offset += align4(length);
  }
}

function* walkAttributes(
  source: Source,
  start: number,
  end: number,
  at: Place,
  resolve: (type: number) => Resolved | undefined,
): Generator<WalkNode> {
  let reached = start;
  for (const [type, payload, stop] of attributeSpans(source, start, end)) {
    const resolved = resolve(type);
    const codec = resolved?.codec;
    const place: Place = {
      path: [...at.path, resolved?.key ?? `#${type}`],
      names: resolved?.index === undefined ? [...at.names, resolved?.name ?? `#${type}`] : at.names,
      depth: at.depth + 1,
    };
    const hasChildren = codec !== undefined && at.depth < levelLimit && looksInside(codec, source, payload, stop);
    const { path, names } = place;
    yield {
      start: payload - 4,
      end: stop,
      role: "attribute",
      path,
      names,
      ...(codec && { codec }),
      payload,
      hasChildren,
      level: at.depth,
      ...(resolved?.index !== undefined && { index: resolved.index }),
    };
    if (hasChildren) yield* walkPayload(codec, source, payload, stop, place);
    reached = payload - 4 + align4(stop - payload + 4);
  }
  if (reached < end) yield junk(reached, end, at);
}
