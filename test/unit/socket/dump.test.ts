import { describe, expect, it } from "vitest";
import { openConnection } from "../../../src/socket/connection.ts";
import type { Connection } from "../../../src/socket/connection.ts";
import {
  DumpInterruptedError,
  NetlinkError,
  OverrunError,
  TimeoutError,
  TruncatedError,
} from "../../../src/socket/errors.ts";
import type { DumpRequest } from "../../../src/socket/request.ts";
import { scriptedKernel } from "../../../src/testing/kernel.ts";
import { acknowledge, datagram, done, multipart, reply } from "../../../src/testing/replies.ts";
import { body, failure, list, NEWLINK } from "./requests.ts";

const numbers = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => body(index + 1));

/** The same dump by all four ways that a connection has; the streamed ones collected. */
const ways: readonly [
  string,
  boolean,
  (connection: Connection, timeout?: number, request?: DumpRequest<number>) => Promise<number[]>,
][] = [
  ["run", false, (connection, timeout = 1000, request = list()) => connection.run(request, { timeout })],
  ["runSync", false, async (connection, timeout = 1000, request = list()) => connection.runSync(request, { timeout })],
  [
    "dump",
    true,
    async (connection, timeout = 1000, request = list()) => {
      const items: number[] = [];
      for await (const item of connection.dump(request, { timeout })) items.push(item);
      return items;
    },
  ],
  [
    "dumpSync",
    true,
    async (connection, timeout = 1000, request = list()) => [...connection.dumpSync(request, { timeout })],
  ],
];

describe.each(ways)("a dump by %s", (_, streamed, dump) => {
  it("reads datagram after datagram until NLMSG_DONE", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(5)));
    expect(await dump(openConnection({ source: kernel }))).toEqual([1, 2, 3, 4, 5]);
    // NLM_F_REQUEST | NLM_F_DUMP: an acknowledgement is not asked for.
    expect(kernel.received[0]![0]!.flags).toBe(0x301);
  });

  it("takes NLMSG_DONE in the datagram of the last messages, and one without a status", async () => {
    const kernel = scriptedKernel(([request]) => [
      datagram(reply(request!, NEWLINK, body(7), { flags: 2 }), reply(request!, 3, new Uint8Array(0), { flags: 2 })),
    ]);
    expect(await dump(openConnection({ source: kernel }))).toEqual([7]);
  });

  it("drops messages of other sequence numbers, even their NLMSG_DONE", async () => {
    const kernel = scriptedKernel(([request]) => [
      reply(request!, NEWLINK, body(99), { seq: request!.seq + 7 }),
      datagram(reply(request!, NEWLINK, body(1)), reply(request!, NEWLINK, body(98), { seq: request!.seq - 1 })),
      done(request!, 0, { seq: request!.seq + 7 }),
      ...multipart(request!, NEWLINK, [body(2)]),
    ]);
    expect(await dump(openConnection({ source: kernel }))).toEqual([1, 2]);
  });

  it("ends with the error that NLMSG_DONE carries, and its text", async () => {
    const kernel = scriptedKernel(([request]) => [done(request!, 22, { extack: { msg: "filter not supported" } })]);
    const error = await failure(dump(openConnection({ source: kernel })));
    expect(error).toBeInstanceOf(NetlinkError);
    expect(error).toMatchObject({ errno: 22, code: "EINVAL", kernelMessage: "filter not supported" });
  });

  it("ends with the error that comes instead of it", async () => {
    const kernel = scriptedKernel(([request]) => [acknowledge(request!, 95)]);
    expect(await failure(dump(openConnection({ source: kernel })))).toMatchObject({ code: "EOPNOTSUPP" });
  });

  it("does not wait for ever when NLMSG_DONE is missing, and closes the socket", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(3), { unfinished: true }));
    expect(await failure(dump(openConnection({ source: kernel }), 30))).toBeInstanceOf(TimeoutError);
    expect(kernel.openSockets).toBe(0);
  });

  it("uses the socket again after it was read to its end", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(3)));
    const connection = openConnection({ source: kernel });
    await dump(connection);
    await dump(connection);
    expect(kernel.opened).toBe(1);
    expect(kernel.received[0]![0]!.seq).not.toBe(kernel.received[1]![0]!.seq);
  });

  it(streamed ? "says at its end that it was interrupted" : "is asked again when it was interrupted", async () => {
    let interruptions = 3;
    const kernel = scriptedKernel(([request]) =>
      multipart(request!, NEWLINK, numbers(3), { interrupted: interruptions-- > 0 }),
    );
    const connection = openConnection({ source: kernel });
    if (streamed) {
      const seen: number[] = [];
      const error = await failure(async () => {
        for await (const item of connection.dump(list())) seen.push(item);
      });
      expect(error).toBeInstanceOf(DumpInterruptedError);
      expect(seen).toEqual([1, 2, 3]);
      expect(await failure(dump(connection))).toBeInstanceOf(DumpInterruptedError);
    } else {
      expect(await dump(connection)).toEqual([1, 2, 3]);
      expect(kernel.received).toHaveLength(4);
    }
  });

  it("notices an interruption that only NLMSG_DONE tells of", async () => {
    const kernel = scriptedKernel(([request]) => [
      reply(request!, NEWLINK, body(1)),
      done(request!, 0, { flags: 0x10 }),
    ]);
    expect(await failure(dump(openConnection({ source: kernel })))).toBeInstanceOf(DumpInterruptedError);
  });

  it("reports lost datagrams", async () => {
    const kernel = scriptedKernel(([request]) => [reply(request!, NEWLINK, body(1)), "overrun", done(request!)]);
    expect(await failure(dump(openConnection({ source: kernel })))).toBeInstanceOf(OverrunError);
    expect(kernel.openSockets).toBe(0);
  });

  it("never gives a truncated answer for a whole one", async () => {
    // Cut off at 16 MiB, 1 MiB or 64 KiB, a datagram of 16-byte messages would parse without a fault.
    const count = (streamed ? 1 << 20 : 65536) / 16 + 100;
    const kernel = scriptedKernel(([request]) => {
      const message = reply(request!, NEWLINK, new Uint8Array(0));
      const many = new Uint8Array(count * 16);
      for (let offset = 0; offset < many.length; offset += 16) many.set(message, offset);
      return [many, done(request!)];
    });
    const items = await dump(openConnection({ source: kernel }), 1000, { ...list(), item: () => 1 });
    expect(items).toHaveLength(count);
    expect(kernel.received).toHaveLength(2);
  });
});

describe("a dump", () => {
  it("ends after eight interrupted attempts with what the last one gave", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(2), { interrupted: true }));
    const connection = openConnection({ source: kernel });
    for (const error of [await failure(connection.run(list())), await failure(() => connection.runSync(list()))]) {
      expect(error).toBeInstanceOf(DumpInterruptedError);
      expect(error).toMatchObject({ partial: [1, 2], message: "list: interrupted by changes in 8 of 8 attempts" });
    }
    expect(kernel.received).toHaveLength(16);
  });

  it("has a socket of its own, because a second dump on one socket is EBUSY", async () => {
    const busy = new Set<number>();
    const kernel = scriptedKernel(([request], socket) => {
      if (busy.has(socket)) return [acknowledge(request!, 16)];
      busy.add(socket);
      return multipart(request!, NEWLINK, numbers(4));
    });
    const connection = openConnection({ source: kernel });
    const [first, second] = [connection.dump(list()), connection.dump(list())];
    expect([(await first.next()).value, (await second.next()).value, (await first.next()).value]).toEqual([1, 1, 2]);
    const [third, fourth] = [connection.dumpSync(list()), connection.dumpSync(list())];
    expect([third.next().value, fourth.next().value, third.next().value]).toEqual([1, 1, 2]);
    expect(kernel.opened).toBe(4);
  });

  it("closes the socket of a loop that was left early, and gives it back after one that was not", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(6)));
    const connection = openConnection({ source: kernel });
    for await (const item of connection.dump(list())) if (item === 3) break;
    for (const item of connection.dumpSync(list())) if (item === 3) break;
    expect(kernel).toMatchObject({ opened: 2, openSockets: 0 });
    for await (const item of connection.dump(list())) expect(item).toBeLessThan(7);
    for (const item of connection.dumpSync(list())) expect(item).toBeLessThan(7);
    expect(kernel).toMatchObject({ opened: 3, openSockets: 1 });
  });

  it("is not asked again with a larger buffer once items were handed out", async () => {
    const kernel = scriptedKernel(([request]) => [
      reply(request!, NEWLINK, body(1)),
      datagram(reply(request!, NEWLINK, new Uint8Array(1 << 20))),
      done(request!),
    ]);
    const connection = openConnection({ source: kernel });
    const seen: number[] = [];
    const error = await failure(async () => {
      for await (const item of connection.dump(list())) seen.push(item);
    });
    expect(error).toBeInstanceOf(TruncatedError);
    expect(await failure(() => [...connection.dumpSync(list())])).toBeInstanceOf(TruncatedError);
    expect(seen).toEqual([1]);
  });

  it("gives each item its own bytes where items keep looking into them", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(4), { perDatagram: 1 }));
    const connection = openConnection({ source: kernel });
    const keeping = { ...list(), retainsSource: true, item: (message: object) => message as never };
    const read = (replies: unknown[]): number[] =>
      (replies as { source: { view: DataView; littleEndian: boolean }; start: number }[]).map(({ source, start }) =>
        source.view.getUint32(start, source.littleEndian),
      );
    expect(read(await connection.run(keeping))).toEqual([1, 2, 3, 4]);
    expect(read(connection.runSync(keeping))).toEqual([1, 2, 3, 4]);
    expect(read([...connection.dumpSync(keeping)])).toEqual([1, 2, 3, 4]);
  });

  it("ends at once when its signal is aborted", async () => {
    const kernel = scriptedKernel(([request]) => multipart(request!, NEWLINK, numbers(4), { unfinished: true }));
    const connection = openConnection({ source: kernel });
    const controller = new AbortController();
    const running = connection.run(list(), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 10);
    expect(await failure(running)).toMatchObject({ message: "enough" });
    expect(await failure(connection.run(list(), { signal: controller.signal }))).toMatchObject({ message: "enough" });
    expect(kernel).toMatchObject({ opened: 1, openSockets: 0 });
  });
});
