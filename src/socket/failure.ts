import type { Acknowledgement, ExtendedAck } from "../protocol/core/acknowledgement.ts";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import type { AnyCodec } from "../protocol/schema/codec.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { locate, missingName } from "../protocol/schema/walk.ts";
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

/** The C name of an attribute that is not there. */
function missingIn({ body, schema }: Refused, { missType, missNest }: ExtendedAck): string | undefined {
  if (missType === undefined) return undefined;
  const bytes = body ?? new Uint8Array(0);
  const nest = missNest === undefined ? undefined : missNest - NLMSG_HDRLEN;
  return missingName(schema, sourceOf(bytes), 0, bytes.length, missType, nest);
}

/** The error that a refusing acknowledgement stands for. */
export function refusal(refused: Refused, { errno, extack }: Acknowledgement): NetlinkError {
  const { name, text } = errnoEntry(errno);
  const missing = missingIn(refused, extack);
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
