import { describe, expect, it } from "vitest";
import { NETLINK_NETFILTER } from "../../../src/protocol/core/constants.ts";
import { openConnection } from "../../../src/socket/connection.ts";
import type { Connection } from "../../../src/socket/connection.ts";
import { BatchError, NetlinkError, OutcomeUnknownError, TimeoutError } from "../../../src/socket/errors.ts";
import { operation } from "../../../src/socket/request.ts";
import type { Operation } from "../../../src/socket/request.ts";
import { scriptedKernel } from "../../../src/testing/kernel.ts";
import { acknowledge, done, reply } from "../../../src/testing/replies.ts";
import type { KernelRequest } from "../../../src/testing/replies.ts";
import { change, failure, list, NEWLINK, question } from "./requests.ts";

const both: readonly [
  string,
  (connection: Connection, operations: Iterable<Operation<unknown>>) => Promise<unknown[]>,
][] = [
  ["runAll", (connection, operations) => connection.runAll(operations)],
  ["runAllSync", async (connection, operations) => connection.runAllSync(operations)],
];

/** Refuses the requests with these numbers, answers questions, and acknowledges where that is asked for. */
const refusing =
  (...refused: number[]) =>
  (requests: KernelRequest[]) =>
    requests.flatMap((request) => {
      if (refused.includes(request.body[0]!)) return [acknowledge(request, 17)];
      return [
        ...(request.type === NEWLINK ? [] : [reply(request, NEWLINK, request.body)]),
        ...((request.flags & 4) === 0 ? [] : [acknowledge(request)]),
      ];
    });

const changes = (count: number): Operation<unknown>[] => Array.from({ length: count }, (_, index) => change(index));

describe.each(both)("%s", (_, runAll) => {
  it("sends many requests as one datagram, of which only the last is to be acknowledged", async () => {
    const kernel = scriptedKernel(refusing());
    expect(await runAll(openConnection({ source: kernel }), [change(1), question(2), change(3)])).toEqual([
      "changed",
      2,
      "changed",
    ]);
    expect(kernel.received.map((requests) => requests.map(({ flags }) => flags))).toEqual([[0x601, 1, 0x605]]);
  });

  it("reports every failure with its position, and runs what stands behind it", async () => {
    const kernel = scriptedKernel(refusing(2, 5));
    const error = await failure(runAll(openConnection({ source: kernel }), changes(6)));
    expect(error).toBeInstanceOf(BatchError);
    const { failures } = error as BatchError;
    expect(failures.map(({ index }) => index)).toEqual([2, 5]);
    expect(failures[0]!.error).toBeInstanceOf(NetlinkError);
    expect(failures[0]!.error).toMatchObject({ code: "EEXIST", message: "set 2: File exists (EEXIST)" });
    expect((error as BatchError).message).toBe("2 of 6 requests failed; first: #2 set 2: File exists (EEXIST)");
  });

  it("sends no more requests at a time than their refusals have room in the receive buffer", async () => {
    const kernel = scriptedKernel(refusing(), { receiveCapacity: 10 * 1024 });
    await runAll(openConnection({ source: kernel }), changes(25));
    expect(kernel.received.map((requests) => requests.length)).toEqual([10, 10, 5]);
    expect(kernel.received.map((requests) => requests.findIndex(({ flags }) => (flags & 4) !== 0))).toEqual([9, 9, 4]);
  });

  it("after ENOBUFS calls unknown whatever was not answered, neither failed nor done", async () => {
    // The kernel's refusals of 0 and 1 arrive; the rest, with the last acknowledgement, did not fit.
    const kernel = scriptedKernel((requests) => [
      "overrun",
      acknowledge(requests[0]!, 17),
      acknowledge(requests[1]!, 1),
    ]);
    const error = await failure(runAll(openConnection({ source: kernel }), changes(4)));
    expect((error as BatchError).failures.map(({ index, error }) => [index, error.name])).toEqual([
      [0, "NetlinkError"],
      [1, "NetlinkError"],
      [2, "OutcomeUnknownError"],
      [3, "OutcomeUnknownError"],
    ]);
  });

  it("believes an acknowledgement that arrives after ENOBUFS for its own request only", async () => {
    const kernel = scriptedKernel((requests) => ["overrun", acknowledge(requests[2]!)]);
    const error = await failure(runAll(openConnection({ source: kernel }), changes(3)));
    expect((error as BatchError).failures.map(({ index }) => index)).toEqual([0, 1]);
  });

  it("asks questions again whose answers were lost", async () => {
    let lost = true;
    const kernel = scriptedKernel((requests) => {
      if (!lost) return refusing()(requests);
      lost = false;
      return ["overrun", acknowledge(requests.at(-1)!)];
    });
    expect(await runAll(openConnection({ source: kernel }), [question(1), question(2), question(3)])).toEqual([
      1, 2, 3,
    ]);
  });

  it("stops at a time limit: what was sent is unknown, the rest was not sent", async () => {
    const kernel = scriptedKernel(() => [], { receiveCapacity: 2048 });
    const error = await failure(runAll(openConnection({ source: kernel, timeout: 20 }), changes(5)));
    expect((error as BatchError).failures.map(({ error }) => error.constructor)).toEqual([
      OutcomeUnknownError,
      OutcomeUnknownError,
      TimeoutError,
      TimeoutError,
      TimeoutError,
    ]);
    expect(kernel.received).toHaveLength(1);
  });

  it("names each question that was not answered in time", async () => {
    const connection = openConnection({ source: scriptedKernel(() => []), timeout: 20 });
    const error = await failure(runAll(connection, [question(1), change(2), question(3)]));
    expect((error as BatchError).failures.map((one) => one.error.message)).toEqual([
      "get 1: no answer within 20 ms",
      "set 2: outcome unknown, no answer within 20 ms",
      "get 3: no answer within 20 ms",
    ]);
  });

  it("keeps the order where operations can't share a datagram", async () => {
    const kernel = scriptedKernel((requests) =>
      (requests[0]!.flags & 0x300) === 0x300 ? [done(requests[0]!)] : refusing()(requests),
    );
    const steps = operation(function* () {
      return [yield* question(3), yield* question(4)];
    });
    const other = change(6, { protocol: NETLINK_NETFILTER });
    const operations = [question(1), change(2), steps, list(), change(5), other, change(7)];
    const results = await runAll(openConnection({ source: kernel }), operations);
    expect(results).toEqual([1, "changed", [3, 4], [], "changed", "changed", "changed"]);
    expect(kernel.received.map((requests) => requests.map(({ body }) => body[0]))).toEqual([
      [1, 2],
      [3],
      [4],
      [0],
      [5],
      [6],
      [7],
    ]);
  });

  it("takes a generator, and is done with an empty one at once", async () => {
    const kernel = scriptedKernel(refusing(), { receiveCapacity: 4096 });
    function* many() {
      for (let index = 0; index < 10; index++) yield change(index);
    }
    expect(await runAll(openConnection({ source: kernel }), many())).toEqual(
      Array.from({ length: 10 }, () => "changed"),
    );
    expect(await runAll(openConnection({ source: kernel }), [])).toEqual([]);
  });

  it("reports a result that can't be made with its request", async () => {
    const broken = change(1, {
      result: () => {
        throw new Error("no result");
      },
    });
    const error = await failure(runAll(openConnection({ source: scriptedKernel(refusing()) }), [change(0), broken]));
    expect((error as BatchError).failures).toMatchObject([{ index: 1, error: { message: "no result" } }]);
  });
});

describe("runAll", () => {
  it("puts the next datagram together while the kernel works", async () => {
    const events: string[] = [];
    const kernel = scriptedKernel(
      (requests) => {
        events.push("answered");
        return refusing()(requests);
      },
      { receiveCapacity: 2048, writeTime: 5 },
    );
    function* many() {
      for (let index = 0; index < 6; index++) {
        events.push("made");
        yield change(index);
      }
    }
    await openConnection({ source: kernel }).runAll(many());
    expect(events.slice(0, 6)).toEqual(["made", "made", "made", "made", "made", "answered"]);
  });

  it("sends nothing more after an abort", async () => {
    const kernel = scriptedKernel(refusing(), { receiveCapacity: 2048, writeTime: 10 });
    const controller = new AbortController();
    const running = failure(openConnection({ source: kernel }).runAll(changes(8), { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("no")), 15);
    const { failures } = (await running) as BatchError;
    expect(failures.map(({ index, error }) => [index, error.name])).toEqual([
      [2, "OutcomeUnknownError"],
      [3, "OutcomeUnknownError"],
      [4, "Error"],
      [5, "Error"],
      [6, "Error"],
      [7, "Error"],
    ]);
  });
});
