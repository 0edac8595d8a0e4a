import { closeSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import * as ns from "ts-netlink/ns";
import { afterAll, expect, it } from "vitest";
import { check, joined, run, scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

afterAll(() => ns.closeNamespaceWorker());

const tuntaps = (namespace: ScratchNamespace): string[] => namespace.ip("tuntap list").trim().split("\n");

requireKernel("tun", "ip tuntap add t0 mode tap")("tun and tap devices", () => {
  // What `ip tuntap add dev NAME WORDS` and we make must look the same to `ip tuntap list`.
  it.each<[string, "tun" | "tap", ns.TunTapOptions]>([
    ["mode tap", "tap", {}],
    ["mode tun", "tun", {}],
    ["mode tap user 65534 group 7", "tap", { owner: 65534, group: 7 }],
    ["mode tap user 0 group 0", "tap", { owner: 0, group: 0 }],
    ["mode tap multi_queue vnet_hdr", "tap", { multiQueue: true, vnetHdr: true }],
    ["mode tun one_queue pi", "tun", { oneQueue: true, packetInfo: true }],
  ])("%s", async (words, mode, options) => {
    const [ours, theirs] = [scratchNamespace(), scratchNamespace()];
    theirs.ip(`tuntap add dev x0 ${words}`);
    await using handle = ns.open(ours.name);
    const made = await (mode === "tap"
      ? handle.tap({ name: "x0", persist: true, ...options })
      : handle.tun({ name: "x0", persist: true, ...options }));
    expect(made).toMatchObject({ mode, name: "x0", isOpen: false });
    expect(ours.ip("-o link show x0")).toMatch(new RegExp(`^${made.index}: x0`));
    expect(tuntaps(ours)).toEqual(tuntaps(theirs));
    await handle.deleteTunTap(mode, "x0", { multiQueue: options.multiQueue });
    expect(ours.ip("tuntap list")).toBe("");
    await expect(handle.deleteTunTap(mode, "x0")).rejects.toThrow("ioctl: x0: No such device (ENODEV)");
  });

  it("one that ip made can be deleted by us, one of ours by ip", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    namespace.ip("tuntap add dev a0 mode tap");
    await handle.deleteTunTap("tap", "a0");
    handle.tapSync({ name: "b0", persist: true });
    namespace.ip("tuntap del dev b0 mode tap");
    expect(namespace.ip("tuntap list")).toBe("");
  });

  it("one that is not persistent lives as long as its descriptor", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    const tap = await handle.tap({ name: "gone%d" });
    expect(tap.name).toBe("gone0");
    expect(namespace.ip("-o link")).toContain("gone0");
    tap.close();
    tap.close();
    expect(namespace.ip("-o link")).not.toContain("gone0");
    expect(() => tap.fd).toThrow(/tap device gone0 is closed/);
  });

  it("can't be made twice, and attached to only when there", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    await handle.tap({ name: "t0", persist: true });
    await expect(handle.tap({ name: "t0", persist: true })).rejects.toThrow(
      "ioctl: tap device t0: Device or resource busy (EBUSY)",
    );
    await expect(handle.tap({ name: "t1", attach: true })).rejects.toThrow("ioctl: t1: No such device (ENODEV)");
    expect(namespace.ip("-o link")).not.toContain("t1");
    using guest = await handle.tap({ name: "t0", attach: true });
    await expect(handle.tap({ name: "t0", attach: true })).rejects.toMatchObject({ code: "EBUSY" });
    expect(guest.isOpen).toBe(true);
  });

  it("has a name of 15 bytes at most", async () => {
    await using handle = await ns.create();
    await expect(handle.tap({ name: "sixteen-bytes-ab" })).rejects.toThrow(
      'interface name "sixteen-bytes-ab" is 16 bytes long: 15 is the limit',
    );
    await expect(handle.tun({ name: "a b" })).rejects.toThrow(/invalid interface name "a b"/);
    expect(() => ns.createTunTap({ mode: "tap", name: "sixteen-bytes-ab" })).toThrow(RangeError);
  });

  it("opens several queues of a multi-queue device", async () => {
    await using handle = await ns.create();
    using first = await handle.tap({ name: "q0", multiQueue: true });
    using second = await handle.tap({ name: "q0", multiQueue: true, attach: true });
    expect(second.index).toBe(first.index);
    expect(second.fd).not.toBe(first.fd);
  });

  it("carries packets: the kernel answers an ARP request that is written into a tap", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    using tap = await handle.tap({ name: "t0" });
    namespace.ip("link set t0 address 02:00:00:00:00:01 up");
    namespace.ip("address add 192.0.2.1/24 dev t0");
    // Ethernet: to everyone, from :02, ARP; who has 192.0.2.1, tell 192.0.2.2.
    const question = Buffer.from(
      "ffffffffffff" +
        "020000000002" +
        "0806" +
        "0001080006040001" +
        "020000000002" +
        "c0000202" +
        "000000000000" +
        "c0000201",
      "hex",
    );
    tap.writeSync(question);
    const signal = AbortSignal.timeout(5000);
    for (;;) {
      const frame = await tap.read({ signal });
      if (frame === undefined) throw new Error("no answer");
      if (frame.readUInt16BE(12) !== 0x0806) continue;
      expect(frame.subarray(0, 42).toString("hex")).toBe(
        "020000000002" +
          "020000000001" +
          "0806" +
          "0001080006040002" +
          "020000000001" +
          "c0000201" +
          "020000000002" +
          "c0000202",
      );
      break;
    }
  });

  it("waits for a packet until it is closed", async () => {
    await using handle = await ns.create();
    const tap = await handle.tap();
    expect(tap.readSync()).toBeUndefined();
    const packet = tap.read();
    tap.close();
    expect(await packet).toBeUndefined();
  });
});

requireTool("ip", "sysctl")("sysctls", () => {
  it("are the namespace's own, and what sysctl(8) sees there", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    await using other = await ns.create();
    const host = check("sysctl", run("sysctl", ["-n", "net.ipv4.ip_forward"])).trim();
    await handle.sysctl.set("net.ipv4.ip_forward", true);
    handle.sysctl.setSync("net/ipv4/ip_local_port_range", "1024 2048");
    expect(namespace.shell("sysctl -n net.ipv4.ip_forward net.ipv4.ip_local_port_range")).toBe("1\n1024\t2048\n");
    expect(await handle.sysctl.get("net.ipv4.ip_local_port_range")).toBe("1024\t2048");
    expect(other.sysctl.getSync("net.ipv4.ip_forward")).toBe("0");
    expect(check("sysctl", run("sysctl", ["-n", "net.ipv4.ip_forward"])).trim()).toBe(host);
  });

  it("of a device whose name has a dot", async () => {
    const namespace = scratchNamespace();
    namespace.ip("link add v.1 type veth peer name v.2");
    await using handle = ns.open(namespace.name);
    await handle.sysctl.set("net/ipv4/conf/v.1/rp_filter", 2);
    expect(await handle.sysctl.get("net.ipv4.conf.v/1.rp_filter")).toBe("2");
    expect(namespace.shell("sysctl -n net.ipv4.conf.v/2.rp_filter").trim()).not.toBe("2");
  });

  it("that can only be written", async () => {
    await using handle = await ns.create();
    await handle.sysctl.set("net.ipv4.route.flush", 1);
    await expect(handle.sysctl.get("net.ipv4.route.flush")).rejects.toThrow(/sysctl net\.ipv4\.route\.flush/);
  });
});

requireTool("ip")("a server", () => {
  /** What a client in the other namespace gets from a TCP port. */
  function ask(namespace: ScratchNamespace, host: string, port: number): Promise<string> {
    const source = `const s = require("net").connect(${port}, "${host}"); s.on("data", (d) => process.stdout.write(d)); s.on("error", (e) => { console.log(e.code); }); s.end("GET / HTTP/1.0\\r\\n\\r\\n")`;
    const client = namespace.start(process.execPath, ["-e", source], { stdio: ["ignore", "pipe", "inherit"] });
    return new Promise((resolve) => {
      let text = "";
      client.stdout!.on("data", (bytes) => (text += bytes));
      client.on("close", () => resolve(text));
    });
  }

  it("in a namespace is served by this thread", async () => {
    const [here, there] = joined("192.0.2.1/24", "192.0.2.2/24");
    await using handle = ns.open(here.name);
    const server = await handle.listen({ port: 8080 });
    server.on("connection", (socket) => socket.resume().end(`hello ${socket.remoteAddress}`));
    expect(server.address()).toMatchObject({ address: "::", port: 8080 });
    expect(await ask(there, "192.0.2.1", 8080)).toBe("hello ::ffff:192.0.2.2");
    // The port is not open on this side.
    const refused = await new Promise((resolve) =>
      connect(8080, "127.0.0.1").on("error", resolve).on("connect", resolve),
    );
    expect(refused).toMatchObject({ code: "ECONNREFUSED" });
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(there, "192.0.2.1", 8080)).toBe("ECONNREFUSED\n");
  });

  it("may be an HTTP server, at one address and a port that the kernel chooses", async () => {
    const [here, there] = joined("192.0.2.1/24", "192.0.2.2/24");
    await using handle = ns.open(here.name);
    const http = createServer((_request, response) => response.end("by http"));
    const server = await handle.listen({ port: 0, host: "192.0.2.1", server: http });
    expect(server).toBe(http);
    const { address, port } = server.address() as AddressInfo;
    expect(address).toBe("192.0.2.1");
    expect(await ask(there, address, port)).toMatch(/by http$/);
    server.close();
  });

  it("says which address or port it can't have", async () => {
    await using handle = await ns.create();
    const fd = await handle.listenSocket({ port: 80 });
    await expect(handle.listen({ port: 80 })).rejects.toThrow("bind: [::]:80: Address already in use (EADDRINUSE)");
    closeSync(fd);
    await expect(handle.listen({ port: 80, host: "2001:db8::1" })).rejects.toThrow(
      "bind: [2001:db8::1]:80: Cannot assign requested address",
    );
    await expect(handle.listen({ port: 80, host: "localhost" })).rejects.toThrow(
      /"localhost" is not an IPv4 or IPv6 address/,
    );
  });

  it("falls back on IPv4 where IPv6 is off", async () => {
    await using handle = await ns.create();
    for (const name of ["all", "default", "lo"]) await handle.sysctl.set(`net.ipv6.conf.${name}.disable_ipv6`, 1);
    const server = await handle.listen({ port: 8080 });
    expect(["::", "0.0.0.0"]).toContain((server.address() as AddressInfo).address);
    server.close();
  });
});
