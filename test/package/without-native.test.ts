import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/namespace.ts";
import type { CommandResult } from "../support/namespace.ts";
import { userProject } from "../support/packed.ts";
import type { UserProject } from "../support/packed.ts";
import { specifiers } from "../support/repository.ts";

describe("where the native package is not to be had", () => {
  let project: UserProject;
  beforeAll(() => {
    project = userProject();
    rmSync(join(project.folder, "node_modules/ffi-rs"), { recursive: true });
    rmSync(join(project.folder, "node_modules/@yuuang"), { recursive: true, force: true });
  });
  afterAll(() => project.remove());

  const evaluate = (source: string): CommandResult =>
    run("sh", ["-c", `cd '${project.folder}' && exec '${process.execPath}' --input-type=module`], { input: source });

  it.each(specifiers)("%s still imports", (specifier) => {
    const { status, stderr } = evaluate(`await import("${specifier}")`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("the first call that needs it says in one line what is missing", () => {
    const { stdout } = evaluate(`
      const { netlink } = await import("ts-netlink");
      try { netlink.openSync().links.list(); } catch (error) { console.log(error.message); }
    `);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toContain("ffi-rs");
  });

  it("the first call on another system says in one line that it needs Linux", () => {
    const { stdout } = evaluate(`
      Object.defineProperty(process, "platform", { value: "darwin" });
      const { netlink } = await import("ts-netlink");
      try { netlink.openSync().links.list(); } catch (error) { console.log(error.message); }
    `);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toContain("Linux");
  });
});
