import { describe, expect, test } from "vitest";
import type { AnyCodec } from "../../../src/protocol/schema/index.ts";
import {
  array,
  attributeSet,
  binary,
  byFamily,
  deferred,
  fromHex,
  interfaceName,
  list,
  locate,
  message,
  records,
  repeated,
  sourceOf,
  struct,
  subMessage,
  u16,
  u32,
  u8,
  walk,
  Writer,
} from "../../../src/protocol/schema/index.ts";

const qos = struct("ifla_vlan_qos_mapping", { from: u32, to: u32 });
const vlan = attributeSet<object, object>("IFLA_VLAN_", { id: [1, u16], egressQos: [3, list(qos, 1)] });
const veth = attributeSet<object, object>("VETH_INFO_", { peer: [1, deferred(() => link)] });
const linkInfo = attributeSet<object, object>("IFLA_INFO_", {}, [subMessage([1, "KIND"], [2, "DATA"], { vlan, veth })]);
const port = attributeSet<object, object>("IFLA_BRPORT_", { state: [1, u8] });
const rtnexthop = struct("rtnexthop", { len: u16, flags: u8, hops: u8 });
const link: AnyCodec = message(
  struct("ifinfomsg", { family: u8, type: u16 }),
  attributeSet<object, object>("IFLA_", {
    ifname: [3, interfaceName],
    linkinfo: [18, linkInfo],
    propList: [52, attributeSet("IFLA_", { altIfname: [53, repeated(interfaceName)] })],
    protinfo: [12, byFamily<unknown, never>({ 7: port }, binary)],
    nexthops: [60, records(rtnexthop, "len", attributeSet("RTA_", { oif: [4, u32] }))],
    numbers: [61, array(u16)],
  }),
);

/** Every node of a message in hex: range, role, path and C names; and what no node covers but padding. */
function nodes(hex: string): string[] {
  const bytes = fromHex(hex);
  return [...walk(link, sourceOf(bytes, true), 0, bytes.length)].map(
    ({ start, end, role, path, names }) => `${start}-${end} ${role} ${path.join(".")} | ${names.join(" > ")}`,
  );
}
const header = ["0-1 field header.family | ifinfomsg.family", "2-4 field header.type | ifinfomsg.type"];

describe("walk", () => {
  test("visits header, attributes, sub-messages, lists and structs from the outside in", () => {
    const bytes = `00 00 0100  0600 0300 6100 0000
      2400 1280 0800 0100 766c616e  1800 0280 0600 0100 0500 0000  0c00 0380 0800 0100 01000000`;
    expect(nodes(bytes)).toStrictEqual([
      ...header,
      "4-10 attribute ifname | IFLA_IFNAME",
      "12-48 attribute linkinfo | IFLA_LINKINFO",
      "16-24 attribute linkinfo.kind | IFLA_LINKINFO > IFLA_INFO_KIND",
      "24-48 attribute linkinfo.data | IFLA_LINKINFO > IFLA_INFO_DATA",
      "28-34 attribute linkinfo.data.id | IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID",
      "36-48 attribute linkinfo.data.egressQos | IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_EGRESS_QOS",
      "40-48 attribute linkinfo.data.egressQos.0 | IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_EGRESS_QOS",
      "44-48 field linkinfo.data.egressQos.0.from | IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_EGRESS_QOS > ifla_vlan_qos_mapping.from",
    ]);
  });
  test("knows the payload by its selector also where that stands behind it", () => {
    const bytes = "00 00 0100 1800 1280 0c00 0280 0600 0100 0500 0000 0800 0100 766c616e";
    expect(nodes(bytes)).toContain("12-18 attribute linkinfo.data.id | IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID");
  });
  test("shows payloads of unknown kinds, unknown attributes and junk as what they are", () => {
    const bytes = "00 00 0100 0800 1280 0400 0280  0500 6300 01 000000 ffff";
    expect(nodes(bytes)).toStrictEqual([
      ...header,
      "4-12 attribute linkinfo | IFLA_LINKINFO",
      "8-12 attribute linkinfo.data | IFLA_LINKINFO > IFLA_INFO_DATA",
      "12-17 attribute #99 | #99",
      "20-22 junk  | ",
    ]);
  });
  test("a broken length ends its level with junk, and the outer one goes on", () => {
    expect(nodes("00 00 0100 0c00 1280 0900 0100 00000000 0600 0300 6100")).toStrictEqual([
      ...header,
      "4-16 attribute linkinfo | IFLA_LINKINFO",
      "8-16 junk linkinfo | IFLA_LINKINFO",
      "16-22 attribute ifname | IFLA_IFNAME",
    ]);
  });
  test("counts repeated attributes and records", () => {
    const bytes = `00 00 0100 1400 3480 0600 3500 6100 0000 0600 3500 6200 0000
      1400 3c00 0c00 00 01 0800 0400 05000000 0300 00 00`;
    expect(nodes(bytes)).toStrictEqual([
      ...header,
      "4-24 attribute propList | IFLA_PROP_LIST",
      "8-14 attribute propList.altIfname.0 | IFLA_PROP_LIST > IFLA_ALT_IFNAME",
      "16-22 attribute propList.altIfname.1 | IFLA_PROP_LIST > IFLA_ALT_IFNAME",
      "24-44 attribute nexthops | IFLA_NEXTHOPS",
      "28-40 record nexthops.0 | IFLA_NEXTHOPS > rtnexthop",
      "28-30 field nexthops.0.header.len | IFLA_NEXTHOPS > rtnexthop > rtnexthop.len",
      "30-31 field nexthops.0.header.flags | IFLA_NEXTHOPS > rtnexthop > rtnexthop.flags",
      "31-32 field nexthops.0.header.hops | IFLA_NEXTHOPS > rtnexthop > rtnexthop.hops",
      "32-40 attribute nexthops.0.oif | IFLA_NEXTHOPS > rtnexthop > RTA_OIF",
      "40-44 junk nexthops | IFLA_NEXTHOPS",
    ]);
  });
  test("follows the family of the message's header", () => {
    const attribute = "0c00 0c80 0500 0100 03 000000";
    expect(nodes(`07 00 0100 ${attribute}`)).toContain(
      "8-13 attribute protinfo.state | IFLA_PROTINFO > IFLA_BRPORT_STATE",
    );
    expect(nodes(`02 00 0100 ${attribute}`)).toStrictEqual([...header, "4-16 attribute protinfo | IFLA_PROTINFO"]);
  });
  test("a header that is cut short, and a longer struct, are covered to the end", () => {
    expect(nodes("00 00 01")).toStrictEqual([header[0], "1-3 junk header | "]);
    expect(nodes("")).toStrictEqual([]);
    const list = "00 00 0100 2400 1280 0800 0100 766c616e 1800 0280 1400 0380 1000 0100 01000000 02000000 ffffffff";
    expect(nodes(list).at(-1)).toMatch(/^36-40 junk linkinfo.data.egressQos.0 /);
  });
  test("deep nests and thousands of selectors are visited in bounded time", () => {
    let bytes: Uint8Array = fromHex("00000000");
    while (bytes.length < 60_000) {
      const writer = new Writer(bytes.length + 40, true);
      writer.append(fromHex("00000000"));
      const starts = [0x8012].map((type) => writer.beginAttribute(type));
      writer.append(fromHex("0800 0100 76657468"));
      starts.push(writer.beginAttribute(0x8002), writer.beginAttribute(1));
      writer.append(bytes);
      for (const start of starts.reverse()) writer.endAttribute(start);
      bytes = writer.copy();
    }
    const many = new Writer(65536, true);
    many.append(fromHex("00000000"));
    const info = many.beginAttribute(0x8012);
    while (many.position < 65_000) many.append(fromHex("0400 0280"));
    many.endAttribute(info);
    const started = performance.now();
    expect([...walk(link, sourceOf(bytes, true), 0, bytes.length)].length).toBeGreaterThan(64);
    expect([...walk(link, sourceOf(many.copy(), true), 0, many.position)].length).toBeGreaterThan(16_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("locate", () => {
  // ifname "a" · linkinfo { kind "vlan", data { id 5 } }
  const bytes = fromHex("00 00 0100 0600 0300 6100 0000 1800 1280 0800 0100 766c616e 0c00 0280 0600 0100 0500 0000");
  const at = (offset: number): [string, string] | undefined => {
    const node = locate(link, sourceOf(bytes, true), 0, bytes.length, offset);
    return node && [node.path.join("."), node.names.join(" > ")];
  };
  test("names the innermost attribute at an extended acknowledgement's offset", () => {
    expect(at(28)).toStrictEqual(["linkinfo.data.id", "IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID"]);
    expect(at(24)).toStrictEqual(["linkinfo.data", "IFLA_LINKINFO > IFLA_INFO_DATA"]);
    expect(at(16)).toStrictEqual(["linkinfo.kind", "IFLA_LINKINFO > IFLA_INFO_KIND"]);
    expect(at(12)).toStrictEqual(["linkinfo", "IFLA_LINKINFO"]);
    expect(at(4)).toStrictEqual(["ifname", "IFLA_IFNAME"]);
  });
  test("an offset inside a payload belongs to its attribute, one in the header to its field", () => {
    expect(at(33)).toStrictEqual(["linkinfo.data.id", "IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID"]);
    expect(at(2)).toStrictEqual(["header.type", "ifinfomsg.type"]);
  });
  test("outside there is nothing", () => expect(at(400)).toBeUndefined());
  test("where the message does not start at 0, offsets are the buffer's", () => {
    const buffer = new Uint8Array(bytes.length + 16);
    buffer.set(bytes, 16);
    expect(locate(link, sourceOf(buffer, true), 16, buffer.length, 44)?.path).toStrictEqual(["linkinfo", "data", "id"]);
  });
});
