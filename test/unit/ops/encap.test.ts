import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Encap } from "../../../src/ops/encap.ts";
import { fromEncap, toEncap } from "../../../src/ops/encap.ts";
import { routeMessage } from "../../../src/protocol/route/route.ts";
import { sourceOf } from "../../../src/protocol/schema/source.ts";
import { Writer } from "../../../src/protocol/schema/writer.ts";

/** What a kernel that tells what it was given would list. */
function listed(encap: Encap): Encap | undefined {
  const writer = new Writer(64);
  routeMessage.encode(writer, { header: { family: 10 }, attributes: fromEncap(encap) });
  const bytes = writer.copy();
  return toEncap(routeMessage.decode(sourceOf(bytes), 0, bytes.length).attributes);
}

const ipv6 = fc.constantFrom("::", "::1", "2001:db8::5", "fe80::1:2");
const ipv4 = fc.constantFrom("0.0.0.0", "10.0.0.1", "192.0.2.255");
const u8 = fc.nat(0xff);
const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const u64 = fc.bigInt({ min: 0n, max: 0xffffffffffffffffn });
const words = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const name = fc.stringMatching(/^[a-z]{1,12}$/);

/** Names of a set, in the order in which a list tells them. */
const subset = <Name extends string>(...names: Name[]) => fc.subarray(names);

const segments = fc.array(ipv6, { minLength: 1, maxLength: 4 });
const header = {
  segments,
  hmac: u32,
  flags: fc.constantFrom(["alert" as const], ["oam" as const, "protected" as const]),
  tag: fc.integer({ min: 1, max: 0xffff }),
  tlvs: words(8),
};

const options = fc.oneof(
  fc.record({ geneve: fc.array(fc.record({ class: u16, type: u8, data: words(8) }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ vxlan: fc.record({ gbp: u32 }) }),
  fc.record({ erspan: fc.record({ ver: fc.constant(1), index: u32 }) }),
  fc.record({ erspan: fc.record({ ver: fc.constant(2), dir: fc.nat(1), hwid: u8 }) }),
);
const flags = subset("csum", "key", "seq", "oam", "geneve_opt");
const local = {
  action: fc.constantFrom("End", "End.X", "End.DX4", "End.B6", "End.B6.Encaps", "End.DT46", "End.BPF", 99),
  srh: fc.record(header, { requiredKeys: ["segments"] }),
  table: u32,
  vrfTable: u32,
  nh4: ipv4,
  nh6: ipv6,
  iif: u32,
  oif: u32,
  bpf: fc.record({ program: u32, name }),
  flavors: fc.record(
    { operations: subset("psp", "usp", "usd", "next_csid"), blockBits: u8, nodeFunctionBits: u8 },
    { requiredKeys: ["operations"] },
  ),
};

/** Everything that can be said of a route's wrapping, by its kind. */
const arbitraries = {
  mpls: fc.record({ dst: fc.constantFrom("0", "16/17", "1048575"), ttl: u8 }, { requiredKeys: ["dst"] }),
  ip: fc.record({ id: u64, dst: ipv4, src: ipv4, tos: u8, ttl: u8, flags, opts: options }, { requiredKeys: [] }),
  ip6: fc.record({ id: u64, dst: ipv6, src: ipv6, tc: u8, hoplimit: u8, flags, opts: options }, { requiredKeys: [] }),
  seg6: fc.record(
    {
      ...header,
      mode: fc.constantFrom("inline", "encap", "l2encap", "encap.red", "l2encap.red", 7),
      src: ipv6,
      table: u32,
    },
    { requiredKeys: ["mode", "segments"] },
  ),
  seg6_local: fc.record(local, { requiredKeys: ["action"] }),
  rpl: fc.record({ segments }),
  ioam6: fc.record(
    {
      mode: fc.constantFrom("inline", "encap", "auto", 9),
      frequency: u32,
      frequencyOf: u32,
      dst: ipv6,
      src: ipv6,
      trace: fc.record({
        namespace: u16,
        type: fc.nat(0xffffff),
        size: fc.integer({ min: 1, max: 61 }).map((units) => units * 4),
      }),
    },
    { requiredKeys: ["mode", "trace"] },
  ),
  ila: fc.record(
    {
      locator: fc.constantFrom("2001:db8:0:1", "0:0:0:0", "ffff:ffff:ffff:ffff"),
      csumMode: fc.constantFrom("adjust_transport", "no_action", 9),
      identType: fc.constantFrom("luid", "use_format", 40),
      hookType: fc.constantFrom("output", "input", 5),
    },
    { requiredKeys: ["locator"] },
  ),
  bpf: fc.record(
    { in: fc.record({ name }), out: fc.record({ fd: u32, name }), xmitHeadroom: u32 },
    { requiredKeys: [] },
  ),
  xfrm: fc.record({ ifId: u32, link: u32 }, { requiredKeys: ["ifId"] }),
};

describe("an encapsulation is read as it was written", () => {
  it.each(Object.entries(arbitraries))("%s", (kind, data) => {
    fc.assert(
      fc.property(data as fc.Arbitrary<object>, (value) => {
        const encap = { kind, data: value } as Encap;
        expect(listed(encap)).toEqual(encap);
      }),
    );
  });

  it("of a kind that is not known", () => {
    const encap = { kind: "unknown", name: "77", raw: Uint8Array.of(8, 0, 1, 0, 1, 2, 3, 4) } as const;
    expect(listed(encap)).toEqual(encap);
  });

  it("in the order of the properties", () => {
    const bytes = (encap: Encap): string => {
      const writer = new Writer(64);
      routeMessage.encode(writer, { attributes: fromEncap(encap) });
      return Buffer.from(writer.copy()).toString("hex");
    };
    const one = bytes({ kind: "ip", data: { dst: "10.0.0.1", flags: ["key"], id: 1n } });
    const other = bytes({ kind: "ip", data: { id: 1n, flags: ["key"], dst: "10.0.0.1" } });
    expect(one).not.toBe(other);
    expect(one.length).toBe(other.length);
  });
});
