import type { AttributeNode, Family, RegisteredMessage, Source, WalkNode } from "../../protocol/schema/index.ts";
import {
  align4,
  bodySchema,
  DecodeError,
  findMessage,
  locate,
  missingName,
  NLA_F_NESTED,
  NLA_F_NET_BYTEORDER,
  parseAttributes,
  walk,
} from "../../protocol/schema/index.ts";
import type { ExtendedAck, Frame } from "../../protocol/core/index.ts";
import {
  ackFlags,
  controlType,
  decodeAcknowledgement,
  deleteFlags,
  extendedAck,
  getFlags,
  messageFlags,
  netlinkProtocol,
  newFlags,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
} from "../../protocol/core/index.ts";
import { errnoEntry } from "../../socket/errno.ts";
import { namesOf, valueText } from "./value.ts";

/** A byte range of a datagram and what it is. */
export interface Annotation {
  readonly start: number;
  readonly end: number;
  /** How far the text is indented. */
  readonly depth: number;
  readonly text: string;
}

/** What is known beside the bytes of a message. */
export interface Surroundings {
  readonly families: readonly Family[];
  readonly protocol: number;
  /** The request of a sequence number, if it was seen: what an acknowledgement's offset points into. */
  request(seq: number): { source: Source; frame: Frame } | undefined;
}

/** `route`, `netfilter`, or the number of a protocol that has no name here. */
export function protocolName(protocol: number): string {
  return netlinkProtocol.nameOf(protocol) ?? `protocol ${protocol}`;
}

function flagText(flags: number, type: number, name: string | undefined): string {
  const further =
    type === NLMSG_ERROR || type === NLMSG_DONE
      ? ackFlags
      : name !== undefined && /(^|_)GET/.test(name)
        ? getFlags
        : name !== undefined && /(^|_)(DEL|DESTROY)/.test(name)
          ? deleteFlags
          : newFlags;
  const values = { ...messageFlags.values, ...further.values };
  const text =
    flags === 0 ? "" : namesOf(flags, { prefix: "NLM_F_", values, flags: true }) || `0x${flags.toString(16)}`;
  return text.replace("root match", "dump");
}

function headerText(frame: Frame, found: RegisteredMessage | undefined): string {
  const control = controlType.nameOf(frame.type);
  const name = found?.name ?? (control === undefined ? undefined : `NLMSG_${control.toUpperCase()}`);
  const flags = flagText(frame.flags, frame.type, name);
  const type = name === undefined ? `type ${frame.type}, which no schema names` : `${name} (${frame.type})`;
  const parts = [type, ...(flags === "" ? [] : [flags]), `${frame.end - frame.offset} bytes`];
  return `${parts.join(", ")}, seq ${frame.seq}, pid ${frame.pid}`;
}

/** Every byte range of a message, in order: its header, then what its schema says of the body. */
export function* annotate(source: Source, frame: Frame, around: Surroundings): Generator<Annotation> {
  const found = findMessage(around.families, around.protocol, frame.type);
  yield { start: frame.offset, end: frame.start, depth: 0, text: headerText(frame, found) };
  if (frame.type === NLMSG_ERROR || frame.type === NLMSG_DONE) yield* acknowledgement(source, frame, around);
  else if (frame.start === frame.end) return;
  else if (found === undefined) yield unexplained(frame.start, frame.end, 1);
  else yield* body(bodySchema(found, frame.flags), source, frame.start, frame.end, 1);
}

const unexplained = (start: number, end: number, depth: number): Annotation => ({
  start,
  end,
  depth,
  text: `unknown, ${end - start} bytes`,
});

function* acknowledgement(source: Source, frame: Frame, around: Surroundings): Generator<Annotation> {
  const { start, end } = frame;
  if (end - start < 4) {
    if (start < end) yield unexplained(start, end, 1);
    return;
  }
  const error = source.view.getInt32(start, source.littleEndian);
  const errno = error < 0 ? ` (${errnoEntry(-error).name}: ${errnoEntry(-error).text})` : "";
  yield { start, end: start + 4, depth: 1, text: `error = ${error}${errno}` };
  let tlvs = start + 4;
  let request: { source: Source; frame: Frame } | undefined;
  if (frame.type === NLMSG_ERROR && end - tlvs >= NLMSG_HDRLEN) {
    const inner = innerFrame(source, tlvs, end, (frame.flags & NLM_F_CAPPED) !== 0 || error === 0);
    const found = findMessage(around.families, around.protocol, inner.type);
    yield { start: tlvs, end: inner.start, depth: 1, text: `of the request ${headerText(inner.whole, found)}` };
    if (inner.end > inner.start) {
      if (found === undefined) yield unexplained(inner.start, inner.end, 2);
      else yield* body(bodySchema(found, inner.whole.flags), source, inner.start, inner.end, 2);
      request = { source, frame: inner.whole };
    }
    request ??= around.request(inner.whole.seq);
    tlvs = Math.min(end, align4(inner.end - frame.offset) + frame.offset);
  }
  if (tlvs >= end) return;
  if ((frame.flags & NLM_F_ACK_TLVS) === 0) return yield unexplained(tlvs, end, 1);
  yield* body(extendedAck, source, tlvs, end, 1);
  if (request === undefined) return;
  for (const text of offending(source, frame, request, around)) yield { start: end, end, depth: 1, text };
}

/** The request inside an acknowledgement: its header as it was, and how much of its body is there. */
function innerFrame(
  source: Source,
  at: number,
  limit: number,
  capped: boolean,
): { type: number; start: number; end: number; whole: Frame } {
  const { view, littleEndian } = source;
  const length = view.getUint32(at, littleEndian);
  const start = at + NLMSG_HDRLEN;
  const whole: Frame = {
    type: view.getUint16(at + 4, littleEndian),
    flags: view.getUint16(at + 6, littleEndian),
    seq: view.getUint32(at + 8, littleEndian),
    pid: view.getUint32(at + 12, littleEndian),
    offset: at,
    start,
    end: at + length,
  };
  return { type: whole.type, start, end: capped ? start : Math.max(start, Math.min(limit, at + length)), whole };
}

/** What the acknowledgement's numbers mean in the request: the attribute at NLMSGERR_ATTR_OFFS, and the one that is missing. */
function* offending(
  source: Source,
  frame: Frame,
  request: { source: Source; frame: Frame },
  around: Surroundings,
): Generator<string> {
  let extack: ExtendedAck;
  try {
    extack = decodeAcknowledgement(source, frame).extack;
  } catch (error) {
    if (error instanceof DecodeError) return;
    throw error;
  }
  const found = findMessage(around.families, around.protocol, request.frame.type);
  if (found === undefined) return;
  const schema = bodySchema(found, request.frame.flags);
  const { offset, start } = request.frame;
  const end = Math.min(request.frame.end, request.source.bytes.length);
  const namesAt = (place: number): string | undefined =>
    locate(schema, request.source, start, end, offset + place)?.names.join(" > ");
  const { offs, missType, missNest } = extack;
  const names = offs === undefined ? undefined : namesAt(offs);
  if (names !== undefined) yield `the offset is that of ${names}`;
  if (missType === undefined) return;
  const nest = missNest === undefined ? undefined : offset + missNest;
  const missing = missingName(schema, request.source, start, end, missType, nest);
  const inside = missNest === undefined ? undefined : namesAt(missNest);
  yield `${missing} is missing${inside === undefined ? "" : ` in ${inside}`}`;
}

function* body(
  schema: Parameters<typeof walk>[0],
  source: Source,
  start: number,
  end: number,
  depth: number,
): Generator<Annotation> {
  let last: Annotation | undefined;
  for (const node of walk(schema, source, start, end)) {
    for (const annotation of describe(node, source, depth)) {
      if (last !== undefined) yield* padded(last, source, annotation.start);
      last = annotation;
    }
  }
  if (last !== undefined) yield* padded(last, source, end);
  else if (start < end) yield unexplained(start, end, depth);
}

/** An annotation with the bytes up to the next one, which are padding. */
function* padded(annotation: Annotation, source: Source, next: number): Generator<Annotation> {
  const { start, end, depth } = annotation;
  const isZero = source.bytes.subarray(end, next).every((byte) => byte === 0);
  if (isZero && start < end) return yield { ...annotation, end: Math.max(end, next) };
  yield annotation;
  if (end < next) yield { start: end, end: next, depth, text: isZero ? "padding" : "padding that is not zero" };
}

function* describe(node: WalkNode, source: Source, base: number): Generator<Annotation> {
  const { start, end, role, codec } = node;
  const depth = base + node.level;
  const name = node.names.at(-1) ?? "";
  if (role === "junk") yield unexplained(start, end, depth);
  else if (role === "record") yield { start, end: start, depth, text: `${name}, ${end - start} bytes` };
  else if (role === "field")
    yield {
      start,
      end,
      depth,
      text: `${name}${codec === undefined ? "" : valueText(codec, source, role, start, end)}`,
    };
  else {
    const type = source.view.getUint16(start + 2, source.littleEndian);
    const label = `${node.index === undefined ? name : `[${node.index}]`}${(type & NLA_F_NET_BYTEORDER) === 0 ? "" : " (network byte order)"}`;
    if (node.hasChildren) {
      yield {
        start,
        end: node.payload,
        depth,
        text: `${label}${(type & NLA_F_NESTED) === 0 ? "" : " nested"}, ${end - start} bytes`,
      };
    } else if (codec !== undefined)
      yield { start, end, depth, text: label + valueText(codec, source, role, start, end) };
    else {
      const [tree] = parseAttributes(source.bytes.subarray(start, end), source.littleEndian);
      if (tree !== undefined) yield* unknownAttribute(start, tree, depth, label);
    }
  }
}

/** An attribute without a schema: taken apart as far as the attribute tree goes, which NLA_F_NESTED makes. */
function* unknownAttribute(start: number, node: AttributeNode, depth: number, label: string): Generator<Annotation> {
  const { payload, children } = node;
  const end = start + 4 + payload.length;
  if (children === undefined || children.length === 0)
    return yield { start, end, depth, text: `${label} unknown, ${payload.length} bytes` };
  let at = start + 4;
  yield { start, end: at, depth, text: `${label} unknown, nested, ${end - start} bytes` };
  for (const child of children) {
    yield* unknownAttribute(at, child, depth + 1, `#${child.type}`);
    at += 4 + child.payload.length + child.padding.length;
  }
}
