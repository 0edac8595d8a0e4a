import { describe } from "vitest";
import { neighbourMessage } from "../../../../src/protocol/route/neighbour.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(neighbourMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(neighbourMessage, replies);
});
