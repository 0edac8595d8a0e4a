import { describe } from "vitest";
import { nsidMessage } from "../../../../src/protocol/route/nsid.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(nsidMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(nsidMessage, replies);
});
