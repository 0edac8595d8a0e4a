import type { Namespace } from "../ns/index.ts";
import type { Connection } from "../socket/connection.ts";
import type { Sysctl } from "../ns/index.ts";
import type { Ledger } from "./ledger.ts";
import type { Observer } from "./plan.ts";

/** Where topologies are built: a network namespace with a connection in it, and its ledger. */
export interface Host {
  readonly namespace: Namespace;
  readonly connection: Connection;
  readonly sysctl: Pick<Sysctl, "get" | "set">;
  readonly ledger: Ledger;
  /** Directory of the named namespaces. */
  readonly namespaceDirectory: string;
  readonly observe: Observer | undefined;
}
