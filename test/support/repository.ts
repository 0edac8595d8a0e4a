import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's folder, with a slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The package's own package.json. */
export const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

/** Every specifier that a user may import: `ts-netlink`, `ts-netlink/protocol` …, patterns expanded to what they name. */
export const specifiers: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => path !== "./package.json")
  .flatMap((path) => (path === "./protocol/*" ? ["schema", "core", "route", "netfilter"].map(layer) : [path]))
  .map((path) => `${manifest.name}${path.slice(1)}`);

function layer(name: string): string {
  return `./protocol/${name}`;
}
