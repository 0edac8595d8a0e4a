// Events of a namespace that has an id here.
import { openConnection } from "ts-netlink/socket";
import { answer } from "./requests.mjs";

const decode = ({ source, start }) => source.view.getInt32(start + 4, source.littleEndian);
const connection = openConnection();
const subscription = connection.subscribe({ protocol: 0, groups: [1], allNamespaces: true, decode });
await subscription.ready;
process.stderr.write("ready\n");
const { value } = await subscription.next();
answer(value);
connection.close();
