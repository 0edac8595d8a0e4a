import type { Retainable } from "../socket/request.ts";

/** An open network namespace: what the handles of the namespace layer are. It is kept open until the request that names it ran. */
export interface NamespaceHandle extends Retainable {
  /** Descriptor of the namespace file, in this process. */
  readonly fd: number;
}

/**
 * A network namespace as a request names it: a handle, a bare descriptor that the caller keeps open, a process that lives
 * in it (pid as the caller's namespace of processes counts), or the id that the socket's own namespace gave it
 * (`ip netns list-id`).
 */
export type NamespaceTarget =
  | NamespaceHandle
  | { readonly fd: number }
  | { readonly pid: number }
  | { readonly nsid: number };

/** What must stay open until a request that names these namespaces ran. */
export function heldBy(...targets: readonly (NamespaceTarget | undefined)[]): Retainable[] {
  const holds: Retainable[] = [];
  for (const target of targets) if (target !== undefined && "retain" in target) holds.push(target);
  return holds;
}
