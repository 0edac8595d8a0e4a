import * as ns from "ts-netlink/ns";
import { expect, it } from "vitest";
import { check, run, scratchNamespace, uniqueName } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

const ip = (...words: string[]): string => check(words.join(" "), run("ip", words));

requireTool("ip")("names of namespaces that are watched", () => {
  it("are told as ip gives and takes them, and those before are not", async () => {
    scratchNamespace();
    const [first, second] = [uniqueName(), uniqueName()];
    const events = ns.watch();
    ip("netns", "add", first);
    ip("netns", "add", second);
    ip("netns", "delete", first);
    ip("netns", "delete", second);
    const seen: string[] = [];
    // Other tests may name namespaces meanwhile.
    for await (const { change, name } of events) {
      if (name === first || name === second) seen.push(`${change} ${name}`);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual([`new ${first}`, `new ${second}`, `delete ${first}`, `delete ${second}`]);
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });

  it("are told until the signal comes, and no longer", async () => {
    const ending = new AbortController();
    const events = ns.watch({ signal: ending.signal });
    const waiting = (async () => {
      for await (const event of events) void event;
      return "ended";
    })();
    ending.abort();
    expect(await waiting).toBe("ended");
    expect(await ns.watch({ signal: AbortSignal.abort() }).next()).toEqual({ value: undefined, done: true });
  });

  it("can't be told of a directory that is not there", () => {
    expect(() => ns.watch({ directory: "/run/no-such-directory" })).toThrow(/ENOENT|no such file/i);
    expect(() => ns.watch({ directory: "/run/no-such-directory" })).toThrow("/run/no-such-directory");
  });
});
