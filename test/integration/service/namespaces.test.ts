import { once } from "node:events";
import { text } from "node:stream/consumers";
import { netlink } from "ts-netlink";
import { afterEach, expect, it } from "vitest";
import { run, runIn, scratchNamespace, uniqueName } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

const created: string[] = [];
afterEach(() => {
  for (const name of created.splice(0)) if (netlink.namespaces.exists(name)) run("ip", ["netns", "del", name]);
});
const fresh = (): string => {
  const name = uniqueName();
  created.push(name);
  return name;
};
const listed = (): string[] =>
  run("ip", ["netns", "list"])
    .stdout.split("\n")
    .map((line) => line.split(" ")[0] ?? "");

requireTool("ip")("namespaces by the front door", () => {
  it("are created, worked in and deleted; ip netns sees them", async () => {
    const name = fresh();
    await using blue = await netlink.namespaces.create(name);
    expect(listed()).toContain(name);
    expect(netlink.namespaces.exists(name)).toBe(true);
    expect(netlink.namespaces.list()).toContainEqual(expect.objectContaining({ name, alive: true, inode: blue.inode }));
    await using nl = await blue.netlink();
    await nl.links.setUp("lo");
    using sync = blue.netlinkSync();
    expect(sync.links.get("lo").up).toBe(true);
    expect(runIn(name, "ip", ["-br", "link", "show", "up"]).stdout).toMatch(/^lo /);
    await blue.sysctl.set("net.ipv4.ip_forward", 1);
    expect(runIn(name, "cat", ["/proc/sys/net/ipv4/ip_forward"]).stdout).toBe("1\n");
    const child = blue.spawn("ip", ["netns", "identify"]);
    expect(netlink.namespaces.identify(process.pid)).not.toContain(name);
    expect(await text(child.stdout!)).toBe(`${name}\n`);
    await blue.delete();
    expect(listed()).not.toContain(name);
    expect(sync.links.get("lo").up).toBe(true);
  });

  it("block in their synchronous form", () => {
    const name = fresh();
    using nl = netlink.openSync({ namespace: scratchNamespace().name });
    using blue = nl.namespaces.create(name);
    expect(listed()).toContain(name);
    expect(() => nl.namespaces.create(name)).toThrow(/EEXIST/);
    using opened = nl.namespaces.open(name);
    expect(opened.equals(blue)).toBe(true);
    nl.namespaces.delete(name);
    expect(listed()).not.toContain(name);
  });

  it("take a link that is moved, or a veth's peer that is born there", async () => {
    const host = scratchNamespace();
    await using nl = await netlink.open({ namespace: host.name });
    await using blue = await nl.namespaces.create();
    await nl.links.add({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1", namespace: blue } } } });
    await nl.links.add({ name: "v2", info: { kind: "veth", data: { peer: { name: "v3" } } } });
    await nl.links.set("v3", { namespace: blue });
    await using inBlue = await blue.netlink();
    expect((await inBlue.links.list({ kind: "veth" })).map(({ name }) => name).sort()).toEqual(["v1", "v3"]);
    expect(host.ip("-br link show")).not.toMatch(/v[13] /);
  });

  it("are made for a program, and can be named afterwards", async () => {
    const { child, namespace } = netlink.namespaces.spawn("sleep", ["30"]);
    await using made = namespace;
    const name = fresh();
    await using named = netlink.namespaces.attach(name, child.pid!);
    expect(named.equals(made)).toBe(true);
    expect(netlink.namespaces.pids(name)).toEqual([child.pid]);
    expect(netlink.namespaces.identify(child.pid!)).toEqual([name]);
    await using nl = await netlink.open({ namespace: { pid: child.pid! } });
    expect(await nl.links.list()).toHaveLength(1);
    const ended = once(child, "exit");
    child.kill();
    await ended;
    await using own = netlink.namespaces.current();
    expect(own.equals(named)).toBe(false);
  });
});
