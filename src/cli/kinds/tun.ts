import type { LinkInfo } from "../../protocol/route/link.ts";
import { tunType } from "../../protocol/route/link-kinds/tun.ts";
import type { View } from "../output/view.ts";
import type { Names } from "../present/names.ts";

/** Shows the options of a tun or tap device. */
export function presentTun(view: View, info: LinkInfo, names: Names): void {
  if (info.kind !== "tun" || info.data === undefined) return;
  const { data } = info;
  const onOff = (key: string, value: number | undefined): void => {
    if (value !== undefined) view.field(key, value !== 0, `${key} ${value === 0 ? "off" : "on"} `);
  };
  if (data.type !== undefined) {
    const type = tunType.nameOf(data.type) ?? `UNKNOWN:${data.type}`;
    view.field("type", type, `type ${type} `);
  }
  onOff("pi", data.pi);
  onOff("vnet_hdr", data.vnetHdr);
  if ((data.multiQueue ?? 0) === 0) view.value("multi_queue", false);
  else {
    view.field("multi_queue", true, "multi_queue ");
    if (data.numQueues !== undefined) view.field("numqueues", data.numQueues, `numqueues ${data.numQueues} `);
    if (data.numDisabledQueues !== undefined) {
      view.field("numdisabled", data.numDisabledQueues, `numdisabled ${data.numDisabledQueues} `);
    }
  }
  onOff("persist", data.persist);
  if (data.owner !== undefined) {
    const name = names.user(data.owner);
    view.field("user", name ?? data.owner, `user ${name ?? data.owner} `);
  }
  if (data.group !== undefined) {
    const name = names.userGroup(data.group);
    view.field("group", name ?? data.group, `group ${name ?? data.group} `);
  }
}
