import { describe, expect, test } from "vitest";
import {
  attributeSet,
  byFamily,
  binary,
  fromHex,
  interfaceName,
  lazyView,
  repeated,
  sourceOf,
  subMessage,
  u16,
  u32,
} from "../../../src/protocol/schema/index.ts";

const inner = attributeSet<{ id?: number }, { id?: number }>("IN_", { id: [1, u16] });
interface Link {
  mtu?: number;
  ifname?: string;
  altName?: string[];
  kind?: string;
  data?: unknown;
  name?: string;
  proto?: unknown;
  unknownAttributes?: unknown[];
}
const link = attributeSet<Link, object>(
  "L_",
  {
    mtu: [4, u32],
    ifname: [3, interfaceName],
    altName: [6, repeated(interfaceName)],
    proto: [12, byFamily<unknown, never>({ 7: inner }, binary)],
  },
  [subMessage([1, "KIND"], [2, "DATA"], { vlan: inner })],
);
// mtu 1500 · ifname "a" · alt names "b", "c" · kind "vlan" with id 5 · type 9, which nobody knows
const hex = `0800 0400 dc050000 0600 0300 6100 0000 0600 0600 6200 0000 0600 0600 6300 0000
  0800 0100 766c616e 0c00 0280 0600 0100 0500 0000 0500 0900 01 000000`;
const bytes = fromHex(hex);
const view = lazyView(link, sourceOf(bytes, true), 0, bytes.length);
const whole = {
  mtu: 1500,
  ifname: "a",
  altName: ["b", "c"],
  kind: "vlan",
  data: { id: 5 },
  unknownAttributes: [{ type: 9, payload: Uint8Array.of(1) }],
};

describe("lazy view", () => {
  test("reads single attributes, the one at offset 0 too", () => {
    expect(view.get("mtu")).toBe(1500);
    expect(view.get("ifname")).toBe("a");
  });
  test("reads sub-messages, repeated and unknown attributes", () => {
    expect(view.get("altName")).toStrictEqual(["b", "c"]);
    expect(view.get("data")).toStrictEqual({ id: 5 });
    expect(view.get("unknownAttributes")).toStrictEqual(whole.unknownAttributes);
  });
  test("says what is there", () => {
    for (const key of Object.keys(whole)) expect([key, view.has(key as keyof Link)]).toStrictEqual([key, true]);
    expect(view.has("proto")).toBe(false);
    expect(view.has("name")).toBe(false);
    expect(view.get("proto")).toBeUndefined();
    // @ts-expect-error no such property
    expect(view.has("nothing")).toBe(false);
    // @ts-expect-error no such property
    expect(view.get("nothing")).toBeUndefined();
  });
  test("as a whole equals what the space decodes", () => {
    expect(view.toObject()).toStrictEqual(whole);
    expect(link.decode(sourceOf(bytes, true), 0, bytes.length)).toStrictEqual(whole);
  });
  test("shows its content to JSON.stringify", () => {
    expect(JSON.parse(JSON.stringify(view))).toStrictEqual(JSON.parse(JSON.stringify(whole)));
    expect(JSON.stringify({ link: view })).toContain('"mtu":1500');
  });
  test("of an attribute that stands twice the last one counts", () => {
    const twice = fromHex("0800 0400 01000000 0800 0400 02000000");
    expect(lazyView(link, sourceOf(twice, true), 0, 16).get("mtu")).toBe(2);
  });
  test("a broken length is an error at once", () => {
    expect(() => lazyView(link, sourceOf(fromHex("0900 0400 01000000"), true), 0, 8)).toThrow("attribute length 9");
  });
  test("keeps the family it was made under, whatever the source has read since", () => {
    const source = sourceOf(fromHex("0c00 0c80 0600 0100 0500 0000"), true);
    source.family = 7;
    const made = lazyView(link, source, 0, 12);
    source.family = 2;
    expect(made.get("proto")).toStrictEqual({ id: 5 });
    source.family = 2;
    expect(made.toObject()).toStrictEqual({ proto: { id: 5 } });
  });
  test("big-endian, and with NLA_F_NET_BYTEORDER", () => {
    const big = fromHex("0008 0004 000005dc");
    expect(lazyView(link, sourceOf(big, false), 0, 8).get("mtu")).toBe(1500);
    const network = fromHex("0800 0440 000005dc");
    expect(lazyView(link, sourceOf(network, true), 0, 8).get("mtu")).toBe(1500);
  });
});
