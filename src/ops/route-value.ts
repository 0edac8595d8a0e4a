import { routeProtocol, routeScope, routeTable, routeType } from "../protocol/route/route-names.ts";
import type { Enumeration } from "../protocol/schema/enumeration.ts";
import { EncodeError } from "../protocol/schema/errors.ts";

/** How far an address or destination reaches, as `ip` calls it: RT_SCOPE_UNIVERSE is `"global"`. A number where the header names none. */
export type Scope = "global" | "site" | "link" | "host" | "nowhere" | number;
/** RTN_*: what a route does; a number where the header names none. */
export type RouteType = keyof typeof routeType.values | number;
/** RTPROT_* for input: a name of the header or any number. */
export type RouteProtocol = keyof typeof routeProtocol.values | number;
/** A routing table for input: `"main"` (254), `"local"` (255), `"default"` (253) or any number up to 2^32 - 1. */
export type RouteTable = "main" | "local" | "default" | number;

/** The number of a name in an enumeration; numbers pass. */
export function numberOf<Name extends string>(names: Enumeration<Name>, value: Name | number): number {
  if (typeof value === "number") return value;
  if (!Object.hasOwn(names.values, value)) {
    throw new EncodeError(`${JSON.stringify(value)} is none of ${Object.keys(names.values).join(", ")}`);
  }
  return names.values[value];
}

/** The name of a scope, or its number. */
export function scopeName(scope: number): Scope {
  if (scope === 0) return "global";
  const name = routeScope.nameOf(scope);
  return name === undefined || name === "universe" ? scope : name;
}

/** The number of a scope. */
export function scopeNumber(scope: Scope): number {
  return scope === "global" ? 0 : numberOf(routeScope, scope);
}

/** The name of a route type, or its number. */
export function typeName(type: number): RouteType {
  return type === 1 ? "unicast" : (routeType.nameOf(type) ?? type);
}

/** The number of a table. */
export function tableNumber(table: RouteTable): number {
  return numberOf(routeTable, table);
}

/** The number of a protocol. */
export function protocolNumber(protocol: RouteProtocol): number {
  return numberOf(routeProtocol, protocol);
}
