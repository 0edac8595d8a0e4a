import { RTM_GETLINK } from "../protocol/route/link.ts";
import type { Operation } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import type { Link } from "./link-object.ts";
import { linkOfReply } from "./link-object.ts";
import { linkQuestion } from "./link-request.ts";
import type { NamespaceTarget } from "./namespace-target.ts";
import * as nsid from "./nsid.ts";

/** A link of another namespace by its name. */
export function createdElsewhere(name: string, target: NamespaceTarget | undefined): Operation<Link> {
  return operation(function* () {
    const targetNetnsid = target === undefined ? undefined : yield* nsid.ensure(target);
    return yield* linkQuestion<Link, Link>({
      type: RTM_GETLINK,
      attributes: { targetNetnsid, ifname: name },
      what: `get link ${name} of another namespace`,
      item: linkOfReply,
      result: onlyAnswer(`get link ${name} of another namespace`),
    });
  });
}
