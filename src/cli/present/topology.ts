import type { NetworkListing, SandboxListing } from "../../topology/index.ts";
import type { View } from "../output/view.ts";

/** Writes the view model of a sandbox as an object. */
export function presentSandbox(view: View, sandbox: SandboxListing): void {
  view.open();
  view.field("name", sandbox.name, `${sandbox.name}:`, "ifname");
  view.field("status", sandbox.status, ` ${sandbox.status}`);
  if (sandbox.abandoned) view.field("abandoned", true, " abandoned");
  view.field("slot", sandbox.slot, ` slot ${sandbox.slot}`);
  view.field("address", sandbox.address, ` address ${sandbox.address}`, "inet");
  view.field("guest", sandbox.guest, ` guest ${sandbox.guest}`);
  view.field("guestAddress", sandbox.guestAddress, ` ${sandbox.guestAddress}`, "inet");
  view.line();
  view.field("hostInterface", sandbox.hostInterface, `    dev ${sandbox.hostInterface}`, "ifname");
  view.field("hostLinkAddress", sandbox.hostLinkAddress, ` ${sandbox.hostLinkAddress}`, "inet");
  view.field("insideLinkAddress", sandbox.insideLinkAddress, ` peer ${sandbox.insideLinkAddress}`, "inet");
  view.field("guestInterface", sandbox.guestInterface, ` inside ${sandbox.guestInterface}`, "ifname");
  view.field("guestInterfaceMac", sandbox.guestInterfaceMac, ` ${sandbox.guestInterfaceMac}`, "mac");
  view.field("gatewayAddress", sandbox.gatewayAddress, ` ${sandbox.gatewayAddress}`, "inet");
  if (sandbox.redirects.length > 0) {
    view.openList("redirects");
    for (const { protocol, port, to } of sandbox.redirects) {
      view.line();
      view.text(`    redirect ${protocol} ${port} to ${to}`);
      view.open();
      view.value("protocol", protocol);
      view.value("port", port);
      view.value("to", to);
      view.close();
    }
    view.closeList();
  }
  view.text("\n");
  view.close();
}

/** Writes the view model of a network with its containers and ports as an object. */
export function presentNetwork(view: View, network: NetworkListing): void {
  view.open();
  view.field("name", network.name, `${network.name}:`, "ifname");
  view.field("status", network.status, ` ${network.status}`);
  view.field("address", network.address, ` address ${network.address}`, "inet");
  view.field("broadcast", network.broadcast, ` brd ${network.broadcast}`, "inet");
  if (network.mtu !== undefined) view.field("mtu", network.mtu, ` mtu ${network.mtu}`);
  view.openList("containers");
  for (const container of network.containers) {
    view.line();
    view.open();
    view.field("name", container.name, `    container ${container.name}`);
    view.field("address", container.address, ` address ${container.address}`, "inet");
    view.field("interface", container.interface, ` dev ${container.interface}`, "ifname");
    view.field("hostInterface", container.hostInterface, ` host-dev ${container.hostInterface}`, "ifname");
    view.close();
  }
  view.closeList();
  view.openList("ports");
  for (const port of network.ports) {
    view.line();
    view.open();
    view.field("protocol", port.protocol, `    port ${port.protocol}`);
    if (port.hostAddress !== undefined) view.field("hostAddress", port.hostAddress, ` ${port.hostAddress}`, "inet");
    view.field("hostPort", port.hostPort, ` ${port.hostPort}`);
    view.field("address", port.address, ` to ${port.address}`, "inet");
    view.field("port", port.port, `:${port.port}`);
    view.close();
  }
  view.closeList();
  view.text("\n");
  view.close();
}
