import { describe } from "vitest";
import { nsidMessage } from "../../../../src/protocol/route/nsid.ts";
import { goldenRequests } from "../../../support/golden.ts";
import { sourceOps } from "../source-ops.ts";
import { requests } from "./golden.ts";

describe("requests", () => {
  goldenRequests(nsidMessage, requests, sourceOps);
});
