import { describe, expect, it } from "vitest";
import { linkMessage } from "../../../src/protocol/route/link.ts";
import { Writer } from "../../../src/protocol/schema/writer.ts";
import { openConnection } from "../../../src/socket/connection.ts";
import { errnoEntry } from "../../../src/socket/errno.ts";
import { NetlinkError } from "../../../src/socket/errors.ts";
import { scriptedKernel } from "../../../src/testing/kernel.ts";
import { acknowledge } from "../../../src/testing/replies.ts";
import type { AcknowledgementOptions } from "../../../src/testing/replies.ts";
import { change } from "./requests.ts";

const writer = new Writer();
linkMessage.encode(writer, {
  header: {},
  attributes: { ifname: "v", linkinfo: { kind: "vlan", data: { id: 5 } } },
});
const body = writer.copy();

/** The error of a link request that the kernel answers like this. */
function refusal(errno: number, options: AcknowledgementOptions): NetlinkError {
  const kernel = scriptedKernel(([request]) => [acknowledge(request!, errno, options)]);
  const request = change(1, { body, schema: linkMessage, what: "add link v" });
  try {
    openConnection({ source: kernel }).runSync(request);
  } catch (error) {
    if (error instanceof NetlinkError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

// Behind nlmsghdr (16) and ifinfomsg (16): IFNAME (4 + "v\0", padded to 8) at 32, LINKINFO at 40, INFO_KIND ("vlan\0" or "vlan") at 44.
const linkInfo = 40;
const infoData = linkInfo + 4 + ((4 + (body[linkInfo + 4 - 16]! - 4) + 3) & ~3);

describe.each([
  ["capped", true],
  ["with the request's payload", false],
])("a refusal that is %s", (_, capped) => {
  it("without TLVs has the C library's text", () => {
    const error = refusal(17, { capped });
    expect(error).toMatchObject({ errno: 17, code: "EEXIST", errnoText: "File exists", kernelMessage: undefined });
    expect(error.message).toBe("add link v: File exists (EEXIST)");
    expect(error.path).toBeUndefined();
  });

  it("with TLVs has the kernel's text and the path of the attribute it complains of", () => {
    const error = refusal(34, { capped, extack: { msg: "Invalid VLAN id", offs: infoData + 4 } });
    expect(error.kernelMessage).toBe("Invalid VLAN id");
    expect(error.path).toBe("linkinfo.data.id");
    expect(error.attribute).toBe("IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID");
    expect(error.message).toBe("add link v: Invalid VLAN id at IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID (ERANGE)");
    expect(error.extack.offs).toBe(infoData + 4);
  });

  it("names a missing attribute, in a nest and at the top", () => {
    const nested = refusal(22, { capped, extack: { missType: 5, missNest: infoData } });
    expect(nested).toMatchObject({ missing: "IFLA_VLAN_PROTOCOL", attribute: "IFLA_LINKINFO > IFLA_INFO_DATA" });
    expect(nested.message).toBe(
      "add link v: Invalid argument at IFLA_LINKINFO > IFLA_INFO_DATA, IFLA_VLAN_PROTOCOL is missing (EINVAL)",
    );
    expect(refusal(22, { capped, extack: { missType: 4 } })).toMatchObject({ missing: "IFLA_MTU", path: undefined });
    expect(refusal(22, { capped, extack: { missType: 9999 } }).missing).toBe("attribute 9999");
  });

  it("does not trip over an offset that points nowhere", () => {
    for (const offs of [0, 3, 15, 4000]) expect(refusal(22, { capped, extack: { offs } }).attribute).toBeUndefined();
  });
});

describe("an error number", () => {
  it.each([
    [1, "EPERM", "Operation not permitted"],
    [11, "EAGAIN", "Resource temporarily unavailable"],
    [95, "EOPNOTSUPP", "Operation not supported"],
    [105, "ENOBUFS", "No buffer space available"],
    [524, "ENOTSUPP", "Unknown error 524"],
    [4000, "E4000", "Unknown error 4000"],
  ])("%i is %s", (errno, name, text) => {
    expect(errnoEntry(errno)).toEqual({ name, text });
  });
});
