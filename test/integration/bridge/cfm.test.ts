import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

/** A bridge with a port. */
function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge
    ip link add v0 type veth peer name p0
    ip link set v0 master br0
    ip link set p0 up
    ip link set v0 up
    ip link set br0 up`);
  return namespace;
}

const prelude = `
  const [br0, v0] = ["br0", "v0"].map((name) => run(ops.link.get(name)).index);
  const spec = (detail) => run(ops.bridgePort.list({ detail })).find(({ index }) => index === br0)?.link.attributes.afSpec;`;

/** No tool makes end points, so that a kernel is asked by the operation itself. */
const probe = `ip link add br0 type bridge
  ip link add v0 master br0 type veth
  ${process.execPath} --input-type=module -e '
    import * as ops from "ts-netlink/ops";
    import { openConnection } from "ts-netlink/socket";
    const { index } = openConnection().runSync(ops.link.get("v0"));
    openConnection().runSync(ops.bridgePort.setCfm("br0", { mepCreate: { instance: 1, domain: 0, direction: 0, ifindex: index } }));
    process.exit();'`;

requireKernel("fault management of bridges", probe)("fault management of bridges", () => {
  it("has end points with peers, which are made, changed, told and deleted", () => {
    expect(
      inside(
        fresh(),
        `${prelude}
         const set = (cfm) => run(ops.bridgePort.setCfm("br0", cfm));
         set({ mepCreate: { instance: 1, domain: 0, direction: 0, ifindex: v0 } });
         const twice = outcome(ops.bridgePort.setCfm("br0", { mepCreate: { instance: 1, domain: 0, direction: 0, ifindex: v0 } }));
         set({ mepConfig: { instance: 1, unicastMac: "02:00:00:00:00:01", mdlevel: 3, mepid: 17 } });
         set({ ccConfig: { instance: 1, enable: 1, expInterval: 4, expMaid: new Uint8Array(48).fill(7) } });
         set({ ccPeerMepAdd: { instance: 1, mepid: 18 } });
         set({ ccRdi: { instance: 1, rdi: 1 } });
         const { cfm } = spec(["cfm_config"]);
         const status = spec(["cfm_status"]).cfm;
         set({ ccPeerMepRemove: { instance: 1, mepid: 18 } });
         set({ mepDelete: { instance: 1 } });
         print({
           twice, created: cfm.mepCreateInfo.map(({ instance, ifindex }) => [instance, ifindex === v0]), config: cfm.mepConfigInfo.map(({ unicastMac, mdlevel, mepid }) => [unicastMac, mdlevel, mepid]),
           checks: cfm.ccConfigInfo.map(({ enable, expInterval, expMaid }) => [enable, expInterval, expMaid[0]]), peers: cfm.ccPeerMepInfo.map(({ mepid }) => mepid), rdi: cfm.ccRdiInfo.map(({ rdi }) => rdi),
           seen: status.ccPeerStatusInfo.map(({ peerMepid, seen }) => [peerMepid, seen]), left: spec(["cfm_config"])?.cfm?.mepCreateInfo?.length ?? 0,
         });`,
      ),
    ).toEqual({
      twice: "EEXIST",
      created: [[1, true]],
      config: [["02:00:00:00:00:01", 3, 17]],
      checks: [[1, 4, 7]],
      peers: [18],
      rdi: [1],
      seen: [[18, 0]],
      left: 0,
    });
  });
});
