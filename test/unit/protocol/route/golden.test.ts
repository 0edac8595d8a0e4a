import { describe } from "vitest";
import { routeMessage } from "../../../../src/protocol/route/route.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(routeMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(routeMessage, replies);
});
