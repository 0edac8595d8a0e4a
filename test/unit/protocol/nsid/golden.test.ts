import { describe } from "vitest";
import * as address from "../../../../src/ops/address.ts";
import * as neighbour from "../../../../src/ops/neighbour.ts";
import * as nsid from "../../../../src/ops/nsid.ts";
import * as route from "../../../../src/ops/route.ts";
import * as rule from "../../../../src/ops/rule.ts";
import { nsidMessage } from "../../../../src/protocol/route/nsid.ts";
import { goldenRequests } from "../../../support/golden.ts";
import { requests } from "./golden.ts";

const ops = { address, neighbour, nsid, route, rule };

describe("requests", () => {
  goldenRequests(nsidMessage, requests, ops);
});
