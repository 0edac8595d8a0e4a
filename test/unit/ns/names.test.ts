import { describe, expect, it } from "vitest";
import { socketAddress } from "../../../src/ns/address.ts";
import { childStreams } from "../../../src/ns/child.ts";
import { isNamespaceName, namespacePath } from "../../../src/ns/directory.ts";
import { sysctlPath } from "../../../src/ns/sysctl.ts";
import { describeFailure, packError, unpackError } from "../../../src/ns/system-error.ts";
import { SystemError } from "../../../src/socket/errors.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("names of namespaces", () => {
  it.each(["blue", "a", "..blue", "blau grün", "x".repeat(255), "-x"])("%s can be one", (name) => {
    expect(isNamespaceName(name)).toBe(true);
    expect(namespacePath(name)).toBe(`/run/netns/${name}`);
  });

  it.each(["", ".", "..", "a/b", "/", "a\0b", "x".repeat(256), "ü".repeat(128)])("%j can't be one", (name) => {
    expect(isNamespaceName(name)).toBe(false);
    expect(() => namespacePath(name)).toThrow(RangeError);
    expect(() => namespacePath(name)).toThrow(JSON.stringify(name));
  });
});

describe("names of sysctls", () => {
  // As sysctl(8): the first separator decides, the other one then stands for itself.
  it.each([
    ["net.ipv4.ip_forward", "/proc/sys/net/ipv4/ip_forward"],
    ["net/ipv4/ip_forward", "/proc/sys/net/ipv4/ip_forward"],
    ["net/ipv4/conf/eth0.100/forwarding", "/proc/sys/net/ipv4/conf/eth0.100/forwarding"],
    ["net.ipv4.conf.eth0/100.forwarding", "/proc/sys/net/ipv4/conf/eth0.100/forwarding"],
  ])("%s", (name, path) => expect(sysctlPath(name)).toBe(path));

  it.each(["kernel.hostname", "net", "net.", "net/../kernel/hostname", "net.//.x", "", "/net/ipv4", "net/ipv4//x"])(
    "refuses %j",
    (name) => expect(() => sysctlPath(name)).toThrow(RangeError),
  );
});

describe("socket addresses", () => {
  // struct sockaddr_in and sockaddr_in6: family in host order, port and address in network order, flow info, scope.
  it.each([
    ["10.1.2.3", 80, 2, "0200 0050 0a010203 0000000000000000"],
    ["::", 8080, 10, "0a00 1f90 00000000 00000000000000000000000000000000 00000000"],
    ["::1", 1, 10, "0a00 0001 00000000 00000000000000000000000000000001 00000000"],
    ["fe80::1:2%3", 65535, 10, "0a00 ffff 00000000 fe800000000000000000000000010002 03000000"],
    ["2001:db8::", 0, 10, "0a00 0000 00000000 20010db8000000000000000000000000 00000000"],
    ["1:2:3:4:5:6:7:8", 0, 10, "0a00 0000 00000000 00010002000300040005000600070008 00000000"],
    ["::ffff:10.1.2.3", 0, 10, "0a00 0000 00000000 00000000000000000000ffff0a010203 00000000"],
  ])("%s port %d", (host, port, family, bytes) => {
    const address = socketAddress(host, port);
    expect(address.family).toBe(family);
    expect(hex(address.bytes)).toBe(bytes.replaceAll(" ", ""));
  });

  it("takes no names and no ports that are none", () => {
    expect(() => socketAddress("localhost", 80)).toThrow(/"localhost" is not an IPv4 or IPv6 address/);
    expect(() => socketAddress("fe80::1%eth0", 80)).toThrow(RangeError);
    expect(() => socketAddress("::", 65536)).toThrow(/65536/);
  });
});

describe("standard streams", () => {
  it("are pipes unless told, descriptors where inherited", () => {
    expect(childStreams()).toEqual(["pipe", "pipe", "pipe"]);
    expect(childStreams("inherit")).toEqual([0, 1, 2]);
    expect(childStreams(["ignore", undefined, { fd: 7 }, null, 5])).toEqual(["ignore", "pipe", 7, "ignore", 5]);
  });

  it("refuses what is not offered, naming it", () => {
    // A caller without types asks for it.
    const wrong = ["pipe", "pipe", "pipe", "ipc"] as unknown as "pipe"[];
    expect(() => childStreams(wrong)).toThrow(/stdio\[3\].*ipc/);
  });
});

describe("errors between threads", () => {
  it("stay what they are", () => {
    const error = new SystemError("mount", 1, "EPERM", "a on b (c): Operation not permitted");
    const there = unpackError(structuredClone(packError(error)));
    expect(there).toBeInstanceOf(SystemError);
    expect(there).toMatchObject({ message: error.message, syscall: "mount", errno: 1, code: "EPERM" });
  });

  it("keep type and fields of others", () => {
    const there = unpackError(structuredClone(packError(Object.assign(new TypeError("no"), { code: "ERR_X" }))));
    expect(there).toBeInstanceOf(TypeError);
    expect(there).toMatchObject({ message: "no", code: "ERR_X" });
  });

  it("of node:fs become system errors that say what it was about", () => {
    const error = Object.assign(new Error("ENOENT: …"), { errno: -2, code: "ENOENT", syscall: "open" });
    expect(describeFailure(error, "network namespace blue")).toMatchObject({
      name: "SystemError",
      errno: 2,
      message: "open: network namespace blue: No such file or directory (ENOENT)",
    });
  });
});
