// nf_tables batches: small, refused, checked, echoed, and longer than a default send buffer.
import { openConnection } from "ts-netlink/socket";
import { addTable, answer, batch, failure } from "./requests.mjs";

const connection = openConnection();
// 1.4 MB: each message carries 200 bytes of user data.
const many = Array.from({ length: 6000 }, (_, number) =>
  addTable(`t${number % 50}`, { userData: new Uint8Array(200) }),
);
// 42 MB: more than any system lets an ordinary user send at once.
const long = Array.from({ length: 700 }, () => ({ ...addTable("long"), body: new Uint8Array(60_000) }));
answer({
  added: connection.runSync(batch([addTable("a"), addTable("b"), addTable("c")])).length,
  refused: await failure(() =>
    connection.run(batch([addTable("d"), addTable("a", { mustBeNew: true }), addTable("b", { mustBeNew: true })])),
  ),
  checked: (await connection.run(batch([addTable("e")], true))).length,
  checkedRefused: await failure(() => connection.runSync(batch([addTable("a", { mustBeNew: true })], true))),
  echoed: connection.runSync(batch([addTable("f", { echo: true }), addTable("g", { echo: true })])),
  long: await failure(() => connection.run(batch(process.argv[2] === "root" ? many : long))),
});
connection.close();
