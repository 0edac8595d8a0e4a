import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type {
  BridgeAfSpecInput,
  BridgeVlanInfoInput,
  BridgeVlanTunnelInput,
} from "../protocol/route/bridge-af-spec.ts";
import { bridgeFlags, bridgeMode, bridgePortState, bridgeVlanFlags } from "../protocol/route/bridge-af-spec.ts";
import type { BridgeCfmInput } from "../protocol/route/bridge-cfm.ts";
import type { BridgePort } from "../protocol/route/link-kinds/bridge-port.ts";
import { extendedFilter } from "../protocol/route/link-constants.ts";
import type { LinkAttributesInput } from "../protocol/route/link.ts";
import { linkMessage, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK } from "../protocol/route/link.ts";
import type { DumpRequest, Operation, Request } from "../socket/request.ts";
import { dumpRequest } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { BridgePortOptions } from "./bridge-port-options.ts";
import { bridgePortAttributes } from "./bridge-port-options.ts";
import type { Link } from "./link-object.ts";
import { linkOfReply } from "./link-object.ts";
import { linkChange } from "./link-request.ts";
import { indexOf, resolved } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, knownIndex, withLink } from "./link-target.ts";
import type { BridgePortState, VlanKey } from "./vlan-value.ts";
import { rangeOf } from "./vlan-value.ts";

export type { BridgePortOptions } from "./bridge-port-options.ts";

/** BRIDGE_MODE_*: whether a device that bridges itself keeps packets between its ports inside. */
export type HardwareBridgeMode = Exclude<NonNullable<ReturnType<typeof bridgeMode.nameOf>>, "undef">;

/** Who is meant; the bridge of the port where neither is said. */
export interface BridgeSide {
  /** The device itself: its driver's own bridge, or a bridge's own VLANs. */
  readonly self?: boolean | undefined;
  /** The bridge that the port belongs to. */
  readonly master?: boolean | undefined;
}

function flagsOf({ self, master }: BridgeSide): number | undefined {
  if (self === undefined && master === undefined) return undefined;
  const { values } = bridgeFlags;
  return (self === true ? values.self : 0) | (master === true ? values.master : 0);
}

function portChange(
  type: number,
  verb: string,
  target: LinkTarget,
  index: number,
  attributes: LinkAttributesInput,
): Request<void> {
  return linkChange({
    type,
    header: { family: AF_BRIDGE, index },
    attributes,
    what: `${verb} bridge port ${describeLink(target)}`,
  });
}

/** What to change about a port. */
export interface BridgePortSetOptions extends BridgePortOptions, BridgeSide {
  /** How the device itself bridges; says `self`. */
  readonly hwMode?: HardwareBridgeMode | undefined;
}

/**
 * Changes options of a port in a message of AF_BRIDGE, which with `self` reaches the device's driver.
 * `links.set(port, { bridgePort })` changes the same options of a bridge's port, as `ip link set v0 type bridge_slave …` does.
 *
 * Equivalent to `bridge link set dev v0 learning off [self] [master] [hwmode vepa]` (RTM_SETLINK with IFLA_PROTINFO).
 * @throws NetlinkError EOPNOTSUPP with `self` where the driver has no bridge of its own
 */
export function set(target: LinkTarget, options: BridgePortSetOptions): Operation<void> {
  const { self, master, hwMode, ...port } = options;
  return resolved(
    function* () {
      const flags = flagsOf({ self: hwMode === undefined ? self : true, master });
      const spec: BridgeAfSpecInput | undefined = flags === undefined ? undefined : { flags, mode: hwMode };
      return { index: yield* indexOf(target), protinfo: yield* bridgePortAttributes(port), spec };
    },
    ({ index, protinfo, spec }) => portChange(RTM_SETLINK, "set", target, index, { protinfo, afSpec: spec }),
  );
}

/** A port of a bridge, or the bridge itself, as messages of AF_BRIDGE tell it. Any function that takes a link takes one. */
export interface Port {
  readonly index: number;
  readonly name: string;
  /** Index of the bridge, which is its own for a bridge; absent for a device that bridges itself. */
  readonly bridge?: number;
  /** Options and state as a port, where it is one. */
  readonly options?: BridgePort;
  readonly state?: BridgePortState;
  /** How the device itself bridges, where this is about that. */
  readonly hwMode?: HardwareBridgeMode;
  /** The link as this message tells it: VLANs and more are in `attributes.afSpec`. */
  readonly link: Link;
}

function portOf(link: Link): Port {
  const { protinfo, afSpec } = link.attributes;
  const mode = afSpec?.mode === undefined ? undefined : bridgeMode.nameOf(afSpec.mode);
  const state = protinfo?.state === undefined ? undefined : bridgePortState.nameOf(protinfo.state);
  return {
    index: link.index,
    name: link.name,
    ...(link.master !== undefined && { bridge: link.master }),
    ...(protinfo !== undefined && { options: protinfo }),
    ...(state !== undefined && { state }),
    ...(mode !== undefined && mode !== "undef" && { hwMode: mode }),
    link,
  };
}

/** Further things to be told of ports. */
export type PortDetail = Extract<
  ReturnType<typeof extendedFilter.namesOf>[number],
  "brvlan" | "brvlan_compressed" | "mrp" | "cfm_config" | "cfm_status" | "mst"
>;

/** Which ports to list. */
export interface PortFilter {
  /** Those of this bridge. */
  readonly bridge?: number | { readonly index: number } | undefined;
  /** Things to be told besides, in `link.attributes.afSpec`; then bridges are told too. */
  readonly detail?: readonly PortDetail[] | undefined;
}

/**
 * Lists the ports of bridges, and the devices that bridge themselves.
 *
 * Equivalent to `bridge -d link show`, with `detail: ["brvlan"]` to `bridge vlan show` (RTM_GETLINK of AF_BRIDGE).
 */
export function list(filter: PortFilter = {}): DumpRequest<Port> {
  const { bridge, detail = [] } = filter;
  const index = bridge === undefined ? undefined : knownIndex(bridge);
  return dumpRequest<Port>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETLINK,
    flags: NLM_F_DUMP,
    body: encodeBody(linkMessage, {
      header: { family: AF_BRIDGE },
      attributes: { extMask: detail.length === 0 ? undefined : extendedFilter.bitsOf(detail) },
    }),
    what: "list bridge ports",
    schema: linkMessage,
    item: (reply) => {
      const link = linkOfReply(reply);
      return link === undefined || (index !== undefined && link.master !== index) ? undefined : portOf(link);
    },
  });
}

/** VLANs to be added by {@link addVlan}. */
export interface PortVlanInput extends Omit<VlanKey, "dev">, BridgeSide {
  readonly pvid?: boolean | undefined;
  readonly untagged?: boolean | undefined;
}

function vlanInfos(key: Omit<VlanKey, "dev">, flags: number): BridgeVlanInfoInput[] {
  const end = rangeOf(key);
  if (end === undefined) return [{ flags, vid: key.vid }];
  const { range_begin: first, range_end: last } = bridgeVlanFlags.values;
  return [
    { flags: flags | first, vid: key.vid },
    { flags: flags | last, vid: end },
  ];
}

function specChange(type: number, verb: string, target: LinkTarget, side: BridgeSide, spec: BridgeAfSpecInput) {
  return withLink(target, (index) =>
    portChange(type, verb, target, index, { afSpec: { flags: flagsOf(side), ...spec } }),
  );
}

/**
 * Adds VLANs to a port, or with `self` to a bridge or to the device's own table.
 *
 * Equivalent to `bridge vlan add dev v0 vid 10-20 [pvid] [untagged] [self] [master]` (RTM_SETLINK with IFLA_BRIDGE_VLAN_INFO).
 */
export function addVlan(target: LinkTarget, input: PortVlanInput): Operation<void> {
  const { pvid, untagged } = bridgeVlanFlags.values;
  const flags = (input.pvid === true ? pvid : 0) | (input.untagged === true ? untagged : 0);
  return specChange(RTM_SETLINK, "add VLANs to", target, input, { vlanInfo: vlanInfos(input, flags) });
}

/** Deletes VLANs. Equivalent to `bridge vlan del dev v0 vid 10-20 [self] [master]` (RTM_DELLINK). */
export function deleteVlan(target: LinkTarget, input: PortVlanInput): Operation<void> {
  const { pvid, untagged } = bridgeVlanFlags.values;
  const flags = (input.pvid === true ? pvid : 0) | (input.untagged === true ? untagged : 0);
  return specChange(RTM_DELLINK, "delete VLANs of", target, input, { vlanInfo: vlanInfos(input, flags) });
}

/** VLANs and their tunnels. */
export interface PortTunnelInput extends Omit<VlanKey, "dev">, BridgeSide {
  /** Tunnel of the VLAN, of a range that of the first one: the others follow. */
  readonly tunnelId: number;
}

function tunnels(input: PortTunnelInput): BridgeVlanTunnelInput[] {
  return vlanInfos(input, 0).map(({ flags, vid = 0 }) => ({ id: input.tunnelId + vid - input.vid, vid, flags }));
}

/**
 * Maps VLANs that the port has to tunnels; it needs the option `vlanTunnel`.
 *
 * Equivalent to `bridge vlan add dev vx0 vid 10-20 tunnel_info id 110-120` (RTM_SETLINK with IFLA_BRIDGE_VLAN_TUNNEL_INFO).
 */
export function addTunnel(target: LinkTarget, input: PortTunnelInput): Operation<void> {
  return specChange(RTM_SETLINK, "map VLANs of", target, input, { vlanTunnelInfo: tunnels(input) });
}

/** Ends the mapping of VLANs to tunnels. Equivalent to `bridge vlan del dev vx0 vid 10-20 tunnel_info id 110-120`. */
export function deleteTunnel(target: LinkTarget, input: PortTunnelInput): Operation<void> {
  return specChange(RTM_DELLINK, "unmap VLANs of", target, input, { vlanTunnelInfo: tunnels(input) });
}

/**
 * Makes, changes and deletes maintenance end points of a bridge (connectivity fault management, Linux 5.11), in the terms of the header.
 * `list({ detail: ["cfm_config", "cfm_status"] })` tells them. iproute2 has no command for it (RTM_SETLINK with IFLA_BRIDGE_CFM).
 * @throws NetlinkError EOPNOTSUPP where the kernel lacks it, EINVAL and EEXIST with its words
 */
export function setCfm(target: LinkTarget, cfm: BridgeCfmInput): Operation<void> {
  return specChange(RTM_SETLINK, "set fault management of", target, { self: true }, { cfm });
}
