/** Waiting for links and addresses, and what can go wrong meanwhile. */
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { ClosedError, netlink, TimeoutError } from "ts-netlink";
import type { Netlink } from "ts-netlink";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { joined, scratchNamespace } from "../../support/namespace.ts";
import { failure } from "../../support/place.ts";
import { requireTool } from "../../support/tools.ts";

async function opened(): Promise<{ scratch: ScratchNamespace; nl: Netlink } & AsyncDisposable> {
  const scratch = scratchNamespace();
  const nl = await netlink.open({ namespace: scratch.name });
  return { scratch, nl, [Symbol.asyncDispose]: () => nl.close() };
}

const pair = { name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } } as const;

async function error(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof Error) return thrown;
    throw thrown;
  }
  throw new Error("it did not fail");
}

requireTool("ip")("waiting for a link", () => {
  it("ends at once where it is so already", async () => {
    await using place = await opened();
    const { nl } = place;
    await nl.links.add({ ...pair, up: true });
    expect((await nl.links.wait("v0")).name).toBe("v0");
    const { index } = await nl.links.wait("v0", { up: true, carrier: false, operstate: ["down", "lowerlayerdown"] });
    expect((await nl.links.wait(index)).name).toBe("v0");
    await nl.links.waitGone("never-there");
  });

  it("ends when it appears, by its name and by an alternative name, and when it goes", async () => {
    await using place = await opened();
    const { nl } = place;
    const appears = nl.links.wait("v0");
    const named = nl.links.wait("another-name-that-is-long");
    await nl.links.add(pair);
    const { index } = await appears;
    await nl.links.setUp("v0"); // the kernel tells of further names only then
    await nl.links.addAltName("v0", "another-name-that-is-long");
    expect((await named).index).toBe(index);
    const gone = [nl.links.waitGone("v0"), nl.links.waitGone(index), nl.links.waitGone("another-name-that-is-long")];
    await nl.links.delete("v0");
    await Promise.all(gone);
  });

  it("ends when the name is given up, and when the link moves to another namespace", async () => {
    await using place = await opened();
    const { nl } = place;
    const other = scratchNamespace();
    await nl.links.add(pair);
    const renamed = nl.links.waitGone("v0");
    const found = nl.links.wait("w0");
    await nl.links.set("v0", { name: "w0" });
    await renamed;
    expect((await found).name).toBe("w0");
    const moved = nl.links.waitGone("w0");
    using there = netlink.namespaces.open(other.name);
    await nl.links.set("w0", { namespace: there });
    await moved;
  });

  it("hears of flags, carrier, state and whatever else is asked for", async () => {
    await using place = await opened();
    const { nl } = place;
    await nl.links.add(pair);
    const up = nl.links.wait("v0", { up: true });
    const carrier = nl.links.wait("v0", { carrier: true, operstate: "up" });
    const alias = nl.links.wait("v1", { matches: (link) => link.alias === "done" });
    await nl.links.setUp("v0");
    expect((await up).carrier).toBe(false);
    await nl.links.setUp("v1");
    expect(await carrier).toMatchObject({ operstate: "up", carrier: true, up: true });
    await nl.links.set("v1", { alias: "done" });
    expect((await alias).alias).toBe("done");
    const lost = nl.links.wait("v0", { carrier: false });
    await nl.links.setDown("v1");
    expect((await lost).up).toBe(true);
  });

  it("misses nothing that happens at the same time", async () => {
    await using place = await opened();
    const { nl } = place;
    await nl.links.add({ ...pair, up: true });
    for (let round = 0; round < 40; round++) {
      const alias = `round ${round}`;
      const change = () => nl.links.set("v0", { alias });
      const wait = () => nl.links.wait("v0", { matches: (link) => link.alias === alias }, { timeout: 5000 });
      const steps = round % 2 === 0 ? [wait(), change()] : [change(), wait()];
      await Promise.all(steps);
    }
  });

  it("asks again after events were lost", async () => {
    await using place = await opened();
    const { nl, scratch } = place;
    await nl.links.add({ ...pair, up: true });
    await nl.links.setUp("v1");
    await using events = nl.subscribe(["link"], { signal: AbortSignal.timeout(60_000) });
    await events.ready;
    const gone = nl.links.waitGone("v0", { timeout: 30_000 });
    // The subscription is there when a later one is.
    await using later = nl.subscribe(["link"]);
    await later.ready;
    // While this thread sleeps, more happens than all buffers hold.
    const lines = Array.from({ length: 16_000 }, (_, n) => `link set v1 alias ${n % 2 === 0 ? "a" : "b"}${n}`);
    scratch.shell("ip -batch -", { input: [...lines, "link delete v0", ""].join("\n"), timeout: 60_000 });
    await gone;
    const kinds = new Set<string>();
    for await (const event of events) {
      kinds.add(event.kind);
      if (event.kind === "overrun") break;
    }
    expect(kinds).toContain("overrun");
  }, 90_000);

  it("ends with the time limit, the signal, the connection, or the link that it is about", async () => {
    await using place = await opened();
    const { nl } = place;
    const { index } = await nl.links.add(pair);
    const late = await error(nl.links.wait("v0", { up: true }, { timeout: 60 }));
    expect(late).toBeInstanceOf(TimeoutError);
    expect(late.message).toBe("wait for link v0: no answer within 60 ms");
    const controller = new AbortController();
    const stopped = nl.links.wait("v0", { up: true }, { signal: controller.signal });
    const before = nl.links.wait("v0", { up: true }, { signal: AbortSignal.abort(new Error("before")) });
    expect((await error(before)).message).toBe("before");
    setTimeout(() => controller.abort(new Error("enough")), 20);
    expect((await error(stopped)).message).toBe("enough");
    const deleted = nl.links.wait(index, { up: true });
    await nl.links.delete("v0");
    expect((await failure(deleted)).code).toBe("ENODEV");
    expect((await failure(nl.links.wait(index))).code).toBe("ENODEV");
    const closed = nl.links.wait("v9");
    await nl.links.add({ ...pair, name: "v2", info: { kind: "veth" } });
    void nl.close();
    expect(await error(closed)).toBeInstanceOf(ClosedError);
  });

  it("leaves no descriptor open, however it ends", async () => {
    await using place = await opened();
    const { nl } = place;
    await nl.links.add(pair);
    const once = async () => {
      await nl.links.wait("v0");
      await error(nl.links.wait("v7", {}, { timeout: 5 }));
      await error(nl.links.wait("v0", { up: true }, { signal: AbortSignal.timeout(5) }));
      await nl.links.waitGone("v7");
    };
    await once();
    const open = () => readdirSync("/proc/self/fd").length;
    const before = open();
    for (let round = 0; round < 5; round++) await once();
    expect(open()).toBe(before);
  });
});

requireTool("ip")("waiting for addresses", () => {
  it("ends when the kernel knows that nobody else has them, or that somebody has", async () => {
    const [here, there] = joined("10.9.0.1/24", "10.9.0.2/24");
    await using nl = await netlink.open({ namespace: there.name });
    await nl.addresses.waitSettled("v1");
    here.ip("-6 address add fd00::1/64 dev v0 nodad");
    await nl.addresses.add("v1", "fd00::2/64");
    await nl.addresses.add("v1", "fd00::1/64");
    expect((await nl.addresses.list({ dev: "v1", flags: ["tentative"] })).length).toBeGreaterThan(0);
    const settled = await nl.addresses.waitSettled("v1");
    const flags = new Map(settled.map(({ address, flags }) => [address, flags]));
    expect(flags.get("fd00::1/64")).toContain("dadfailed");
    expect(flags.get("fd00::2/64")).not.toContain("tentative");
    expect([...flags.keys()].some((address) => address.startsWith("fe80::"))).toBe(true);
  });

  it("ends with the time limit where a link is down, and with the link", async () => {
    await using place = await opened();
    const { nl } = place;
    await nl.links.add({ ...pair, up: true });
    await nl.addresses.add("v0", "fd00::2/64");
    const late = await error(nl.addresses.waitSettled("v0", { timeout: 50 }));
    expect(late.message).toBe("wait for the addresses of link v0: no answer within 50 ms");
    const deleted = nl.addresses.waitSettled("v0");
    setTimeout(() => void nl.links.delete("v0"), 50);
    expect((await failure(deleted)).code).toBe("ENODEV");
    expect((await failure(nl.addresses.waitSettled("v0"))).code).toBe("ENODEV");
  });
});
