// Runs requests against the kernel that TS_NETLINK_SOCKET names and prints what came of each, as JSON.
import { spawn } from "node:child_process";

import { openConnection, dumpRequest, request } from "ts-netlink/socket";

const number = ({ source, start }) => source.view.getUint32(start, source.littleEndian);
const body = (value) => new Uint8Array(new Uint32Array([value]).buffer);
const question = (value) =>
  request({
    protocol: 0,
    type: 18,
    flags: 0,
    body: body(value),
    what: `get ${value}`,
    item: number,
    result: ([first]) => first,
  });
const change = (value) =>
  request({ protocol: 0, type: 16, flags: 0, body: body(value), what: `set ${value}`, result: () => "changed" });
const list = () => dumpRequest({ protocol: 0, type: 18, flags: 0x300, body: body(0), what: "list", item: number });

const [timeout, ...calls] = process.argv.slice(2);
const connection = openConnection({ timeout: Number(timeout) });
const results = [];
for (const call of calls) {
  const [kind, way, value] = call.split(":");
  const step = { get: question, set: change, list }[kind](Number(value));
  const start = performance.now();
  const result = await (async () => {
    if (way === "signals") {
      // Every child that ends interrupts the wait with a SIGCHLD.
      process.on("SIGCHLD", () => {});
      for (const delay of ["0.05", "0.1", "0.15"]) spawn("sleep", [delay], { stdio: "ignore" });
      return connection.runSync(step);
    }
    return way === "sync" ? connection.runSync(step) : connection.run(step);
  })().catch(({ name, code, message, cause }) => ({
    name,
    message,
    ...((code ?? cause?.code) !== undefined && { code: code ?? cause.code }),
  }));
  results.push({ result, milliseconds: performance.now() - start });
}
await connection[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ results }));
