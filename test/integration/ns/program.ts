import { readdirSync, readlinkSync } from "node:fs";
import { check, run } from "../../support/namespace.ts";
import type { CommandOptions } from "../../support/namespace.ts";

/** Runs a module in a Node of its own, with the package's namespaces as `ns`, and returns what it printed. */
export function program(source: string, options: CommandOptions = {}): string {
  return check("the program", run(process.execPath, ["--input-type=module", "-e", withImports(source)], options));
}

/** The module that `program` runs. */
export function withImports(source: string): string {
  return `import * as ns from "ts-netlink/ns"; import * as fs from "node:fs"; const print = (value) => console.log(JSON.stringify(value));\n${source}`;
}

/**
 * What this process has open. Left out is what libuv opens once for each event loop when it first handles a stream: a spare
 * descriptor of /dev/null.
 */
export function openFiles(): string[] {
  return readdirSync("/proc/self/fd")
    .map((fd) => {
      try {
        return `${fd} ${readlinkSync(`/proc/self/fd/${fd}`)}`;
      } catch {
        return "";
      }
    })
    .filter((line) => line !== "" && !line.endsWith("/dev/null") && !line.includes("/proc/"));
}
