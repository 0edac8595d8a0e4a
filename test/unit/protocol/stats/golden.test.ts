import { describe } from "vitest";
import { statisticsMessage } from "../../../../src/protocol/route/link-statistics.ts";
import { goldenReplies } from "../../../support/golden.ts";
import { replies } from "./golden.ts";

describe("replies", () => {
  goldenReplies(statisticsMessage, replies);
});
