import type { BridgePortInput } from "../protocol/route/link-kinds/bridge-port.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";

/**
 * Options of a port of a bridge: names and units are those of the header (`mode` is the hairpin mode), switches take booleans and
 * enums their names.
 */
export interface BridgePortOptions extends Omit<BridgePortInput, "backupPort"> {
  /** Port that takes over when this one loses its carrier; `null` for none. */
  readonly backupPort?: LinkTarget | null | undefined;
}

/** IFLA_BRPORT_* of the options, in the caller's order. */
export function* bridgePortAttributes(options: BridgePortOptions): Resolving<BridgePortInput> {
  const { backupPort, ...attributes } = options;
  if (backupPort === undefined) return attributes;
  // Assigned to a copy that has the key already, so that it keeps its place.
  return { ...options, backupPort: backupPort === null ? 0 : yield* indexOf(backupPort) };
}
