/**
 * Linux netlink for TypeScript: links, addresses, routes, rules, neighbours, nftables, network namespaces.
 *
 * `netlink.open()` is the front door; `link`, `address`, … make the same operations as values for pipelines and transactions.
 */
export { netlink } from "./netlink.ts";
export type {
  CommitOptions,
  EventOptions,
  Namespaces,
  Netlink,
  NetlinkNamespace,
  NetlinkOptions,
  Nft,
  SyncNamespaces,
  SyncNetlink,
  SyncNft,
} from "./netlink.ts";
export type { DriverStatistics, SyncDriverStatistics } from "./driver-statistics.ts";
export type { NsidNames, SyncNsidNames } from "./nsid-names.ts";
export type { AddressWaits, LinkCondition, LinkWaits } from "./wait.ts";
export type { Dumping, Method, Results, Service, SyncDumping, SyncMethod, SyncService } from "./service.ts";
export * from "./ops/index.ts";
export type { Event } from "./ops/event.ts";
export * as nft from "./ops/nftables/index.ts";
export * as namespace from "./ns/index.ts";
export * from "./socket/errors.ts";
export { DecodeError, EncodeError } from "./protocol/schema/errors.ts";
export { jsonReplacer } from "./protocol/schema/json.ts";
export type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";
export { operation } from "./socket/request.ts";
export type { DumpRequest, Operation, Request, Step, Transaction } from "./socket/request.ts";
export type { Connection, ConnectionOptions } from "./socket/connection.ts";
export type { Subscription, SubscriptionEvent } from "./socket/subscription.ts";
