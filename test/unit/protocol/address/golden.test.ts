import { describe } from "vitest";
import * as address from "../../../../src/ops/address.ts";
import * as neighbour from "../../../../src/ops/neighbour.ts";
import * as nsid from "../../../../src/ops/nsid.ts";
import * as route from "../../../../src/ops/route.ts";
import * as rule from "../../../../src/ops/rule.ts";
import { addressMessage } from "../../../../src/protocol/route/address.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { replies, requests } from "./golden.ts";

const ops = { address, neighbour, nsid, route, rule };

describe("requests", () => {
  goldenRequests(addressMessage, requests, ops);
});
describe("replies", () => {
  goldenReplies(addressMessage, replies);
});
