import { afterEach } from "vitest";
import type { ScratchNamespace } from "./namespace.ts";
import { run } from "./namespace.ts";
import { requireKernel } from "./tools.ts";

const BUS = "/sys/bus/netdevsim";

/** A simulated network device with its ports, in a namespace. */
export interface Netdevsim {
  /** Number on its bus. */
  readonly id: number;
  /** Names of the ports' links. */
  readonly links: readonly string[];
  /** Its folder in debugfs, where that is mounted. */
  readonly debugfs: string;
}

const made: number[] = [];
let next = 1 + (process.pid % 30_000) * 2;

afterEach(() => {
  // Before the namespaces go: their devices would move to the first namespace.
  for (const id of made.splice(0)) run("sh", ["-c", `echo ${id} >${BUS}/del_device`]);
});

/** `describe` where the kernel has the simulator. */
export const requireNetdevsim = (): ReturnType<typeof requireKernel> =>
  requireKernel("netdevsim", `test -e ${BUS}/new_device`);

/** Makes a simulated device, which is removed after the test. */
export function netdevsim(
  namespace: ScratchNamespace,
  { ports = 1, virtualFunctions = 0 }: { readonly ports?: number; readonly virtualFunctions?: number } = {},
): Netdevsim {
  const id = next++;
  namespace.shell(`echo "${id} ${ports}" >${BUS}/new_device`);
  made.push(id);
  const device = `${BUS}/devices/netdevsim${id}`;
  if (virtualFunctions > 0) namespace.shell(`echo ${virtualFunctions} >${device}/sriov_numvfs`);
  const links = namespace.shell(`ls ${device}/net`).trim().split("\n");
  return { id, links, debugfs: `/sys/kernel/debug/netdevsim/netdevsim${id}` };
}
