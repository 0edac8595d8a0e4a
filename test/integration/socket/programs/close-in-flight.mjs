// All pool threads are busy when a change is made and the connection closed; then another file gets the next free descriptor.
import { pbkdf2 } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import { openConnection } from "ts-netlink/socket";
import { answer, failure, getLink, setMtu } from "./requests.mjs";

const [path] = process.argv.slice(2);
const connection = openConnection();
connection.runSync(getLink(2));
const busy = Array.from(
  { length: 4 },
  () => new Promise((resolve) => pbkdf2("a", "b", 400_000, 32, "sha512", resolve)),
);
const change = failure(() => connection.run(setMtu(2, 1400)));
await Promise.resolve();
connection.close();
const files = Array.from({ length: 8 }, () => openSync(path, "a"));
const outcome = await change;
await Promise.all(busy);
await connection[Symbol.asyncDispose]();
for (const file of files) closeSync(file);
answer({ outcome: outcome.name, written: readFileSync(path).length });
