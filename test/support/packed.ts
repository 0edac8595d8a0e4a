import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, run } from "./namespace.ts";
import { root } from "./repository.ts";

/** A project of a user's, with nothing but the packed package installed. */
export interface UserProject {
  readonly folder: string;
  readonly remove: () => void;
}

/** Packs the package as `npm publish` would and installs the tarball into an empty project. */
export function userProject(): UserProject {
  const folder = mkdtempSync(join(tmpdir(), "ts-netlink-user-"));
  const pack = ["pack", "--ignore-scripts", "--pack-destination", folder, root];
  check("npm pack", run("npm", pack, { timeout: 120_000 }));
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  const install = ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball)];
  check("npm install", run("npm", install, { timeout: 240_000 }));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** The Node of that major version, from its npm package, installed once below node_modules/.cache. */
export function nodeBinary(major: number): string {
  const folder = `${root}node_modules/.cache/ts-netlink/node${major}`;
  const name = `node-linux-${process.arch}`;
  const binary = join(folder, "node_modules", name, "bin/node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "node-binary", private: true }));
    const install = ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", `${name}@${major}`];
    check(`npm install ${name}@${major}`, run("npm", install, { timeout: 240_000 }));
  }
  return binary;
}
