// Requests of all kinds on the real kernel.
import { openConnection } from "ts-netlink/socket";
import { answer, failure, getLink, listLinks, listRoutes, route, setMtu } from "./requests.mjs";

const connection = openConnection();
const [lo, v0] = [1, 2];
const [first, second] = [connection.dump(listRoutes()), connection.dump(listRoutes())];
await connection.runAll(Array.from({ length: 4000 }, (_, number) => route(number, v0)));
const interleaved = [await first.next(), await second.next(), await first.next(), await second.next()].map(
  ({ done }) => done,
);
await first.return();
await second.return();
const small = openConnection({ readBytes: 1024 });
let streamed = 0;
for await (const one of connection.dump(listRoutes())) streamed += one;
for (const one of connection.dumpSync(listRoutes())) streamed += one;
answer({
  get: [connection.runSync(getLink(lo)), await connection.run(getLink(v0))],
  list: [connection.runSync(listLinks()), await connection.run(listLinks())],
  all: [
    connection.runAllSync([getLink(lo), getLink(v0)]),
    await connection.runAll([getLink(v0), listLinks(), getLink(lo)]),
  ],
  missing: [await failure(() => connection.runSync(getLink(9999))), await failure(() => connection.run(getLink(9999)))],
  extack: await failure(() => connection.run(setMtu(v0, 1 << 20))),
  interleaved,
  routes: [connection.runSync(listRoutes()).length, (await connection.run(listRoutes())).length, streamed],
  smallBuffer: [small.runSync(listRoutes()).length, (await small.run(listRoutes())).length],
  failed: await failure(() => connection.runAll(Array.from({ length: 20 }, (_, number) => route(3990 + number, v0)))),
});
small.close();
connection.close();
