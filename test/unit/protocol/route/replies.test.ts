import { describe } from "vitest";
import { cacheReportMessage } from "../../../../src/protocol/route/cache-report.ts";
import { routeMessage } from "../../../../src/protocol/route/route.ts";
import { goldenReplies } from "../../../support/golden.ts";
import { replies, reports } from "./replies.ts";

describe("multicast routes and encapsulations", () => {
  goldenReplies(routeMessage, replies);
});
describe("reports of multicast packets", () => {
  goldenReplies(cacheReportMessage, reports);
});
