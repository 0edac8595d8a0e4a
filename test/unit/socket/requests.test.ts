import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { NETLINK_ROUTE } from "../../../src/protocol/core/constants.ts";
import { encodeRequests } from "../../../src/socket/encode.ts";
import { Channel } from "../../../src/socket/channel.ts";
import { openConnection } from "../../../src/socket/connection.ts";
import {
  ClosedError,
  NetlinkError,
  OutcomeUnknownError,
  OverrunError,
  SystemError,
  TimeoutError,
} from "../../../src/socket/errors.ts";
import { Exchange } from "../../../src/socket/exchange.ts";
import { operation, transaction } from "../../../src/socket/request.ts";
import { scriptedKernel } from "../../../src/testing/kernel.ts";
import { acknowledge, datagram, reply } from "../../../src/testing/replies.ts";
import { body, change, failure, list, NEWLINK, question, settle } from "./requests.ts";

/** A kernel that answers questions with their own number and acknowledges everything. */
function obliging(options?: Parameters<typeof scriptedKernel>[1]) {
  return scriptedKernel(
    (requests) =>
      requests.flatMap((request) => [
        ...(request.type === NEWLINK ? [] : [reply(request, NEWLINK, request.body)]),
        ...((request.flags & 4) === 0 ? [] : [acknowledge(request)]),
      ]),
    options,
  );
}

describe("a request", () => {
  it("is sent with NLM_F_REQUEST and NLM_F_ACK and ends with its acknowledgement", async () => {
    const kernel = obliging();
    const connection = openConnection({ source: kernel });
    expect(await connection.run(question(5))).toBe(5);
    expect(connection.runSync(question(6))).toBe(6);
    expect(await connection.run(change(7))).toBe("changed");
    expect(kernel.received.map(([request]) => request!.flags)).toEqual([5, 5, 0x605]);
    expect(kernel.opened).toBe(1);
  });

  it("takes its answer and its acknowledgement from one datagram as from two", () => {
    const kernel = scriptedKernel(([request]) => [datagram(reply(request!, NEWLINK, body(3)), acknowledge(request!))]);
    expect(openConnection({ source: kernel }).runSync(question(3))).toBe(3);
  });

  it("ignores answers to nobody, and late ones to a request that was given up", async () => {
    let late = true;
    const kernel = scriptedKernel(([request]) => {
      const answers = [reply(request!, NEWLINK, request!.body), acknowledge(request!)];
      const answer = late ? answers.map((datagram) => ({ after: 40, datagram })) : answers;
      late = false;
      return [acknowledge(request!, 1, { seq: 0xffff_fff0 }), ...answer];
    });
    const connection = openConnection({ source: kernel });
    expect(await failure(connection.run(question(1), { timeout: 10 }))).toBeInstanceOf(TimeoutError);
    await settle(50);
    expect(await connection.run(question(2))).toBe(2);
    expect(connection.runSync(question(3))).toBe(3);
  });

  it("finds its answers when the sequence numbers wrap around", () => {
    const kernel = obliging();
    const channel = new Channel(kernel.openSync(NETLINK_ROUTE));
    channel.number(0xffff_fffd);
    const requests = [question(1), question(2), question(3), question(4)];
    const exchange = new Exchange(requests);
    const first = channel.number(requests.length);
    exchange.begin(first);
    expect(channel.runSync(exchange, encodeRequests(requests, first), 1000)).toBeUndefined();
    expect(kernel.received[0]!.map(({ seq }) => seq)).toEqual([0xffff_fffe, 0xffff_ffff, 0, 1]);
    expect(requests.map((_, index) => exchange.outcome(index))).toMatchObject([1, 2, 3, 4].map((value) => ({ value })));
    expect(channel.number(1)).toBe(2);
  });

  it.each([
    ["question", question(1), TimeoutError, "get 1: no answer within 20 ms"],
    ["change", change(1), OutcomeUnknownError, "set 1: outcome unknown, no answer within 20 ms"],
  ])("that stays without an answer is, for a %s, told by type", async (_, request, type, message) => {
    const connection = openConnection({ source: scriptedKernel(() => []), timeout: 20 });
    for (const error of [await failure(connection.run(request)), await failure(() => connection.runSync(request))]) {
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ message });
    }
  });

  it.each([Infinity, 2 ** 31, 2 ** 53])("waits %d milliseconds, which setTimeout can't", async (timeout) => {
    const kernel = scriptedKernel(([request]) => [
      { after: 15, datagram: reply(request!, NEWLINK, request!.body) },
      { after: 30, datagram: acknowledge(request!) },
    ]);
    const connection = openConnection({ source: kernel, timeout });
    expect(await connection.run(question(4))).toBe(4);
    expect(connection.runSync(question(5))).toBe(5);
  });

  it("leaves no timer that would keep the process alive", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const before = timers();
    const connection = openConnection({ source: obliging() });
    await Promise.all([connection.run(question(4)), connection.run(change(5))]);
    expect(timers()).toBe(before);
  });

  it("waits for an answer that comes later", async () => {
    const kernel = scriptedKernel(([request]) => [
      { after: 15, datagram: reply(request!, NEWLINK, request!.body) },
      { after: 30, datagram: acknowledge(request!) },
    ]);
    const connection = openConnection({ source: kernel });
    expect(await connection.run(question(4))).toBe(4);
    expect(connection.runSync(question(5))).toBe(5);
  });

  it.each([
    ["question", question(1), OverrunError],
    ["change", change(1), OutcomeUnknownError],
  ])("whose answer was lost to ENOBUFS does not wait for it: %s", async (_, request, type) => {
    const connection = openConnection({ source: scriptedKernel(() => ["overrun"]), timeout: 5000 });
    const start = performance.now();
    expect(await failure(connection.run(request))).toBeInstanceOf(type);
    expect(await failure(() => connection.runSync(request))).toBeInstanceOf(type);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("is asked again with a larger buffer when the answer filled it, but only a question", async () => {
    const kernel = scriptedKernel(([request]) => [
      datagram(reply(request!, NEWLINK, new Uint8Array(100_000).fill(1))),
      acknowledge(request!),
    ]);
    const connection = openConnection({ source: kernel });
    expect(await connection.run(question(1))).toBe(0x01010101);
    expect(kernel.received).toHaveLength(2);
    expect(connection.runSync(question(1))).toBe(0x01010101);
    expect(kernel.received).toHaveLength(3);
    const another = openConnection({ source: kernel });
    expect(await failure(() => another.runSync(change(1)))).toBeInstanceOf(OutcomeUnknownError);
    expect(kernel.received).toHaveLength(4);
  });

  it("that could not be written was not carried out", async () => {
    const connection = openConnection({ source: scriptedKernel(() => [{ errno: 1, write: true }]) });
    for (const error of [
      await failure(connection.run(change(1))),
      await failure(() => connection.runSync(change(1))),
    ]) {
      expect(error).toBeInstanceOf(SystemError);
      expect(error).toMatchObject({ syscall: "write", code: "EPERM" });
    }
  });

  it("whose answer can't be read leaves a change unknown", async () => {
    const connection = openConnection({ source: scriptedKernel(() => [{ errno: 5 }]) });
    expect(await failure(connection.run(change(1)))).toMatchObject({
      name: "OutcomeUnknownError",
      cause: { code: "EIO" },
    });
    expect(await failure(() => connection.runSync(question(1)))).toMatchObject({ name: "SystemError", code: "EIO" });
  });

  it("reports what the kernel says beside a success", async () => {
    const said: string[] = [];
    const kernel = scriptedKernel(([request]) => [acknowledge(request!, 0, { extack: { msg: "deprecated" } })]);
    const connection = openConnection({
      source: kernel,
      onWarning: (text, request) => said.push(`${request.what}: ${text}`),
    });
    expect(connection.runSync(change(1))).toBe("changed");
    expect(said).toEqual(["set 1: deprecated"]);
  });
});

describe("a time limit", () => {
  it.each([Number.NaN, -1, "5" as unknown as number])(
    "of %j milliseconds is refused, and nothing sent",
    async (timeout) => {
      const kernel = obliging();
      const connection = openConnection({ source: kernel });
      const held = change(1);
      for (const attempt of [
        () => connection.run(held, { timeout }),
        () => connection.runSync(held, { timeout }),
        () => connection.run(list(), { timeout }),
        () => connection.runAll([held], { timeout }),
        () => connection.runAllSync([held], { timeout }),
        () => connection.dumpSync(list(), { timeout }),
        () => openConnection({ source: kernel, timeout }),
      ]) {
        const error = await failure(attempt);
        expect(error).toBeInstanceOf(RangeError);
        expect(error).toMatchObject({ message: `timeout ${timeout} is not a number of milliseconds` });
      }
      expect(kernel.received).toHaveLength(0);
    },
  );
});

describe("an aborted request", () => {
  it("is not sent when the signal came first", async () => {
    const kernel = obliging();
    const signal = AbortSignal.abort(new Error("no"));
    expect(await failure(openConnection({ source: kernel }).run(change(1), { signal }))).toMatchObject({
      message: "no",
    });
    expect(kernel.received).toHaveLength(0);
  });

  it("is not sent when it was still waiting for its turn", async () => {
    const kernel = obliging({ writeTime: 20 });
    const connection = openConnection({ source: kernel });
    const controller = new AbortController();
    const first = connection.run(change(1));
    const second = failure(connection.run(change(2), { signal: controller.signal }));
    await settle(5);
    controller.abort(new Error("no"));
    expect(await second).toMatchObject({ message: "no" });
    expect(await first).toBe("changed");
    await settle(30);
    expect(kernel.received).toHaveLength(1);
  });

  it.each([
    ["a change", () => change(1)],
    ["a question", () => question(1)],
    ["a list", () => list()],
  ])("is not sent when the socket was still being opened: %s", async (_, make) => {
    const kernel = obliging();
    const slow = {
      ...kernel,
      open: (protocol: number) => settle(20).then(() => kernel.open(protocol)),
    };
    const controller = new AbortController();
    const running = failure(openConnection({ source: slow }).run<unknown>(make(), { signal: controller.signal }));
    await settle(5);
    controller.abort(new Error("no"));
    expect(await running).toMatchObject({ message: "no" });
    expect(kernel.received).toHaveLength(0);
  });

  it("may share its signal with many others: each hears of it, and Node does not warn of a leak", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    process.on("warning", warned);
    const controller = new AbortController();
    const { signal } = controller;
    const connection = openConnection({ source: scriptedKernel(() => []) });
    const running = Array.from({ length: 30 }, () => failure(connection.run(question(1), { signal })));
    await settle(5);
    controller.abort(new Error("enough"));
    expect(new Set((await Promise.all(running)).map((error) => (error as Error).message))).toEqual(new Set(["enough"]));
    await settle(5);
    process.off("warning", warned);
    expect(warnings).toEqual([]);
  });

  it("leaves nothing at its signal when it is done", async () => {
    const { signal } = new AbortController();
    const connection = openConnection({ source: obliging() });
    await Promise.all([1, 2, 3].map((number) => connection.run(question(number), { signal })));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("leaves a change on its way unknown, and a question failed", async () => {
    const connection = openConnection({ source: obliging({ writeTime: 20 }) });
    const controller = new AbortController();
    const changing = failure(connection.run(change(1), { signal: controller.signal }));
    await settle(5);
    controller.abort(new Error("no"));
    expect(await changing).toMatchObject({ name: "OutcomeUnknownError", cause: { message: "no" } });
    const again = new AbortController();
    const asking = failure(connection.run(question(1), { signal: again.signal }));
    await settle(25);
    again.abort(new Error("never"));
    expect(await asking).toMatchObject({ message: "never" });
    await settle(50);
    expect(await connection.run(question(9))).toBe(9);
  });
});

describe("what a request refers to", () => {
  it("is held until the kernel has taken it, even when nobody waits any more", async () => {
    const held: string[] = [];
    const handle = (name: string) => ({
      retain: () => {
        held.push(`+${name}`);
        return () => held.push(`-${name}`);
      },
    });
    const connection = openConnection({ source: obliging({ writeTime: 30 }), timeout: 10 });
    const error = await failure(connection.run(change(1, { holds: [handle("a"), handle("b")] })));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(held).toEqual(["+a", "+b"]);
    await settle(40);
    expect(held).toEqual(["+a", "+b", "-a", "-b"]);
    connection.runSync(change(2, { holds: [handle("c")] }));
    await connection.runAll([change(3, { holds: [handle("d")] }), change(4, { holds: [handle("e")] })], {
      timeout: 1000,
    });
    expect(held.slice(4)).toEqual(["+c", "-c", "+d", "+e", "-d", "-e"]);
  });

  it("is held by a transaction as well, also by one that nobody waits for", async () => {
    let held = 0;
    const holds = [{ retain: () => (held++, () => held--) }];
    const message = { type: 16, body: new Uint8Array(4) };
    const batch = transaction({
      protocol: 12,
      begin: message,
      end: message,
      requests: [change(1, { holds }), change(2, { holds })],
      check: false,
      what: "two",
      result: () => undefined,
    });
    const connection = openConnection({ source: obliging({ writeTime: 30 }), timeout: 10 });
    expect(await failure(connection.run(batch))).toBeInstanceOf(OutcomeUnknownError);
    expect(held).toBe(2);
    await settle(40);
    expect(held).toBe(0);
    connection.runSync(batch);
    expect(held).toBe(0);
  });
});

describe("several requests at a time", () => {
  it("are written one after the other, in the order of the calls", async () => {
    let writing = 0;
    let most = 0;
    const kernel = obliging({ writeTime: 2 });
    const counting: typeof kernel = {
      ...kernel,
      open: (protocol) => {
        const transport = kernel.openSync(protocol);
        const send = transport.send.bind(transport);
        transport.send = async (bytes) => {
          most = Math.max(most, ++writing);
          await send(bytes);
          writing--;
        };
        return transport;
      },
    };
    const connection = openConnection({ source: counting });
    expect(await Promise.all([1, 2, 3, 4, 5].map((value) => connection.run(question(value))))).toEqual([1, 2, 3, 4, 5]);
    expect(kernel.received.map(([request]) => request!.body[0])).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(1);
  });

  it("each get their own answer when a synchronous one comes between", async () => {
    const connection = openConnection({ source: obliging({ writeTime: 5 }) });
    const running = connection.run(question(1));
    expect(connection.runSync(question(2))).toBe(2);
    const late = scriptedKernel(([request]) => [
      { after: request!.body[0] === 1 ? 10 : 1, datagram: reply(request!, NEWLINK, request!.body) },
      { after: 20, datagram: acknowledge(request!) },
    ]);
    const slow = openConnection({ source: late });
    const first = slow.run(question(1));
    await settle();
    expect(slow.runSync(question(2))).toBe(2);
    expect(await first).toBe(1);
    expect(await running).toBe(1);
  });
});

describe("an operation of several steps", () => {
  it("gets each step's result, and may catch a step's failure", async () => {
    const kernel = scriptedKernel(([request]) =>
      request!.type === NEWLINK
        ? [acknowledge(request!, 17)]
        : [reply(request!, NEWLINK, request!.body), acknowledge(request!)],
    );
    const steps = operation(function* () {
      const first = yield* question(20);
      try {
        yield* change(1);
      } catch (error) {
        if (error instanceof NetlinkError && error.code === "EEXIST") return [first, yield* question(22)];
        throw error;
      }
      return [];
    });
    const connection = openConnection({ source: kernel });
    expect(await connection.run(steps)).toEqual([20, 22]);
    expect(connection.runSync(steps)).toEqual([20, 22]);
  });
});

describe("closing a connection", () => {
  it("waits until nothing is in flight before a socket is closed", async () => {
    const kernel = obliging({ writeTime: 30 });
    const connection = openConnection({ source: kernel });
    const changing = failure(connection.run(change(1)));
    const waiting = failure(connection.run(question(2)));
    await settle(5);
    connection.close();
    expect(await changing).toBeInstanceOf(OutcomeUnknownError);
    expect(await waiting).toBeInstanceOf(ClosedError);
    expect(kernel.openSockets).toBe(1);
    await connection[Symbol.asyncDispose]();
    expect(kernel.openSockets).toBe(0);
    expect(kernel.received).toHaveLength(1);
  });

  it("ends everything that was begun, and refuses what comes", async () => {
    const kernel = scriptedKernel(() => []);
    const connection = openConnection({ source: kernel });
    const asking = failure(connection.run(question(1)));
    const dumping = failure(connection.run(list()));
    const streaming = failure(connection.dump(list()).next());
    await settle(5);
    await connection[Symbol.asyncDispose]();
    expect(await asking).toBeInstanceOf(ClosedError);
    expect(kernel.openSockets).toBe(0);
    expect(await failure(connection.run(question(1)))).toBeInstanceOf(ClosedError);
    expect(await failure(() => connection.runSync(question(1)))).toBeInstanceOf(ClosedError);
    expect(await failure(() => connection.runAllSync([question(1)]))).toBeInstanceOf(ClosedError);
    expect(await failure(connection.runAll([question(1)]))).toBeInstanceOf(ClosedError);
    expect(await failure(() => [...connection.dumpSync(list())])).toBeInstanceOf(ClosedError);
    expect(await Promise.all([dumping, streaming])).toEqual([expect.any(ClosedError), expect.any(ClosedError)]);
    connection.close();
  });

  it("is done by using, with and without await", async () => {
    const kernel = obliging();
    {
      using connection = openConnection({ source: kernel });
      connection.runSync(question(1));
      expect(kernel.openSockets).toBe(1);
    }
    expect(kernel.openSockets).toBe(0);
    {
      await using connection = openConnection({ source: kernel });
      await connection.run(question(1));
      expect(kernel.openSockets).toBe(1);
    }
    expect(kernel.openSockets).toBe(0);
  });
});
