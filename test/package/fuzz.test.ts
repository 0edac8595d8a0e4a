import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/repository.ts";

it("a few seconds of fuzzing find nothing", () => {
  const seconds = "5";
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "fuzz/run.mjs"), "--seconds", seconds], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status, stdout).toBe(0);
  for (const subject of ["datagrams", "trees", "values", "nesteds", "commands"]) {
    expect(stdout).toMatch(new RegExp(`\\b[1-9]\\d* ${subject}\\b`));
  }
});
