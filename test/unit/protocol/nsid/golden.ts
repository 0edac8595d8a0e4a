import type { ReplyRow, RequestRow } from "../../../support/golden.ts";

/**
 * Requests of `ip` 6.1 as strace saw them in a namespace where blue was just made (sequence number and port id zeroed);
 * descriptor 6 is the file of blue.
 */
export const requests: readonly RequestRow[] = [
  {
    name: "asks for the number of an open namespace",
    command: "ip netns list",
    request: (ops) => ops.nsid.get({ fd: 6 }),
    bytes: [
      "1c000000 5a00 0100 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETNSID, REQUEST
      "00 000000", // rtgenmsg: family 0, padded
      "0800 0300 06000000", // NETNSA_FD 6
    ],
    value: { header: { family: 0 }, attributes: { fd: 6 } },
  },
  {
    name: "gives a number",
    command: "ip netns set blue 5",
    request: (ops) => ops.nsid.set({ fd: 6 }, 5),
    bytes: [
      "24000000 5800 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNSID, REQUEST ACK
      "00 000000", // rtgenmsg: family 0, padded
      "0800 0300 06000000", // NETNSA_FD 6
      "0800 0100 05000000", // NETNSA_NSID 5
    ],
    value: { header: { family: 0 }, attributes: { fd: 6, nsid: 5 } },
  },
  {
    name: "lets the kernel choose a number",
    command: "ip netns set red auto",
    request: (ops) => ops.nsid.set({ fd: 6 }, "auto"),
    bytes: [
      "24000000 5800 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNSID, REQUEST ACK
      "00 000000", // rtgenmsg: family 0, padded
      "0800 0300 06000000", // NETNSA_FD 6
      "0800 0100 ffffffff", // NETNSA_NSID -1
    ],
    value: { header: { family: 0 }, attributes: { fd: 6, nsid: -1 } },
  },
  {
    name: "lists numbers",
    command: "ip netns list-id",
    request: (ops) => ops.nsid.list(),
    bytes: [
      "14000000 5a00 0103 00000000 00000000", // nlmsghdr: 20 bytes, RTM_GETNSID, REQUEST DUMP
      "00 000000", // rtgenmsg: family 0, padded
    ],
    value: { header: { family: 0 }, attributes: {} },
  },
  {
    name: "lists the numbers that another namespace gave",
    command: "ip netns list-id target-nsid 5",
    request: (ops) => ops.nsid.list({ from: 5 }),
    bytes: [
      "1c000000 5a00 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETNSID, REQUEST DUMP
      "00 000000", // rtgenmsg: family 0, padded
      "0800 0400 05000000", // NETNSA_TARGET_NSID 5
    ],
    value: { header: { family: 0 }, attributes: { targetNsid: 5 } },
  },
];

/** An answer of Linux 6.18 (sequence number and port id zeroed). */
export const replies: readonly ReplyRow[] = [
  {
    name: "a number that another namespace gave, and ours for the same",
    bytes: [
      "24000000 5800 0200 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNSID, MULTI
      "00 000000", // rtgenmsg: family 0, padded
      "0800 0100 09000000", // NETNSA_NSID 9
      "0800 0500 06000000", // NETNSA_CURRENT_NSID 6
    ],
    value: { header: { family: 0 }, attributes: { nsid: 9, currentNsid: 6 } },
  },
];
