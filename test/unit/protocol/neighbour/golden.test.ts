import { describe } from "vitest";
import { neighbourTableMessage } from "../../../../src/protocol/route/neighbour-table.ts";
import { neighbourMessage } from "../../../../src/protocol/route/neighbour.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";
import { tables } from "./tables.ts";

describe("requests", () => {
  goldenRequests(neighbourMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(neighbourMessage, replies);
});
describe("tables", () => {
  goldenReplies(neighbourTableMessage, tables);
});
