import { readdirSync, readlinkSync } from "node:fs";
import { netlink } from "ts-netlink";
import { scriptedKernel } from "ts-netlink/testing";
import { openConnection } from "ts-netlink/socket";
import { link } from "ts-netlink/ops";
import { beforeAll, expect, it } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

/** Descriptors of this process that are netlink sockets or namespace files. */
function descriptors(): string[] {
  return readdirSync("/proc/self/fd")
    .flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    })
    .filter((target) => /^(socket|net):/.test(target));
}

requireTool("ip")("a connection's life", () => {
  beforeAll(async () => {
    // The namespace worker, which starts with the first of them, keeps a descriptor of its own.
    await using nl = await netlink.open({ namespace: scratchNamespace().name });
    await nl.links.list();
  });

  it("ends with its block: what was opened is closed, and calls are refused", async () => {
    const { name } = scratchNamespace();
    const before = descriptors().length;
    const kept = await (async () => {
      await using nl = await netlink.open({ namespace: name });
      await nl.links.list();
      await nl.nft.list.tables();
      for await (const one of nl.links.dump()) expect(one.name).toBe("lo");
      expect(descriptors().length).toBeGreaterThan(before);
      return nl;
    })();
    expect(descriptors()).toHaveLength(before);
    await expect(kept.links.get("lo")).rejects.toMatchObject({ name: "ClosedError" });
    await kept.close();
  });

  it("ends with its block in the synchronous form", () => {
    const { name } = scratchNamespace();
    const before = descriptors().length;
    const kept = (() => {
      using nl = netlink.openSync({ namespace: name });
      expect(nl.links.list()).toHaveLength(1);
      return nl;
    })();
    expect(descriptors()).toHaveLength(before);
    expect(() => kept.links.get("lo")).toThrow(/is closed/);
  });

  it("keeps a namespace that it was opened by a handle of, past the handle's close", async () => {
    const blue = netlink.namespaces.open(scratchNamespace().name);
    const nl = await netlink.open({ namespace: blue });
    blue[Symbol.dispose]();
    expect((await nl.links.list()).map((one) => one.name)).toEqual(["lo"]);
    await nl.close();
    expect(blue.closed).toBe(true);
  });

  it("gives up a call when its signal says so", async () => {
    const nl = await netlink.open({ namespace: scratchNamespace().name });
    const controller = new AbortController();
    const limited = nl.with({ signal: controller.signal });
    expect((await limited.links.get("lo")).index).toBe(1);
    controller.abort(new Error("enough"));
    await expect(limited.links.get("lo")).rejects.toThrow("enough");
    await expect(limited.with({ signal: undefined }).links.get("lo")).resolves.toMatchObject({ index: 1 });
    await limited.close();
    await expect(nl.links.get("lo")).rejects.toMatchObject({ name: "ClosedError" });
  });
});

it("a silent kernel is a TimeoutError for a question and an OutcomeUnknownError for a change", async () => {
  const connection = openConnection({ source: scriptedKernel(() => []), timeout: 20 });
  await expect(connection.run(link.get("lo"))).rejects.toMatchObject({ name: "TimeoutError" });
  await expect(connection.run(link.setUp("lo"))).rejects.toMatchObject({ name: "OutcomeUnknownError" });
  connection.close();
});
