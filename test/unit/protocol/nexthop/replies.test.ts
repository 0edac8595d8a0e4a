import { describe } from "vitest";
import { nexthopMessage } from "../../../../src/protocol/route/nexthop.ts";
import { goldenReplies } from "../../../support/golden.ts";
import { replies } from "./replies.ts";

describe("nexthop objects", () => {
  goldenReplies(nexthopMessage, replies);
});
