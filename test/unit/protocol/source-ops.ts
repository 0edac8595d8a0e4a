import * as address from "../../../src/ops/address.ts";
import * as fdb from "../../../src/ops/fdb.ts";
import * as neighbour from "../../../src/ops/neighbour.ts";
import * as nsid from "../../../src/ops/nsid.ts";
import * as route from "../../../src/ops/route.ts";
import * as rule from "../../../src/ops/rule.ts";
import type { Ops } from "../../support/golden.ts";

/** The operations that golden rows are made of, from the sources. */
export const sourceOps: Ops = { address, fdb, neighbour, nsid, route, rule };
