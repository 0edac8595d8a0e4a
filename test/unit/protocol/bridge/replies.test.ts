import { describe } from "vitest";
import { mdbMessage } from "../../../../src/protocol/route/bridge-mdb.ts";
import { vlanMessage } from "../../../../src/protocol/route/bridge-vlan.ts";
import { neighbourMessage } from "../../../../src/protocol/route/neighbour.ts";
import { goldenReplies } from "../../../support/golden.ts";
import { fdbReplies, mdbReplies, vlanReplies } from "./replies.ts";

describe("forwarding databases", () => {
  goldenReplies(neighbourMessage, fdbReplies);
});
describe("multicast databases", () => {
  goldenReplies(mdbMessage, mdbReplies);
});
describe("VLANs of bridges", () => {
  goldenReplies(vlanMessage, vlanReplies);
});
