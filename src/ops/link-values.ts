import { addressGenerationMode } from "../protocol/route/af-spec.ts";
import { linkMode, operationalState } from "../protocol/route/link-constants.ts";
import type { InetSettingsInput } from "../protocol/route/inet-settings.ts";
import type {
  LinkAttributesInput,
  LinkInfoInput,
  LinkMessageInput,
  ProtoDownReasonInput,
} from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { bridgePortAttributes } from "./bridge-port-options.ts";
import { birthAttributes, birthHeader, namespaceAttributes } from "./link-birth.ts";
import { infoOf } from "./link-kind-options.ts";
import { checkName } from "./link-name.ts";
import type { AddOptions, LinkSwitches, SetOptions } from "./link-options.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import { xdpAttributes } from "./link-xdp.ts";
import * as nsid from "./nsid.ts";

/** The message that makes a link. */
export function* additionOf(options: AddOptions): Resolving<LinkMessageInput> {
  const { linkNamespace } = options;
  const attributes: LinkAttributesInput = {
    ...birthAttributes(options, options.info.kind, []),
    master: options.master === undefined ? undefined : yield* indexOf(options.master),
    linkmode: options.linkMode === undefined ? undefined : linkMode.values[options.linkMode],
    parentDevName: options.parentDevice,
    linkNetnsid: linkNamespace === undefined ? options.linkNetnsid : yield* nsid.ensure(linkNamespace),
    link: options.link === undefined ? undefined : yield* indexOf(options.link),
    ifname: options.name === undefined ? undefined : checkName(options.name, "name"),
    linkinfo: yield* infoOf(options.info),
  };
  return { header: birthHeader(options), attributes };
}

function* changedInfo(options: SetOptions): Resolving<LinkInfoInput | undefined> {
  const info = options.info === undefined ? undefined : yield* infoOf(options.info);
  const { bridgePort, bondSlave } = options;
  if (bridgePort !== undefined && bondSlave !== undefined) {
    throw new EncodeError("a link is a port of a bridge or a slave of a bond, not both", ["bondSlave"]);
  }
  if (bridgePort !== undefined) {
    return { ...info, slaveKind: "bridge", slaveData: yield* bridgePortAttributes(bridgePort) };
  }
  return bondSlave === undefined ? info : { ...info, slaveKind: "bond", slaveData: bondSlave };
}

/** IFLA_PROTO_DOWN_REASON: which bits are meant, and which of these are set. @throws EncodeError for what is no bit */
function protoDownReason(reasons: Readonly<Record<number, boolean>>): ProtoDownReasonInput {
  let mask = 0;
  let value = 0;
  for (const [key, isSet] of Object.entries(reasons)) {
    const bit = Number(key);
    if (!Number.isInteger(bit) || bit < 0 || bit > 31) {
      throw new EncodeError(`${key} is not the number of a bit (0 to 31)`, ["protoDownReasons"]);
    }
    mask |= 1 << bit;
    if (isSet) value |= 1 << bit;
  }
  return { mask: mask >>> 0, value: value >>> 0 };
}

function ipv4Settings(settings: NonNullable<SetOptions["ipv4Settings"]>): InetSettingsInput {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, value === undefined ? undefined : Number(value)]),
  );
}

/** IFLA_AF_SPEC of a change: one for all families. */
function familySettings(options: SetOptions): LinkAttributesInput["afSpec"] {
  const { addressGenerationMode: mode, ipv4Settings: settings, mctpNetwork } = options;
  return {
    inet: settings && { conf: ipv4Settings(settings) },
    inet6: mode && { addrGenMode: addressGenerationMode.values[mode] },
    mctp: mctpNetwork === undefined ? undefined : { net: mctpNetwork },
  };
}

type Option = Exclude<keyof SetOptions, keyof LinkSwitches>;
type Conversions = {
  readonly [K in Option]: (
    value: NonNullable<SetOptions[K]>,
    options: SetOptions,
  ) => LinkAttributesInput | Resolving<LinkAttributesInput>;
};

/** What an option says in attributes; nothing for those that are flags in the header. */
const conversions: Conversions = {
  mtu: (mtu) => ({ mtu }),
  address: (address) => ({ address }),
  broadcast: (broadcast) => ({ broadcast }),
  name: (name) => ({ ifname: checkName(name, "name") }),
  alias: (ifalias) => ({ ifalias }),
  txQueueLength: (txqlen) => ({ txqlen }),
  *master(master) {
    return { master: yield* indexOf(master) };
  },
  namespace: namespaceAttributes,
  group: (group) => ({ group }),
  carrier: (carrier) => ({ carrier }),
  protoDown: (protoDown) => ({ protoDown }),
  protoDownReasons: (reasons) => ({ protoDownReason: protoDownReason(reasons) }),
  operstate: (name) => ({ operstate: operationalState.values[name] }),
  linkMode: (name) => ({ linkmode: linkMode.values[name] }),
  addressGenerationMode: (_, options) => ({ afSpec: familySettings(options) }),
  ipv4Settings: (_, options) => ({ afSpec: familySettings(options) }),
  mctpNetwork: (_, options) => ({ afSpec: familySettings(options) }),
  xdp: (options) => ({ xdp: xdpAttributes(options) }),
  linkNetnsid: (linkNetnsid) => ({ linkNetnsid }),
  gsoMaxSize: (gsoMaxSize) => ({ gsoMaxSize }),
  gsoMaxSegs: (gsoMaxSegs) => ({ gsoMaxSegs }),
  groMaxSize: (groMaxSize) => ({ groMaxSize }),
  gsoIpv4MaxSize: (gsoIpv4MaxSize) => ({ gsoIpv4MaxSize }),
  groIpv4MaxSize: (groIpv4MaxSize) => ({ groIpv4MaxSize }),
  *info(_, options) {
    return { linkinfo: yield* changedInfo(options) };
  },
  *bridgePort(_, options) {
    return { linkinfo: yield* changedInfo(options) };
  },
  *bondSlave(_, options) {
    return { linkinfo: yield* changedInfo(options) };
  },
};

const isOption = (key: string): key is Option => Object.hasOwn(conversions, key);

function* converted<K extends Option>(key: K, options: SetOptions): Resolving<LinkAttributesInput> {
  const value: SetOptions[K] = options[key];
  if (value === undefined) return {};
  if (value === null) return { master: 0 }; // no other option takes it
  const attributes = conversions[key](value, options);
  return Symbol.iterator in attributes ? yield* attributes : attributes;
}

/** The attributes that change a link, in the order of the options. */
export function* changeOf(options: SetOptions): Resolving<LinkAttributesInput> {
  const attributes: LinkAttributesInput = {};
  for (const key of Object.keys(options)) {
    if (isOption(key)) Object.assign(attributes, yield* converted(key, options));
  }
  return attributes;
}
