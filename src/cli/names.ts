import { readFileSync } from "node:fs";
import { routeType } from "../protocol/route/route-names.ts";
import type { Names } from "./present/names.ts";
import type { Session } from "./session.ts";

/** Entries of a colon-separated file by the number in a field. */
function numbered(path: string, separator: RegExp, field: number): Map<number, string> {
  const found = new Map<number, string>();
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch {
    // no file, no names
  }
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) continue;
    const parts = line.trim().split(separator);
    const [name] = parts;
    const number = Number(parts[field]);
    if (name !== undefined && name !== "" && parts[field] !== undefined && parts[field] !== "" && !found.has(number)) {
      found.set(number, name);
    }
  }
  return found;
}

/** Number of a user or group by its name in /etc/passwd or /etc/group. */
export function numberOfAccount(path: "/etc/passwd" | "/etc/group", name: string): number | undefined {
  for (const [number, known] of numbered(path, /:/, 2)) if (known === name) return number;
  return undefined;
}

/** Number of a transport protocol by its name or an alias in /etc/protocols. */
export function numberOfTransport(name: string): number | undefined {
  let text = "";
  try {
    text = readFileSync("/etc/protocols", "utf8");
  } catch {
    // no file, no names
  }
  for (const line of text.split("\n")) {
    const [known, number, ...aliases] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (known === name || aliases.includes(name)) return Number(number);
  }
  return undefined;
}

/** What view models show for the numbers they hold, by the session's tables and the kernel's answers. */
export function namesOf(session: Session): Names {
  const { tables, links, namespaces } = session;
  const { numeric } = session.options;
  const named = (name: string | undefined, value: number): string => (numeric ? undefined : name) ?? String(value);
  let users: Map<number, string> | undefined;
  let groups: Map<number, string> | undefined;
  let transports: Map<number, string> | undefined;
  return {
    link: (index) => links.nameOf(index),
    linkFlags: (index) => links.find(index)?.flags,
    linkType: (index) => links.find(index)?.type,
    namespace: (nsid) => namespaces.nameOf(nsid),
    table: (value) => named(tables.table.nameOf(value), value),
    protocol: (value) => named(tables.protocol.nameOf(value), value),
    scope: (value) => named(tables.scope.nameOf(value), value),
    realm: (value) => named(tables.realm.nameOf(value), value),
    dsfield: (value) =>
      (numeric ? undefined : tables.dsfield.nameOf(value)) ?? `0x${value.toString(16).padStart(2, "0")}`,
    group: (value) => named(tables.group.nameOf(value), value),
    user: (id) => (users ??= numbered("/etc/passwd", /:/, 2)).get(id),
    userGroup: (id) => (groups ??= numbered("/etc/group", /:/, 2)).get(id),
    routeType: (value) => named(value === 0 ? "none" : routeType.nameOf(value), value),
    transport: (value) =>
      (numeric ? undefined : (transports ??= numbered("/etc/protocols", /\s+/, 1)).get(value)) ?? `ipproto-${value}`,
  };
}
