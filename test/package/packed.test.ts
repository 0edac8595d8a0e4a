import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/namespace.ts";
import type { CommandResult } from "../support/namespace.ts";
import { userProject } from "../support/packed.ts";
import type { UserProject } from "../support/packed.ts";
import { manifest, root, specifiers } from "../support/repository.ts";

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

  /** What a strict user's compiler says of a program with these imports, the package's declarations included. */
  const compile = (imports: readonly string[], settings: Readonly<Record<string, unknown>>): string => {
    const source = imports.map((specifier, n) => `import * as m${n} from "${specifier}";\nvoid m${n};\n`).join("");
    writeFileSync(`${project.folder}/main.ts`, source);
    const options = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      skipLibCheck: false,
      ...settings,
    };
    writeFileSync(`${project.folder}/tsconfig.json`, JSON.stringify({ compilerOptions: options, files: ["main.ts"] }));
    return run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", project.folder]).stdout;
  };

  it("has types that compile strictly, with Node's", () => {
    const node = { lib: ["es2023", "esnext.disposable"], types: ["node"], typeRoots: [`${root}node_modules/@types`] };
    expect(compile(specifiers, node)).toBe("");
  });

  it("has types of ./protocol that compile without Node's and the browser's", () => {
    const protocol = specifiers.filter((specifier) => specifier.includes("/protocol"));
    expect(compile(protocol, { lib: ["es2023"], types: [] })).toBe("");
  });

  it("hides what is not exported", () => {
    const { stderr } = evaluate(`await import("ts-netlink/dist/index.js")`);
    expect(stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("holds no tests, sources or settings", () => {
    const folder = `${project.folder}/node_modules/${manifest.name}`;
    const files = run("find", [folder, "-type", "f", "-printf", "%P\n"]).stdout.trim().split("\n");
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
