/** Links that stand on others of another namespace, and links of another namespace by its id. */
import { expect, it } from "vitest";
import { netlink } from "ts-netlink";
import type { Netlink } from "ts-netlink";
import { run, scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { failure } from "../../support/place.ts";
import { requireTool } from "../../support/tools.ts";

interface Two extends AsyncDisposable {
  readonly here: ScratchNamespace;
  readonly there: ScratchNamespace;
  readonly nl: Netlink;
}

async function two(): Promise<Two> {
  const [here, there] = [scratchNamespace(), scratchNamespace()];
  const nl = await netlink.open({ namespace: here.name });
  return { here, there, nl, [Symbol.asyncDispose]: () => nl.close() };
}

const names = (scratch: ScratchNamespace): string[] =>
  JSON.parse(scratch.ip("-j link show")).map(({ ifname }: { ifname: string }) => ifname);

requireTool("ip")("the namespace that a link stands on", () => {
  it("is told by an id, whose name is found as ip finds it", async () => {
    await using place = await two();
    const { here, there, nl } = place;
    here.ip(`link add v0 type veth peer name v1 netns ${there.name}`);
    const { linkNetnsid = -1 } = await nl.links.get("v0");
    expect(linkNetnsid).toBeGreaterThanOrEqual(0);
    expect(await nl.nsids.nameOf(linkNetnsid)).toBe(there.name);
    expect(here.ip("link show dev v0")).toContain(`link-netns ${there.name}`);
    const other = scratchNamespace();
    using handle = netlink.namespaces.open(other.name);
    const id = await nl.nsids.ensure(handle);
    expect(await nl.nsids.ensure(handle)).toBe(id);
    expect(await nl.nsids.ensure({ nsid: id })).toBe(id);
    expect(await nl.nsids.names()).toEqual(
      new Map([
        [linkNetnsid, there.name],
        [id, other.name],
      ]),
    );
    using sync = netlink.openSync({ namespace: here.name });
    expect(sync.nsids.nameOf(id)).toBe(other.name);
    expect(sync.nsids.nameOf(999)).toBeUndefined();
    expect(sync.nsids.names().size).toBe(2);
    // A file without a namespace, such as a crash leaves, has no id.
    run("sh", ["-c", `touch /run/netns/${other.name}-empty`]);
    try {
      expect((await nl.nsids.names()).size).toBe(2);
    } finally {
      run("rm", [`/run/netns/${other.name}-empty`]);
    }
  });

  it("is given by a handle, and gets an id by that", async () => {
    await using place = await two();
    const { here, there, nl } = place;
    there.ip("link add lower type veth peer name other");
    await using elsewhere = await netlink.open({ namespace: there.name });
    const { index } = await elsewhere.links.get("lower");
    using handle = netlink.namespaces.open(there.name);
    expect((await nl.nsids.list()).length).toBe(0);
    const made = await nl.links.add({
      name: "mv0",
      link: index,
      linkNamespace: handle,
      info: { kind: "macvlan", data: { mode: "bridge" } },
    });
    expect(made).toMatchObject({ name: "mv0", link: index });
    expect(await nl.nsids.nameOf(made.linkNetnsid ?? -1)).toBe(there.name);
    expect(here.ip("link show dev mv0")).toContain(`link-netns ${there.name}`);
    expect(names(there)).not.toContain("mv0");
  });
});

requireTool("ip")("links of another namespace by its id", () => {
  it("are told, made and deleted without going there", async () => {
    await using place = await two();
    const { here, there, nl } = place;
    using handle = netlink.namespaces.open(there.name);
    const nsid = await nl.nsids.ensure(handle);
    there.ip("link add b0 type bridge");
    const told = await nl.links.get("b0", { nsid });
    await using elsewhere = await netlink.open({ namespace: there.name });
    const known = await elsewhere.links.get("b0");
    expect([told.index, told.address, told.info]).toEqual([known.index, known.address, known.info]);
    expect(told.attributes.targetNetnsid).toBe(nsid);
    expect((await nl.links.list({ nsid })).map(({ name }) => name)).toEqual(names(there));
    expect((await nl.links.list({ nsid, kind: "bridge" })).map(({ name }) => name)).toEqual(["b0"]);
    await nl.links.add({ name: "v0", namespace: { nsid }, info: { kind: "veth", data: { peer: { name: "v1" } } } });
    expect(names(there)).toContain("v0");
    expect(names(here)).toContain("v1");
    await nl.links.delete("v0", { nsid });
    expect(names(there)).not.toContain("v0");
    expect(names(here)).not.toContain("v1");
    expect((await failure(nl.links.get("b0"))).code).toBe("ENODEV");
    expect((await failure(nl.links.get("lo", { nsid: 4711 }))).code).toBe("EINVAL");
    expect((await failure(nl.links.delete("v0", { nsid }))).code).toBe("ENODEV");
    await nl.links.delete("v0", { nsid, ifExists: true });
  });
});
