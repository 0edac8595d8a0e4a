import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REPLACE } from "../protocol/core/constants.ts";
import { addressMessage, RTM_DELADDR, RTM_GETADDR, RTM_NEWADDR } from "../protocol/route/address.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import type { Address, AddressBody, AddressFlag, AddressOptions } from "./address-value.ts";
import { addressBody, addressKey, toAddress } from "./address-value.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, knownIndex, withLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import { isWithin, parsePrefix } from "./prefix.ts";
import type { Scope } from "./route-value.ts";

export type { Address, AddressFlag, AddressOptions } from "./address-value.ts";

const noReply = (): void => {};

function addressRequest(type: number, flags: number, verb: string, link: LinkTarget, body: AddressBody): Request<void> {
  return request<void>({
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encodeBody(addressMessage, body),
    what: `${verb} address ${body.attributes.local}/${body.header.prefixlen} on ${describeLink(link)}`,
    schema: addressMessage,
    result: noReply,
  });
}

function change(
  flags: number,
  verb: string,
  target: LinkTarget | Address,
  address?: string,
  options?: AddressOptions,
): Operation<void> {
  const [given, settings] = identity(target, address, options);
  return withLink(target, (index) =>
    addressRequest(RTM_NEWADDR, flags, verb, target, addressBody(index, given, settings)),
  );
}

/** The address and options of the two forms of a call: target and text, or a listed address alone. */
function identity(target: LinkTarget | Address, address?: string, options?: AddressOptions): [string, AddressOptions] {
  if (address !== undefined) return [address, options ?? {}];
  if (typeof target === "object" && "address" in target) return [target.address, target];
  throw new TypeError("an address needs a text such as 10.0.0.1/24");
}

/**
 * Gives a link an address; EEXIST when it has it.
 *
 * Equivalent to `ip address add 10.0.0.1/24 dev v0` (RTM_NEWADDR, `rtnetlink(7)`).
 * @param target the link, or an address as listed, which alone says everything
 * @param address `10.0.0.1/24`; without a length 32 or 128
 */
export function add(target: LinkTarget, address: string, options?: AddressOptions): Operation<void>;
export function add(address: Address): Operation<void>;
export function add(target: LinkTarget | Address, address?: string, options?: AddressOptions): Operation<void> {
  return change(NLM_F_CREATE | NLM_F_EXCL, "add", target, address, options);
}

/**
 * Gives a link an address, or changes the lifetimes, metric and flags of the one it has.
 *
 * Equivalent to `ip address replace 10.0.0.1/24 dev v0 …`.
 */
export function replace(target: LinkTarget, address: string, options?: AddressOptions): Operation<void>;
export function replace(address: Address): Operation<void>;
export function replace(target: LinkTarget | Address, address?: string, options?: AddressOptions): Operation<void> {
  return change(NLM_F_CREATE | NLM_F_REPLACE, "replace", target, address, options);
}

/**
 * Changes the lifetimes, metric and flags of an address that the link has. The kernel adds it where the link has it not.
 *
 * Equivalent to `ip address change 10.0.0.1/24 dev v0 …`.
 */
export function set(target: LinkTarget, address: string, options?: AddressOptions): Operation<void>;
export function set(address: Address): Operation<void>;
export function set(target: LinkTarget | Address, address?: string, options?: AddressOptions): Operation<void> {
  return change(NLM_F_REPLACE, "change", target, address, options);
}
export { set as change };

/**
 * Takes an address from a link; EADDRNOTAVAIL when it has it not. Taking a primary IPv4 address takes its secondaries too, unless
 * the sysctl `promote_secondaries` is set.
 *
 * Equivalent to `ip address del 10.0.0.1/24 dev v0` (RTM_DELADDR).
 * @param target the link, or an address as listed, which alone says everything
 */
function remove(target: LinkTarget, address: string, options?: Pick<AddressOptions, "peer">): Operation<void>;
function remove(address: Address): Operation<void>;
function remove(
  target: LinkTarget | Address,
  address?: string,
  options?: Pick<AddressOptions, "peer">,
): Operation<void> {
  const [given, settings] = identity(target, address, options);
  return withLink(target, (index) =>
    addressRequest(RTM_DELADDR, 0, "delete", target, addressKey(index, given, settings)),
  );
}
export { remove as delete };

/** Which addresses to list. What the kernel does not filter by is filtered here. */
export interface AddressFilter {
  /** The link; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  readonly family?: AddressFamily | undefined;
  readonly scope?: Scope | undefined;
  /** Only addresses inside this prefix. */
  readonly to?: string | undefined;
  /** Only with this label. */
  readonly label?: string | undefined;
  /** Only with all of these flags. */
  readonly flags?: readonly AddressFlag[] | undefined;
  /** Look into the namespace with this id, instead of the socket's own. */
  readonly nsid?: number | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedAddressFilter extends AddressFilter {
  readonly dev?: number | { readonly index: number } | undefined;
}

function matcher(filter: AddressFilter, index: number | undefined): (address: Address) => boolean {
  const within = filter.to === undefined ? undefined : parsePrefix(filter.to);
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  return (address) =>
    (index === undefined || address.index === index) &&
    (family === undefined || family === "unspec" || address.family === family) &&
    (filter.scope === undefined || address.scope === filter.scope) &&
    (filter.label === undefined || address.label === filter.label) &&
    (filter.flags === undefined || filter.flags.every((flag) => address.flags.includes(flag))) &&
    (within === undefined || isWithin(parsePrefix(hostOf(address.address)), within));
}

const hostOf = (prefix: string): string => prefix.slice(0, prefix.indexOf("/"));

function decodeAddress({ type, source, start, end }: Reply): Address | undefined {
  if (type !== RTM_NEWADDR) return undefined;
  const { header, attributes } = addressMessage.decode(source, start, end);
  return toAddress(header, attributes);
}

function listIndexed(filter: AddressFilter, index: number | undefined): DumpRequest<Address> {
  const matches = matcher(filter, index);
  return dumpRequest<Address>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETADDR,
    flags: NLM_F_DUMP,
    body: encodeBody(addressMessage, {
      header: { family: familyNumber(filter.family), index: index ?? 0 },
      attributes: { targetNetnsid: filter.nsid },
    }),
    what: "list addresses",
    schema: addressMessage,
    item: (reply) => {
      const address = decodeAddress(reply);
      return address !== undefined && matches(address) ? address : undefined;
    },
  });
}

/**
 * Lists addresses, of both families unless told otherwise. The kernel filters by link and family, the rest is filtered here.
 *
 * Equivalent to `ip address show` (RTM_GETADDR).
 */
export function list(filter?: IndexedAddressFilter): DumpRequest<Address>;
export function list(filter: AddressFilter): Operation<Address[]>;
export function list(filter: AddressFilter = {}): Operation<Address[]> {
  if (filter.dev === undefined) return listIndexed(filter, undefined);
  const known = knownIndex(filter.dev);
  if (known !== undefined) return listIndexed(filter, known);
  return withLink(filter.dev, (index) => listIndexed(filter, index));
}

/**
 * The address of a link that equals `address` (with or without its length); `undefined` when there is none.
 *
 * The kernel answers no RTM_GETADDR for one IPv4 address, so this lists those of the link and picks.
 */
export function get(target: LinkTarget, address: string): Operation<Address | undefined> {
  const wanted = parsePrefix(address);
  const filter = { dev: target, family: wanted.family, to: wanted.address };
  return operation(function* () {
    const found = yield* list(filter);
    return found.find((candidate) => !wanted.isExplicit || candidate.address.endsWith(`/${wanted.length}`));
  });
}

/**
 * Deletes every address that a list with the same filter gives, and returns how many that were.
 *
 * Equivalent to `ip address flush dev v0`.
 */
export function flush(filter: AddressFilter): Operation<number> {
  return operation(function* () {
    const found = yield* list(filter);
    // Secondaries go with their primary: not finding one is no failure. EADDRNOTAVAIL
    for (const address of found) yield* ignoring(["EADDRNOTAVAIL"], remove(address));
    return found.length;
  });
}
