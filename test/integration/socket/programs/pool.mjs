// Many connections make changes that keep the kernel busy for long; meanwhile the process looks at a file.
import { stat } from "node:fs/promises";
import { openConnection } from "ts-netlink/socket";
import { answer, deleteLink, getLink } from "./requests.mjs";

const links = process.argv.slice(2).map(Number);
const connections = links.map(() => openConnection());
for (const connection of connections) connection.runSync(getLink(1));
let finished = 0;
const deletions = links.map((link, number) => connections[number].run(deleteLink(link)).then(() => finished++));
await stat("/");
const before = finished;
await Promise.all(deletions);
for (const connection of connections) connection.close();
answer({ before, finished });
