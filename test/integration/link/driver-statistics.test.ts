/** What drivers count, against ethtool. */
import { expect, it } from "vitest";
import { netlink, SystemError } from "ts-netlink";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { failure } from "../../support/place.ts";
import { requireTool } from "../../support/tools.ts";

/** What `ethtool -S` shows, in its order. */
function shown(scratch: ScratchNamespace, name: string): [string, string][] {
  const { stdout } = scratch.run("ethtool", ["-S", name]);
  return stdout
    .split("\n")
    .slice(1)
    .map((line) => /^\s+(.*): (\d+)$/.exec(line))
    .flatMap((found) => (found === null ? [] : [[found[1]!, found[2]!]]));
}

requireTool(
  "ip",
  "ethtool",
  "ping",
)("driver statistics", () => {
  it("are those that ethtool shows, in their order, of a link in another namespace", async () => {
    const [here, there] = [scratchNamespace(), scratchNamespace()];
    here.shell(`
      ip link add v0 numrxqueues 2 numtxqueues 2 type veth peer name v1 netns ${there.name}
      ip link set v0 up
      echo 1 >/proc/sys/net/ipv6/conf/v0/disable_ipv6
      ip link property add dev v0 altname a-name-of-more-than-fifteen-bytes
    `);
    there.shell(
      "echo 1 >/proc/sys/net/ipv6/conf/v1/disable_ipv6; ip link set v1 up; ip address add 10.9.0.2/24 dev v1",
    );
    here.shell("ip address add 10.9.0.1/24 dev v0; ping -c 3 -i 0.01 10.9.0.2");
    await using nl = await netlink.open({ namespace: here.name });
    const told = await nl.links.driverStatistics("v0");
    const expected = shown(here, "v0");
    expect(expected.length).toBeGreaterThan(2);
    expect(Object.entries(told).map(([name, value]) => [name, String(value)])).toEqual(expected);
    expect(told["peer_ifindex"]).toBe(BigInt(JSON.parse(there.ip("-j link show dev v1"))[0].ifindex));
    expect(await nl.links.driverStatistics("a-name-of-more-than-fifteen-bytes")).toEqual(told);
    using sync = netlink.openSync({ namespace: there.name });
    const peer = sync.links.driverStatistics("v1");
    expect(peer["peer_ifindex"]).toBe(BigInt((await nl.links.get("v0")).index));
    expect(Object.entries(peer).map(([name, value]) => [name, String(value)])).toEqual(shown(there, "v1"));
  });

  it("are none of a driver that counts nothing, and an error of a link that is not there", async () => {
    const here = scratchNamespace();
    await using nl = await netlink.open({ namespace: here.name });
    here.ip("link add b0 type bridge");
    expect(shown(here, "b0")).toEqual([]);
    expect(await nl.links.driverStatistics("b0")).toEqual({});
    expect((await failure(nl.links.driverStatistics("v0"))).code).toBe("ENODEV");
    const refused = await nl.connection.driverStatistics("v0").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SystemError);
    expect(String(refused)).toContain("ioctl: v0: No such device");
  });
});
