import { NETLINK_ROUTE } from "../../../src/protocol/core/constants.ts";
import { dumpRequest, request } from "../../../src/socket/request.ts";
import type { DumpRequest, Request, RequestSpec } from "../../../src/socket/request.ts";

/** RTM_NEWLINK, RTM_GETLINK (`linux/rtnetlink.h`): a change and a question by their type numbers. */
export const NEWLINK = 16;
export const GETLINK = 18;

/** A body of four bytes that holds a number. */
export function body(value: number): Uint8Array {
  return new Uint8Array(new Uint32Array([value]).buffer);
}

const number: RequestSpec<number>["item"] = ({ source, start }) => source.view.getUint32(start, source.littleEndian);

/** Asks for a number; the answer is the number in the first reply. */
export function question(value: number): Request<unknown> {
  return request({
    protocol: NETLINK_ROUTE,
    type: GETLINK,
    flags: 0,
    body: body(value),
    what: `get ${value}`,
    item: number,
    result: ([first]) => first,
  });
}

/** Changes something; its result is "changed". */
export function change(value: number, more: Partial<RequestSpec<unknown>> = {}): Request<unknown> {
  return request({
    protocol: NETLINK_ROUTE,
    type: NEWLINK,
    flags: 0x600,
    body: body(value),
    what: `set ${value}`,
    result: () => "changed",
    ...more,
  });
}

/** Lists numbers. */
export function list(): DumpRequest<number> {
  return dumpRequest({
    protocol: NETLINK_ROUTE,
    type: GETLINK,
    flags: 0x300,
    body: body(0),
    what: "list",
    item: ({ source, start }) => source.view.getUint32(start, source.littleEndian),
  });
}

/** The value that a promise rejects with, or that a function throws. */
export async function failure(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === "function" ? attempt() : attempt);
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

/** Lets everything that is due happen. */
export function settle(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
