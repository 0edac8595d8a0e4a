import type { IfinfomsgInput, LinkAttributesInput, LinkMessageInput } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { checkAddresses, ETHERNET_BYTES } from "./link-address.ts";
import { checkName } from "./link-name.ts";
import type { BirthOptions, LinkSwitches } from "./link-options.ts";
import { flagChange } from "./link-switches.ts";
import type { NamespaceTarget } from "./namespace-target.ts";

/** Attributes that say to which namespace a link goes. */
export function namespaceAttributes(target: NamespaceTarget | undefined): LinkAttributesInput {
  if (target === undefined) return {};
  if ("fd" in target) return { netNsFd: target.fd };
  return "pid" in target ? { netNsPid: target.pid } : { targetNetnsid: target.nsid };
}

/** Kinds whose links have no Ethernet address: theirs are of another length, or none. */
const otherAddresses: ReadonlySet<string> = new Set(
  "gre ip6gre ipip sit ip6tnl vti vti6 xfrm bareudp gtp tun can vcan vxcan ipoib nlmon ovpn ppp rmnet wireguard unknown".split(
    " ",
  ),
);

/** Attributes of a link of a kind that is to be made. */
export function birthAttributes(options: BirthOptions, kind: string, path: readonly string[]): LinkAttributesInput {
  if (!otherAddresses.has(kind)) checkAddresses(options, ETHERNET_BYTES, "Ethernet addresses", path);
  return {
    txqlen: options.txQueueLength,
    address: options.address,
    broadcast: options.broadcast,
    mtu: options.mtu,
    numTxQueues: options.numTxQueues,
    numRxQueues: options.numRxQueues,
    gsoMaxSize: options.gsoMaxSize,
    gsoMaxSegs: options.gsoMaxSegs,
    groMaxSize: options.groMaxSize,
    gsoIpv4MaxSize: options.gsoIpv4MaxSize,
    groIpv4MaxSize: options.groIpv4MaxSize,
    group: options.group,
    ...namespaceAttributes(options.namespace),
  };
}

/** Header of a link that is to be made. */
export function birthHeader(options: BirthOptions & LinkSwitches): IfinfomsgInput {
  return { index: options.index, ...flagChange(options) };
}

/** The message inside a message that makes the other end of a pair of a kind, which is the attribute of this name. */
export function peerMessage(options: BirthOptions, kind: string, attribute: string): LinkMessageInput {
  const path = ["info", "data", attribute];
  if (options.namespace !== undefined && "nsid" in options.namespace) {
    // The kernel ignores IFLA_TARGET_NETNSID there: the peer would silently be born here.
    throw new EncodeError("the peer of a pair takes a descriptor or a pid, not an nsid", [...path, "namespace"]);
  }
  const name = options.name === undefined ? undefined : checkName(options.name, [...path, "name"].join("."));
  return { header: birthHeader(options), attributes: { ...birthAttributes(options, kind, path), ifname: name } };
}
