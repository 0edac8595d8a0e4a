import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/namespace.ts";
import type { CommandResult } from "../support/namespace.ts";
import { userProject } from "../support/packed.ts";
import type { UserProject } from "../support/packed.ts";
import { manifest, specifiers } from "../support/repository.ts";

describe("the packed package in an empty project", () => {
  let project: UserProject;
  beforeAll(() => {
    project = userProject();
  });
  afterAll(() => project.remove());

  const evaluate = (source: string): CommandResult =>
    run("sh", ["-c", `cd '${project.folder}' && exec '${process.execPath}' --input-type=module`], { input: source });

  it.each(specifiers)("exports something at %s", (specifier) => {
    const { status, stdout, stderr } = evaluate(`console.log(Object.keys(await import("${specifier}")).length)`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(0);
  });

  it("hides what is not exported", () => {
    const { stderr } = evaluate(`await import("ts-netlink/dist/index.js")`);
    expect(stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("holds no tests, sources or settings", () => {
    const { stdout } = run("find", [`${project.folder}/node_modules/${manifest.name}`, "-type", "f"]);
    const files = stdout
      .trim()
      .split("\n")
      .map((path) => path.slice(path.indexOf(manifest.name) + manifest.name.length + 1));
    const expected = /^(dist\/.+\.(js|js\.map|d\.ts)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    expect(files.filter((path) => !expected.test(path))).toEqual([]);
    expect(files).toContain("LICENSE");
  });

  it("installs ts-ip, which tells its version", () => {
    const { status, stdout, stderr } = run(`${project.folder}/node_modules/.bin/ts-ip`, ["-V"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain(manifest.version);
  });
});
