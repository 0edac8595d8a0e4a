import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { AF_UNSPEC } from "../protocol/route/address-family.ts";
import { addressFlags, addressMessage, addressProtocol, RTM_GETADDR, RTM_NEWADDR } from "../protocol/route/address.ts";
import type { DumpRequest, Operation, Reply } from "../socket/request.ts";
import { dumpRequest, operation } from "../socket/request.ts";
import type { Address, AddressFlag } from "./address-value.ts";
import { toAddress } from "./address-value.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber, familyOf } from "./family.ts";
import type { ListFilter } from "./link-query.ts";
import { list as listLinks } from "./link-query.ts";
import type { LinkTarget } from "./link-target.ts";
import { withOptionalLink } from "./link-target.ts";
import { matchesPattern } from "./pattern.ts";
import { isWithin, parseCheckedPrefix, parsePrefix } from "./prefix.ts";
import type { Scope } from "./route-value.ts";
import { numberOf, scopeName, scopeNumber } from "./route-value.ts";

/** Which addresses to list. What the kernel does not filter by is filtered here. */
export interface AddressFilter {
  /** The link; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  readonly family?: AddressFamily | undefined;
  readonly scope?: Scope | undefined;
  /** Only addresses inside this prefix. */
  readonly to?: string | undefined;
  /** Only with a label like this pattern of the shell: `v0:*`. IPv6 addresses have none. */
  readonly label?: string | undefined;
  /** Only with all of these flags: `["permanent"]`, `["tentative"]`, `["secondary"]` … */
  readonly flags?: readonly AddressFlag[] | undefined;
  /** Only with none of these flags: `["permanent"]` are the dynamic ones, `["secondary", "temporary"]` the primary ones. */
  readonly withoutFlags?: readonly AddressFlag[] | undefined;
  /** Only made by this: IFAPROT_* or any number up to 255; 0 is nobody that said so. */
  readonly protocol?: keyof typeof addressProtocol.values | number | undefined;
  /** Only of links that a list with this filter tells, such as `{ up: true, kind: "veth" }`; costs a dump of links. */
  readonly links?: Omit<ListFilter, "detail" | "nsid"> | undefined;
  /** Look into the namespace with this id, instead of the socket's own. */
  readonly nsid?: number | undefined;
}

/** A filter that asks for no link first, so that listing is a single request. */
export interface IndexedAddressFilter extends AddressFilter {
  readonly dev?: number | { readonly index: number } | undefined;
  readonly links?: undefined;
}

function matcher(filter: AddressFilter, index: number | undefined): (address: Address) => boolean {
  const { label, flags = [], withoutFlags = [] } = filter;
  const scope = filter.scope === undefined ? undefined : scopeName(scopeNumber(filter.scope));
  // A name that is no flag's is said to be none, instead of matching nothing.
  addressFlags.bitsOf([...flags, ...withoutFlags]);
  const within = filter.to === undefined ? undefined : parseCheckedPrefix(filter.to);
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const protocol = filter.protocol === undefined ? undefined : numberOf(addressProtocol, filter.protocol);
  return (address) =>
    (index === undefined || address.index === index) &&
    (family === undefined || family === "unspec" || address.family === family) &&
    (scope === undefined || address.scope === scope) &&
    (label === undefined || (address.label !== undefined && matchesPattern(label, address.label))) &&
    flags.every((flag) => address.flags.includes(flag)) &&
    !withoutFlags.some((flag) => address.flags.includes(flag)) &&
    (protocol === undefined || (address.protocol ?? 0) === protocol) &&
    (within === undefined || isWithin(parsePrefix(hostOf(address.address)), within));
}

const hostOf = (prefix: string): string => prefix.slice(0, prefix.indexOf("/"));

/** The address of an RTM_NEWADDR. */
export function addressOfReply({ type, source, start, end }: Reply): Address | undefined {
  if (type !== RTM_NEWADDR) return undefined;
  const { header, attributes } = addressMessage.decode(source, start, end);
  return toAddress(header, attributes);
}

function addressDump(
  filter: AddressFilter,
  index: number | undefined,
  links?: ReadonlySet<number>,
): DumpRequest<Address> {
  const matches = matcher(filter, index);
  const family = familyNumber(filter.family);
  return dumpRequest<Address>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETADDR,
    flags: NLM_F_DUMP,
    body: encodeBody(addressMessage, {
      header: {
        family: family === AF_UNSPEC && filter.to !== undefined ? familyOf(filter.to) : family,
        index: index ?? 0,
      },
      attributes: { targetNetnsid: filter.nsid },
    }),
    what: "list addresses",
    schema: addressMessage,
    item: (reply) => {
      const address = addressOfReply(reply);
      return address !== undefined && matches(address) && links?.has(address.index) !== false ? address : undefined;
    },
  });
}

/** What `use` makes of the dump of the addresses that a filter chooses: at once where no link has to be asked for first. */
export function withAddressDump<T>(
  filter: AddressFilter,
  use: (dump: DumpRequest<Address>) => Operation<T>,
): Operation<T> {
  const { dev, links, nsid } = filter;
  return withOptionalLink(
    dev,
    (index) => {
      if (links === undefined) return use(addressDump(filter, index));
      return operation(function* () {
        const found = yield* listLinks(nsid === undefined ? links : { ...links, nsid });
        return yield* use(addressDump(filter, index, new Set(found.map((link) => link.index))));
      });
    },
    nsid,
  );
}
