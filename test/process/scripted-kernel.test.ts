import { expect, it } from "vitest";
import { acknowledge, datagram, multipart, reply } from "../../src/testing/index.ts";
import type { KernelRequest } from "../../src/testing/index.ts";
import { describeProcess } from "./datagram.ts";
import { client, socketKernel } from "./scripted-kernel.ts";

const NEWLINK = 16;
const isDump = ({ flags }: KernelRequest): boolean => (flags & 0x300) === 0x300;
const bytes = (...values: number[]): Uint8Array[] =>
  values.map((value) => new Uint8Array(new Uint32Array([value]).buffer));

/** Answers questions with their own number, lists 1 to 5, acknowledges. */
function oblige(requests: KernelRequest[]): Uint8Array[] {
  return requests.flatMap((request) => {
    if (isDump(request)) return multipart(request, NEWLINK, bytes(1, 2, 3, 4, 5));
    return request.type === NEWLINK
      ? [acknowledge(request)]
      : [reply(request, NEWLINK, request.body), acknowledge(request)];
  });
}

const values = (results: readonly { readonly result: unknown }[]): unknown[] => results.map(({ result }) => result);

describeProcess("a process against a scripted kernel", () => {
  it("asks, changes and lists, synchronously and not, and leaves no socket behind", async () => {
    const kernel = socketKernel(oblige);
    const results = await client(
      kernel.path,
      5000,
      "get:sync:7",
      "get:async:8",
      "set:sync:1",
      "set:async:2",
      "list:sync",
      "list:async",
    );
    expect(values(results)).toEqual([7, 8, "changed", "changed", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]);
    expect(kernel.clients()).toEqual([]);
  });

  it("waits for an answer that comes later, also while signals interrupt it", async () => {
    const kernel = socketKernel((requests) => oblige(requests).map((answer) => ({ after: 250, datagram: answer })));
    const results = await client(kernel.path, 5000, "get:sync:1", "get:async:2", "get:signals:3", "list:async");
    expect(values(results)).toEqual([1, 2, 3, [1, 2, 3, 4, 5]]);
    for (const { milliseconds } of results) expect(milliseconds).toBeGreaterThan(200);
  });

  it("gives up after its time limit when nothing answers", async () => {
    const kernel = socketKernel(() => []);
    const results = await client(
      kernel.path,
      150,
      "get:sync:1",
      "get:async:1",
      "get:async:2",
      "get:signals:1",
      "set:sync:2",
      "list:sync",
      "list:async",
    );
    expect(values(results)).toMatchObject([
      { name: "TimeoutError", message: "get 1: no answer within 150 ms" },
      { name: "TimeoutError" },
      // The first wait was called off, so that the same socket can be waited for again.
      { name: "TimeoutError" },
      { name: "TimeoutError" },
      { name: "OutcomeUnknownError" },
      { name: "TimeoutError" },
      { name: "TimeoutError" },
    ]);
    for (const { milliseconds } of results) expect(milliseconds).toBeLessThan(600);
  });

  it("asks an interrupted dump again", async () => {
    let interruptions = 2;
    const kernel = socketKernel(([request]) =>
      multipart(request!, NEWLINK, bytes(1, 2), { interrupted: interruptions-- > 0 }),
    );
    expect(values(await client(kernel.path, 5000, "list:sync"))).toEqual([[1, 2]]);
    interruptions = 2;
    expect(values(await client(kernel.path, 5000, "list:async"))).toEqual([[1, 2]]);
    expect(kernel.received).toHaveLength(6);
  });

  it("ignores other sequence numbers, and reports a dump without an end", async () => {
    const kernel = socketKernel(([request]) =>
      isDump(request!)
        ? multipart(request!, NEWLINK, bytes(1), { unfinished: true })
        : [
            acknowledge(request!, 1, { seq: request!.seq + 9 }),
            reply(request!, NEWLINK, request!.body),
            acknowledge(request!),
          ],
    );
    const results = await client(kernel.path, 100, "get:sync:4", "get:async:5", "list:sync", "list:async");
    expect(values(results)).toMatchObject([4, 5, { name: "TimeoutError" }, { name: "TimeoutError" }]);
  });

  it("asks again with a larger buffer where an answer was cut off", async () => {
    const kernel = socketKernel(([request]) => [
      datagram(reply(request!, NEWLINK, new Uint8Array(80_000).fill(1))),
      acknowledge(request!),
    ]);
    expect(values(await client(kernel.path, 2000, "get:sync:1"))).toEqual([0x01010101]);
    expect(values(await client(kernel.path, 2000, "get:async:1"))).toEqual([0x01010101]);
    expect(kernel.received).toHaveLength(4);
  });

  it("reports errors, with and without TLVs, capped and whole", async () => {
    const kernel = socketKernel(([request]) => {
      const way = request!.body[0]!;
      return [
        acknowledge(request!, 17, { capped: way % 2 === 0, ...(way > 1 && { extack: { msg: "there already" } }) }),
      ];
    });
    const results = await client(kernel.path, 2000, "set:sync:0", "set:async:1", "set:sync:2", "set:async:3");
    expect(values(results)).toEqual([
      { name: "NetlinkError", code: "EEXIST", message: "set 0: File exists (EEXIST)" },
      { name: "NetlinkError", code: "EEXIST", message: "set 1: File exists (EEXIST)" },
      { name: "NetlinkError", code: "EEXIST", message: "set 2: there already (EEXIST)" },
      { name: "NetlinkError", code: "EEXIST", message: "set 3: there already (EEXIST)" },
    ]);
  });

  it("says which socket is not there", async () => {
    const { path } = socketKernel(() => []);
    const [call] = await client(`${path}-absent`, 1000, "get:sync:1");
    expect(call!.result).toMatchObject({
      name: "SystemError",
      code: "ENOENT",
      message: `connect: ${path}-absent: No such file or directory (ENOENT)`,
    });
  });
});
