import { describe, expect, it } from "vitest";
import { link } from "../../../../src/ops/index.ts";
import { bondSlave, kinds } from "../../../../src/protocol/route/index.ts";
import type { Codec } from "../../../../src/protocol/schema/index.ts";
import { fromHex, parseAttributes, sourceOf, toHex, Writer } from "../../../../src/protocol/schema/index.ts";
import { isRequest } from "../../../../src/socket/index.ts";
import { toldData, toldSlave } from "./kind-data.ts";

const NESTED = 0x80;

const bytesOf = (annotated: string): Uint8Array => fromHex(annotated.replace(/ # .*/g, "").replace(/\s/g, ""));

/** What a codec writes, without NLA_F_NESTED, which the kernel leaves out here. */
function written<In>(codec: Codec<unknown, In>, value: In): string {
  const writer = new Writer(256, true);
  codec.encode(writer, value);
  const bytes = writer.copy();
  for (let at = 0; at < bytes.length; at += (bytes[at]! + 3) & ~3) bytes[at + 3]! &= ~NESTED;
  return toHex(bytes);
}

describe("what the kernel tells of kinds for which the tool has no words", () => {
  it.each(toldData)("of $what is read and written", ({ kind, bytes, value }) => {
    const told = bytesOf(bytes);
    const codec: Codec<object> = kinds[kind];
    expect(codec.decode(sourceOf(told, true), 0, told.length)).toEqual(value);
    expect(written(codec, value)).toBe(toHex(told));
  });

  it("of a slave is read and written", () => {
    const told = bytesOf(toldSlave.bytes);
    expect(bondSlave.decode(sourceOf(told, true), 0, told.length)).toEqual(toldSlave.value);
    expect(written(bondSlave, toldSlave.value)).toBe(toHex(told));
  });

  const attributesOf = (bytes: Uint8Array) =>
    parseAttributes(bytes).map(({ type, payload }) => `${type} ${toHex(payload)}`);
  const payloadOf = (bytes: Uint8Array, wanted: number) =>
    parseAttributes(bytes).find(({ type }) => type === wanted)!.payload;
  const [IFLA_LINKINFO, IFLA_INFO_DATA] = [18, 2];
  const NETKIT_PEER_INFO = "1 ";

  it.each(toldData.filter(({ made }) => made !== undefined))(
    "of $what is what it was asked for",
    ({ kind, made, bytes }) => {
      const request = link.create({ name: "x", info: made! });
      if (!isRequest(request)) throw new Error("not a single request");
      const IFINFOMSG = 16;
      const linkinfo = payloadOf(request.body.subarray(IFINFOMSG), IFLA_LINKINFO);
      const asked = attributesOf(payloadOf(linkinfo, IFLA_INFO_DATA)).filter(
        (attribute) => kind !== "netkit" || !attribute.startsWith(NETKIT_PEER_INFO),
      );
      expect(asked.length).toBeGreaterThan(0);
      const told = attributesOf(bytesOf(bytes));
      for (const attribute of asked) expect(told).toContain(attribute);
    },
  );
});
