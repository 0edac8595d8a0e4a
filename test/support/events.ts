import type { Event, Subscription } from "ts-netlink";

/** Reads events up to the first one that `last` is true of. */
export async function until(events: Subscription<Event>, last: (event: Event) => boolean): Promise<Event[]> {
  const seen: Event[] = [];
  for await (const event of events) {
    if (event.kind !== "message") throw new Error(event.kind);
    seen.push(event.value);
    if (last(event.value)) break;
  }
  return seen;
}
