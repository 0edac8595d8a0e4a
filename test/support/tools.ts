import { spawnSync } from "node:child_process";
import { describe } from "vitest";
import { hasTool } from "../../scripts/oracle-tools.mjs";
import { runIn, scratchNamespace } from "./namespace.ts";

/** Whether this process may make network namespaces: the tests on the real kernel need root. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

function skipped(reason: string, fatal: boolean): typeof describe.skip {
  if (fatal) throw new Error(`under CI this may not be skipped: ${reason}`);
  process.stdout.write(`skipped: ${reason}\n`);
  return describe.skip;
}

const underCi = process.env["CI"] === "true";
const underSecondKernel = process.env["TS_NETLINK_SECOND_KERNEL"] === "1";

/**
 * `describe` where every tool is installed and the user is root; elsewhere `describe.skip` with the reason printed, and
 * under `CI=true` an error, so that a suite can't vanish unnoticed.
 *
 *     requireTool("nft", "strace")("nftables requests", () => { ... });
 */
export function requireTool(...names: string[]): typeof describe | typeof describe.skip {
  if (!isRoot()) return skipped("network namespaces of one's own need root", underCi);
  return requireInstalled(...names);
}

/** `requireTool` for what any user may run. */
export function requireInstalled(...names: string[]): typeof describe | typeof describe.skip {
  const missing = names.filter((name) => !hasTool(name));
  return missing.length === 0 ? describe : skipped(`not installed: ${missing.join(", ")}`, underCi);
}

/**
 * `describe` where the kernel can do what `probe` (a shell command run in a fresh namespace) does; elsewhere
 * `describe.skip` with the reason printed. The machine's kernel may lack a feature even under CI, but the second kernel
 * has all of them, so there it is an error.
 *
 *     requireKernel("vlan", "ip link add d type dummy && ip link add link d name d.5 type vlan id 5")("vlan", ...)
 */
export function requireKernel(feature: string, probe: string): typeof describe | typeof describe.skip {
  if (!isRoot() || !hasTool("ip")) return requireTool("ip");
  using namespace = scratchNamespace();
  const { status, stderr } = runIn(namespace.name, "sh", ["-ec", probe]);
  if (status === 0) return describe;
  return skipped(`this kernel has no ${feature} (${stderr.trim().split("\n")[0]})`, underSecondKernel);
}

/**
 * `describe` where the whole machine is the tests', first network namespace included: under the second kernel. Elsewhere
 * `describe.skip` with the reason printed.
 */
export function requireOwnMachine(what: string): typeof describe | typeof describe.skip {
  return underSecondKernel ? describe : skipped(`${what} belongs to this machine's first namespace`, false);
}

/** `requireKernel` for link kinds that `ip link add type KIND` can make without options. */
export function requireLinkKind(...kinds: string[]): typeof describe | typeof describe.skip {
  return requireKernel(kinds.join(", "), kinds.map((kind, n) => `ip link add probe${n} type ${kind}`).join(" && "));
}

/** The version a tool reports (`ip -V`: "6.1.0"), for rows that differ between versions of the oracle. */
export function toolVersion(name: string, option = "-V"): string {
  const { stdout, stderr } = spawnSync(name, [option], { encoding: "utf8" });
  return /\d+(\.\d+)+/.exec(`${stdout}${stderr}`)?.[0] ?? "";
}
