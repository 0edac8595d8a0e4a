import { addressLabelMessage } from "../../../../src/protocol/route/address-label.ts";
import { goldenReplies } from "../../../support/golden.ts";

// Messages of Linux 6.18 (sequence number and port id zeroed), which 7.3 sends alike; interface 103 is v0.
goldenReplies(addressLabelMessage, [
  {
    name: "a label that the namespace began with",
    bytes: [
      "38000000 4800 0200 00000000 00000000", // nlmsghdr: 56 bytes, RTM_NEWADDRLABEL, MULTI
      "0a 00 1c 00 00000000 0b000000", // ifaddrlblmsg: family 10, prefixlen 28, of all interfaces, change 11
      "1400 0100 20010010000000000000000000000000", // IFAL_ADDRESS 2001:10::
      "0800 0200 07000000", // IFAL_LABEL 7
    ],
    value: {
      header: { family: 10, reserved: 0, prefixlen: 28, flags: 0, index: 0, seq: 11 },
      attributes: { address: "2001:10::", label: 7 },
    },
  },
  {
    name: "a label of one interface's addresses",
    bytes: [
      "38000000 4800 0200 00000000 00000000", // nlmsghdr: 56 bytes, RTM_NEWADDRLABEL, MULTI
      "0a 00 30 00 67000000 0b000000", // ifaddrlblmsg: family 10, prefixlen 48, index 103, change 11
      "1400 0100 20010db8000100000000000000000000", // IFAL_ADDRESS 2001:db8:1::
      "0800 0200 64000000", // IFAL_LABEL 100
    ],
    value: {
      header: { family: 10, reserved: 0, prefixlen: 48, flags: 0, index: 103, seq: 11 },
      attributes: { address: "2001:db8:1::", label: 100 },
    },
  },
]);
