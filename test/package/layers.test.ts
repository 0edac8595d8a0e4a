import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../support/repository.ts";

/** A file that breaks a rule, and what the linter must say of it. */
const violations: readonly (readonly [file: string, source: string, rule: string, says: string])[] = [
  ["src/protocol/core/a.ts", `import "node:fs";`, "no-restricted-imports", "protocol is pure"],
  ["src/protocol/core/b.ts", `import "buffer-layout";`, "no-restricted-imports", "protocol is pure"],
  ["src/protocol/core/c.ts", `import { run } from "../../socket/x.ts"; run();`, "no-restricted-imports", "nothing but"],
  [
    "src/protocol/d.ts",
    `import type { T } from "../ops/x.ts"; export type U = T;`,
    "no-restricted-imports",
    "nothing but",
  ],
  ["src/protocol/core/e.ts", `export const x = Buffer.alloc(1);`, "no-restricted-globals", "Buffer"],
  ["src/socket/a.ts", `import "ffi-rs";`, "no-restricted-imports", "only src/socket/ffi"],
  ["src/socket/b.ts", `import { run } from "../ops/x.ts"; run();`, "no-restricted-imports", "only socket and protocol"],
  ["src/socket/ffi/a.ts", `import { run } from "../../ns/x.ts"; run();`, "no-restricted-imports", "only socket and"],
  ["src/ns/a.ts", `import "ffi-rs";`, "no-restricted-imports", "only src/socket/ffi"],
  ["src/ns/b.ts", `import { run } from "../ops/x.ts"; run();`, "no-restricted-imports", "ns imports only"],
  ["src/ns/c.ts", `import { run } from "../topology/x.ts"; run();`, "no-restricted-imports", "ns imports only"],
  ["src/ns/d.ts", `import { run } from "../cli/x.ts"; run();`, "no-restricted-imports", "ns imports only"],
  ["src/ops/a.ts", `import "node:fs";`, "no-restricted-imports", "pure requests"],
  ["src/ops/b.ts", `import { run } from "../socket/ffi/x.ts"; run();`, "no-restricted-imports", "no system calls"],
  ["src/ops/c.ts", `import { run } from "../ns/x.ts"; run();`, "no-restricted-imports", "ops import only"],
  [
    "src/ops/nftables/d.ts",
    `import { run } from "../../topology/x.ts"; run();`,
    "no-restricted-imports",
    "ops import only",
  ],
  ["src/ops/e.ts", `import { run } from "../cli/x.ts"; run();`, "no-restricted-imports", "ops import only"],
  ["src/ops/f.ts", `export const x = (y: unknown) => y as string;`, "consistent-type-assertions", ""],
  ["src/topology/a.ts", `import { run } from "../cli/x.ts"; run();`, "no-restricted-imports", "topology imports"],
  ["src/topology/b.ts", `import "ffi-rs";`, "no-restricted-imports", "only src/socket/ffi"],
  ["src/testing/a.ts", `import { run } from "../ns/x.ts"; run();`, "no-restricted-imports", "the test kit"],
  ["src/cli/a.ts", `import "ffi-rs";`, "no-restricted-imports", "only src/socket/ffi"],
  ["src/cli/b.ts", `export const x = (y: unknown) => y as string;`, "consistent-type-assertions", ""],
  ["src/cli/present/a.ts", `import { run } from "../../socket/x.ts"; run();`, "no-restricted-imports", "view models"],
  ["src/cli/present/b.ts", `import "ffi-rs";`, "no-restricted-imports", "only src/socket/ffi"],
  ["src/a.ts", `import { x } from "ts-netlink/ops"; x();`, "no-restricted-imports", "relative path"],
  ["src/b.ts", `export default 1;`, "no-default-export", ""],
  ["src/c.ts", `export const x = (y: any) => y;`, "no-explicit-any", ""],
  ["src/d.ts", `async function x() {}\nx();`, "no-floating-promises", ""],
  ["src/cycle-a.ts", `import { b } from "./cycle-b.ts"; export const a = () => b;`, "no-cycle", ""],
  ["src/notKebab.ts", `export const x = 1;`, "filename-case", ""],
  [
    "test/integration/a.ts",
    `import { run } from "../../src/ops/x.ts"; run();`,
    "no-restricted-imports",
    "public specifiers",
  ],
];

/** Files that use what their layer may use: the rules must leave them alone. */
const allowed: readonly (readonly [file: string, source: string])[] = [
  ["src/protocol/core/good.ts", `import { run } from "../schema/x.ts"; run();`],
  ["src/protocol/schema/x.ts", `export const run = (y: any) => y;`],
  ["src/socket/ffi/x.ts", `import { load } from "ffi-rs"; import "node:fs"; export const run = () => load;`],
  ["src/socket/x.ts", `import { run as r } from "../protocol/core/good.ts"; export const run = () => r;`],
  ["src/ns/x.ts", `import { run as r } from "../socket/ffi/x.ts"; import "node:fs"; export const run = () => r;`],
  ["src/ops/x.ts", `import { run as r } from "../socket/x.ts"; export const run = () => [r] as const;`],
  [
    "src/topology/x.ts",
    `import { run as r } from "../ns/x.ts"; import { run as o } from "../ops/x.ts"; export const run = () => [r, o];`,
  ],
  [
    "src/cli/x.ts",
    `import { run as r } from "../ns/x.ts"; import { run as o } from "../topology/x.ts"; export const run = () => [r, o];`,
  ],
  ["src/cli/present/x.ts", `import type { T } from "../../ops/t.ts"; export const run = (t: T) => t;`],
  ["src/ops/t.ts", `export interface T { x: number }`],
  ["src/cycle-b.ts", `import { a } from "./cycle-a.ts"; export const b = () => a;`],
  ["src/type-cycle-a.ts", `import type { B } from "./type-cycle-b.ts"; export interface A { b: B }`],
  ["src/type-cycle-b.ts", `import type { A } from "./type-cycle-a.ts"; export interface B { a: A }`],
];

interface Diagnostic {
  readonly message: string;
  readonly code: string;
  readonly help?: string;
  readonly filename: string;
}

const folder = mkdtempSync(join(tmpdir(), "ts-netlink-layers-"));
afterAll(() => rmSync(folder, { recursive: true }));

function lint(): readonly Diagnostic[] {
  for (const name of [".oxlintrc.json", "tsconfig.json", "package.json"]) copyFileSync(root + name, join(folder, name));
  symlinkSync(`${root}node_modules`, join(folder, "node_modules"));
  for (const [file, source] of [...violations, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  const linter = `${root}node_modules/oxlint/bin/oxlint`;
  const { stdout } = spawnSync(process.execPath, [linter, "--type-aware", "--format=json", "src", "test"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const report: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
  return report.diagnostics;
}

describe("the linter", () => {
  const diagnostics = lint();
  const of = (file: string) =>
    diagnostics
      .filter(({ filename }) => filename === file)
      .map(({ code, message, help }) => `${code}: ${message} ${help ?? ""}`);

  it.each(violations)("%s: %s breaks %s", (file, _source, rule, says) => {
    expect(of(file).filter((text) => text.includes(`(${rule})`) && text.includes(says))).not.toEqual([]);
  });

  it.each(allowed.filter(([file]) => !file.startsWith("src/cycle-")))("%s may do what it does", (file) => {
    const about = /no-restricted|no-cycle|no-explicit-any|consistent-type-assertions|filename-case/;
    expect(of(file).filter((text) => about.test(text))).toEqual([]);
  });
});
