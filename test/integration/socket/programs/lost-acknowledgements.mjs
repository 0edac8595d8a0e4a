// Many more refusals than a receive buffer holds; as root of a user namespace the buffer can't be raised.
import { openConnection } from "ts-netlink/socket";
import { answer, failure, setMtu } from "./requests.mjs";

const connection = openConnection();
const operations = Array.from({ length: 5000 }, (_, number) => setMtu(100_000 + number, 1400));
answer([await failure(() => connection.runAll(operations)), await failure(() => connection.runAllSync(operations))]);
connection.close();
