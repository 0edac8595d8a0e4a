import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import { bridgePortState } from "../protocol/route/bridge-af-spec.ts";
import { RTM_SETLINK } from "../protocol/route/link.ts";
import type { Operation } from "../socket/request.ts";
import { list as listPorts } from "./bridge-port.ts";
import { linkChange } from "./link-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";
import { operation } from "../socket/request.ts";
import type { BridgePortState } from "./vlan-value.ts";

/** The state of a port in a spanning tree instance. */
export interface MstState {
  /** Index of the port. */
  readonly dev: number;
  /** Index of the bridge. */
  readonly bridge: number;
  /** Spanning tree instance; VLANs are assigned to it by `vlans.setGlobal(…, { msti })`. */
  readonly msti: number;
  readonly state: BridgePortState;
}

/**
 * Sets the state of a port in a spanning tree instance (Linux 5.18). The bridge needs the option `mst_enable`.
 *
 * Equivalent to `bridge mst set dev v0 msti 2 state blocking` (RTM_SETLINK with IFLA_BRIDGE_MST).
 * @throws NetlinkError EBUSY without `mst_enable`
 */
export function set(target: LinkTarget, input: Pick<MstState, "msti" | "state">): Operation<void> {
  const entry = [{ msti: input.msti, state: input.state }];
  return withLink(target, (index) =>
    linkChange({
      type: RTM_SETLINK,
      header: { family: AF_BRIDGE, index },
      attributes: { afSpec: { mst: { entry } } },
      what: `set spanning tree instance ${input.msti} of ${describeLink(target)}`,
    }),
  );
}

/** Lists the states of ports in all instances that VLANs are in. Equivalent to `bridge mst show` (RTM_GETLINK of AF_BRIDGE). */
export function list(
  filter: { readonly bridge?: number | { readonly index: number } | undefined } = {},
): Operation<MstState[]> {
  const ports = listPorts({ ...filter, detail: ["mst"] });
  return operation(function* () {
    return (yield* ports).flatMap(({ index, bridge = 0, link }) =>
      (link.attributes.afSpec?.mst?.entry ?? []).flatMap(({ msti = 0, state = 0 }) => {
        const name = bridgePortState.nameOf(state);
        return name === undefined ? [] : [{ dev: index, bridge, msti, state: name }];
      }),
    );
  });
}
