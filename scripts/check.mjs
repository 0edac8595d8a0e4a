// npm run check: types, lint with the layer rules, format, unused code, the package as users get it, the repository.
// Prints a line a step, and a step's own output where it fails.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const packed = mkdtempSync(join(tmpdir(), "ts-netlink-pack-"));
const tool = (path) => [process.execPath, join(root, "node_modules", path)];
const tarball = () => join(packed, readdirSync(packed).find((name) => name.endsWith(".tgz")) ?? "none.tgz");

/** Runs one command and returns whether it succeeded and what it printed. */
function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ ok: false, output: String(error) }));
    child.on("close", (status) => resolve({ ok: status === 0, output }));
  });
}

const failures = [];

async function step(name, command) {
  const start = performance.now();
  const { ok, output } = await run(command());
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (ok) return;
  failures.push(name);
  console.log(output.trimEnd());
}

/** Each row runs from left to right, the rows beside each other. */
const rows = [
  [
    ["types", () => [...tool("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.json"]],
    ["types of protocol without Node's", () => [...tool("typescript/bin/tsc"), "-p", "tsconfig.protocol.json"]],
    [
      "lint and layers",
      () => [...tool("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings", "--report-unused-disable-directives"],
    ],
    ["format", () => [...tool("oxfmt/bin/oxfmt"), "--check"]],
    ["repository", () => [process.execPath, "scripts/check-repository.mjs"]],
    ["coverage table", () => [process.execPath, "scripts/coverage.mjs", "--check"]],
  ],
  [
    ["unused code", () => [...tool("knip/bin/knip.js"), "--no-progress"]],
    ["pack", () => ["npm", "pack", "--ignore-scripts", "--pack-destination", packed]],
    ["publint", () => [...tool("publint/src/cli.js"), tarball(), "--strict"]],
    ["are the types wrong", () => [...tool("@arethetypeswrong/cli/dist/index.js"), tarball(), "--profile", "esm-only"]],
  ],
];

const start = performance.now();
if (build() !== 0) failures.push("build");
try {
  await Promise.all(
    rows.map(async (row) => {
      for (const [name, command] of row) await step(name, command);
    }),
  );
} finally {
  rmSync(packed, { recursive: true });
}
console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
if (failures.length > 0) {
  console.log(`failed: ${failures.join(", ")}`);
  process.exit(1);
}
