import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL } from "../protocol/core/constants.ts";
import { AF_INET6 } from "../protocol/route/address-family.ts";
import type { LinkMessageInput } from "../protocol/route/link.ts";
import { RTM_DELLINK, RTM_DELLINKPROP, RTM_NEWLINK, RTM_NEWLINKPROP, RTM_SETLINK } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Request } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import { addressLength, checkAddresses, isUncommon } from "./link-address.ts";
import { createdElsewhere } from "./link-elsewhere.ts";
import { heldByOptions } from "./link-kind-options.ts";
import { checkAlternativeName } from "./link-name.ts";
import type { Link } from "./link-object.ts";
import { linkOfReply } from "./link-object.ts";
import type { AddOptions, SetOptions } from "./link-options.ts";
import { get } from "./link-query.ts";
import { addressed, linkChange, linkQuestion } from "./link-request.ts";
import { resolved } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";
import { flagChange } from "./link-switches.ts";
import { additionOf, changeOf } from "./link-values.ts";
import { ignoring } from "./missing.ts";
import { heldBy } from "./namespace-target.ts";

export type { BridgePortOptions } from "./bridge-port-options.ts";
export type { DeleteManyOptions, GroupOptions } from "./link-group.ts";
export { deleteGroup, deleteMany, setGroup } from "./link-group.ts";
export type { FlowInfo, KindOptions, LinkInfoOptions, LinkKind } from "./link-kind-options.ts";
export { nameFault } from "./link-name.ts";
export type { HardwareType, Link, LinkFlag, LinkMode, OperationalState } from "./link-object.ts";
export type {
  AddOptions,
  AddressGenerationMode,
  BirthOptions,
  LinkSwitches,
  OffloadLimits,
  SetOptions,
} from "./link-options.ts";
export type { GetOptions, IndexedListFilter, LinkDetail, ListFilter } from "./link-query.ts";
export { get, list, settings } from "./link-query.ts";
export type { Inet6Settings, InetSettings, LinkSettings, MctpSettings, Named } from "./link-settings.ts";
export { settingsOf } from "./link-settings.ts";
export type { LinkXdp, XdpMode, XdpOptions } from "./link-xdp.ts";
export type { VirtualFunctionOptions } from "./virtual-function.ts";
export type { VirtualFunctionState, VirtualLinkState } from "./virtual-function-state.ts";
export { setVirtualFunction } from "./virtual-function.ts";
export type { LinkTarget } from "./link-target.ts";

function holdsOf(options: AddOptions) {
  return [...heldBy(options.namespace, options.linkNamespace), ...heldByOptions(options.info)];
}

function addition(
  options: AddOptions,
  { header, attributes }: LinkMessageInput,
  echo: boolean,
): Request<Link | undefined> {
  return linkQuestion<Link | undefined, Link>({
    type: RTM_NEWLINK,
    flags: NLM_F_CREATE | NLM_F_EXCL | (echo ? NLM_F_ECHO : 0),
    header: header ?? {},
    attributes: attributes ?? {},
    what: `add link ${options.name ?? `of kind ${kindOf(options)}`}`,
    holds: holdsOf(options),
    item: linkOfReply,
    result: (links) => links.at(-1),
  });
}

const kindOf = ({ info }: AddOptions): string => (info.kind === "unknown" ? info.name : info.kind);

/**
 * Makes a link without asking what it became: one message, unless a name has to be looked up, so that many can be pipelined.
 * `alias` is left out. Equivalent to `ip link add …`.
 */
export function create(options: Omit<AddOptions, "alias">): Operation<void> {
  return resolved(
    () => additionOf(options),
    ({ header, attributes }) =>
      linkChange({
        type: RTM_NEWLINK,
        flags: NLM_F_CREATE | NLM_F_EXCL,
        header: header ?? {},
        attributes: attributes ?? {},
        what: `add link ${options.name ?? `of kind ${kindOf(options)}`}`,
        holds: holdsOf(options),
      }),
  );
}

/**
 * Makes a link and tells what it became: from the kernel's echo, where it gives one (Linux 6.2), else by asking.
 *
 * A link that is born in another namespace is asked for through that namespace's nsid, which is assigned when there was none.
 * The peer of a pair with a `namespace` is born there, which saves moving it. When setting `alias` fails the link is deleted again.
 * Equivalent to `ip link add NAME … type KIND …`.
 * @throws EncodeError for a name that can't be one
 * @throws NetlinkError EEXIST when the name is taken, EOPNOTSUPP for a kind that the kernel lacks
 */
export function add(options: AddOptions): Operation<Link> {
  const elsewhere = options.namespace !== undefined;
  if (elsewhere && options.alias !== undefined) {
    throw new EncodeError("is set from inside the namespace that the link is born in", ["alias"]);
  }
  const first = additionOf(options).next(); // so that a bad name is told now, not when it runs
  return operation(function* () {
    const body = first.done === true ? first.value : yield* additionOf(options);
    // The echo is sent in the namespace of the new link, where a socket of somebody else may have our port number.
    const told = yield* addition(options, body, !elsewhere);
    let made = told;
    if (made === undefined) {
      if (options.name === undefined || options.name.includes("%")) {
        throw new Error(`${kindOf(options)} link made, but the kernel does not tell its name: give it one`);
      }
      made = elsewhere ? yield* createdElsewhere(options.name, options.namespace) : yield* get(options.name);
    }
    if (options.alias === undefined) return made;
    try {
      yield* set(made, { alias: options.alias });
    } catch (error) {
      yield* remove(made);
      throw error;
    }
    return { ...made, alias: options.alias };
  });
}

/**
 * Changes a link. By name this is one message, unless a name has to be looked up: for `master`, and for the link itself when it
 * gets another `name` or a `group`. Equivalent to `ip link set DEV …`.
 * @throws NetlinkError ENODEV when there is no such link, EBUSY to rename one that is up on old kernels
 */
export function set(target: LinkTarget, options: SetOptions): Operation<void> {
  const change = (place: LinkTarget): Operation<void> =>
    resolved(
      () => changeOf(options),
      (attributes) => {
        const { header, attributes: name } = addressed(place);
        return linkChange({
          type: RTM_NEWLINK,
          header: { ...header, ...flagChange(options) },
          attributes: { ...attributes, ...name },
          what: `set link ${describeLink(target)}`,
          holds: heldBy(options.namespace),
        });
      },
    );
  if (isUncommon(options)) {
    return operation(function* () {
      const { index, name, address } = yield* get(target);
      const bytes = addressLength(address);
      if (bytes !== undefined) checkAddresses(options, bytes, `the addresses of ${name}`);
      yield* change(index);
    });
  }
  // A name in a message of index 0 says which link is meant, so a new one needs the index. And before Linux 5.18 such a
  // message with a group and an unknown name changed every link of that group.
  return options.name !== undefined || options.group !== undefined ? withLink(target, change) : change(target);
}

/** Brings a link up. Equivalent to `ip link set DEV up`. */
export function setUp(target: LinkTarget): Operation<void> {
  return set(target, { up: true });
}

/** Takes a link down. Equivalent to `ip link set DEV down`. */
export function setDown(target: LinkTarget): Operation<void> {
  return set(target, { up: false });
}

/**
 * Sets the interface part of the addresses that a link makes from router advertisements; `::` takes it back.
 * Equivalent to `ip token set TOKEN dev DEV`, `ip token del dev DEV`.
 * @throws NetlinkError EINVAL for a link without IPv6 or that does not take advertisements
 */
export function setIpv6Token(target: LinkTarget, token: string): Operation<void> {
  return withLink(target, (index) =>
    linkChange({
      type: RTM_SETLINK,
      header: { family: AF_INET6, index },
      attributes: { afSpec: { inet6: { token } } },
      what: `set the IPv6 token of link ${describeLink(target)}`,
    }),
  );
}

function property(
  type: number,
  flags: number,
  verb: string,
  target: LinkTarget,
  names: readonly string[],
): Request<void> {
  const { header, attributes } = addressed(target);
  return linkChange({
    type,
    flags,
    header,
    attributes: { ...attributes, propList: { altIfname: names.map(checkAlternativeName) } },
    what: `${verb} alternative name ${names.join(", ")} of link ${describeLink(target)}`,
  });
}

/**
 * Gives a link further names, up to 127 bytes each (Linux 5.5). Equivalent to `ip link property add dev DEV altname NAME …`.
 * @throws NetlinkError EEXIST when a link has one of them
 */
export function addAltName(target: LinkTarget, ...names: readonly string[]): Operation<void> {
  return withLink(target, (index) =>
    property(RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND, "add", index, names),
  );
}

/** Takes further names from a link. Equivalent to `ip link property del dev DEV altname NAME …`. */
export function deleteAltName(target: LinkTarget, ...names: readonly string[]): Operation<void> {
  return withLink(target, (index) => property(RTM_DELLINKPROP, 0, "delete", index, names));
}

/** What `delete` may be told. */
export interface DeleteOptions {
  /** Whether a link that does not exist is no error. */
  readonly ifExists?: boolean;
  /** Look in another namespace, by the id that this one gave it (IFLA_TARGET_NETNSID). */
  readonly nsid?: number;
}

/**
 * Deletes a link, and the peer of a pair with it; waits for the kernel's grace period (about 20 ms), which {@link deleteMany} does
 * once for all. Equivalent to `ip link delete DEV`.
 * @throws NetlinkError ENODEV when there is none, unless `ifExists`
 */
function remove(target: LinkTarget, options: DeleteOptions = {}): Operation<void> {
  const { header, attributes } = addressed(target);
  const deletion = linkChange({
    type: RTM_DELLINK,
    header,
    attributes: { ...attributes, targetNetnsid: options.nsid },
    what: `delete link ${describeLink(target)}`,
  });
  if (options.ifExists !== true) return deletion;
  return operation(function* () {
    yield* ignoring(["ENODEV"], deletion);
  });
}
export { remove as delete };
