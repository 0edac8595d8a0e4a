import { virtualFunctionLinkState } from "../protocol/route/virtual-function.ts";
import type { VfStats, VirtualFunction } from "../protocol/route/virtual-function.ts";
import { formatLinkAddress } from "../protocol/schema/addresses.ts";
import { ETHERNET_BYTES } from "./link-address.ts";

/** What a virtual function sees as its carrier: IFLA_VF_LINK_STATE_* in lower case. */
export type VirtualLinkState = keyof typeof virtualFunctionLinkState.values;

/** A virtual function as the kernel tells it. What the device does not know is absent. */
export interface VirtualFunctionState {
  readonly vf: number;
  readonly address: string | undefined;
  /** Broadcast address of its link layer. */
  readonly broadcast: string | undefined;
  /** 0 for no tagging. */
  readonly vlan: number | undefined;
  readonly qos: number | undefined;
  /** Protocol of the tag as an Ethernet type: 0x8100 for 802.1Q, 0x88a8 for 802.1ad. */
  readonly protocol: number | undefined;
  /** Mbit/s. */
  readonly rate: number | undefined;
  /** Mbit/s. */
  readonly minTxRate: number | undefined;
  /** Mbit/s. */
  readonly maxTxRate: number | undefined;
  readonly spoofCheck: boolean | undefined;
  readonly queryRss: boolean | undefined;
  readonly linkState: VirtualLinkState | undefined;
  readonly trust: boolean | undefined;
  readonly nodeGuid: string | undefined;
  readonly portGuid: string | undefined;
  readonly statistics: VfStats | undefined;
}

const GUID_BYTES = 8;

function guidText(number: bigint): string {
  const bytes = new Uint8Array(GUID_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, number);
  return formatLinkAddress(bytes);
}

/** The bytes of an address that a field of 32 holds: as many as the device's own address has. */
function macText(field: Uint8Array, length: number): string {
  return formatLinkAddress(field.subarray(0, length));
}

const flagOf = (value: { readonly setting: number } | undefined): boolean | undefined =>
  // All ones: the device has no such setting.
  value === undefined || value.setting === 0xffffffff ? undefined : value.setting !== 0;

/** What IFLA_VF_INFO says of one. @param length bytes of the device's own address */
export function virtualFunctionOf(attributes: VirtualFunction, length = ETHERNET_BYTES): VirtualFunctionState {
  const { mac, vlan, vlanList, rate, linkState } = attributes;
  const [tagged] = vlanList?.info ?? [];
  return {
    vf: mac?.vf ?? vlan?.vf ?? rate?.vf ?? 0,
    address: mac && macText(mac.mac, length),
    broadcast: attributes.broadcast && macText(attributes.broadcast.broadcast, length),
    vlan: tagged?.vlan ?? vlan?.vlan,
    qos: tagged?.qos ?? vlan?.qos,
    protocol: tagged?.vlanProto,
    rate: attributes.txRate?.rate,
    minTxRate: rate?.minTxRate,
    maxTxRate: rate?.maxTxRate,
    spoofCheck: flagOf(attributes.spoofchk),
    queryRss: flagOf(attributes.rssQueryEn),
    linkState: linkState && virtualFunctionLinkState.nameOf(linkState.linkState),
    trust: flagOf(attributes.trust),
    nodeGuid: attributes.ibNodeGuid && guidText(attributes.ibNodeGuid.guid),
    portGuid: attributes.ibPortGuid && guidText(attributes.ibPortGuid.guid),
    statistics: attributes.stats,
  };
}
