import { netlink } from "ts-netlink";
import type { Event, Netlink } from "ts-netlink";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../../support/events.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

let namespace: ScratchNamespace;
let nl: Netlink;
beforeEach(async () => {
  namespace = scratchNamespace();
  nl = await netlink.open({ namespace: namespace.name });
});
afterEach(() => nl.close());

requireTool("ip")("subscriptions", () => {
  it("tell what others do, as the same objects that a list gives", async () => {
    await using events = nl.subscribe(["link", "address", "route", "neighbour", "rule"]);
    await events.ready;
    namespace.shell(`
      ip link add v0 type veth peer name v1
      ip link set v0 up
      ip link set v1 up
      ip address add 10.0.0.1/24 dev v0
      ip route add 192.0.2.0/24 via 10.0.0.2
      ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0
      ip rule add from 10.1.0.0/16 table 100 priority 500
    `);
    const seen = await until(events, ({ object }) => object === "rule");
    const of = <O extends Event["object"]>(object: O): Extract<Event, { object: O }>["value"][] =>
      seen.flatMap((event) => (event.object === object && event.change === "new" ? [event.value as never] : []));
    expect(of("link").map(({ name }) => name)).toEqual(expect.arrayContaining(["v0", "v1"]));
    expect(of("address")).toContainEqual((await nl.addresses.list({ to: "10.0.0.1" }))[0]);
    expect(of("route")).toContainEqual((await nl.routes.list({ to: "192.0.2.0/24" }))[0]);
    expect(of("neighbour")).toContainEqual(expect.objectContaining({ address: "10.0.0.2", state: ["permanent"] }));
    expect(of("rule")).toEqual(await nl.rules.list({ priority: 500 }));
  });

  it("do not take a link that leaves its bridge for a deleted one", async () => {
    await using links = nl.subscribe(["link"]);
    await using ports = nl.subscribe(["port"]);
    await Promise.all([links.ready, ports.ready]);
    namespace.shell(`
      ip link add br0 type bridge
      ip link add v0 type veth peer name v1
      ip link set v0 master br0
      ip link set v0 nomaster
      ip link del br0
    `);
    const deleted = ({ change }: Event): boolean => change === "delete";
    const seen = await until(links, deleted);
    expect(seen.filter(deleted)).toMatchObject([{ object: "link", value: { name: "br0" } }]);
    expect((await until(ports, deleted)).at(-1)).toMatchObject({ object: "port", value: { name: "v0" } });
  });

  it("end by their signal, and with their connection", async () => {
    const controller = new AbortController();
    const first = nl.subscribe(["link"], { signal: controller.signal });
    const second = nl.subscribe(["link"]);
    await Promise.all([first.ready, second.ready]);
    const ends = Promise.all([first.next(), second.next()]);
    controller.abort();
    await nl.close();
    expect(await ends).toMatchObject([{ done: true }, { done: true }]);
  });
});
