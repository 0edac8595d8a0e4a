import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import { RTM_DELTUNNEL, RTM_GETTUNNEL, RTM_NEWTUNNEL, tunnelMessage } from "../protocol/route/tunnel.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Request } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, knownIndex, withLink } from "./link-target.ts";
import type { Vni, VniRange } from "./vni-value.ts";
import { toVnis, vniEntryOf } from "./vni-value.ts";

export type { Vni, VniCounters, VniRange } from "./vni-value.ts";

/** Which VNIs {@link list} tells. */
export interface VniFilterOptions {
  /** Those of one device; of all when left out. */
  readonly dev?: LinkTarget;
  /** Whether to tell counters, for which the kernel tells every VNI by itself. */
  readonly stats?: boolean;
}

function change(type: number, verb: string, dev: LinkTarget, vnis: readonly VniRange[]): Operation<void> {
  if (vnis.length === 0) throw new EncodeError("at least one is needed", ["vnis"]);
  const names = vnis.map(({ vni, end }) => (end === undefined ? `${vni}` : `${vni}-${end}`));
  return withLink(dev, (ifindex) =>
    changeRequest(
      type,
      0,
      tunnelMessage,
      {
        header: { family: AF_BRIDGE, ifindex },
        attributes: { entry: vnis.map(vniEntryOf) },
      },
      `${verb} VNI ${names.join(", ")} of ${describeLink(dev)}`,
    ),
  );
}

/**
 * Adds VNIs to the filter of a VXLAN device that was made with `collectMetadata` and `vnifilter` (Linux 5.18); of those that are there
 * it changes the group. Those before a refused one stay.
 *
 * Equivalent to `bridge vni add vni 200-210,300 remote 192.0.2.1 dev vx0` (RTM_NEWTUNNEL, `linux/if_link.h`).
 * @throws NetlinkError EOPNOTSUPP for a device without a filter, EINVAL for a multicast group where the device has no `link`,
 * EEXIST for a VNI that another device has
 */
export function add(dev: LinkTarget, ...vnis: readonly VniRange[]): Operation<void> {
  return change(RTM_NEWTUNNEL, "add", dev, vnis);
}

/**
 * Takes VNIs from the filter of a VXLAN device; the group does not matter.
 *
 * Equivalent to `bridge vni delete vni 200-210 dev vx0` (RTM_DELTUNNEL).
 * @throws NetlinkError ENOENT for a VNI that is not there: those before it are gone
 */
function remove(dev: LinkTarget, ...vnis: readonly VniRange[]): Operation<void> {
  return change(RTM_DELTUNNEL, "delete", dev, vnis);
}
export { remove as delete };

function listIndexed(ifindex: number, stats: boolean): Request<Vni[]> {
  return request<Vni[], Vni[]>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETTUNNEL,
    flags: NLM_F_DUMP,
    body: encodeBody(tunnelMessage, { header: { family: AF_BRIDGE, flags: stats ? ["stats"] : 0, ifindex } }),
    what: "list VNIs",
    schema: tunnelMessage,
    dump: true,
    item: ({ type, source, start, end }) =>
      type === RTM_NEWTUNNEL ? toVnis(tunnelMessage.decode(source, start, end)) : undefined,
    result: (lists) => lists.flat(),
  });
}

/**
 * The VNIs of one VXLAN device's filter, or of all. What it gives may be deleted: `delete(vni.dev, vni)`.
 *
 * Equivalent to `bridge vni show [dev vx0]`, with `stats` to `bridge -s vni show` (RTM_GETTUNNEL).
 * @throws NetlinkError EINVAL for a device that has no filter
 */
export function list(filter: VniFilterOptions = {}): Operation<Vni[]> {
  const { dev = 0, stats = false } = filter;
  const known = knownIndex(dev);
  return known === undefined ? withLink(dev, (index) => listIndexed(index, stats)) : listIndexed(known, stats);
}
