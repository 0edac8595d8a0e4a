import { randomBelow, randomCommand } from "./commands.ts";
import { onFirstKernel, tellTwice } from "./compare.ts";

/** TS_IP_SEED and TS_IP_COUNT ask for other and longer series. */
const seeds = (process.env["TS_IP_SEED"] ?? "1 2").split(" ").map(Number);
const count = Number(process.env["TS_IP_COUNT"] ?? 80);

/** Nothing is sent: the kernel's reports of IPv6 group members go out at random moments, and packet counters would tell when we looked. */
const stage = `
  nft 'add table inet silent; add chain inet silent output { type filter hook output priority 0; policy drop; }'
  nft 'add table arp silent; add chain arp silent output { type filter hook output priority 0; policy drop; }'
  $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
  $REAL link add br0 address 02:00:00:00:01:00 type bridge
  $REAL link set v0 up
  $REAL link set v1 up
  $REAL link set lo up
  $REAL addr add 10.0.0.1/24 dev v0
  $REAL addr add fd00::1/64 dev v0
  mount -t sysfs none /sys
  settle
`;

onFirstKernel("nft")("random commands, right and wrong", () => {
  for (const seed of seeds) {
    const random = randomBelow(seed);
    const commands = Array.from({ length: count }, () => randomCommand(random));
    tellTwice(`series ${seed}`, stage + commands.join("\n"), { unordered: /./ });
  }
});
