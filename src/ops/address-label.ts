import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REPLACE } from "../protocol/core/constants.ts";
import { AF_INET6 } from "../protocol/route/address-family.ts";
import {
  addressLabelMessage,
  RTM_DELADDRLABEL,
  RTM_GETADDRLABEL,
  RTM_NEWADDRLABEL,
} from "../protocol/route/address-label.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withOptionalLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import { formatPrefix, parsePrefix } from "./prefix.ts";

/** A label of IPv6 addresses (RFC 6724), as listed; it is valid input for `add` and `delete`. */
export interface AddressLabel {
  /** The addresses: `2001:db8::/32`. */
  readonly prefix: string;
  /** Any number but 4294967295. */
  readonly label: number;
  /** Index of the only interface whose addresses bear it; absent: of all. */
  readonly dev?: number;
}

/** A label to be. */
export interface AddressLabelInput {
  readonly prefix: string;
  readonly label: number;
  /** The only interface whose addresses bear it; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
}

function change(type: number, flags: number, verb: string, input: AddressLabelInput): Operation<void> {
  const { address, length } = parsePrefix(input.prefix);
  const place = input.dev === undefined ? "" : ` on ${describeLink(input.dev)}`;
  return withOptionalLink(input.dev, (index = 0) =>
    changeRequest(
      type,
      flags,
      addressLabelMessage,
      {
        header: { family: AF_INET6, prefixlen: length, index },
        attributes: { label: input.label, address },
      },
      `${verb} label ${input.label} of ${formatPrefix(address, length)}${place}`,
    ),
  );
}

/**
 * Labels addresses; EEXIST when the prefix has a label.
 *
 * Equivalent to `ip addrlabel add prefix 2001:db8::/32 label 99` (RTM_NEWADDRLABEL, `linux/if_addrlabel.h`).
 */
export function add(input: AddressLabelInput): Operation<void> {
  return change(RTM_NEWADDRLABEL, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/** Labels addresses, whether the prefix has a label or not. `ip addrlabel` has no word for it. */
export function replace(input: AddressLabelInput): Operation<void> {
  return change(RTM_NEWADDRLABEL, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/**
 * Takes the label of a prefix, whatever it is: the kernel does not compare `label`. ESRCH when the prefix has none.
 *
 * Equivalent to `ip addrlabel del prefix 2001:db8::/32 label 99` (RTM_DELADDRLABEL).
 */
function remove(input: AddressLabelInput): Operation<void> {
  return change(RTM_DELADDRLABEL, 0, "delete", input);
}
export { remove as delete };

function decodeLabel({ type, source, start, end }: Reply): AddressLabel | undefined {
  if (type !== RTM_NEWADDRLABEL) return undefined;
  const { header, attributes } = addressLabelMessage.decode(source, start, end);
  return {
    prefix: formatPrefix(attributes.address ?? "::", header.prefixlen),
    label: attributes.label ?? 0,
    ...(header.index !== 0 && { dev: header.index }),
  };
}

/** The label of one address (an interface's, with `dev`). The kernel answers with the address, not with the prefix that has the label. */
export function get(address: string, options: Pick<AddressLabelInput, "dev"> = {}): Operation<number> {
  return withOptionalLink(options.dev, (index = 0) => getLabel(address, index));
}

function getLabel(address: string, index: number): Request<number> {
  const what = `get the label of ${address}`;
  return request<number, AddressLabel>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETADDRLABEL,
    flags: 0,
    body: encodeBody(addressLabelMessage, {
      header: { family: AF_INET6, prefixlen: 128, index },
      attributes: { address },
    }),
    what,
    schema: addressLabelMessage,
    item: decodeLabel,
    result: ([found]) => {
      if (found === undefined) throw new Error(`${what}: acknowledged without an answer`);
      return found.label;
    },
  });
}

/** Lists the labels, those of RFC 6724 included, with which every namespace begins. Equivalent to `ip addrlabel list` (RTM_GETADDRLABEL). */
export function list(): DumpRequest<AddressLabel> {
  return dumpRequest<AddressLabel>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETADDRLABEL,
    flags: NLM_F_DUMP,
    body: encodeBody(addressLabelMessage, { header: { family: AF_INET6 } }),
    what: "list address labels",
    schema: addressLabelMessage,
    item: decodeLabel,
  });
}

/** Takes every label, and returns how many. Equivalent to `ip addrlabel flush`. */
export function flush(): Operation<number> {
  return operation(function* () {
    const found = yield* list();
    for (const label of found) yield* ignoring(["ESRCH"], remove(label));
    return found.length;
  });
}
