import { namespace, netlink } from "ts-netlink";
import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

requireTool("ip")("numbers of namespaces", () => {
  it("are given once, asked for and listed", () => {
    const [here, blue, red] = [scratchNamespace(), scratchNamespace(), scratchNamespace()];
    const answer = inside(
      here,
      `import { openSync } from "node:fs";
       const blue = { fd: openSync("${blue.path}") }, red = { fd: openSync("${red.path}") };
       print([
         outcome(ops.nsid.get(blue)), outcome(ops.nsid.set(blue, 5)), outcome(ops.nsid.get(blue)), outcome(ops.nsid.set(blue, 6)),
         outcome(ops.nsid.set(red, "auto")), run(ops.nsid.list()).map((n) => n.nsid).sort(), outcome(ops.nsid.set(red, 5)),
       ]);`,
    );
    expect(answer).toEqual(["done", "done", 5, "EEXIST", "done", [0, 5], "EEXIST"]);
    const listed: { nsid: number }[] = JSON.parse(here.ip("-j netns list-id"));
    expect(listed.map(({ nsid }) => nsid).toSorted((a, b) => a - b)).toEqual([0, 5]);
  });

  it("are told from another namespace's point of view", () => {
    const [here, blue, red] = [scratchNamespace(), scratchNamespace(), scratchNamespace()];
    here.ip(`netns set ${blue.name} 5`);
    here.ip(`netns set ${red.name} 6`);
    blue.ip(`netns set ${red.name} 9`);
    expect(inside(here, `print(run(ops.nsid.list({ from: 5 })));`)).toEqual([{ nsid: 9, current: 6 }]);
  });

  it("are asked for by process, by file and by number, from here and from elsewhere", async () => {
    const [here, blue, red] = [scratchNamespace(), scratchNamespace(), scratchNamespace()];
    const sleeper = red.start("sleep", ["60"]);
    here.ip(`netns set ${blue.name} 5`);
    here.ip(`netns set ${red.name} 6`);
    blue.ip(`netns set ${red.name} 9`);
    await using nl = await netlink.open({ namespace: here.name });
    await using handle = nl.namespaces.open(red.name);
    const pid = sleeper.pid!;
    await expect.poll(() => namespace.identify(pid)).toEqual([red.name]);
    expect(await nl.nsids.get({ pid })).toBe(6);
    expect(await nl.nsids.get(handle)).toBe(6);
    expect(await nl.nsids.get(handle, { from: 5 })).toBe(9);
    expect(await nl.nsids.get({ pid }, { from: 5 })).toBe(9);
    expect(await nl.nsids.get({ nsid: 6 }, { from: 5 })).toBe(9);
    expect(await nl.nsids.get({ nsid: 5 }, { from: 6 })).toBeUndefined();
    expect(JSON.parse(here.ip("-j netns list-id target-nsid 5 nsid 6"))).toEqual([
      { nsid: 9, "current-nsid": 6, name: red.name },
    ]);
    await expect(nl.nsids.list({ from: 77 })).rejects.toMatchObject({ code: "EINVAL" });
  });
});
