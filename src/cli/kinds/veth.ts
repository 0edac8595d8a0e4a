import type { LinkInfoInput } from "../../protocol/route/link.ts";
import { readLinkOptions } from "../commands/link-options.ts";
import type { Cursor } from "../cursor.ts";
import { CommandError, duplicateArgument } from "../failure.ts";
import type { KindContext } from "./kind.ts";

const vethUsage = "Usage: ... veth [ peer LINK-OPTION... ]\n";

/** Reads the options of `type veth`: those of the other end, which are a link's. */
export function readVeth(cursor: Cursor, { session, changes }: KindContext): LinkInfoInput {
  if (cursor.word !== "peer") {
    // On standard output, as `ip` has it here.
    session.out.write(vethUsage);
    throw new CommandError("");
  }
  cursor.skip();
  const peer = readLinkOptions(cursor, session, { create: !changes });
  if (peer.kind !== undefined) throw duplicateArgument("type", peer.kind);
  return { kind: "veth", data: { peer: { header: peer.header, attributes: peer.attributes } } };
}
