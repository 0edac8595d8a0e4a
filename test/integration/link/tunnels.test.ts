/** Tunnels of every kind: made, read back, changed and made anew of what was read. */
import { describe, expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import { Writer, sourceOf } from "ts-netlink/protocol";
import { kinds } from "ts-netlink/protocol/route";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { place } from "../../support/place.ts";
import { requireKernel } from "../../support/tools.ts";
import { tunnels } from "./tunnels.ts";

/** A device for tunnels to stand on. */
const setup =
  "ip link add d0 type dummy; ip link set d0 up; ip address add 10.0.0.1/24 dev d0; ip address add 2001:db8::fe/64 dev d0 nodad";

/** What the real tool shows of the options of t0. */
const shownBy = (scratch: ScratchNamespace) => JSON.parse(scratch.ip("-j -d link show dev t0"))[0].linkinfo.info_data;

/** What the kernel takes and does not tell. */
const forMaking = new Set(["createSockets", "mcRoute"]);

/** Options in the numbers of the header, as the kernel tells them: names and switches are for what is sent. */
function inNumbers(kind: keyof typeof kinds, given: object): Record<string, unknown> {
  const plain = Object.entries(given).filter(([, value]) => typeof value !== "string" || !/[.:]|^d0$/.test(value));
  const writer = new Writer(512, true);
  kinds[kind].encode(writer, Object.fromEntries(plain.filter(([key]) => !forMaking.has(key))));
  const bytes = writer.copy();
  return { ...kinds[kind].decode(sourceOf(bytes, true), 0, bytes.length) };
}

const kindsOf = [...new Set(tunnels.map(({ info }) => info.kind))];
const probe = "ip link add g type gre key 1 && ip link add u type geneve id 1 remote 192.0.2.1";

requireKernel("tunnels", probe)("tunnels", () => {
  it("are of every kind that the schemas have of them", () => {
    const names =
      "amt bareudp erspan geneve gre gretap gtp ip6erspan ip6gre ip6gretap ip6tnl ipip sit vti vti6 vxlan xfrm";
    expect(kindsOf.sort()).toEqual(names.split(" "));
  });

  it("have each option of their schemas in one of the cases", () => {
    const seen = new Set(
      tunnels.flatMap(({ info, told }) => Object.keys({ ...(info.kind !== "unknown" && info.data), ...told })),
    );
    // Of descriptors see below; a gateway's relay is found and told by the kernel alone.
    const other = new Set(["fd0", "fd1", "remoteIp"]);
    for (const kind of kindsOf) {
      if (kind === "unknown") throw new Error("no kind");
      const missing = kinds[kind].shape.entries.filter(({ key }) => !seen.has(key) && !other.has(key));
      expect(missing.map(({ name }) => name)).toEqual([]);
    }
  });

  describe.each(tunnels.map((row) => ({ kind: row.info.kind, ...row })))("$kind $what", (row) => {
    it("is made, told, changed and made anew", async () => {
      const { connection, scratch } = place(setup);
      const { info, told, shown, change, unrepeatable } = row;
      if (info.kind === "unknown") throw new Error("no kind");
      const made = await connection.run(link.add({ name: "t0", info }));
      expect(made.info).toMatchObject({ kind: info.kind });
      const data: unknown = made.info?.kind === "unknown" ? undefined : made.info?.data;
      expect(data).toMatchObject({ ...inNumbers(info.kind, { ...info.data }), ...told });
      expect(data).not.toHaveProperty("unknownAttributes");
      const before = shownBy(scratch);
      expect(before).toMatchObject(shown);
      expect((await connection.run(link.list({ kind: info.kind }))).map(({ name }) => name)).toContain("t0");

      if (unrepeatable === undefined) {
        await connection.run(link.delete("t0"));
        // What was told is input, of whatever kind
        const again = await connection.run(
          link.add({ name: "t0", info: { kind: info.kind, data } as link.LinkInfoOptions }),
        );
        expect(again.info).toEqual(made.info);
        expect(shownBy(scratch)).toEqual(before);
      }

      if (change === "EOPNOTSUPP") {
        await expect(connection.run(link.set("t0", { info }))).rejects.toMatchObject({ code: "EOPNOTSUPP" });
      } else if (change !== undefined) {
        const [changed, shownThen] = change;
        // Options of the row's kind
        const then = { kind: info.kind, data: changed } as link.LinkInfoOptions;
        await connection.run(link.set("t0", { info: then }));
        expect(shownBy(scratch)).toMatchObject(shownThen);
      }
    });
  });

  it("of GTP take sockets of the caller", () => {
    using scratch = scratchNamespace();
    const told = inside(
      scratch,
      `import { createSocket } from "node:dgram";
       import { readdirSync, readlinkSync } from "node:fs";
       const open = () => readdirSync("/proc/self/fd").filter((fd) => { try { return readlinkSync("/proc/self/fd/" + fd).startsWith("socket:"); } catch { return false; } }).map(Number);
       const bound = async (port) => {
         const before = open();
         const socket = createSocket("udp4");
         await new Promise((resolve) => socket.bind(port, "0.0.0.0", resolve));
         return { socket, fd: open().find((fd) => !before.includes(fd)) };
       };
       const [zero, one] = [await bound(3386), await bound(2152)];
       const made = run(ops.link.add({ name: "t0", info: { kind: "gtp", data: { fd0: zero.fd, fd1: one.fd, role: "sgsn", pdpHashsize: 100 } } }));
       const refused = outcome(ops.link.add({ name: "t1", info: { kind: "gtp", data: { fd0: zero.fd, fd1: one.fd, role: "sgsn" } } }));
       run(ops.link.delete("t0"));
       zero.socket.close();
       one.socket.close();
       print({ told: made.info.data, refused });`,
    );
    expect(told).toEqual({ told: { pdpHashsize: 100, role: 1, restartCount: 0 }, refused: "EBUSY" });
  });

  it("over IP have the addresses of their ends as link-layer addresses", async () => {
    const { connection } = place(setup);
    const data = { local: "10.0.0.1", remote: "192.0.2.1" };
    const made = await connection.run(link.add({ name: "t0", info: { kind: "ipip", data } }));
    expect(made).toMatchObject({ address: "0a:00:00:01", broadcast: "c0:00:02:01", typeName: "tunnel" });
  });
});
