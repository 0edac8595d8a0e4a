import { link } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const change = (vf: number, command: string, options: link.VirtualFunctionOptions): CommandRow => ({
  command: `ip link set nsim0 vf ${vf} ${command}`,
  ours: ({ index }) => link.setVirtualFunction(index("nsim0"), vf, options),
});

const unknown = { refused: "a simulated device has no InfiniBand" };
const BUS = "/sys/bus/netdevsim";

/** `ip link set DEV vf`, on a simulated device. */
export const virtualFunctions: CommandTable = {
  name: "virtual-function",
  needs: { feature: "netdevsim", probe: `test -e ${BUS}/new_device` },
  setup: `
    echo "4093 1" >${BUS}/new_device
    echo 4 >${BUS}/devices/netdevsim4093/sriov_numvfs
    ip link set $(ls ${BUS}/devices/netdevsim4093/net) name nsim0
  `,
  rows: [
    change(0, "mac 02:00:00:00:00:05", { address: "02:00:00:00:00:05" }),
    change(1, "vlan 5", { vlan: 5 }),
    change(1, "vlan 6 qos 3", { vlan: 6, qos: 3 }),
    change(1, "vlan 7 qos 4 proto 802.1ad", { vlan: 7, qos: 4, protocol: "8021ad" }),
    change(1, "vlan 0", { vlan: 0 }),
    change(3, "vlan 8 proto 802.1Q", { vlan: 8, protocol: "8021q" }),
    change(0, "rate 100", { rate: 100 }),
    change(0, "max_tx_rate 200 min_tx_rate 50", { maxTxRate: 200, minTxRate: 50 }),
    change(0, "spoofchk on", { spoofCheck: true }),
    change(0, "spoofchk off", { spoofCheck: false }),
    change(0, "query_rss on", { queryRss: true }),
    change(0, "query_rss off", { queryRss: false }),
    change(0, "state auto", { linkState: "auto" }),
    change(0, "state enable", { linkState: "enable" }),
    change(0, "state disable", { linkState: "disable" }),
    change(0, "trust on", { trust: true }),
    change(0, "trust off", { trust: false }),
    change(2, "spoofchk on query_rss on state enable trust on", {
      spoofCheck: true,
      queryRss: true,
      linkState: "enable",
      trust: true,
    }),
    change(2, "mac 02:00:00:00:00:09 vlan 9 qos 1 trust off", {
      address: "02:00:00:00:00:09",
      vlan: 9,
      qos: 1,
      trust: false,
    }),
    { ...change(0, "node_guid 00:11:22:33:44:55:66:77", { nodeGuid: "00:11:22:33:44:55:66:77" }), ...unknown },
    { ...change(0, "port_guid 00:11:22:33:44:55:66:78", { portGuid: "00:11:22:33:44:55:66:78" }), ...unknown },
    {
      command: "ip link show type netdevsim",
      before: `echo 4093 >${BUS}/del_device`,
      ours: () => link.list({ detail: ["vf"], kind: "netdevsim" }),
      differs: {
        why: "ip asks of AF_PACKET, which the kernel takes for AF_UNSPEC",
        adjust: (theirs) => {
          theirs[16] = 0;
          return theirs;
        },
      },
    },
  ],
};
