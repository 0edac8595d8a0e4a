import { describe } from "vitest";
import { addressMessage } from "../../../../src/protocol/route/address.ts";
import { goldenReplies, goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { replies, requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(addressMessage, requests, sourceOps);
});
describe("replies", () => {
  goldenReplies(addressMessage, replies);
});
