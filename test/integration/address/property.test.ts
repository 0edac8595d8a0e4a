import fc from "fast-check";
import { NetlinkError, netlink } from "ts-netlink";
import type { address, SyncNetlink } from "ts-netlink";
import { expect, it } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

const byte = fc.integer({ min: 1, max: 254 });

/** Few networks, so that addresses share them and are secondary. */
const ipv4 = fc
  .tuple(fc.integer({ min: 0, max: 3 }), byte, fc.constantFrom(16, 24, 30, 31, 32))
  .map(([network, host, length]) => `10.0.${network}.${host}/${length}`);
const ipv6 = fc
  .tuple(fc.integer({ min: 0, max: 3 }), byte, fc.constantFrom(48, 64, 127, 128))
  .map(([network, host, length]) => `2001:db8:0:${network}::${host.toString(16)}/${length}`);

const seconds = fc.option(fc.integer({ min: 1000, max: 1_000_000 }), { nil: undefined });
const common = {
  scope: fc.constantFrom("global" as const, "link" as const, undefined),
  metric: fc.option(fc.integer({ min: 1, max: 0xffffffff }), { nil: undefined }),
  protocol: fc.option(fc.integer({ min: 4, max: 255 }), { nil: undefined }),
  validSeconds: seconds,
};
const options4 = fc.record<address.AddressOptions>({
  ...common,
  peer: fc.option(
    byte.map((host) => `10.9.9.${host}/32`),
    { nil: undefined },
  ),
  broadcast: fc.constantFrom("10.0.0.255", undefined),
  label: fc.constantFrom("v0:a", "v0:b", "v0", undefined),
  flags: fc.subarray(["noprefixroute" as const]),
});
const options6 = fc.record<address.AddressOptions>({
  ...common,
  flags: fc.subarray(["homeaddress" as const, "noprefixroute" as const]).map((flags) => ["nodad", ...flags]),
});
const given = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom("v0", "v1"), ipv4, options4),
    fc.tuple(fc.constantFrom("v0", "v1"), ipv6, options6),
  ),
  { minLength: 1, maxLength: 12 },
);

/** What an address is, without what passes with time and what follows from its neighbours. */
function essence(found: address.Address): string {
  const { index, address, peer, broadcast, label, scope, metric, protocol } = found;
  const flags = found.flags.filter((flag) => flag !== "secondary" && flag !== "tentative");
  const ends = found.validSeconds !== undefined;
  return JSON.stringify({ index, address, peer, broadcast, label, scope, metric, protocol, flags, ends });
}

requireTool("ip")("any addresses that the kernel takes", () => {
  it("are each deleted by what the list tells of it, alone, and added again by it", () => {
    const namespace = scratchNamespace();
    namespace.shell(`
      sysctl -qw net.ipv4.conf.all.promote_secondaries=1
      ip link add v0 type veth peer name v1
      ip link set v0 up
      ip link set v1 up
      ip -6 address flush scope link
    `);
    using nl: SyncNetlink = netlink.openSync({ namespace: namespace.name });
    const list = (): address.Address[] => ["v0", "v1"].flatMap((dev) => nl.addresses.list({ dev }));
    const essences = (): string[] => list().map(essence).toSorted();
    let most = 0;
    fc.assert(
      fc.property(given, (wanted) => {
        for (const dev of ["v0", "v1"]) nl.addresses.flush({ dev });
        for (const [dev, text, options] of wanted) {
          try {
            nl.addresses.add(dev, text, options);
          } catch (error) {
            // Twice the same, or another scope in the same network.
            if (!(error instanceof NetlinkError && ["EEXIST", "EINVAL"].includes(error.code))) throw error;
          }
        }
        const before = list();
        most = Math.max(most, before.length);
        for (const found of before) {
          const expected = essences().toSpliced(essences().indexOf(essence(found)), 1);
          nl.addresses.delete(found);
          expect(essences()).toEqual(expected);
        }
        for (const found of before) nl.addresses.add(found);
        expect(essences()).toEqual(before.map(essence).toSorted());
      }),
      { numRuns: 100 },
    );
    expect(most).toBeGreaterThan(5);
  });
});
