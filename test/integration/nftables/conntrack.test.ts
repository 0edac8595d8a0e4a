import { netlink } from "ts-netlink";
import type { Netlink, NetlinkNamespace } from "ts-netlink";
import * as nft from "ts-netlink/nftables";
import { conntrack } from "ts-netlink/ops";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { host } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

let namespace: ScratchNamespace;
let handle: NetlinkNamespace;
let nl: Netlink;
beforeEach(async () => {
  namespace = host();
  handle = netlink.namespaces.open(namespace.name);
  nl = await handle.netlink();
  // A rule that looks at connections makes the kernel track them.
  await nl.nft.commit(
    nft.transaction((t) => {
      t.addTable({ family: "inet", name: "t" });
      t.addChain({ family: "inet", table: "t", name: "nat", type: "nat", hook: "output", priority: "dstnat" });
      const port = nft.rule(nft.ip.daddr("127.0.0.1"), nft.udp.dport(7000), nft.redirect({ port: 7001 }));
      t.addRule({ family: "inet", table: "t", chain: "nat", rule: port });
    }),
  );
});
afterEach(async () => {
  await nl.close();
  await handle.close();
});

/** Sends one datagram to each port from a socket of its own. */
function send(address: string, ...ports: readonly number[]): void {
  const family = address.includes(":") ? "udp6" : "udp4";
  const source = `
    const { createSocket } = require("node:dgram");
    for (const port of ${JSON.stringify(ports)}) {
      const socket = createSocket("${family}");
      socket.send("x", port, "${address}", () => socket.close());
    }`;
  namespace.run(process.execPath, ["-e", source]);
}

requireTool("ip")("tracked connections", () => {
  it("are listed with both directions, translated as the rules say", async () => {
    send("127.0.0.1", 7000, 7002);
    const entries = await nl.run(conntrack.list({ family: "inet", protocol: "udp" }));
    const [translated] = entries.filter(({ original }) => original.destinationPort === 7000);
    expect(translated).toMatchObject({
      family: "inet",
      protocol: "udp",
      original: { source: "127.0.0.1", destination: "127.0.0.1", destinationPort: 7000 },
      reply: { source: "127.0.0.1", sourcePort: 7001 },
    });
    expect(translated!.status).toContain("dst_nat");
    expect(entries.map(({ original }) => original.destinationPort).toSorted((a = 0, b = 0) => a - b)).toEqual([
      7000, 7002,
    ]);
  });

  it("are filtered by the kernel and again here", async () => {
    send("127.0.0.1", 7000, 7002);
    send("::1", 7000);
    const ports = async (filter: Parameters<typeof conntrack.list>[0]): Promise<unknown[]> =>
      (await nl.run(conntrack.list(filter)))
        .map(({ family, original }) => [family, original.destinationPort])
        .toSorted((a, b) => String(a).localeCompare(String(b)));
    expect(await ports({ family: "inet", protocol: "udp", originalDestinationPort: 7002 })).toEqual([["inet", 7002]]);
    expect(await ports({ originalDestinationPort: 7000 })).toEqual([
      ["inet", 7000],
      ["inet6", 7000],
    ]);
    expect(await ports({ family: "inet6" })).toEqual([["inet6", 7000]]);
    expect(await ports({ protocol: "tcp" })).toEqual([]);
  });

  it("are forgotten by what they were sent to", async () => {
    send("127.0.0.1", 7000, 7000, 7002);
    expect(await nl.run(conntrack.flush({ family: "inet", protocol: "udp", originalDestinationPort: 7000 }))).toBe(2);
    const left = await nl.run(conntrack.list({ family: "inet" }));
    expect(left.map(({ original }) => original.destinationPort)).toEqual([7002]);
    expect(await nl.run(conntrack.flush({ family: "inet", protocol: "udp", originalDestinationPort: 7000 }))).toBe(0);
  });

  it("name the one that is gone", async () => {
    send("127.0.0.1", 7002);
    const [entry] = await nl.run(conntrack.list());
    await nl.run(conntrack.delete(entry!));
    await expect(nl.run(conntrack.delete(entry!))).rejects.toThrow(/delete conntrack entry udp 127\.0\.0\.1.*ENOENT/);
  });
});
