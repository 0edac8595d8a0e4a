// How a process ends while a subscription is there: "idle" nobody waits, "waiting" someone does and process.exit() is called.
import { openConnection } from "ts-netlink/socket";

const subscription = openConnection().subscribe({ protocol: 0, groups: [1], decode: ({ type }) => type });
await subscription.ready;
if (process.argv[2] === "waiting") {
  void subscription.next();
  setTimeout(() => {
    process.on("exit", () => process.stdout.write(String(Date.now())));
    process.exit(0);
  }, 200);
} else setTimeout(() => process.stdout.write(String(Date.now())), 200);
