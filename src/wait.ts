import type { Address } from "./ops/address.ts";
import * as address from "./ops/address.ts";
import type { Event } from "./ops/event.ts";
import { subscriptionTo } from "./ops/event.ts";
import type { Link, LinkTarget, OperationalState } from "./ops/link.ts";
import * as link from "./ops/link.ts";
import { describeLink, statedIndex } from "./ops/link-target.ts";
import type { Connection } from "./socket/connection.ts";
import { ClosedError, NetlinkError } from "./socket/errors.ts";
import type { AsyncCallLimits } from "./socket/limits.ts";
import { limit, timeLimit } from "./socket/limits.ts";

/*
 * Waiting for what the kernel does by itself. Events are subscribed to first, then the state is asked for, so that nothing falls
 * between; what an overrun lost is asked for again. Nothing is polled.
 */

/** What a link is to be: all that is named. With nothing named, it is to be there. */
export interface LinkCondition {
  /** Whether it is up as an administrator says (IFF_UP). */
  readonly up?: boolean;
  /** Operational state, or several that will do. */
  readonly operstate?: OperationalState | readonly OperationalState[];
  /** Whether there is a carrier. */
  readonly carrier?: boolean;
  /** Anything else. */
  readonly matches?: (link: Link) => boolean;
}

/** Waiting for links. */
export interface LinkWaits {
  /**
   * Waits until a link is there and is as it is to be, at once if it is so already. It is enough that it was so for a moment.
   * A link that was named by its name may be another one of that name by then; by its index it is always the same. Of a link
   * that is down the kernel tells neither further names nor a new alias.
   * @returns the link as the kernel told it when it was so
   * @throws TimeoutError, the signal's reason; NetlinkError ENODEV when a link named by its index goes
   */
  wait(target: LinkTarget, condition?: LinkCondition, limits?: AsyncCallLimits): Promise<Link>;
  /**
   * Waits until there is no such link, or no longer.
   * @throws TimeoutError, the signal's reason
   */
  waitGone(target: LinkTarget, limits?: AsyncCallLimits): Promise<void>;
}

/** Waiting for addresses. */
export interface AddressWaits {
  /**
   * Waits until the kernel knows of every IPv6 address of a link whether somebody else has it (DAD, RFC 4862).
   * @returns the addresses, of which those that somebody else has bear the flag `dadfailed`
   * @throws TimeoutError, as for a link that is down; the signal's reason; NetlinkError ENODEV when there is no such link
   */
  waitSettled(target: LinkTarget, limits?: AsyncCallLimits): Promise<Address[]>;
}

/** What ends a wait, or is yet to come. */
type Outcome<T> = { readonly value: T } | undefined;
/** The same of an event, which may also make another question necessary. */
type Heard<T> = Outcome<T> | "ask";

interface Wait<T> {
  readonly what: string;
  readonly objects: readonly Event["object"][];
  /** Asks for the state. */
  readonly ask: (limits: AsyncCallLimits) => Promise<Outcome<T>>;
  /** Looks at an event. */
  readonly hear: (event: Event) => Heard<T>;
}

async function until<T>(connection: Connection, wait: Wait<T>, limits: AsyncCallLimits): Promise<T> {
  const { what, objects, ask, hear } = wait;
  const ended = new AbortController();
  const { signal } = ended;
  limits.signal?.throwIfAborted();
  const release = limit(what, timeLimit(limits.timeout, connection.timeout), limits.signal, (reason) =>
    ended.abort(reason),
  );
  await using subscription = connection.subscribe({ ...subscriptionTo(objects), signal });
  try {
    await subscription.ready;
    const inner: AsyncCallLimits = { timeout: Infinity, signal };
    const first = await ask(inner);
    if (first !== undefined) return first.value;
    for await (const event of subscription) {
      // What an overrun lost, or could not be read, is asked for.
      const heard = event.kind === "message" ? hear(event.value) : "ask";
      const outcome = heard === "ask" ? await ask(inner) : heard;
      if (outcome !== undefined) return outcome.value;
    }
  } finally {
    release();
  }
  signal.throwIfAborted();
  throw new ClosedError("connection");
}

const isNamed = ({ name, altNames, index }: Link, target: LinkTarget): boolean =>
  typeof target === "string" ? name === target || altNames.includes(target) : index === statedIndex(target);

function isMet(found: Link, { up, operstate, carrier, matches }: LinkCondition): boolean {
  if (up !== undefined && found.up !== up) return false;
  if (carrier !== undefined && found.carrier !== carrier) return false;
  if (operstate !== undefined && (found.operstate === undefined || ![operstate].flat().includes(found.operstate))) {
    return false;
  }
  return matches?.(found) !== false;
}

/** The link, or `undefined` when there is none. */
async function find(connection: Connection, target: LinkTarget, limits: AsyncCallLimits): Promise<Link | undefined> {
  try {
    return await connection.run(link.get(target), limits);
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENODEV") return undefined;
    throw error;
  }
}

/** Waiting for links on a connection. */
export function linkWaits(connection: Connection, shared: AsyncCallLimits): LinkWaits {
  return {
    wait: (target, condition = {}, limits) => {
      const judge = (found: Link | undefined): Outcome<Link> =>
        found !== undefined && isMet(found, condition) ? { value: found } : undefined;
      const wait: Wait<Link> = {
        what: `wait for link ${describeLink(target)}`,
        objects: ["link"],
        // What has an index and is gone never comes back: then the refusal is the answer.
        ask: async (inner) =>
          judge(
            await (typeof target === "string"
              ? find(connection, target, inner)
              : connection.run(link.get(target), inner)),
          ),
        hear: (event) => {
          if (event.object !== "link" || !isNamed(event.value, target)) return undefined;
          if (event.change === "new") return judge(event.value);
          return typeof target === "string" ? undefined : "ask";
        },
      };
      return until(connection, wait, { ...shared, ...limits });
    },
    waitGone: (target, limits) => {
      let known: number | undefined;
      const gone = { value: undefined };
      const wait: Wait<undefined> = {
        what: `wait for the end of link ${describeLink(target)}`,
        objects: ["link"],
        ask: async (inner) => {
          known = (await find(connection, target, inner))?.index;
          return known === undefined ? gone : undefined;
        },
        hear: ({ object, change, value }) => {
          if (object !== "link") return undefined;
          // Its name may also have been given up.
          const ended = change === "delete" ? isNamed(value, target) : value.index === known && !isNamed(value, target);
          return ended ? gone : undefined;
        },
      };
      return until(connection, wait, { ...shared, ...limits });
    },
  };
}

/** Whether the kernel does not know yet if somebody else has an address. */
const isTentative = ({ flags }: Address): boolean => flags.includes("tentative") && !flags.includes("dadfailed");

/** Waiting for addresses on a connection. */
export function addressWaits(connection: Connection, shared: AsyncCallLimits): AddressWaits {
  return {
    waitSettled: async (target, limits) => {
      const all = { ...shared, ...limits };
      const { index, name } = await connection.run(link.get(target), all);
      const wait: Wait<Address[]> = {
        what: `wait for the addresses of link ${name}`,
        objects: ["address", "link"],
        ask: async (inner) => {
          const found = await connection.run(address.list({ dev: index, family: "inet6" }), inner);
          // A link that is gone has no addresses: that is not what was waited for.
          if (found.length === 0) await connection.run(link.get(index), inner);
          return found.some(isTentative) ? undefined : { value: found };
        },
        hear: ({ object, change, value }) => {
          if (object === "address") return value.index === index && !isTentative(value) ? "ask" : undefined;
          return object === "link" && change === "delete" && value.index === index ? "ask" : undefined;
        },
      };
      return until(connection, wait, all);
    },
  };
}
