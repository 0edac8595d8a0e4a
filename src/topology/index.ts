export { TopologyError } from "./errors.ts";
export type { Status } from "./ledger.ts";
export type { NetworkListing } from "./network.ts";
export type {
  AttachOptions,
  ContainerNamespace,
  EndpointSpec,
  NetworkOptions,
  NetworkSpec,
  PortSpec,
  PublishOptions,
} from "./network-spec.ts";
export type { Observer } from "./plan.ts";
export type { Sandbox, SandboxListing } from "./sandbox.ts";
export type { Redirect, SandboxOptions, SandboxSpec } from "./sandbox-spec.ts";
export { openTopology } from "./topology.ts";
export type { Networks, Sandboxes, Topology, TopologyOptions } from "./topology.ts";
