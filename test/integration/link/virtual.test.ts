/** Links of every kind that is no tunnel and wants no hardware: made, read back, changed and made anew of what was read. */
import { describe, expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import { sourceOf, Writer } from "ts-netlink/protocol";
import { kinds } from "ts-netlink/protocol/route";
import { place } from "../../support/place.ts";
import { requireKernel } from "../../support/tools.ts";
import { virtualKinds } from "./virtual-cases.ts";

/** Devices for others to stand on. */
const setup = "for n in 0 1 2; do ip link add d$n type dummy; done";

/** Options in the numbers of the header, as the kernel tells them; names of devices are not among them. */
function inNumbers(kind: keyof typeof kinds, given: object, without: readonly string[]): Record<string, unknown> {
  const isDevice = (value: unknown) => typeof value === "string" && /^d\d$/.test(value);
  const plain = Object.entries(given).filter(([key, value]) => !without.includes(key) && !isDevice(value));
  const writer = new Writer(512, true);
  kinds[kind].encode(writer, Object.fromEntries(plain));
  const bytes = writer.copy();
  return { ...kinds[kind].decode(sourceOf(bytes, true), 0, bytes.length) };
}

const probe =
  "for k in bond batadv dummy ifb netkit nlmon ovpn team vcan veth vxcan wireguard; do ip link add type $k; done; " +
  "ip link add d0 type dummy; ip link add link d0 m0 type macsec; ip link add r0 type vrf table 5";

requireKernel("bond, batadv, netkit, ovpn, macsec and the like", probe)("links that are no tunnels", () => {
  const kindsOf = [...new Set(virtualKinds.map(({ info }) => info.kind))];

  it("are of every kind that messages can make here", () => {
    const names =
      "batadv bond dummy hsr ifb ipvlan ipvtap macsec macvlan macvtap netkit nlmon ovpn team vcan veth vlan vrf vxcan wireguard";
    expect(kindsOf.sort()).toEqual(names.split(" "));
  });

  it("have each option of their schemas in one of the cases", () => {
    const seen = new Set(
      virtualKinds.flatMap(({ info, told, change }) => [
        ...Object.keys({ ...("data" in info && info.data) }),
        ...Object.keys(told?.(() => 0) ?? {}),
        ...(Array.isArray(change) ? Object.keys(change[0]) : []),
      ]),
    );
    // Of slaves and of an active aggregator, see bond.test.ts; of a ring, a number that counts; of MACsec, alignment.
    const other = new Set(["activeSlave", "primary", "adInfo", "seqNr", "pad"]);
    const missing = kindsOf.flatMap((kind) =>
      kinds[kind].shape.entries.filter(({ key }) => !seen.has(key) && !other.has(key)),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  describe.each(virtualKinds.map((row) => ({ kind: row.info.kind, ...row })))("$kind $what", (row) => {
    it("is made, told, changed and made anew", async () => {
      const { connection, shown } = place(setup);
      const index = (name: string) => connection.runSync(link.get(name)).index;
      const { options, info, untold = [], told, change, unrepeatable } = row;
      const { kind } = info;
      const given = "data" in info ? { ...info.data } : {};
      const make = (data?: object) =>
        connection.run(link.add({ name: "t0", ...options, info: { kind, data } as link.LinkInfoOptions }));
      const made = await make(given);
      expect(made.info?.kind).toBe(kind);
      const { address, mtu, numTxQueues } = options;
      for (const [key, value] of Object.entries({ address, mtu, numTxQueues })) {
        if (value !== undefined) expect(made).toMatchObject({ [key]: value });
      }
      const dataOf = ({ info }: link.Link) => (info !== undefined && "data" in info ? info.data : undefined);
      const data = dataOf(made);
      expect({ ...data }).toMatchObject({ ...inNumbers(kind, given, untold), ...told?.(index) });
      expect(data ?? {}).not.toHaveProperty("unknownAttributes");
      expect(shown("t0")).toMatchObject({
        linkinfo: { info_kind: kind, ...(row.shown && { info_data: row.shown }) },
      });
      expect((await connection.run(link.list({ kind }))).map(({ name }) => name)).toContain("t0");

      if (unrepeatable === undefined) {
        await connection.run(link.delete("t0"));
        const again = await make({ ...data, ...("peer" in given && { peer: given.peer }) });
        expect({ ...dataOf(again) }).toEqual({ ...data, ...(kind === "hsr" && { seqNr: expect.any(Number) }) });
      }
      const set = (changed: object) =>
        connection.run(link.set("t0", { info: { kind, data: changed } as link.LinkInfoOptions }));
      if (change === "EOPNOTSUPP") await expect(set(given)).rejects.toMatchObject({ code: change });
      else if (change !== undefined) {
        const [changed, toldThen, shownThen] = change;
        await set(changed);
        expect(dataOf(await connection.run(link.get("t0")))).toMatchObject(toldThen);
        if (shownThen !== undefined) expect(shown("t0")).toMatchObject({ linkinfo: { info_data: shownThen } });
      }
    });
  });
});
