import { RTM_NEWLINK } from "../protocol/route/link.ts";
import type { VirtualFunctionInput } from "../protocol/route/virtual-function.ts";
import { parseLinkAddress } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Request } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import { get } from "./link-query.ts";
import { addressed, linkChange } from "./link-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink } from "./link-target.ts";
import type { VirtualLinkState } from "./virtual-function-state.ts";

/** What to change about a virtual function; what is left out stays as it is. */
export interface VirtualFunctionOptions {
  /** Link-layer address. */
  readonly address?: string;
  /** VLAN identifier of everything that it sends, 1 to 4094; 0 turns tagging off. */
  readonly vlan?: number;
  /** Priority of the tag, 0 to 7. It goes with `vlan`. */
  readonly qos?: number;
  /** Protocol of the tag, 802.1Q unless told. It goes with `vlan`. */
  readonly protocol?: "8021q" | "8021ad";
  /** Highest send rate in Mbit/s by the older message (`rate`); 0 turns the limit off. */
  readonly rate?: number;
  /** Lowest send rate in Mbit/s. */
  readonly minTxRate?: number;
  /** Highest send rate in Mbit/s. */
  readonly maxTxRate?: number;
  /** Whether source addresses that are not its own are dropped. */
  readonly spoofCheck?: boolean;
  /** Whether it may ask for the configuration of receive-side scaling. */
  readonly queryRss?: boolean;
  readonly linkState?: VirtualLinkState;
  /** Whether it may do what only the host's user should. */
  readonly trust?: boolean;
  /** InfiniBand node, as `00:11:22:33:44:55:66:77`. */
  readonly nodeGuid?: string;
  /** InfiniBand port. */
  readonly portGuid?: string;
}

const MAC_FIELD = 32;
const GUID_BYTES = 8;
/** IEEE 802.1ad service tag (`linux/if_ether.h`). */
const ETH_P_8021AD = 0x88a8;

function macField(address: string): Uint8Array {
  const bytes = parseLinkAddress(address);
  if (bytes === undefined || bytes.length > MAC_FIELD) {
    throw new EncodeError(`${JSON.stringify(address)} is not a link-layer address`, ["address"]);
  }
  const field = new Uint8Array(MAC_FIELD);
  field.set(bytes);
  return field;
}

function guidNumber(text: string, key: string): bigint {
  const bytes = parseLinkAddress(text);
  if (bytes?.length !== GUID_BYTES) {
    throw new EncodeError(`${JSON.stringify(text)} is not an identifier of ${GUID_BYTES} bytes`, [key]);
  }
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
}

type Converted = (vf: number, options: VirtualFunctionOptions) => VirtualFunctionInput;

function tag(vf: number, { vlan = 0, qos = 0, protocol }: VirtualFunctionOptions): VirtualFunctionInput {
  // The message without a protocol is the one that every driver knows.
  if (protocol !== "8021ad") return { vlan: { vf, vlan, qos } };
  return { vlanList: { info: [{ vf, vlan, qos, vlanProto: ETH_P_8021AD }] } };
}

function rates(vf: number, { minTxRate, maxTxRate }: VirtualFunctionOptions): VirtualFunctionInput {
  return { rate: { vf, minTxRate, maxTxRate } };
}

const conversions: Readonly<Record<keyof VirtualFunctionOptions, Converted>> = {
  address: (vf, { address = "" }) => ({ mac: { vf, mac: macField(address) } }),
  vlan: tag,
  qos: tag,
  protocol: tag,
  rate: (vf, { rate }) => ({ txRate: { vf, rate } }),
  minTxRate: rates,
  maxTxRate: rates,
  spoofCheck: (vf, { spoofCheck }) => ({ spoofchk: { vf, setting: Number(spoofCheck) } }),
  queryRss: (vf, { queryRss }) => ({ rssQueryEn: { vf, setting: Number(queryRss) } }),
  linkState: (vf, { linkState }) => ({ linkState: { vf, linkState } }),
  trust: (vf, { trust }) => ({ trust: { vf, setting: Number(trust) } }),
  nodeGuid: (vf, { nodeGuid = "" }) => ({ ibNodeGuid: { vf, guid: guidNumber(nodeGuid, "nodeGuid") } }),
  portGuid: (vf, { portGuid = "" }) => ({ ibPortGuid: { vf, guid: guidNumber(portGuid, "portGuid") } }),
};

const isOption = (key: string): key is keyof VirtualFunctionOptions => Object.hasOwn(conversions, key);

function attributesOf(vf: number, options: VirtualFunctionOptions): VirtualFunctionInput {
  if (options.vlan === undefined && (options.qos !== undefined || options.protocol !== undefined)) {
    throw new EncodeError("needs vlan beside it", [options.qos === undefined ? "protocol" : "qos"]);
  }
  const attributes: VirtualFunctionInput = {};
  for (const [key, value] of Object.entries(options)) {
    if (value !== undefined && isOption(key)) Object.assign(attributes, conversions[key](vf, options));
  }
  return attributes;
}

/**
 * Changes a virtual function of an SR-IOV device. Its options go in the order of the keys.
 *
 * Equivalent to `ip link set DEV vf N mac … vlan … qos … proto … rate … min_tx_rate … max_tx_rate … spoofchk … query_rss … state …
 * trust … node_guid … port_guid …` (IFLA_VFINFO_LIST, `linux/if_link.h`).
 * @param vf its number, from 0
 * @throws NetlinkError EOPNOTSUPP when the device has no virtual functions or can't do it, EINVAL for a number that it has not
 */
export function setVirtualFunction(target: LinkTarget, vf: number, options: VirtualFunctionOptions): Operation<void> {
  const { minTxRate, maxTxRate } = options;
  if ((minTxRate === undefined) === (maxTxRate === undefined)) return change(target, vf, options);
  // The kernel takes both rates at once: the other one as it is.
  return operation(function* () {
    const link = yield* get(target, { detail: ["vf", "skip_stats"] });
    const known = link.attributes.vfinfoList?.info?.find(({ rate }) => rate?.vf === vf)?.rate;
    if (known === undefined) throw new Error(`link ${link.name} does not tell the rates of virtual function ${vf}`);
    yield* change(link, vf, {
      ...options,
      minTxRate: minTxRate ?? known.minTxRate,
      maxTxRate: maxTxRate ?? known.maxTxRate,
    });
  });
}

function change(target: LinkTarget, vf: number, options: VirtualFunctionOptions): Request<void> {
  const { header, attributes } = addressed(target);
  return linkChange({
    type: RTM_NEWLINK,
    header,
    attributes: { ...attributes, vfinfoList: { info: [attributesOf(vf, options)] } },
    what: `set virtual function ${vf} of link ${describeLink(target)}`,
  });
}
