import { createContext, Script } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { root } from "../support/repository.ts";

/** One script of everything that `./protocol` exports, for a browser: an import that is not part of it fails. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [`${root}dist/protocol/index.js`],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "protocol",
    target: "es2022",
    logLevel: "silent",
  });
  expect(result.warnings).toEqual([]);
  return result.outputFiles[0]!.text;
}

describe("./protocol in a browser", () => {
  it("bundles without a module of Node's, and runs where only the language and TextDecoder exist", async () => {
    const script = await bundle();
    // A new context has the language's own globals; browsers add these two.
    const context = createContext({ TextDecoder, TextEncoder });
    new Script(script).runInContext(context);
    const names: string[] = new Script("Object.keys(protocol)").runInContext(context);
    expect(names.length).toBeGreaterThan(0);
    for (const name of ["process", "Buffer", "require", "global"]) {
      expect(new Script(`typeof ${name}`).runInContext(context)).toBe("undefined");
    }
  });
});
