// Compiles src to dist. `node scripts/build.mjs` always compiles; ensureBuilt() only where a source is newer.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules/typescript/bin/tsc");
const executable = "cli/main.js";

/** Files below `folder`, relative to it; an absent folder has none. */
function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

const isSource = (name) => name.endsWith(".ts") && !name.endsWith(".d.ts");

/** Whether every source has an output that is younger than it and than the settings it was compiled with. */
function isFresh() {
  const settings = Math.max(
    ...["tsconfig.json", "tsconfig.build.json"].map((name) => statSync(join(root, name)).mtimeMs),
  );
  return files(join(root, "src")).every((name) => {
    const source = statSync(join(root, "src", name)).mtimeMs;
    const output = join(root, "dist", isSource(name) ? name.replace(/\.ts$/, ".js") : "");
    if (!isSource(name)) return true;
    return existsSync(output) && statSync(output).mtimeMs >= Math.max(source, settings);
  });
}

/**
 * Compiles. Outputs are overwritten in place and only those without a source are deleted, so that a program that is
 * loading the package meanwhile does not lose it.
 * @returns the compiler's exit status; outputs are written even where types are wrong
 */
export function build() {
  const result = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
  const expected = new Set(
    files(join(root, "src"))
      .filter(isSource)
      .flatMap((name) => [".js", ".js.map", ".d.ts"].map((ending) => name.replace(/\.ts$/, ending))),
  );
  for (const name of files(join(root, "dist"))) if (!expected.has(name)) rmSync(join(root, "dist", name));
  const command = join(root, "dist", executable);
  if (existsSync(command)) chmodSync(command, 0o755);
  return result.status ?? 1;
}

/**
 * Compiles where that is needed. Wrong types are printed, and fatal only under CI: while one part of the code is
 * being changed, the tests of another still run on what the compiler emitted.
 */
export function ensureBuilt() {
  if (isFresh()) return;
  if (build() !== 0 && process.env.CI === "true") throw new Error("the build failed: run `npm run build`");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build());
