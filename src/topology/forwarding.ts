import { link } from "../ops/index.ts";
import { SystemError } from "../socket/errors.ts";
import { describe, TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import type { LedgerState } from "./ledger.ts";
import { withShared } from "./ledger.ts";
import { need, without } from "./shared.ts";

/*
 * What lets the host pass packets on. The ledger says who needs it and how it was before; the last to need it puts it back, but only
 * when it still holds what was set: whoever changed it since wants it so.
 */

/** The sysctl, and what it has to be. */
export const FORWARDING = { name: "net.ipv4.ip_forward", value: "1" } as const;

const KEY = `sysctl ${FORWARDING.name}`;
const CONF = "net/ipv4/conf";

/** Writes down that `owners` need forwarding, with its value before if it is to change. Nothing is set yet. */
export async function needForwarding(state: LedgerState, host: Host, owners: readonly string[]): Promise<LedgerState> {
  const next = need(state, KEY, owners);
  const before = await valueOf(host);
  if (before === FORWARDING.value) return next;
  // It is not (or no longer: someone may have changed it since) as needed, and is put back to what it is now.
  const along = await changedAlong(host);
  return withShared(next, KEY, { owners: next.shared[KEY]!.owners, before, along });
}

async function valueOf({ sysctl }: Host): Promise<string> {
  try {
    return await sysctl.get(FORWARDING.name);
  } catch (cause) {
    throw new TopologyError(`sysctl ${FORWARDING.name} can't be read: ${describe(cause)}`, { cause });
  }
}

/**
 * The sysctls that forwarding takes along when it is turned off again, where they hold something else now. The kernel sets every
 * interface's own forwarding to the same value, and accept_redirects to the opposite (inet_forward_change in net/ipv4/devinet.c).
 */
async function changedAlong({ connection, sysctl }: Host): Promise<Record<string, string>> {
  const [redirects, fallback] = [`${CONF}/all/accept_redirects`, `${CONF}/default/forwarding`];
  const links = await connection.run(link.list({ detail: ["skip_stats"] }));
  const forwarding = links.filter((found) => link.settingsOf(found).inet?.conf.forwarding === 1);
  return Object.fromEntries([
    ...((await sysctl.get(redirects)) === "0" ? [[redirects, "0"]] : []),
    ...((await sysctl.get(fallback)) === "1" ? [[fallback, "1"]] : []),
    ...forwarding.map(({ name }) => [`${CONF}/${name}/forwarding`, "1"]),
  ]);
}

/** Takes `owners` off forwarding; when nobody is left, puts it back. */
export async function releaseForwarding(
  state: LedgerState,
  { sysctl }: Host,
  owners: readonly string[],
): Promise<LedgerState> {
  const shared = state.shared[KEY];
  if (shared === undefined) return state;
  const left = without(shared.owners, owners);
  if (left.length > 0) return withShared(state, KEY, { ...shared, owners: left });
  if (shared.before !== undefined && (await sysctl.get(FORWARDING.name)) === FORWARDING.value) {
    const along: [string, string][] = [];
    for (const [name, value] of Object.entries(shared.along ?? {})) {
      if ((await valueIfThere(sysctl, name)) === value) along.push([name, value]);
    }
    await sysctl.set(FORWARDING.name, shared.before);
    for (const [name, value] of along) await sysctl.set(name, value);
  }
  return withShared(state, KEY, undefined);
}

/** The value; `undefined` when its interface is gone. */
async function valueIfThere(sysctl: Host["sysctl"], name: string): Promise<string | undefined> {
  try {
    return await sysctl.get(name);
  } catch (error) {
    if (error instanceof SystemError && error.code === "ENOENT") return undefined;
    throw error;
  }
}
