import { NETLINK_ROUTE, NLM_F_DUMP, NLM_F_REPLACE } from "../protocol/core/constants.ts";
import {
  neighbourTableMessage,
  RTM_GETNEIGHTBL,
  RTM_NEWNEIGHTBL,
  RTM_SETNEIGHTBL,
} from "../protocol/route/neighbour-table.ts";
import type { DumpRequest, Operation } from "../socket/request.ts";
import { dumpRequest } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { AddressFamily } from "./family.ts";
import { familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withOptionalLink } from "./link-target.ts";
import type { NeighbourTable, NeighbourTableInput } from "./neighbour-table-value.ts";
import { neighbourTableBody, toNeighbourTable } from "./neighbour-table-value.ts";

export type {
  NeighbourParameters,
  NeighbourTable,
  NeighbourTableInput,
  NeighbourThresholds,
} from "./neighbour-table-value.ts";

/**
 * Changes parameters of a link, the parameters that links to come start with (no `dev`), or what governs the whole table. ENOENT where
 * there is no such table or the link has none, and for everything but a link's parameters outside the first namespace: the kernel has
 * one table for all namespaces. It tells nobody of a change: there is no event.
 *
 * Equivalent to `ip ntable change name arp_cache dev v0 base_reachable 5000` (RTM_SETNEIGHTBL).
 */
export function set(input: NeighbourTableInput): Operation<void> {
  const of = input.dev === undefined ? "" : ` of ${describeLink(input.dev)}`;
  return withOptionalLink(input.dev, (index) =>
    changeRequest(
      RTM_SETNEIGHTBL,
      NLM_F_REPLACE,
      neighbourTableMessage,
      neighbourTableBody(input, index),
      `change neighbour table ${input.name}${of}`,
    ),
  );
}
export { set as change };

/** Which tables and parameters to list. The kernel filters by family, the rest is filtered here. */
export interface NeighbourTableFilter {
  readonly family?: AddressFamily | undefined;
  readonly name?: string | undefined;
  /** Only the parameters of this link; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedNeighbourTableFilter extends NeighbourTableFilter {
  readonly dev?: number | { readonly index: number } | undefined;
}

function listIndexed(filter: NeighbourTableFilter, index: number | undefined): DumpRequest<NeighbourTable> {
  return dumpRequest<NeighbourTable>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGHTBL,
    flags: NLM_F_DUMP,
    body: encodeBody(neighbourTableMessage, { header: { family: familyNumber(filter.family) } }),
    what: "list neighbour tables",
    schema: neighbourTableMessage,
    item: ({ type, source, start, end }) => {
      if (type !== RTM_NEWNEIGHTBL) return undefined;
      const { header, attributes } = neighbourTableMessage.decode(source, start, end);
      const table = toNeighbourTable(header, attributes);
      const matches =
        (filter.name === undefined || table.name === filter.name) && (index === undefined || table.dev === index);
      return matches ? table : undefined;
    },
  });
}

/**
 * Lists the neighbour tables, each followed by the parameters of every link of the namespace.
 *
 * Equivalent to `ip ntable show` (RTM_GETNEIGHTBL).
 */
export function list(filter?: IndexedNeighbourTableFilter): DumpRequest<NeighbourTable>;
export function list(filter: NeighbourTableFilter): Operation<NeighbourTable[]>;
export function list(filter: NeighbourTableFilter = {}): Operation<NeighbourTable[]> {
  return withOptionalLink(filter.dev, (index) => listIndexed(filter, index));
}
