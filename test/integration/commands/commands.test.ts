import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sent } from "../../commands/golden.ts";
import { comparison, messageOf } from "../../commands/golden.ts";
import type { GoldenRow } from "../../commands/golden-file.ts";
import { writeGolden } from "../../commands/golden-file.ts";
import { tables } from "../../commands/index.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { isProbe, sentByWords } from "../../support/oracle.ts";
import { requireKernel, requireTool, toolVersion } from "../../support/tools.ts";

/** TS_NETLINK_RECORD=NAME… writes the golden files of these tables from what the tools send now. */
const recording = (process.env["TS_NETLINK_RECORD"] ?? "").split(/[ ,]+/);

function indicesOf(namespace: ScratchNamespace): Map<string, number> {
  const links: readonly { ifname: string; ifindex: number }[] = JSON.parse(namespace.ip("-j link show"));
  return new Map(links.map(({ ifname, ifindex }) => [ifname, ifindex]));
}

/** Scripts and commands with the real names of the namespaces that they call by others. */
function renamed(text: string, real: ReadonlyMap<string, string>): string {
  return text.replace(/\b\w+\b/g, (word) => real.get(word) ?? word);
}

for (const { name, setup, namespaces = [], needs, rows } of tables) {
  const describeHere =
    needs === undefined ? requireTool("ip", "bridge", "strace") : requireKernel(needs.feature, needs.probe);
  describeHere(`${name}: our requests are those of iproute2 ${toolVersion("ip")}`, () => {
    let namespace: ScratchNamespace;
    let real: ReadonlyMap<string, string>;
    const recorded: GoldenRow[] = [];
    beforeAll(() => {
      namespace = scratchNamespace();
      real = new Map(namespaces.map((other) => [other, scratchNamespace().name]));
      namespace.shell(renamed(setup, real));
    });
    afterAll(() => {
      if (recording.includes(name)) writeGolden(name, recorded);
    });
    it.each(rows)("$command", (row) => {
      if (row.before !== undefined) namespace.shell(renamed(row.before, real));
      // Links before the command, as it may rename, move or delete them; and behind it, as it may make them.
      const indices = indicesOf(namespace);
      const sent = sentByWords(namespace.name, renamed(row.command, real), { mayFail: row.refused !== undefined });
      for (const [link, index] of indicesOf(namespace)) if (!indices.has(link)) indices.set(link, index);
      const used = new Map<string, number>();
      const index: Sent["index"] = (link) => {
        const found = indices.get(link);
        if (found === undefined) throw new Error(`there is no link ${link}`);
        used.set(link, found);
        return found;
      };
      // What a row takes from the message may need the message, whose type only the row tells: try each.
      const attempts = sent
        .filter(({ family, bytes }) => family === "ROUTE" && !isProbe(bytes))
        .map(({ bytes }) => ({ bytes, ours: messageOf(row.ours({ index, bytes })) }))
        .filter(({ bytes, ours }) => bytes[4] === ours[4] && bytes[5] === ours[5]);
      const found = attempts.at(row.nth ?? 0);
      if (found === undefined) throw new Error("the tool sent no message of our request's type");
      if (row.nth === undefined) expect(attempts.length).toBe(1);
      const bytes = found.bytes.slice();
      bytes.fill(0, 8, 16);
      if (recording.includes(name)) recorded.push({ command: row.command, indices: used, bytes });
      const [ours, theirs] = comparison(row, found.ours, found.bytes);
      expect(ours).toEqual(theirs);
    });
  });
}
