import { expect, it } from "vitest";
import { requireTool } from "../../support/tools.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { answerOf, program } from "./program.ts";

/** A namespace with lo (1) and the two ends of a veth pair (2, 3), v0 up. */
function machine() {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 index 2 type veth peer name v1 index 3");
  namespace.ip("link set v0 up");
  return namespace;
}

requireTool("ip")("a connection to the real kernel", () => {
  it("gets, lists, changes and reports, synchronously and not", () => {
    const namespace = machine();
    const missing = { name: "NetlinkError", code: "ENODEV", message: "get link 9999: No such device (ENODEV)" };
    expect(answerOf(program(namespace, "kernel"))).toEqual({
      get: [1, 2],
      list: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      all: [
        [1, 2],
        [2, [1, 2, 3], 1],
      ],
      missing: [missing, missing],
      // The kernel's own text; no schema was given, so no path.
      extack: {
        name: "NetlinkError",
        code: "EINVAL",
        message: "set mtu of 2: mtu greater than device maximum (EINVAL)",
      },
      // Two dumps at a time: on one socket the second would be EBUSY.
      interleaved: [false, false, false, false],
      routes: [4000, 4000, 8000],
      // A dump that was read with too small a buffer once lost three of four routes silently.
      smallBuffer: [4000, 4000],
      failed: {
        name: "BatchError",
        message: "10 of 20 requests failed; first: #0 route 3990: File exists (EEXIST)",
        count: 10,
        kinds: ["NetlinkError"],
      },
    });
    expect(namespace.ip("route show table main").trim().split("\n")).toHaveLength(4010);
  });
});
