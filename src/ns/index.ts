export type { ChildEvents, NamespaceChild, SpawnOptions, StdioEntry } from "./child.ts";
export {
  attachSync,
  exists,
  identify,
  isNamespaceName,
  list,
  NAMESPACE_DIRECTORY,
  namespacePath,
  pids,
  remove,
  removeSync,
} from "./directory.ts";
export type { DirectoryOptions, NamedNamespace } from "./directory.ts";
export { closeNamespaceWorker, startNamespaceWorker } from "./dispatcher.ts";
export type { ListenOptions } from "./listen.ts";
export { readGroups } from "./multicast.ts";
export type { GroupMembership, Multicast } from "./multicast.ts";
export { Namespace } from "./namespace.ts";
export type { Origin, Sysctl } from "./namespace.ts";
export { attach, create, createSync, createWith, current, open, spawnInNew } from "./open.ts";
export type { NamespaceSource, SpawnedInNew } from "./open.ts";
export { enterNamespace, unshareNamespace } from "./perform.ts";
export { netlinkSocketAction, readySockets, socketsIn } from "./transport-source.ts";
export { readSysctl, sysctlPath, writeSysctl } from "./sysctl.ts";
export { createTunTap, deleteTunTap, TunTap } from "./tuntap.ts";
export type { TunTapOpened, TunTapOptions, TunTapRequest } from "./tuntap.ts";
export type {
  Action,
  IoctlAction,
  MulticastListAction,
  Outcome,
  Outcomes,
  SocketAction,
  SocketOption,
  SpawnAction,
  SysctlGetAction,
  SysctlSetAction,
  TunTapAction,
  TunTapDeleteAction,
} from "./visit.ts";
export { watch } from "./watch.ts";
export type { NameEvent, WatchOptions } from "./watch.ts";
