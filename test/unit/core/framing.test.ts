import { describe, expect, test } from "vitest";
import {
  controlType,
  decodeAcknowledgement,
  frames,
  NLM_F_ACK,
  NLM_F_REQUEST,
  writeFrame,
} from "../../../src/protocol/core/index.ts";
import { DecodeError, fromHex, sourceOf, toHex, Writer } from "../../../src/protocol/schema/index.ts";

const split = (hex: string, limit?: number) => [...frames(sourceOf(fromHex(hex), true), limit)];

describe("frames", () => {
  test("splits a datagram into its messages", () => {
    // RTM_NEWLINK, multi, seq 7, pid 9, body of 4 bytes; NLMSG_DONE
    const messages = split(
      "14000000 1000 0200 07000000 09000000 01020304  14000000 0300 0200 07000000 09000000 00000000",
    );
    expect(messages).toStrictEqual([
      { type: 16, flags: 2, seq: 7, pid: 9, offset: 0, start: 16, end: 20 },
      { type: 3, flags: 2, seq: 7, pid: 9, offset: 20, start: 36, end: 40 },
    ]);
  });
  test("pads between messages, and accepts a last one that is not aligned", () => {
    const odd = "12000000 1000 0000 00000000 00000000 0102";
    expect(split(`${odd} 0000 ${odd}`).map(({ start, end }) => [start, end])).toStrictEqual([
      [16, 18],
      [36, 38],
    ]);
  });
  test("stops where the received bytes stop, whatever the buffer holds behind", () => {
    const one = "10000000 0300 0000 00000000 00000000";
    expect(split(`${one} ffffffff`, 16)).toHaveLength(1);
    expect(split("", 0)).toStrictEqual([]);
  });
  test.each([
    [
      "a length below the header's",
      "0f000000 0300 0000 00000000 00000000",
      "message length 15, 16 bytes are left (at byte 0)",
    ],
    ["a length of zero", "00000000 0300 0000 00000000 00000000", "message length 0, 16 bytes are left (at byte 0)"],
    [
      "a length over the end",
      "11000000 0300 0000 00000000 00000000",
      "message length 17, 16 bytes are left (at byte 0)",
    ],
    ["a length near 4 GiB", "fdffffff 0300 0000 00000000 00000000", "message length 4294967293, 16 bytes are left"],
    [
      "half a header",
      "10000000 0300 0000 00000000 00000000 10000000",
      "4 bytes left over behind the last message (at byte 16)",
    ],
  ])("%s is an error", (_what, hex, problem) => {
    expect(() => split(hex)).toThrow(DecodeError);
    expect(() => split(hex)).toThrow(problem);
  });
  test("big-endian", () => {
    const source = sourceOf(fromHex("00000014 0010 0002 00000007 00000009 01020304"), false);
    expect([...frames(source)]).toMatchObject([{ type: 16, flags: 2, seq: 7, pid: 9, end: 20 }]);
  });
});

describe("writeFrame", () => {
  const write = (littleEndian: boolean): string => {
    const writer = new Writer(8, littleEndian);
    const body = (inner: Writer): void => inner.append(Uint8Array.of(1, 2));
    expect(writeFrame(writer, { type: 16, flags: NLM_F_REQUEST | NLM_F_ACK, seq: 7, pid: 9 }, body)).toBe(0);
    expect(writeFrame(writer, { type: 18, flags: 1 }, () => {})).toBe(20);
    return toHex(writer.copy());
  };
  test("fills in the length without the padding, and pads", () => {
    expect(write(true)).toBe("120000001000050007000000090000000102000010000000120001000000000000000000");
    expect(write(false)).toBe("000000120010000500000007000000090102000000000010001200010000000000000000");
  });
});

const acknowledge = (hex: string, littleEndian = true) => {
  const source = sourceOf(fromHex(hex), littleEndian);
  const [frame] = frames(source);
  return decodeAcknowledgement(source, frame!);
};

// What the kernel (6.18) answered, with NETLINK_EXT_ACK.
describe("decodeAcknowledgement", () => {
  // The header of the request that is acknowledged: RTM_NEWLINK of 40 bytes, seq 5.
  const request = "28000000 1000 0506 05000000 00000000";
  test("success: error 0 and the request's header", () => {
    expect(acknowledge(`24000000 0200 0001 05000000 01000000 00000000 ${request}`)).toStrictEqual({
      errno: 0,
      extack: {},
    });
  });
  test("success with a warning, whose TLVs stand behind the header", () => {
    const tlv = "0700 0100 686900 00";
    expect(acknowledge(`2c000000 0200 0003 05000000 01000000 00000000 ${request} ${tlv}`)).toStrictEqual({
      errno: 0,
      extack: { msg: "hi" },
    });
  });
  test("an error that is capped: TLVs stand behind the request's header", () => {
    // -22, NLMSGERR_ATTR_MSG "hi", NLMSGERR_ATTR_OFFS 36
    const hex = `34000000 0200 0003 05000000 01000000 eaffffff ${request} 0700 0100 686900 00 0800 0200 24000000`;
    expect(acknowledge(hex)).toStrictEqual({ errno: 22, extack: { msg: "hi", offs: 36 } });
  });
  test("an error that is not capped: TLVs stand behind the whole request", () => {
    const payload = "00".repeat(24);
    const hex = `44000000 0200 0002 05000000 01000000 eaffffff ${request} ${payload} 0800 0200 24000000`;
    expect(acknowledge(hex)).toStrictEqual({ errno: 22, extack: { offs: 36 } });
  });
  test("an error without TLVs carries the request, which is not taken for TLVs", () => {
    const hex = `3c000000 0200 0000 05000000 01000000 eaffffff ${request} ${"ff".repeat(24)}`;
    expect(acknowledge(hex)).toStrictEqual({ errno: 22, extack: {} });
  });
  test("a request whose length is not aligned is padded inside the acknowledgement", () => {
    const odd = "15000000 1000 0506 05000000 00000000 01020304 05000000";
    const hex = `34000000 0200 0002 05000000 01000000 eaffffff ${odd} 0800 0200 24000000`;
    expect(acknowledge(hex)).toStrictEqual({ errno: 22, extack: { offs: 36 } });
  });
  test("what is missing, and the policy it broke", () => {
    const hex = `4c000000 0200 0003 05000000 01000000 eaffffff ${request}
      0800 0500 01000000 0800 0600 10000000  1800 0480 0800 0100 03000000 0c00 0500 ff0f000000000000`;
    expect(acknowledge(hex)).toStrictEqual({
      errno: 22,
      extack: {
        missType: 1,
        missNest: 16,
        policy: { type: 3, maxValueU: fromHex("ff0f000000000000") },
      },
    });
  });
  test("NLMSG_DONE: no status, a status, a status with TLVs, a positive one", () => {
    expect(acknowledge("10000000 0300 0200 05000000 01000000")).toStrictEqual({ errno: 0, extack: {} });
    expect(acknowledge("14000000 0300 0200 05000000 01000000 f0ffffff")).toStrictEqual({ errno: 16, extack: {} });
    expect(acknowledge("1c000000 0300 0202 05000000 01000000 f0ffffff 0700 0100 686900 00")).toStrictEqual({
      errno: 16,
      extack: { msg: "hi" },
    });
    expect(acknowledge("14000000 0300 0200 05000000 01000000 05000000")).toStrictEqual({ errno: 0, extack: {} });
  });
  test("big-endian", () => {
    const hex =
      "00000034 0002 0300 00000005 00000001 ffffffea 00000028 0010 0605 00000005 00000000 0007 0001 686900 00 0008 0002 00000024";
    expect(acknowledge(hex, false)).toStrictEqual({ errno: 22, extack: { msg: "hi", offs: 36 } });
  });
  test.each([
    ["no status", "12000000 0200 0000 05000000 01000000 0000", "acknowledgement of 2 bytes"],
    [
      "no request header",
      "14000000 0200 0000 05000000 01000000 eaffffff",
      "acknowledgement without the request's header",
    ],
    [
      "a request of 4 GiB",
      `24000000 0200 0002 05000000 01000000 eaffffff ffffffff 1000 0506 05000000 00000000`,
      "request of 4294967295 bytes inside the acknowledgement, 16 are left",
    ],
    [
      "a request of 0 bytes",
      `24000000 0200 0002 05000000 01000000 eaffffff 00000000 1000 0506 05000000 00000000`,
      "request of 0 bytes",
    ],
    [
      "broken TLVs",
      `28000000 0200 0003 05000000 01000000 eaffffff ${request} 0900 0100`,
      "attribute length 9, 4 bytes are left",
    ],
  ])("%s is an error", (_what, hex, problem) => {
    expect(() => acknowledge(hex)).toThrow(DecodeError);
    expect(() => acknowledge(hex)).toThrow(problem);
  });
});

test("control messages have names", () => {
  expect([1, 2, 3, 4].map((type) => controlType.nameOf(type))).toStrictEqual(["noop", "error", "done", "overrun"]);
});
