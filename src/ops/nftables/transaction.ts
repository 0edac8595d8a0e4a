import { NETLINK_NETFILTER } from "../../protocol/core/constants.ts";
import {
  batchMessage,
  NFNL_MSG_BATCH_BEGIN,
  NFNL_MSG_BATCH_END,
  nfnlSubsystem,
} from "../../protocol/netfilter/nfnetlink.ts";
import { Writer } from "../../protocol/schema/writer.ts";
import type { Transaction } from "../../socket/request.ts";
import { transaction as makeTransaction } from "../../socket/request.ts";
import type { TransactionBuilder } from "./builder.ts";
import { buildChanges } from "./builder.ts";
import type { Echoed } from "./decode.ts";

/** How a transaction is committed. */
export interface TransactionOptions {
  /** Let the kernel validate everything and change nothing. */
  readonly check?: boolean | undefined;
  /** Commit only if nobody changed the ruleset since this generation (see `generation`); else the kernel answers ERESTART. */
  readonly generation?: number | undefined;
  /** Have the kernel report what it made, with the handles it gave. */
  readonly echo?: boolean | undefined;
}

/** What a committed transaction tells; everything is empty without `echo`. */
export interface TransactionResult {
  /** What was made, in order, with the number of the operation that made it (what `add…` returned). */
  readonly echoed: readonly (Echoed & { readonly operation: number })[];
  /** The handle that the kernel gave to what an operation made. */
  readonly handle: (operation: number) => bigint | undefined;
}

/** Body of a batch's first and last message: what follows is for nf_tables. */
function batchBody(generation: number | undefined): Uint8Array {
  const writer = new Writer(32);
  const attributes = { genid: generation };
  batchMessage.encode(writer, { header: { resId: nfnlSubsystem.values.nftables }, attributes });
  return writer.copy();
}

function readResults(operations: readonly number[], results: readonly (readonly Echoed[])[]): TransactionResult {
  const echoed: (Echoed & { operation: number })[] = [];
  const handles = new Map<number, bigint>();
  for (const [index, objects] of results.entries()) {
    const operation = operations[index]!;
    for (const object of objects) {
      echoed.push({ ...object, operation });
      // An operation that adds a rule may have made an anonymous set before it: the last one is what it was asked for.
      handles.set(operation, object.object.handle);
    }
  }
  return { echoed, handle: (operation) => handles.get(operation) };
}

/**
 * A transaction as a value: nothing happens until a connection runs it, then everything in it or nothing.
 *
 *     const t = nft.transaction((t) => {
 *       t.addTable({ family: "inet", name: "filter" });
 *       t.addChain({ family: "inet", table: "filter", name: "in", hook: "input", policy: "drop" });
 *       t.addRule({ family: "inet", table: "filter", chain: "in", rule: rule(ct.state("established,related"), accept()) });
 *     });
 *
 * Equivalent to `nft -f FILE` (`nft -c -f FILE` with `check`, `nft -e -a -f FILE` with `echo`).
 * @throws EncodeError when a value can't be sent; its path begins with the operation
 */
export function transaction(
  build: (t: TransactionBuilder) => void,
  options: TransactionOptions = {},
): Transaction<TransactionResult> {
  const { requests, operations } = buildChanges(build, options.echo === true);
  const [first] = requests;
  const more = requests.length > 1 ? ` and ${requests.length - 1} more` : "";
  return makeTransaction<TransactionResult, readonly Echoed[]>({
    protocol: NETLINK_NETFILTER,
    begin: { type: NFNL_MSG_BATCH_BEGIN, body: batchBody(options.generation) },
    end: { type: NFNL_MSG_BATCH_END, body: batchBody(undefined) },
    requests,
    check: options.check === true,
    what: first === undefined ? "empty nftables transaction" : `${first.what}${more}`,
    result: (results) => readResults(operations, results),
  });
}
