import type { MdbInput } from "../../src/ops/mdb.ts";
import { mdb } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const verbs = { add: mdb.add, del: mdb.delete } as const;

/** A row of `bridge mdb add|del dev br0 port v0`. */
const row = (
  verb: keyof typeof verbs,
  words: string,
  entry: Omit<MdbInput, "dev" | "port">,
  port = "v0",
  more: Partial<CommandRow> = {},
): CommandRow => ({
  command: `bridge mdb ${verb} dev br0 port ${port} grp ${entry.group} ${words}`.trim(),
  ours: ({ index }) => verbs[verb]({ ...entry, dev: index("br0"), port: index(port) }),
  ...more,
});

/** The commands that every bridge takes. */
const rows: readonly CommandRow[] = [
  row("add", "", { group: "239.1.1.1" }),
  row("add", "temp", { group: "239.1.1.2", permanent: false }),
  row("add", "permanent", { group: "239.1.1.3", permanent: true }),
  row("add", "src 192.0.2.1", { group: "239.1.1.4", source: "192.0.2.1" }),
  row("add", "src 192.0.2.1 permanent", { group: "239.1.1.5", source: "192.0.2.1", permanent: true }),
  row("add", "permanent", { group: "ff0e::1", permanent: true }),
  row("add", "src 2001:db8::1 temp", { group: "ff0e::2", source: "2001:db8::1" }),
  row("add", "permanent", { group: "01:00:5e:7f:00:01", permanent: true }),
  row("add", "", { group: "239.1.1.6" }, "br0"),
  row("add", "", { group: "ff0e::3" }, "br0"),
  row("add", "permanent", { group: "239.1.1.7", permanent: true }, "br0", {
    refused: "an entry of the host is neither permanent nor temporary",
  }),
  row("add", "", { group: "239.1.1.1" }, "v0", { refused: "it is there" }),
  { command: "bridge mdb show", ours: () => mdb.list(), nth: 0 },
  { command: "bridge mdb show dev br0", ours: ({ index }) => mdb.list({ dev: index("br0") }), nth: 0 },
  { command: "bridge -d -s mdb show", ours: () => mdb.listRouters(), nth: 1 },
  row("del", "", { group: "239.1.1.1" }),
  row("del", "permanent", { group: "239.1.1.3", permanent: true }),
  row("del", "src 192.0.2.1", { group: "239.1.1.4", source: "192.0.2.1" }),
  row("del", "src 2001:db8::1", { group: "ff0e::2", source: "2001:db8::1" }),
  row("del", "permanent", { group: "01:00:5e:7f:00:01", permanent: true }),
  row("del", "", { group: "239.1.1.6" }, "br0"),
];

/** `bridge mdb` on a bridge without VLANs. */
export const bridgeMdb: CommandTable = {
  name: "bridge-mdb",
  setup: `ip link add br0 type bridge mcast_igmp_version 3 mcast_mld_version 2
    ip link add v0 type veth peer name p0
    ip link set v0 master br0
    ip link set p0 up
    ip link set v0 up
    ip link set br0 up`,
  rows,
};
