import { expect, it } from "vitest";
import { restore, saved } from "../../../src/ops/address.ts";
import { NetlinkError } from "../../../src/socket/errors.ts";
import type { Request } from "../../../src/socket/index.ts";
import { hexBytes } from "../../support/golden.ts";
import { hex } from "../../support/oracle.ts";

/** What `ip -4 address save dev v0` of iproute2 6.1 wrote under Linux 6.18; v0 has the index 103. */
const file = hexBytes(
  `
  22123647                              magic number of addresses
  60000000 1400 2200 d743056b 9a6e0000  nlmsghdr: 96 bytes, RTM_NEWADDR, MULTI, filtered, the asker's number and port
  02 18 80 00 67000000                  ifaddrmsg: family 2, prefixlen 24, permanent, index 103
  0800 0100 0a000001                    IFA_ADDRESS 10.0.0.1
  0800 0200 0a000001                    IFA_LOCAL 10.0.0.1
  0800 0400 0a0000ff                    IFA_BROADCAST 10.0.0.255
  0900 0300 76303a6100 000000           IFA_LABEL v0:a
  0800 0800 80000000                    IFA_FLAGS permanent
  0800 0900 07000000                    IFA_RT_PRIORITY 7
  1400 0600 ffffffffffffffffc2ef0700c2ef0700  IFA_CACHEINFO for ever
`
    .split("\n")
    .map((line) => line.trim().split("  ")[0] ?? "")
    .join(""),
);

it("a file of ip address save is read", () => {
  expect(saved(file)).toMatchObject([
    { index: 103, address: "10.0.0.1/24", broadcast: "10.0.0.255", label: "v0:a", flags: ["permanent"], metric: 7 },
  ]);
});

it("is restored by what ip address restore sends: the saved messages, to be made where they are not", () => {
  const steps = restore(file)[Symbol.iterator]();
  const sent = steps.next().value as Request<void>;
  // It sent the flags REQUEST MULTI ACK CREATE with DUMP_FILTERED left from the saved message; the first and third are the connection's.
  expect([sent.type, sent.flags]).toEqual([20, 0x400]);
  expect(hex(sent.body)).toBe(hex(file.subarray(20)));
  expect(steps.next()).toEqual({ done: true, value: 1 });
});

it("counts what was added only, and tells other refusals", () => {
  const refused = (code: string, errno: number): NetlinkError =>
    new NetlinkError({ errno, code, errnoText: code, what: "restore", extack: {}, request: undefined });
  const steps = restore(file)[Symbol.iterator]();
  steps.next();
  expect(steps.throw(refused("EEXIST", 17))).toEqual({ done: true, value: 0 });
  const others = restore(file)[Symbol.iterator]();
  others.next();
  expect(() => others.throw(refused("ENODEV", 19))).toThrow(NetlinkError);
});
