import type { Acknowledgement } from "../protocol/core/acknowledgement.ts";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import type { AnyCodec } from "../protocol/schema/codec.ts";
import { shapeOf } from "../protocol/schema/codec.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { locate } from "../protocol/schema/walk.ts";
import { errnoEntry } from "./errno.ts";
import { NetlinkError } from "./errors.ts";

/** What an acknowledgement's offsets are resolved against. */
export interface Refused {
  readonly what: string;
  readonly body?: Uint8Array;
  readonly schema?: AnyCodec;
}

interface Place {
  readonly path?: string;
  readonly attribute?: string;
}

/** The attribute at an offset from the start of the request's nlmsghdr. */
function placeAt(refused: Refused, offset: number | undefined): Place {
  const { body, schema } = refused;
  if (offset === undefined || body === undefined || schema === undefined || offset < NLMSG_HDRLEN) return {};
  const node = locate(schema, sourceOf(body), 0, body.length, offset - NLMSG_HDRLEN);
  return node === undefined ? {} : { path: node.path.join("."), attribute: node.names.join(" > ") };
}

/** The C name of an attribute that is not there: looked up in the set that the nest at `nestOffset` holds. */
function missingName(refused: Refused, type: number | undefined, nestOffset: number | undefined): string | undefined {
  if (type === undefined) return undefined;
  const { body, schema } = refused;
  let codec = schema;
  if (nestOffset !== undefined && body !== undefined && schema !== undefined) {
    codec = locate(schema, sourceOf(body), 0, body.length, nestOffset - NLMSG_HDRLEN)?.codec;
  }
  let shape = codec === undefined ? undefined : shapeOf(codec);
  if (shape?.kind === "message") shape = shapeOf(shape.attributes);
  if (shape?.kind === "family") shape = shapeOf(shape.cases[body?.[0] ?? 0] ?? shape.otherwise);
  return (shape?.kind === "set" ? shape.byType.get(type)?.name : undefined) ?? `attribute ${type}`;
}

/** The error that a refusing acknowledgement stands for. */
export function refusal(refused: Refused, { errno, extack }: Acknowledgement): NetlinkError {
  const { name, text } = errnoEntry(errno);
  const missing = missingName(refused, extack.missType, extack.missNest);
  return new NetlinkError({
    errno,
    code: name,
    errnoText: text,
    what: refused.what,
    extack,
    // The nest that misses an attribute is the place of the fault where the kernel names no other.
    ...placeAt(refused, extack.offs ?? (missing === undefined ? undefined : extack.missNest)),
    ...(missing !== undefined && { missing }),
    request: refused,
  });
}
