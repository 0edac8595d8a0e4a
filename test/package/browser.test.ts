import { createContext, Script } from "node:vm";
import type { Context } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { manifest, root, specifiers } from "../support/repository.ts";

/** The specifiers of the pure layer: `ts-netlink/protocol` and all below it. */
const pure = specifiers.filter((specifier) => specifier.startsWith(`${manifest.name}/protocol`));

/** One script that holds all that they export, by specifier; a module of Node's among it is an error of the bundler's. */
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: pure.map((specifier, n) => `export * as m${n} from "${specifier}";`).join("\n"),
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "bundled",
    target: "es2022",
    logLevel: "silent",
  });
  expect(result.warnings).toEqual([]);
  return result.outputFiles[0]!.text;
}

describe("./protocol in a browser", () => {
  let context: Context;
  const evaluate = (expression: string): unknown => new Script(expression).runInContext(context);
  beforeAll(async () => {
    // A new context has the language's own globals and nothing of Node's; these two every browser adds.
    context = createContext({ TextDecoder, TextEncoder });
    evaluate(await bundle());
  });

  it.each(["process", "Buffer", "require", "global", "URL", "setTimeout"])("%s is not there to be used", (name) => {
    expect(evaluate(`typeof ${name}`)).toBe("undefined");
  });

  it.each(pure.map((specifier, n) => [specifier, n] as const))("%s runs", (_specifier, n) => {
    expect(evaluate(`Object.keys(bundled.m${n}).length`)).toBeGreaterThan(0);
  });

  it("reads and writes attributes", () => {
    // IFLA_MTU 1500, IFLA_LINKINFO|NESTED { IFLA_INFO_KIND "veth" }
    const bytes = "08000400dc0500000c0012800800010076657468";
    const tree = `bundled.m0.parseAttributes(bundled.m0.fromHex("${bytes}"), true)`;
    expect(evaluate(`${tree}.length`)).toBe(2);
    expect(evaluate(`bundled.m0.toHex(bundled.m0.writeAttributes(${tree}, true))`)).toBe(bytes);
  });
});
