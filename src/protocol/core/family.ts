import type { Family } from "../schema/registry.ts";
import { extendedAck, policy } from "./acknowledgement.ts";
import {
  ackFlags,
  attributeType,
  controlType,
  deleteFlags,
  getFlags,
  messageFlags,
  netlinkProtocol,
  newFlags,
} from "./constants.ts";
import { nlattr, nlmsgerr, nlmsghdr } from "./header.ts";

const header = "linux/netlink.h";

/** What every netlink protocol shares, as data. Its `protocol` is -1: it has no messages of its own. */
export const coreFamily: Family = {
  name: "netlink",
  protocol: -1,
  messages: [],
  spaces: [extendedAck, policy].map((space) => ({ header, space })),
  structs: [nlmsghdr, nlmsgerr, nlattr].map((struct) => ({ header, struct })),
  names: [netlinkProtocol, controlType, messageFlags, getFlags, newFlags, deleteFlags, ackFlags, attributeType].map(
    (names) => ({
      header,
      names,
    }),
  ),
};
