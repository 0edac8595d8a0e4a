/** Virtual functions as kernels tell them, and what is sent to change them. */
import { describe, expect, it } from "vitest";
import { link } from "../../../src/ops/index.ts";
import { RTM_NEWLINK } from "../../../src/protocol/route/link.ts";
import { sourceOf } from "../../../src/protocol/schema/index.ts";
import { isRequest } from "../../../src/socket/request.ts";
import { hexBytes } from "../../support/golden.ts";

/** IFLA_NUM_VF and IFLA_VFINFO_LIST of a simulated device, as kernel 7.3 told them to `ip -d link show` after `ip link set … vf 1 …`. */
const told = [
  "08001500 02000000", // IFLA_NUM_VF
  "54021600", // IFLA_VFINFO_LIST
  "28010100", // IFLA_VF_INFO
  "28000100", // IFLA_VF_MAC
  "00000000", // ifla_vf_mac.vf
  "00000000 00000000 00000000 00000000", // ifla_vf_mac.mac
  "00000000 00000000 00000000 00000000",
  "24000d00", // IFLA_VF_BROADCAST
  "ffffffff ffff0000 00000000 00000000", // ifla_vf_broadcast.broadcast
  "00000000 00000000 00000000 00000000",
  "10000200", // IFLA_VF_VLAN
  "00000000", // ifla_vf_vlan.vf
  "00000000", // ifla_vf_vlan.vlan
  "00000000", // ifla_vf_vlan.qos
  "10000600", // IFLA_VF_RATE
  "00000000", // ifla_vf_rate.vf
  "00000000", // ifla_vf_rate.minTxRate
  "00000000", // ifla_vf_rate.maxTxRate
  "0c000300", // IFLA_VF_TX_RATE
  "00000000", // ifla_vf_tx_rate.vf
  "00000000", // ifla_vf_tx_rate.rate
  "0c000400", // IFLA_VF_SPOOFCHK
  "00000000", // ifla_vf_spoofchk.vf
  "00000000", // ifla_vf_spoofchk.setting
  "0c000500", // IFLA_VF_LINK_STATE
  "00000000", // ifla_vf_link_state.vf
  "00000000", // ifla_vf_link_state.linkState
  "0c000700", // IFLA_VF_RSS_QUERY_EN
  "00000000", // ifla_vf_rss_query_en.vf
  "00000000", // ifla_vf_rss_query_en.setting
  "0c000900", // IFLA_VF_TRUST
  "00000000", // ifla_vf_trust.vf
  "00000000", // ifla_vf_trust.setting
  "18000c00", // IFLA_VF_VLAN_LIST
  "14000100", // IFLA_VF_VLAN_INFO
  "00000000", // ifla_vf_vlan_info.vf
  "00000000", // ifla_vf_vlan_info.vlan
  "00000000", // ifla_vf_vlan_info.qos
  "00000000", // ifla_vf_vlan_info.vlanProto
  "64000800", // IFLA_VF_STATS
  "0c000000 00000000 00000000", // IFLA_VF_STATS_RX_PACKETS
  "0c000100 00000000 00000000", // IFLA_VF_STATS_TX_PACKETS
  "0c000200 00000000 00000000", // IFLA_VF_STATS_RX_BYTES
  "0c000300 00000000 00000000", // IFLA_VF_STATS_TX_BYTES
  "0c000400 00000000 00000000", // IFLA_VF_STATS_BROADCAST
  "0c000500 00000000 00000000", // IFLA_VF_STATS_MULTICAST
  "0c000700 00000000 00000000", // IFLA_VF_STATS_RX_DROPPED
  "0c000800 00000000 00000000", // IFLA_VF_STATS_TX_DROPPED
  "28010100", // IFLA_VF_INFO
  "28000100", // IFLA_VF_MAC
  "01000000", // ifla_vf_mac.vf
  "02000000 00050000 00000000 00000000", // ifla_vf_mac.mac
  "00000000 00000000 00000000 00000000",
  "24000d00", // IFLA_VF_BROADCAST
  "ffffffff ffff0000 00000000 00000000", // ifla_vf_broadcast.broadcast
  "00000000 00000000 00000000 00000000",
  "10000200", // IFLA_VF_VLAN
  "01000000", // ifla_vf_vlan.vf
  "05000000", // ifla_vf_vlan.vlan
  "03000000", // ifla_vf_vlan.qos
  "10000600", // IFLA_VF_RATE
  "01000000", // ifla_vf_rate.vf
  "32000000", // ifla_vf_rate.minTxRate
  "c8000000", // ifla_vf_rate.maxTxRate
  "0c000300", // IFLA_VF_TX_RATE
  "01000000", // ifla_vf_tx_rate.vf
  "c8000000", // ifla_vf_tx_rate.rate
  "0c000400", // IFLA_VF_SPOOFCHK
  "01000000", // ifla_vf_spoofchk.vf
  "01000000", // ifla_vf_spoofchk.setting
  "0c000500", // IFLA_VF_LINK_STATE
  "01000000", // ifla_vf_link_state.vf
  "01000000", // ifla_vf_link_state.linkState
  "0c000700", // IFLA_VF_RSS_QUERY_EN
  "01000000", // ifla_vf_rss_query_en.vf
  "01000000", // ifla_vf_rss_query_en.setting
  "0c000900", // IFLA_VF_TRUST
  "01000000", // ifla_vf_trust.vf
  "01000000", // ifla_vf_trust.setting
  "18000c00", // IFLA_VF_VLAN_LIST
  "14000100", // IFLA_VF_VLAN_INFO
  "01000000", // ifla_vf_vlan_info.vf
  "05000000", // ifla_vf_vlan_info.vlan
  "03000000", // ifla_vf_vlan_info.qos
  "88a80000", // ifla_vf_vlan_info.vlanProto
  "64000800", // IFLA_VF_STATS
  "0c000000 00000000 00000000", // IFLA_VF_STATS_RX_PACKETS
  "0c000100 00000000 00000000", // IFLA_VF_STATS_TX_PACKETS
  "0c000200 00000000 00000000", // IFLA_VF_STATS_RX_BYTES
  "0c000300 00000000 00000000", // IFLA_VF_STATS_TX_BYTES
  "0c000400 00000000 00000000", // IFLA_VF_STATS_BROADCAST
  "0c000500 00000000 00000000", // IFLA_VF_STATS_MULTICAST
  "0c000700 00000000 00000000", // IFLA_VF_STATS_RX_DROPPED
  "0c000800 00000000 00000000", // IFLA_VF_STATS_TX_DROPPED
];

const ifinfomsg = "00000100 07000000 00000000 00000000";

function read(attributes: string): readonly link.VirtualFunctionState[] {
  const bytes = hexBytes(ifinfomsg + attributes);
  const reply = { type: RTM_NEWLINK, flags: 0, source: sourceOf(bytes, true), start: 0, end: bytes.length };
  const found: unknown = link.list({ detail: ["vf"] }).item(reply);
  return (found as link.Link).virtualFunctions;
}

const second = {
  vf: 1,
  address: "02:00:00:00:00:05",
  vlan: 5,
  qos: 3,
  protocol: 0x88a8,
  rate: 200,
  minTxRate: 50,
  maxTxRate: 200,
  spoofCheck: true,
  queryRss: true,
  linkState: "enable",
  trust: true,
  nodeGuid: undefined,
  portGuid: undefined,
};

describe("what the kernel tells of virtual functions", () => {
  it("is read", () => {
    const functions = read(told.join(""));
    expect(functions.length).toBe(2);
    expect(functions[0]).toMatchObject({
      vf: 0,
      address: "00:00:00:00:00:00",
      vlan: 0,
      linkState: "auto",
      trust: false,
    });
    expect(functions[1]).toMatchObject(second);
    expect(functions[1]?.statistics).toMatchObject({ rxPackets: 0n, txDropped: 0n });
  });

  it("is read of a kernel that knows less: address, tag and rate alone", () => {
    // IFLA_VFINFO_LIST { IFLA_VF_INFO { IFLA_VF_MAC, IFLA_VF_VLAN, IFLA_VF_TX_RATE } }, each shortened from the above.
    const start = told.lastIndexOf("28000100");
    const mac = told.slice(start, start + 4);
    const vlan = ["10000200", "01000000", "05000000", "03000000"];
    const rate = ["0c000300", "01000000", "c8000000"];
    const functions = read(["4c001600", "48000100", ...mac, ...vlan, ...rate].join(""));
    expect(functions).toMatchObject([{ vf: 1, vlan: 5, qos: 3, rate: 200 }]);
    expect(functions[0]).toMatchObject({ address: "02:00:00:00:00:05", protocol: undefined, spoofCheck: undefined });
    expect(functions[0]).toMatchObject({ minTxRate: undefined, linkState: undefined, trust: undefined });
  });

  it("has no settings where the device has none: all ones", () => {
    const functions = read("18001600 14000100 10000400 01000000 ffffffff 00000000");
    expect(functions[0]?.spoofCheck).toBeUndefined();
  });
});

describe("what is sent", () => {
  it("goes by the name where a name is given, in one message", () => {
    const request = link.setVirtualFunction("eth0", 2, { trust: true });
    if (!isRequest(request)) throw new Error("more than a request");
    expect(request.body).toEqual(
      hexBytes(
        "00000000 00000000 00000000 00000000" +
          "0900 0300 65746830 00 000000" + // IFLA_IFNAME
          "1400 1680 1000 0180 0c00 0900 02000000 01000000", // IFLA_VFINFO_LIST, IFLA_VF_INFO, IFLA_VF_TRUST
      ),
    );
  });
});
