import { describe, expect, it } from "vitest";
import { NETLINK_NETFILTER } from "../../../src/protocol/core/constants.ts";
import { openConnection } from "../../../src/socket/connection.ts";
import type { Connection } from "../../../src/socket/connection.ts";
import { BatchError, NetlinkError, OutcomeUnknownError, TimeoutError } from "../../../src/socket/errors.ts";
import { transaction } from "../../../src/socket/request.ts";
import type { Request, Transaction } from "../../../src/socket/request.ts";
import { scriptedKernel } from "../../../src/testing/kernel.ts";
import { acknowledge, reply } from "../../../src/testing/replies.ts";
import { body, change, failure } from "./requests.ts";

/** NFNL_MSG_BATCH_BEGIN and _END (`linux/netfilter/nfnetlink.h`), with `struct nfgenmsg` for nf_tables (10). */
const begin = { type: 16, body: new Uint8Array([0, 0, 0, 10]) };
const end = { type: 17, body: new Uint8Array([0, 0, 0, 10]) };

function batch(requests: readonly Request<unknown>[], check = false): Transaction<unknown[]> {
  return transaction({
    protocol: NETLINK_NETFILTER,
    begin,
    end,
    requests,
    check,
    what: "three rules",
    result: (results: unknown[]) => results,
  });
}

const requests = [change(1), change(2), change(3)];

const both: readonly [string, <T>(connection: Connection, transaction: Transaction<T>) => Promise<T>][] = [
  ["run", (connection, transaction) => connection.run(transaction)],
  ["runSync", async (connection, transaction) => connection.runSync(transaction)],
];

describe.each(both)("a transaction by %s", (_, run) => {
  it("is one datagram between begin and end, whose last request is to be acknowledged", async () => {
    const kernel = scriptedKernel((messages) => [acknowledge(messages.at(-2)!)]);
    expect(await run(openConnection({ source: kernel }), batch(requests))).toEqual(["changed", "changed", "changed"]);
    const [messages] = kernel.received;
    expect(messages!.map(({ type, flags }) => [type, flags])).toEqual([
      [16, 1],
      [16, 0x601],
      [16, 0x601],
      [16, 0x605],
      [17, 1],
    ]);
    expect(messages!.map(({ seq }) => seq - messages![0]!.seq)).toEqual([0, 1, 2, 3, 4]);
  });

  it("that only checks leaves the end message out", async () => {
    const kernel = scriptedKernel((messages) => [acknowledge(messages.at(-1)!)]);
    await run(openConnection({ source: kernel }), batch(requests, true));
    expect(kernel.received[0]!.map(({ type }) => type)).toEqual([16, 16, 16, 16]);
  });

  it("reports every refused request with its position", async () => {
    const kernel = scriptedKernel((messages) => [
      acknowledge(messages[1]!, 17, { extack: { msg: "there already" } }),
      acknowledge(messages[3]!, 2),
    ]);
    const error = await failure(run(openConnection({ source: kernel }), batch(requests)));
    expect(error).toBeInstanceOf(BatchError);
    expect((error as BatchError).failures).toMatchObject([
      { index: 0, error: { code: "EEXIST", kernelMessage: "there already", request: requests[0] } },
      { index: 2, error: { code: "ENOENT", request: requests[2] } },
    ]);
  });

  it("that broke off at a malformed request does not wait for the acknowledgement that never comes", async () => {
    const kernel = scriptedKernel((messages) => [acknowledge(messages[2]!, 22)]);
    const error = await failure(run(openConnection({ source: kernel }), batch(requests)));
    expect((error as BatchError).failures).toMatchObject([{ index: 1, error: { code: "EINVAL" } }]);
  });

  it("is refused as a whole when its begin message is", async () => {
    const kernel = scriptedKernel((messages) => [acknowledge(messages[0]!, 1)]);
    const error = await failure(run(openConnection({ source: kernel }), batch(requests)));
    expect(error).toBeInstanceOf(NetlinkError);
    expect(error).toMatchObject({ code: "EPERM", message: "three rules: Operation not permitted (EPERM)" });
  });

  it("gives each request the objects that came back for it", async () => {
    const echoing = requests.map((request): Request<unknown> => ({
      ...request,
      item: ({ source, start }) => source.view.getUint32(start, source.littleEndian),
      result: (items: unknown[]) => items,
    }));
    const kernel = scriptedKernel((messages) => [
      reply(messages[1]!, 2560, body(10)),
      reply(messages[3]!, 2560, body(30)),
      reply(messages[3]!, 2560, body(31)),
      acknowledge(messages[3]!),
    ]);
    expect(await run(openConnection({ source: kernel }), batch(echoing))).toEqual([[10], [], [30, 31]]);
  });

  it("without an answer is unknown, or for a check not answered", async () => {
    const connection = openConnection({ source: scriptedKernel(() => []), timeout: 20 });
    expect(await failure(run(connection, batch(requests)))).toBeInstanceOf(OutcomeUnknownError);
    expect(await failure(run(connection, batch(requests, true)))).toBeInstanceOf(TimeoutError);
  });

  it("whose failures did not all fit has failed; whose acknowledgement did not fit is unknown", async () => {
    const failed = scriptedKernel((messages) => ["overrun", acknowledge(messages[1]!, 17)]);
    const error = await failure(run(openConnection({ source: failed }), batch(requests)));
    expect((error as BatchError).failures.map(({ index }) => index)).toEqual([0]);
    expect((error as BatchError).message).toMatch(/^at least 1 of 3 requests failed; first: #0 set 1: File exists/);
    const lost = scriptedKernel(() => ["overrun"]);
    expect(await failure(run(openConnection({ source: lost }), batch(requests)))).toBeInstanceOf(OutcomeUnknownError);
  });

  it("that is too long for one datagram is not sent", async () => {
    const kernel = scriptedKernel(() => [], { sendCapacity: 100 });
    // Begin, three requests and end of 20 bytes each.
    const error = await failure(run(openConnection({ source: kernel }), batch([...requests, change(4)])));
    expect(error).toMatchObject({ message: "120 bytes in one datagram, the limit is 100" });
    expect(kernel.received).toHaveLength(0);
  });

  it("of nothing sends nothing", async () => {
    const kernel = scriptedKernel(() => []);
    expect(await run(openConnection({ source: kernel }), batch([]))).toEqual([]);
    expect(kernel.received).toHaveLength(0);
  });
});
