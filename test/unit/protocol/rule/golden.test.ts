import { describe } from "vitest";
import { ruleMessage } from "../../../../src/protocol/route/rule.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(ruleMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(ruleMessage, replies);
});
