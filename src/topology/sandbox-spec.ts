import { TopologyError } from "./errors.ts";
import { blockOf, ipv4Number, ipv4Text, networkOf, parseIpv4Prefix } from "./ipv4-pool.ts";
import { checkInterfaceName, checkMac, checkName, checkPort } from "./names.ts";

/** A port of the sandbox's outgoing traffic that is taken to a local proxy on the host instead. */
export interface Redirect {
  /** `tcp` by default. */
  readonly protocol?: "tcp" | "udp";
  /** Destination port as the guest sees it. */
  readonly port: number;
  /** Port on the host where the proxy listens. */
  readonly to: number;
}

/** What to build. Everything but the name has a default that depends on the slot alone. */
export interface SandboxOptions {
  /** Name of the sandbox and of its network namespace (`/run/netns/NAME`). */
  readonly name: string;
  /** A TAP device for a virtual machine (default), or a veth into a namespace `NAME.guest` for a container. */
  readonly guest?: "tap" | "veth";
  /** Position in the address pools; the lowest free one by default. */
  readonly slot?: number;
  /** Address under which the host knows the sandbox; by default address number SLOT of 10.11.0.0/16. */
  readonly address?: string;
  /** The guest's own address; the same in every sandbox. Default 169.254.0.21/30. */
  readonly guestAddress?: string;
  /** Address of the namespace on the guest's link: the guest's gateway. Default 169.254.0.22/30. */
  readonly gatewayAddress?: string;
  /** Name of the guest's link inside the namespace. Default `tap0`. */
  readonly guestInterface?: string;
  /** MAC of the namespace's end of the guest's link: the same in every sandbox, so that a snapshot of the guest stays valid. Default 02:fc:00:00:00:06. */
  readonly guestInterfaceMac?: string;
  /** User id that may open the TAP besides root. */
  readonly tapOwner?: number;
  /** Group id that may open the TAP besides root. */
  readonly tapGroup?: number;
  /** Name of the veth on the host. Default `tnsbSLOT`. */
  readonly hostInterface?: string;
  /** Ports taken to proxies on the host. */
  readonly redirects?: readonly Redirect[];
}

/** A sandbox with everything decided: what the ledger holds. */
export interface SandboxSpec {
  readonly name: string;
  readonly guest: "tap" | "veth";
  readonly slot: number;
  readonly address: string;
  readonly guestAddress: string;
  readonly gatewayAddress: string;
  readonly guestInterface: string;
  readonly guestInterfaceMac: string;
  readonly tapOwner?: number;
  readonly tapGroup?: number;
  readonly hostInterface: string;
  /** The host's end of the veth's /31. */
  readonly hostLinkAddress: string;
  /** The namespace's end of the veth's /31. */
  readonly insideLinkAddress: string;
  readonly redirects: readonly Required<Redirect>[];
}

/** Pool of the addresses under which the host knows sandboxes: one each. */
export const SANDBOX_POOL = "10.11.0.0/16";
/** Pool of the links between host and sandboxes: a /31 each. */
export const SANDBOX_LINK_POOL = "10.12.0.0/16";
/** Name of a sandbox's link to the host, inside its namespace. */
export const INSIDE_INTERFACE = "eth0";
/** Suffix of the namespace of a container guest. */
export const guestNamespaceName = (name: string): string => `${name}.guest`;

/** Fills in the defaults and checks everything that can be checked without the kernel. */
export function sandboxSpec(options: SandboxOptions, slot: number): SandboxSpec {
  const what = `sandbox ${JSON.stringify(options.name)}`;
  checkName("sandbox", options.name);
  const hostInterface = options.hostInterface ?? `tnsb${slot}`;
  const guestInterface = options.guestInterface ?? "tap0";
  checkInterfaceName(what, hostInterface);
  checkInterfaceName(what, guestInterface);
  if (guestInterface === INSIDE_INTERFACE || guestInterface === "lo") {
    throw new TopologyError(`${what}: guest interface ${JSON.stringify(guestInterface)} is taken inside the namespace`);
  }
  const guestInterfaceMac = options.guestInterfaceMac ?? "02:fc:00:00:00:06";
  checkMac(what, guestInterfaceMac);
  const guestAddress = options.guestAddress ?? "169.254.0.21/30";
  const gatewayAddress = options.gatewayAddress ?? "169.254.0.22/30";
  const guest = parseIpv4Prefix(guestAddress, what);
  const gateway = parseIpv4Prefix(gatewayAddress, what);
  if (guest.length !== gateway.length || networkOf(guest) !== networkOf(gateway) || guest.address === gateway.address) {
    throw new TopologyError(
      `${what}: guest ${guestAddress} and gateway ${gatewayAddress} are not two addresses of one prefix`,
    );
  }
  const address = options.address ?? ipv4Text(blockOf(SANDBOX_POOL, 1, slot, what));
  ipv4Number(address, what);
  const link = blockOf(SANDBOX_LINK_POOL, 2, slot, what);
  const redirects = (options.redirects ?? []).map((redirect) => {
    checkPort(what, redirect.port);
    checkPort(what, redirect.to);
    return { protocol: redirect.protocol ?? "tcp", port: redirect.port, to: redirect.to };
  });
  return {
    name: options.name,
    guest: options.guest ?? "tap",
    slot,
    address,
    guestAddress,
    gatewayAddress,
    guestInterface,
    guestInterfaceMac,
    ...(options.tapOwner !== undefined && { tapOwner: options.tapOwner }),
    ...(options.tapGroup !== undefined && { tapGroup: options.tapGroup }),
    hostInterface,
    hostLinkAddress: ipv4Text(link),
    insideLinkAddress: ipv4Text(link + 1),
    redirects,
  };
}

/** The lowest slot that no given spec uses. */
export function freeSlot(taken: ReadonlySet<number>): number {
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}
