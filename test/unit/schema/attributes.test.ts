import { describe, expect, test } from "vitest";
import type { Input, Output, Space } from "../../../src/protocol/schema/index.ts";
import {
  attributeSet,
  be16,
  binary,
  bareString,
  DecodeError,
  deferred,
  EncodeError,
  fromHex,
  interfaceName,
  repeated,
  sourceOf,
  struct,
  subMessage,
  u16,
  u32,
  u8,
  Writer,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";

const innerAttributes = { id: [1, u16], qos: [2, u8] } as const;
interface Inner extends Output<typeof innerAttributes> {}
interface InnerInput extends Input<typeof innerAttributes> {}
const inner: Space<Inner, InnerInput> = attributeSet("IN_", innerAttributes);
const outerAttributes = {
  mtu: [4, u32],
  ifname: [3, interfaceName],
  inner: [5, inner],
  altName: [6, repeated(interfaceName)],
  blob: [2000, binary],
} as const;
interface Outer extends Output<typeof outerAttributes> {}
interface OuterInput extends Input<typeof outerAttributes> {}
const outer: Space<Outer, OuterInput> = attributeSet("OUT_", outerAttributes);

codecRows<Outer>("attribute set", outer, [
  [{}, ""],
  [{ mtu: 1500 }, "0800 0400 dc050000", "0008 0004 000005dc"],
  [{ ifname: "a" }, "0600 0300 6100 0000", "0006 0003 6100 0000"],
  [{ ifname: "a", mtu: 0 }, "0600 0300 6100 0000  0800 0400 00000000", "0006 0003 6100 0000  0008 0004 00000000"],
  [{ mtu: 0, ifname: "a" }, "0800 0400 00000000  0600 0300 6100 0000", "0008 0004 00000000  0006 0003 6100 0000"],
  [
    { inner: { id: 5, qos: 1 } },
    "1400 0580  0600 0100 0500 0000  0500 0200 01 000000",
    "0014 8005  0006 0001 0005 0000  0005 0002 01 000000",
  ],
  [{ inner: {} }, "0400 0580", "0004 8005"],
  [{ altName: ["a", "b"] }, "0600 0600 6100 0000 0600 0600 6200 0000", "0006 0006 6100 0000 0006 0006 6200 0000"],
  [{ blob: Uint8Array.of(7) }, "0500 d007 07 000000", "0005 07d0 07 000000"],
  [
    { unknownAttributes: [{ type: 0x8009, payload: Uint8Array.of(1, 2) }], mtu: 1 },
    "0600 0980 0102 0000  0800 0400 01000000",
    "0006 8009 0102 0000  0008 0004 00000001",
  ],
]);

describe("decoding a set", () => {
  test("reads a nest whether NLA_F_NESTED is set or not", () => {
    expect(decoded(outer, "0c00 0500 0600 0100 0500 0000")).toStrictEqual({ inner: { id: 5 } });
    expect(decoded(outer, "0c00 0580 0600 0100 0500 0000")).toStrictEqual({ inner: { id: 5 } });
  });
  test("keeps attributes it does not know, with their flags, in order", () => {
    const bytes = "0600 6340 0102 0000 0400 6480";
    const value = decoded(outer, bytes)!;
    expect(value.unknownAttributes).toStrictEqual([
      { type: 0x4063, payload: Uint8Array.of(1, 2) },
      { type: 0x8064, payload: new Uint8Array(0) },
    ]);
    expect(encoded(outer, value)).toBe(bytes.replace(/\s/g, ""));
  });
  test("keeps what it knows but can't read: a u32 of two bytes", () => {
    const bytes = "0600 0400 dc05 0000";
    const value = decoded(outer, bytes)!;
    expect(value).toStrictEqual({ unknownAttributes: [{ type: 4, payload: Uint8Array.of(0xdc, 5) }] });
    expect(encoded(outer, value)).toBe(bytes.replace(/\s/g, ""));
  });
  test("of an attribute that stands twice the last one counts", () => {
    expect(decoded(outer, "0800 0400 01000000 0800 0400 02000000")).toStrictEqual({ mtu: 2 });
  });
  test("accepts an unaligned last attribute and ignores up to three bytes behind", () => {
    expect(decoded(outer, "0600 0300 6100")).toStrictEqual({ ifname: "a" });
    expect(decoded(outer, "0800 0400 01000000 ffffff")).toStrictEqual({ mtu: 1 });
  });
  test.each([
    ["shorter than its header", "0300 0400 00000000", "attribute length 3, 8 bytes are left (at byte 16)"],
    ["zero, which would never end", "0000 0400 00000000", "attribute length 0, 8 bytes are left (at byte 16)"],
    ["longer than the set", "0c00 0400 00000000", "attribute length 12, 8 bytes are left (at byte 16)"],
    [
      "longer than its nest",
      "0c00 0580 0900 0100 00000000",
      "inner: attribute length 9, 8 bytes are left (at byte 20)",
    ],
  ])("an attribute length %s is an error with path and offset", (_what, bytes, message) => {
    expect(() => decoded(outer, bytes)).toThrow(DecodeError);
    expect(() => decoded(outer, bytes)).toThrow(message);
  });
  test("does not look outside its span", () => {
    const bytes = fromHex("0800 0400 01000000 0800 0400 02000000");
    expect(outer.decode(sourceOf(bytes, true), 0, 8)).toStrictEqual({ mtu: 1 });
    expect(outer.decode(sourceOf(bytes, true), 8, 16)).toStrictEqual({ mtu: 2 });
    expect(() => outer.decode(sourceOf(bytes, true), 0, 6)).toThrow("attribute length 8, 6 bytes are left");
  });
});

describe("encoding a set", () => {
  test("leaves out what is undefined and writes 0", () => {
    expect(encoded(outer, { ifname: undefined, mtu: 0 })).toBe("0800040000000000");
  });
  const failures: [string, unknown, readonly string[], string][] = [
    ["an integer out of range", { inner: { id: 65536 } }, ["inner", "id"], "65536 is not a u16 (0 to 65535)"],
    ["a NUL in a string", { ifname: "a\0" }, ["ifname"], '"a\\u0000" contains a NUL'],
    ["an over-long name", { ifname: "a".repeat(16) }, ["ifname"], "has 16 bytes, the limit is 15"],
    ["one of several", { altName: ["ok", "a".repeat(16)] }, ["altName", "1"], "the limit is 15"],
    ["an unknown property", { inner: { name: 1 } }, ["inner", "name"], "IN_* has no such attribute"],
    [
      "an attribute over 65535 bytes",
      { blob: new Uint8Array(65532) },
      ["blob"],
      "attribute of 65536 bytes, the limit is 65535",
    ],
    [
      "a raw type that is none",
      { unknownAttributes: [{ type: 65536, payload: new Uint8Array(0) }] },
      ["unknownAttributes", "0"],
      "65536 is not an attribute type",
    ],
  ];
  test.each(failures)("%s is an error that names the path", (_what, value, path, problem) => {
    let error: unknown;
    try {
      encoded(outer, value as OuterInput);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(EncodeError);
    expect((error as EncodeError).path).toStrictEqual(path);
    expect((error as EncodeError).message).toContain(`${path.join(".")}: `);
    expect((error as EncodeError).problem).toContain(problem);
  });
  test("65535 bytes still fit, in a nest too not one more", () => {
    expect(encoded(outer, { blob: new Uint8Array(65531) })).toHaveLength(65536 * 2);
    const nest = attributeSet<object, object>("N_", { outer: [1, outer] });
    expect(() => encoded(nest, { outer: { blob: new Uint8Array(65530) } })).toThrow("outer: attribute of 65540 bytes");
  });
  test("padding is zero also where the writer is used again", () => {
    const writer = new Writer(8, true);
    writer.append(new Uint8Array(64).fill(0xff));
    writer.reset();
    outer.encode(writer, { ifname: "a" });
    expect(writer.copy()).toStrictEqual(fromHex("0600 0300 6100 0000"));
  });
  test("names are rebuilt from the keys, or given", () => {
    const set = attributeSet<object, object>("IFLA_", {
      numTxQueues: [31, u32],
      odd: [1, u8, "IFLA_oDD"],
      af6Spec: [2, u8],
    });
    expect(set.shape.entries.map(({ name }) => name)).toStrictEqual([
      "IFLA_NUM_TX_QUEUES",
      "IFLA_oDD",
      "IFLA_AF6_SPEC",
    ]);
  });
  test("a table that says one number or one property twice is refused when it is made", () => {
    expect(() => attributeSet("X_", { a: [1, u8], b: [1, u8] })).toThrow("two attributes have the same number");
    expect(() => attributeSet("X_", { name: [3, u8] }, [subMessage([1, "KIND"], [2, "DATA"], {})])).toThrow(
      "two attributes have the same property",
    );
  });
});

const cases = { vlan: inner, fixed: struct("fixed", { a: u32 }), deep: deferred(() => linkInfo) } as const;
const linkInfo: Space<Record<string, unknown>, Record<string, unknown>> = attributeSet(
  "IFLA_INFO_",
  { xstats: [3, binary] },
  [
    subMessage([1, "KIND"], [2, "DATA"], cases),
    subMessage([4, "SLAVE_KIND"], [5, "SLAVE_DATA"], { port: inner }, "slave"),
  ],
);

codecRows("sub-message", linkInfo, [
  [{ kind: "vlan" }, "0800 0100 766c616e", "0008 0001 766c616e"],
  [
    { kind: "vlan", data: { id: 5 } },
    "0800 0100 766c616e  0c00 0280 0600 0100 0500 0000",
    "0008 0001 766c616e  000c 8002 0006 0001 0005 0000",
  ],
  [
    { kind: "fixed", data: { a: 1 } },
    "0900 0100 6669786564 000000 0800 0200 01000000",
    "0009 0001 6669786564 000000 0008 0002 00000001",
  ],
  [
    { kind: "vlan", data: { id: 5 }, slaveKind: "port", slaveData: { qos: 1 }, xstats: Uint8Array.of(1) },
    "0800 0100 766c616e 0c00 0280 0600 0100 0500 0000 0800 0400 706f7274 0c00 0580 0500 0200 01 000000 0500 0300 01 000000",
    "0008 0001 766c616e 000c 8002 0006 0001 0005 0000 0008 0004 706f7274 000c 8005 0005 0002 01 000000 0005 0003 01 000000",
  ],
  [
    { kind: "unknown", name: "foo", raw: Uint8Array.of(1, 2) },
    "0700 0100 666f6f 00 0600 0200 0102 0000",
    "0007 0001 666f6f 00 0006 0002 0102 0000",
  ],
  [{ kind: "unknown", name: "foo" }, "0700 0100 666f6f 00", "0007 0001 666f6f 00"],
]);

describe("sub-message", () => {
  test("a payload before its selector is read once that is known, and goes behind it", () => {
    const value = decoded(linkInfo, "0c00 0280 0600 0100 0500 0000 0800 0100 766c616e");
    expect(value).toStrictEqual({ kind: "vlan", data: { id: 5 } });
  });
  test("a kind that nobody knows keeps name and payload, and is written back unchanged", () => {
    const nests = attributeSet<object, object>("I_", {}, [subMessage([1, "KIND"], [2, "DATA"], { vlan: inner })]);
    const bytes = "0700 0100 666f6f 00 0800 0280 04000100";
    const value = decoded(nests, bytes)!;
    expect(value).toStrictEqual({ kind: "unknown", name: "foo", raw: fromHex("04000100") });
    expect(encoded(nests, value)).toBe(bytes.replace(/\s/g, ""));
  });
  test("names that every object has are no kinds", () => {
    for (const name of ["__proto__", "constructor", "toString", "unknown"]) {
      const value = decoded(linkInfo, encoded(linkInfo, { kind: "unknown", name }));
      expect(value).toStrictEqual({ kind: "unknown", name });
    }
  });
  test("of a selector or payload that stands twice the last one counts, as of any attribute", () => {
    const twice = "0700 0100 666f6f 00 0c00 0280 0600 0100 0500 0000 0800 0100 766c616e";
    expect(decoded(linkInfo, twice)).toStrictEqual({ kind: "vlan", data: { id: 5 } });
    expect(decoded(linkInfo, "0800 0100 766c616e 0400 0280 0c00 0280 0600 0100 0500 0000")).toStrictEqual({
      kind: "vlan",
      data: { id: 5 },
    });
    expect(decoded(linkInfo, "0800 0100 766c616e 0700 0100 666f6f 00")).toStrictEqual({ kind: "unknown", name: "foo" });
  });
  test("a payload is read once, however often its selector stands: nested, each level would double the reads", () => {
    let reads = 0;
    const innermost: Space = {
      ...inner,
      decode: (source, start, end) => {
        reads++;
        return inner.decode(source, start, end);
      },
    };
    const nest: Space<Record<string, unknown>> = attributeSet("N_", {}, [
      subMessage([1, "KIND"], [2, "DATA"], { a: deferred(() => nest), b: deferred(() => nest), c: innermost }),
    ]);
    let bytes = fromHex("0500 0100 63 000000 0c00 0280 0600 0100 0500 0000 0500 0100 63 000000");
    let expected: object = { kind: "c", data: { id: 5 } };
    for (let level = 0; level < 12; level++) {
      const writer = new Writer(1024, true);
      writer.append(fromHex("0500 0100 61 000000"));
      const start = writer.beginAttribute(0x8002);
      writer.append(bytes);
      writer.endAttribute(start);
      writer.append(fromHex("0500 0100 62 000000"));
      bytes = writer.copy();
      expected = { kind: "b", data: expected };
    }
    expect(nest.decode(sourceOf(bytes, true), 0, bytes.length)).toStrictEqual(expected);
    expect(reads).toBe(1);
  });
  test("a payload without selector stays raw", () => {
    expect(decoded(linkInfo, "0600 0200 0102 0000")).toStrictEqual({
      unknownAttributes: [{ type: 2, payload: Uint8Array.of(1, 2) }],
    });
  });
  test("a selector that is not readable keeps its payload raw", () => {
    expect(decoded(linkInfo, "0500 0100 ff 000000 0500 0200 01 000000")).toStrictEqual({
      unknownAttributes: [
        { type: 1, payload: Uint8Array.of(0xff) },
        { type: 2, payload: Uint8Array.of(1) },
      ],
    });
  });
  test("a broken payload is an error that names the payload, in either order", () => {
    expect(() => decoded(linkInfo, "0800 0100 766c616e 0800 0280 0900 0100")).toThrow("data: attribute length 9");
    expect(() => decoded(linkInfo, "0800 0280 0900 0100 0800 0100 766c616e")).toThrow("data: attribute length 9");
  });
  test("what can't be written is refused by name", () => {
    expect(() => encoded(linkInfo, { kind: "vlna" })).toThrow('kind: "vlna" is none of vlan, fixed, deep');
    expect(() => encoded(linkInfo, { data: { id: 1 } })).toThrow("data: needs kind to say how it is written");
    expect(() => encoded(linkInfo, { kind: "unknown", name: "foo", data: { id: 1 } })).toThrow("data: needs kind");
    expect(() => encoded(linkInfo, { kind: "unknown" })).toThrow("kind: undefined is not a name");
    expect(() => encoded(linkInfo, { kind: "vlan", data: { id: -1 } })).toThrow("data.id: -1 is not a u16");
  });
  test("a selector may be written with a NUL", () => {
    const set = attributeSet<object, object>("T_", {}, [
      subMessage([1, "KIND"], [2, "OPTIONS"], { vlan: inner }, "", bareString(15)),
    ]);
    expect(decoded(set, "0900 0100 766c616e00 000000 0400 0280")).toStrictEqual({ kind: "vlan", data: {} });
  });
});

describe("schemas that contain themselves", () => {
  const nest = (levels: number): Record<string, unknown> =>
    levels === 0 ? { kind: "vlan" } : { kind: "deep", data: nest(levels - 1) };
  test("are read and written down to 32 levels", () => {
    expect(decoded(linkInfo, encoded(linkInfo, nest(32)))).toStrictEqual(nest(32));
  });
  test("deeper ones are an error, not an exhausted stack", () => {
    expect(() => encoded(linkInfo, nest(33))).toThrow("nested more than 32 times");
    const value: Record<string, unknown> = { kind: "deep" };
    value["data"] = value;
    expect(() => encoded(linkInfo, value)).toThrow(EncodeError);
    let bytes: Uint8Array = new Uint8Array(0);
    while (bytes.length < 60_000) {
      const writer = new Writer(bytes.length + 16, true);
      writer.append(fromHex("0800 0100 64656570"));
      const start = writer.beginAttribute(2);
      writer.append(bytes);
      writer.endAttribute(start);
      bytes = writer.copy();
    }
    expect(() => linkInfo.decode(sourceOf(bytes, true), 0, bytes.length)).toThrow("nested more than 32 times");
  });
  test("an error leaves source and writer usable", () => {
    const source = sourceOf(fromHex("0800 0100 64656570 0800 0280 0900 0100"), true);
    expect(() => linkInfo.decode(source, 0, 16)).toThrow("data: attribute length 9");
    expect(source.depth).toBe(0);
  });
});

test("a port in network byte order inside a set", () => {
  const set = attributeSet<object, object>("V_", { port: [15, be16] });
  expect(encoded(set, { port: 4789 })).toBe("06000f0012b50000");
  expect(encoded(set, { port: 4789 }, false)).toBe("0006000f12b50000");
});
