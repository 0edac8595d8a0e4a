import { check } from "./namespace.ts";
import type { ScratchNamespace } from "./namespace.ts";

const prelude = `
import * as ops from "ts-netlink/ops";
import { openConnection } from "ts-netlink/socket";
const nl = openConnection();
const run = (operation) => nl.runSync(operation);
/** What it returns, or the errno name of its refusal. */
const outcome = (operation) => { try { return run(operation) ?? "done"; } catch (error) { return error.code ?? String(error); } };
const print = (value) => console.log(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v)));
`;

/**
 * Runs a module inside a namespace, in a Node of its own, and returns what it printed, parsed. It has the operations as `ops`,
 * a connection as `nl`, `run` and `outcome` for single operations, and `print`.
 */
// eslint-disable-next-line typescript/no-explicit-any -- what a program prints has no type here
export function inside(namespace: Pick<ScratchNamespace, "run">, source: string): any {
  const result = namespace.run(process.execPath, ["--input-type=module", "-e", `${prelude}\n${source}\nnl.close();`]);
  return JSON.parse(check("the program", result));
}

/** A shell command that succeeds where the kernel does what an operation asks for: a probe for `requireKernel`. */
export function operationProbe(operation: string): string {
  const source = `${prelude}\nrun(${operation}); nl.close();`;
  return `${process.execPath} --input-type=module -e '${source.replaceAll("'", `'\\''`)}'`;
}
