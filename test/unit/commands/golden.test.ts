import { describe, expect, it } from "vitest";
import { comparison, messageOf } from "../../commands/golden.ts";
import { readGolden } from "../../commands/golden-file.ts";
import { tables } from "../../commands/index.ts";

describe.each(tables)("$name: our requests are those of the recorded commands", ({ name, rows }) => {
  const golden = readGolden(name);
  it("has the bytes of every command, and of no other", () => {
    expect(golden.map(({ command }) => command)).toEqual(rows.map(({ command }) => command));
  });
  it.each(rows)("$command", (row) => {
    const recorded = golden.find(({ command }) => command === row.command);
    if (recorded === undefined) throw new Error("not recorded: see CONTRIBUTING.md");
    const index = (link: string): number => {
      const found = recorded.indices.get(link);
      if (found === undefined) throw new Error(`${link} was not there`);
      return found;
    };
    const [ours, theirs] = comparison(row, messageOf(row.ours({ index, bytes: recorded.bytes })), recorded.bytes);
    expect(ours).toEqual(theirs);
  });
});
