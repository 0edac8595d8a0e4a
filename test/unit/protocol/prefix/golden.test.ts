import { describe, expect, it } from "vitest";
import { subscriptionTo } from "../../../../src/ops/event.ts";
import { prefixMessage } from "../../../../src/protocol/route/prefix.ts";
import { sourceOf } from "../../../../src/protocol/schema/index.ts";
import { goldenReplies, hexBytes } from "../../../support/golden.ts";

/** What Linux 6.18 told, interface 3, of a router advertisement with the flags L and A. */
const advertised = [
  "3c000000 3400 0000 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWPREFIX
  "0a 00 0000 03000000 03 40 c0 00", // prefixmsg: family 10, index 3, option 3, length 64, flags L and A
  "1400 0100 20010db8000500000000000000000000", // PREFIX_ADDRESS 2001:db8:5::
  "0c00 0200 40380000 80510100", // PREFIX_CACHEINFO preferred 14400 s, valid 86400 s
];

goldenReplies(prefixMessage, [
  {
    name: "a prefix that a router advertised",
    bytes: advertised,
    value: {
      header: { family: 10, pad1: 0, pad2: 0, ifindex: 3, type: 3, len: 64, flags: 0xc0, pad3: 0 },
      attributes: { address: "2001:db8:5::", cacheinfo: { preferredTime: 14400, validTime: 86400 } },
    },
  },
]);

describe("an event about a prefix", () => {
  const told = (lines: readonly string[]): unknown => {
    const source = sourceOf(hexBytes(lines.join("")), true);
    return subscriptionTo(["prefix"]).decode({ type: 52, flags: 0, source, start: 16, end: source.bytes.length })
      ?.value;
  };
  const value = {
    dev: 3,
    prefix: "2001:db8:5::/64",
    onLink: true,
    autonomous: true,
    validSeconds: 86400,
    preferredSeconds: 14400,
  };

  it("says the same where an older kernel tells the flags in bits of its own", () => {
    const older = advertised.map((line) => line.replace("03 40 c0 00", "03 40 03 00"));
    expect(told(older)).toEqual(value);
    expect(told(advertised)).toEqual(value);
  });

  it("tells each of both flags", () => {
    const flags = (hex: string): unknown => told(advertised.map((line) => line.replace("40 c0", `40 ${hex}`)));
    expect(flags("80")).toMatchObject({ onLink: true, autonomous: false });
    expect(flags("40")).toMatchObject({ onLink: false, autonomous: true });
    expect(flags("01")).toMatchObject({ onLink: true, autonomous: false });
    expect(flags("02")).toMatchObject({ onLink: false, autonomous: true });
  });

  it("says never for lifetimes that have no end", () => {
    const endless = advertised.map((line) => line.replace("40380000 80510100", "ffffffff ffffffff"));
    expect(told(endless)).toEqual({ dev: 3, prefix: "2001:db8:5::/64", onLink: true, autonomous: true });
  });
});
