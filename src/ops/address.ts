import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../protocol/core/constants.ts";
import { AF_INET, AF_INET6 } from "../protocol/route/address-family.ts";
import { addressMessage, RTM_DELADDR, RTM_GETADDR, RTM_NEWADDR } from "../protocol/route/address.ts";
import type { DumpRequest, Operation, Request } from "../socket/request.ts";
import { operation, request } from "../socket/request.ts";
import type { AddressFilter, IndexedAddressFilter } from "./address-filter.ts";
import { addressOfReply, withAddressDump } from "./address-filter.ts";
import type { Address, AddressBody, AddressIdentity, AddressOptions } from "./address-value.ts";
import { addressBody, addressKey, toAddress } from "./address-value.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";
import { ignoring, unless } from "./missing.ts";
import { parsePrefix } from "./prefix.ts";
import { savedDump, savedMessages } from "./saved-dump.ts";

export type { AddressFilter, IndexedAddressFilter } from "./address-filter.ts";
export type { Address, AddressFlag, AddressOptions } from "./address-value.ts";

function addressRequest(type: number, flags: number, verb: string, link: LinkTarget, body: AddressBody): Request<void> {
  return changeRequest(
    type,
    flags,
    addressMessage,
    body,
    `${verb} address ${body.attributes.local}/${body.header.prefixlen} on ${describeLink(link)}`,
  );
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
 * Takes an address from a link; EADDRNOTAVAIL when it has it not, or not with that label. Taking a primary IPv4 address takes its secondaries too, unless
 * the sysctl `promote_secondaries` is set.
 *
 * Equivalent to `ip address del 10.0.0.1/24 dev v0` (RTM_DELADDR).
 * @param target the link, or an address as listed, which alone says everything
 */
function remove(target: LinkTarget, address: string, options?: AddressIdentity): Operation<void>;
function remove(address: Address): Operation<void>;
function remove(target: LinkTarget | Address, address?: string, options?: AddressIdentity): Operation<void> {
  const [given, settings] = identity(target, address, options);
  return withLink(target, (index) =>
    addressRequest(RTM_DELADDR, 0, "delete", target, addressKey(index, given, settings)),
  );
}
export { remove as delete };

/**
 * Lists addresses, of both families unless told otherwise. The kernel filters by link and family, the rest is filtered here.
 *
 * Equivalent to `ip address show` (RTM_GETADDR).
 */
export function list(filter?: IndexedAddressFilter): DumpRequest<Address>;
export function list(filter: AddressFilter): Operation<Address[]>;
export function list(filter: AddressFilter = {}): Operation<Address[]> {
  return withAddressDump(filter, (dump) => dump);
}

/** Where {@link get} looks. */
export interface AddressGetOptions {
  /** The namespace with this id, instead of the socket's own. */
  readonly nsid?: number | undefined;
}

/**
 * The address of a link that equals `address` (with or without its length); `undefined` when there is none.
 *
 * One RTM_GETADDR for an IPv6 address. The kernel has none for an IPv4 address, and its answer about another namespace gets lost
 * (it is sent there): then this lists those of the link and picks. Equivalent to `ip address show dev v0 to 10.0.0.1`.
 */
export function get(
  target: LinkTarget,
  address: string,
  options: AddressGetOptions = {},
): Operation<Address | undefined> {
  const wanted = parsePrefix(address);
  const { nsid } = options;
  const matches = (found: Address): boolean => !wanted.isExplicit || found.address.endsWith(`/${wanted.length}`);
  return withLink(
    target,
    (index) =>
      operation(function* () {
        if (wanted.family === AF_INET || nsid !== undefined) {
          const found = yield* list({ dev: index, family: wanted.family, to: wanted.address, nsid });
          return found.find(matches);
        }
        const found = yield* unless(["EADDRNOTAVAIL"], getIpv6(index, wanted.address, describeLink(target)));
        return found !== undefined && matches(found) ? found : undefined;
      }),
    nsid,
  );
}

function getIpv6(index: number, address: string, link: string): Request<Address | undefined> {
  return request<Address | undefined, Address>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETADDR,
    flags: 0,
    body: encodeBody(addressMessage, { header: { family: AF_INET6, index }, attributes: { local: address } }),
    what: `get address ${address} on ${link}`,
    schema: addressMessage,
    item: addressOfReply,
    result: ([found]) => found,
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

/** What a file of saved addresses begins with. */
const SAVED_ADDRESSES = 0x47361222;

/**
 * The addresses that a list with the same filter gives, as a file that {@link restore}, {@link saved} and `ip` read: the kernel's
 * messages, in the machine's byte order.
 *
 * Equivalent to `ip address save`.
 */
export function save(filter: AddressFilter = {}): Operation<Uint8Array> {
  return withAddressDump(filter, (dump) => savedDump(SAVED_ADDRESSES, dump));
}

/**
 * The addresses in a file of {@link save} or of `ip address save`. Equivalent to `ip address showdump`.
 * @throws DecodeError for a file that is none, or broken off
 */
export function saved(file: Uint8Array): Address[] {
  return savedMessages(SAVED_ADDRESSES, file, "addresses").flatMap((reply) => addressOfReply(reply) ?? []);
}

/**
 * Gives links the addresses of a file of {@link save} or of `ip address save`, to each the link with the index that it was saved of.
 * Those that are there are left as they are.
 *
 * Equivalent to `ip address restore`.
 * @returns how many were added
 * @throws DecodeError for a file that is none, or broken off
 */
export function restore(file: Uint8Array): Operation<number> {
  const messages = savedMessages(SAVED_ADDRESSES, file, "addresses").filter(({ type }) => type === RTM_NEWADDR);
  return operation(function* () {
    let added = 0;
    for (const { source, start, end } of messages) {
      const { header, attributes } = addressMessage.decode(source, start, end);
      const { address, index } = toAddress(header, attributes);
      const step = changeRequest(
        RTM_NEWADDR,
        NLM_F_CREATE,
        addressMessage,
        { header, attributes },
        `restore address ${address} on ${describeLink(index)}`,
      );
      if (yield* ignoring(["EEXIST"], step)) added++;
    }
    return added;
  });
}
