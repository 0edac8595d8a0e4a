import { namespace as ns } from "ts-netlink";
import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`
    ip link set lo up
    ip link add v0 index 103 type veth peer name v1
    ip link set v0 up
    ip address add 224.0.0.77/32 dev v0 autojoin
  `);
  return namespace;
}

interface Shown {
  readonly ifindex: number;
  readonly maddr: readonly {
    readonly family: string;
    readonly address?: string;
    readonly link?: string;
    readonly users?: number;
    readonly features?: string;
  }[];
}

/** What ip shows, a line a group: it leaves out users where there is one. */
function shown(namespace: ScratchNamespace): string[] {
  return (JSON.parse(namespace.ip("-j maddr show")) as Shown[])
    .flatMap(({ ifindex, maddr }) =>
      maddr.map(
        (group) => `${ifindex} ${group.address ?? group.link} ${group.users ?? 1} ${group.features === "static"}`,
      ),
    )
    .toSorted();
}

const line = (group: ns.GroupMembership): string =>
  `${group.index} ${group.address} ${group.users} ${group.static === true}`;

requireTool("ip")("multicast groups of a namespace", () => {
  it("are listed with what ip lists, and added and deleted", async () => {
    const namespace = fresh();
    await using handle = ns.open(namespace.name);
    await handle.multicast.add("v0", "33:33:00:00:00:99");
    handle.multicast.addSync("v0", "01:00:5e:00:00:98");
    const listed = await handle.multicast.list();
    expect(listed).toContainEqual({
      family: "link",
      index: 103,
      name: "v0",
      address: "33:33:00:00:00:99",
      users: 1,
      static: true,
    });
    expect(listed).toContainEqual({ family: "inet", index: 103, name: "v0", address: "224.0.0.77", users: 1 });
    expect(listed.map(line).toSorted()).toEqual(shown(namespace));
    await handle.multicast.delete("v0", "33:33:00:00:00:99");
    handle.multicast.deleteSync("v0", "01:00:5e:00:00:98");
    expect(handle.multicast.listSync().filter((group) => group.static === true)).toEqual([]);
    expect(shown(namespace).filter((group) => group.endsWith("true"))).toEqual([]);
  });

  it("say what is wrong", async () => {
    await using handle = ns.open(fresh().name);
    const { multicast } = handle;
    await expect(multicast.add("nope", "33:33:00:00:00:99")).rejects.toMatchObject({ code: "ENODEV" });
    await expect(multicast.delete("v0", "33:33:00:00:00:99")).rejects.toThrow(
      "delete group 33:33:00:00:00:99 on v0: No such file or directory (ENOENT)",
    );
    await expect(multicast.add("v0", "ten")).rejects.toThrow('"ten" is not a link-layer address');
    await expect(multicast.add("a name too long for one", "33:33:00:00:00:99")).rejects.toThrow("15 is the limit");
  });
});

const since615 = `[ "$(printf '6.15\\n%s\\n' "$(uname -r)" | sort -V | head -n 1)" = 6.15 ]`;

requireKernel("RTM_GETMULTICAST of IPv4", since615)("groups told by rtnetlink", () => {
  it("are those of ip, and each family's alone", () => {
    const namespace = fresh();
    const answer = inside(
      namespace,
      `const lines = (filter) => run(ops.multicastAddress.list(filter)).map(({ dev, address }) => dev + " " + address).sort();
       print({ all: lines(), inet: lines({ family: "inet" }), inet6: lines({ family: "inet6" }), v0: lines({ dev: "v0" }),
         ipv4OfV0: run(ops.multicastAddress.list({ dev: 103, family: "inet" })) });`,
    );
    const withoutUsers = shown(namespace).flatMap((group) => /^\d+ \S*(?:\.|::)\S*/.exec(group) ?? []);
    expect(answer.all).toEqual(withoutUsers);
    expect(answer.v0).toEqual(withoutUsers.filter((group) => group.startsWith("103 ")));
    const families: string[] = [...answer.inet, ...answer.inet6];
    expect(families.toSorted()).toEqual(withoutUsers);
    expect(answer.ipv4OfV0).toContainEqual(
      expect.objectContaining({ family: "inet", dev: 103, address: "224.0.0.77", scope: "global" }),
    );
  });

  it("are listed in a namespace that is known by its number", () => {
    const [here, other] = [scratchNamespace(), fresh()];
    here.ip(`netns set ${other.name} 7`);
    const listed = inside(
      here,
      `print(run(ops.multicastAddress.list({ nsid: 7, dev: "v0", family: "inet" })).map(({ address }) => address).sort());`,
    );
    expect(listed).toEqual(["224.0.0.1", "224.0.0.77"]);
  });
});

requireTool("ip")("anycast addresses", () => {
  it("are those of a router's subnets", () => {
    const namespace = fresh();
    namespace.shell(`
      sysctl -qw net.ipv6.conf.all.forwarding=1
      ip link set v1 up
      ip -6 address add 2001:db8::1/64 dev v0 nodad
      ip -6 address add 2001:db8:1::1/64 dev v1 nodad
    `);
    const [all, v0] = inside(
      namespace,
      `print([{}, { dev: "v0" }].map((filter) => run(ops.anycastAddress.list(filter)).map(({ dev, address }) => dev + " " + address).sort()));`,
    );
    const file = namespace
      .shell("cat /proc/thread-self/net/anycast6")
      .split("\n")
      .flatMap((row) => /^(\d+)\s+\S+\s+([0-9a-f]{32})/.exec(row) ?? []).length;
    expect(all.length * 3).toBe(file);
    expect(all).toEqual(expect.arrayContaining(["103 2001:db8::"]));
    expect(v0).toEqual(all.filter((entry: string) => entry.startsWith("103 ")));
    expect(v0.length).toBeLessThan(all.length);
  });
});
