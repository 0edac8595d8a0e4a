import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check, run } from "../support/namespace.ts";
import type { CommandResult } from "../support/namespace.ts";
import { userProject } from "../support/packed.ts";
import type { UserProject } from "../support/packed.ts";
import { root } from "../support/repository.ts";
import { requireTool } from "../support/tools.ts";
import { blocksOf, printedBy } from "./readme.ts";
import type { Block } from "./readme.ts";

const readme = readFileSync(`${root}README.md`, "utf8");
const blocks = blocksOf(readme);
for (const { line, notRun } of blocks) {
  if (notRun !== undefined) process.stdout.write(`README.md:${line} is not run: ${notRun}\n`);
}
const runnable = (language: string) =>
  blocks
    .filter((block) => block.language === language && block.notRun === undefined)
    .map((block) => [`${block.heading}, line ${block.line}`, block] as const);

let project: UserProject;
beforeAll(() => {
  project = userProject();
});
afterAll(() => project.remove());

const nameOf = ({ line }: Block): string => `readme-${line}`;

/** Compiles the examples as a strict user of the packed package does. */
function compile(examples: readonly Block[]): CommandResult {
  for (const example of examples) writeFileSync(`${project.folder}/${nameOf(example)}.ts`, example.text);
  const compilerOptions = {
    strict: true,
    noUnusedLocals: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2023", "esnext.disposable"],
    types: ["node"],
    typeRoots: [`${root}node_modules/@types`],
    outDir: "out",
  };
  const files = examples.map((example) => `${nameOf(example)}.ts`);
  writeFileSync(`${project.folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", project.folder]);
}

/** Runs a command in an empty network namespace with a /run of its own, in the project, as the README tells its readers. */
function play(...command: string[]): CommandResult {
  const script =
    'mount -t tmpfs tmpfs /run; ip link set lo up; cd "$1"; PATH="$1/node_modules/.bin:$PATH"; shift; exec "$@"';
  return run("unshare", ["--net", "--mount", "sh", "-ec", script, "sh", project.folder, ...command], {
    env: { NO_COLOR: "1" },
  });
}

it("runs nearly all of its blocks", () => {
  expect(blocks.length).toBeGreaterThan(12);
  for (const { language, line } of blocks) expect(["ts", "sh", "text"], `line ${line}`).toContain(language);
  expect(blocks.filter(({ notRun }) => notRun !== undefined).length).toBeLessThan(5);
  expect(runnable("ts").length).toBeGreaterThan(8);
});

it("has TypeScript that compiles strictly against the packed package", () => {
  expect(compile(runnable("ts").map(([, example]) => example)).stdout).toBe("");
});

requireTool(
  "ip",
  "strace",
  "unshare",
)("README.md", () => {
  it.each(runnable("ts"))("%s: prints what it says", (_name, example) => {
    const { status, stdout, stderr } = play(process.execPath, `out/${nameOf(example)}.js`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    // What a program started by an example prints comes in between.
    const own = stdout.split("\n").filter((line) => !/^\d+: /.test(line));
    expect(own.join("\n")).toBe(printedBy(example));
  });

  it.each(runnable("sh"))("%s: the commands work", (_name, example) => {
    const next = blocks[blocks.indexOf(example) + 1];
    const output = check(example.text, play("sh", "-euc", example.text));
    if (next?.language === "text" && next.heading === example.heading) expect(output).toBe(next.text);
  });
});
