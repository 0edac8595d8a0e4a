import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { check, run } from "../support/namespace.ts";
import { root } from "../support/repository.ts";

/** A PATH on which Node, npm and a shell are, but no compiler. */
const withoutCompiler = ["node", "npm", "sh", "env"];

describe("npm ci", () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true }));

  it("succeeds without a compiler, and leaves out only what needs one", () => {
    folder = mkdtempSync(join(tmpdir(), "ts-netlink-ci-"));
    mkdirSync(join(folder, "bin"));
    for (const name of withoutCompiler) {
      const path = check(name, run("sh", ["-c", `command -v ${name}`])).trim();
      symlinkSync(path, join(folder, "bin", name));
    }
    for (const name of ["package.json", "package-lock.json", ".npmrc", "test/process/package.json"]) {
      mkdirSync(dirname(join(folder, "project", name)), { recursive: true });
      copyFileSync(root + name, join(folder, "project", name));
    }
    const npm = ["ci", "--prefix", join(folder, "project"), "--prefer-offline", "--no-audit", "--no-fund"];
    const PATH = join(folder, "bin");
    check("npm ci", run(join(PATH, "npm"), npm, { env: { PATH }, timeout: 240_000 }));
    expect(existsSync(join(folder, "project/node_modules/vitest"))).toBe(true);
    expect(existsSync(join(folder, "project/node_modules/unix-dgram"))).toBe(false);
  });
});
