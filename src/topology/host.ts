import type { Namespace } from "../ns/index.ts";
import * as nft from "../ops/nftables/index.ts";
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
  /** Told what can't be mended here, in one line. */
  readonly warn: (warning: string) => void;
}

/** Lets forwarded packets pass other tables' FORWARD chains, as far as that can be done from here; warns where it can't. */
export async function passForwarding({ connection, warn }: Host, acceptance: nft.ForwardAcceptance): Promise<void> {
  const { blocking } = await connection.run(nft.acceptForwarding(acceptance));
  for (const { family, table, name } of blocking) {
    warn(
      `chain ${name} of table ${family} ${table} drops what it does not accept: let packets of ${acceptance.interface} pass there`,
    );
  }
}
