import { existsSync, readFileSync, readdirSync } from "node:fs";
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

/** The folders that `ts-netlink/protocol/*` names. */
const protocols = readdirSync(`${root}src/protocol`).filter((name) =>
  existsSync(`${root}src/protocol/${name}/index.ts`),
);

/** Every specifier that a user may import: `ts-netlink`, `ts-netlink/protocol` …, the pattern expanded to what it names. */
export const specifiers: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => path !== "./package.json")
  .flatMap((path) => (path.endsWith("/*") ? protocols.map((name) => path.replace("*", name)) : [path]))
  .map((path) => `${manifest.name}${path.slice(1)}`);
