import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { NsidAttributesInput } from "../protocol/route/nsid.ts";
import { NETNSA_NSID_NOT_ASSIGNED, nsidMessage, RTM_GETNSID, RTM_NEWNSID } from "../protocol/route/nsid.ts";
import { RTM_GETLINK } from "../protocol/route/link.ts";
import type { Operation } from "../socket/request.ts";
import { operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { Link } from "./link-object.ts";
import { linkOfReply } from "./link-object.ts";
import { linkQuestion } from "./link-request.ts";
import type { NamespaceTarget } from "./namespace-target.ts";

function nsidRequest(type: number, attributes: NsidAttributesInput) {
  return request<number, number>({
    protocol: NETLINK_ROUTE,
    type,
    flags: 0,
    body: encodeBody(nsidMessage, { attributes }),
    what: type === RTM_GETNSID ? "get a namespace's id" : "assign an id to a namespace",
    schema: nsidMessage,
    item: ({ source, start, end }) => nsidMessage.decode(source, start, end).attributes.nsid,
    result: ([nsid]) => nsid ?? NETNSA_NSID_NOT_ASSIGNED,
  });
}

/** The id that this namespace gave to another one; it is given one when it has none. */
function nsidOf(target: Exclude<NamespaceTarget, { readonly nsid: number }>): Operation<number> {
  return operation(function* () {
    const place = "fd" in target ? { fd: target.fd } : { pid: target.pid };
    const known = yield* nsidRequest(RTM_GETNSID, place);
    if (known !== NETNSA_NSID_NOT_ASSIGNED) return known;
    yield* nsidRequest(RTM_NEWNSID, { nsid: NETNSA_NSID_NOT_ASSIGNED, ...place });
    return yield* nsidRequest(RTM_GETNSID, place);
  });
}

/** A link of another namespace by its name. */
export function createdElsewhere(name: string, target: NamespaceTarget | undefined): Operation<Link> {
  return operation(function* () {
    const targetNetnsid = target === undefined ? undefined : "nsid" in target ? target.nsid : yield* nsidOf(target);
    return yield* linkQuestion<Link, Link>({
      type: RTM_GETLINK,
      attributes: { targetNetnsid, ifname: name },
      what: `get link ${name} of another namespace`,
      item: linkOfReply,
      result: ([link]) => {
        if (link === undefined) throw new Error(`get link ${name}: acknowledged without an answer`);
        return link;
      },
    });
  });
}
