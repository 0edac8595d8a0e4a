import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/cli/decode/datagram.ts";
import { readHex } from "../../../src/cli/decode/hex-input.ts";
import { isCapture, readCapture } from "../../../src/cli/decode/pcap-input.ts";
import { isStrace, readStrace } from "../../../src/cli/decode/strace-input.ts";
import { fromHex, toHex } from "../../../src/protocol/schema/index.ts";

const hexes = (text: string): string[] => readHex(text).datagrams.map(({ bytes }) => toHex(bytes));
/** RTM_GETLINK for "lo": 28 bytes and padding. */
const message = "2800000012000100000000000000000000000000000000000000000000000000070003006c6f0000";

describe("hex", () => {
  test.each([
    ["without blanks", message],
    ["in groups", message.replace(/(.{8})/g, "$1 ")],
    ["in pairs over lines", message.replace(/(..)/g, "$1 ").replace(/(.{48})/g, "$1\n")],
    ["with colons", message.replace(/(..)(?=.)/g, "$1:")],
    ["as a C array", message.replace(/(..)/g, "0x$1, ")],
    ["as a C string", message.replace(/(..)/g, "\\x$1")],
    ["with comments", `# a request\n${message.slice(0, 32)} # header\n// body\n${message.slice(32)} // and more`],
  ])("%s", (_what, text) => expect(hexes(text)).toStrictEqual([message]));

  // What the tools print of the same 40 bytes.
  test("from hexdump -C, whose `*` stands for repeated lines", () => {
    const zeroes = "00".repeat(48);
    const text = [
      "00000000  28 00 00 00 12 00 01 00  00 00 00 00 00 00 00 00  |(...............|",
      "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
      "*",
      "00000040  07 00 03 00 6c 6f 00 00                           |....lo..|",
      "00000048",
    ].join("\n");
    expect(hexes(text)).toStrictEqual([`28000000120001000000000000000000${zeroes}070003006c6f0000`]);
  });
  test("from xxd", () => {
    const text = [
      "00000000: 2800 0000 1200 0100 0000 0000 0000 0000  (...............",
      "00000010: 0000 0000 0000 0000 0000 0000 0000 0000  ................",
      "00000020: 0700 0300 6c6f 0000                      ....lo..",
    ].join("\n");
    expect(hexes(text)).toStrictEqual([message]);
  });
  test("from tcpdump -xx", () => {
    const text =
      "\t0x0000:  2800 0000 1200 0100 0000 0000 0000 0000\n\t0x0010:  0000 0000 0000 0000 0000 0000 0000 0000\n\t0x0020:  0700 0300 6c6f 0000";
    expect(hexes(text)).toStrictEqual([message]);
  });
  test("several datagrams, apart by an empty line or an offset of 0", () => {
    expect(hexes(`${message}\n\n${message}`)).toStrictEqual([message, message]);
    expect(hexes("0000: 1000 0000\n0004: 0300\n0000: 1400")).toStrictEqual(["100000000300", "1400"]);
  });
  test.each([
    ["0g", 'line 1: "0g" is not hex'],
    [`${message}\n123`, "line 2: an odd number of hex digits"],
    ["0000: 1000\n0010: 20", "line 2: offset 10, expected 2 (hexadecimal)"],
  ])("%j is an error that names the line", (text, problem) => {
    expect(() => readHex(text)).toThrow(InputError);
    expect(() => readHex(text)).toThrow(problem);
  });
});

/** A capture file with the given global header fields and one packet. */
function capture(magic: number, littleEndian: boolean, linkType: number, packet: string, length?: number): Uint8Array {
  const bytes = fromHex(packet);
  const file = new Uint8Array(40 + bytes.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, littleEndian);
  view.setUint32(20, linkType, littleEndian);
  view.setUint32(24, 1_700_000_000, littleEndian);
  view.setUint32(28, magic === 0xa1b23c4d ? 500_000_000 : 500_000, littleEndian);
  view.setUint32(32, length ?? bytes.length, littleEndian);
  view.setUint32(36, length ?? bytes.length, littleEndian);
  file.set(bytes, 40);
  return file;
}
/** The cooked header of nlmon: outgoing, ARPHRD_NETLINK, protocol NETLINK_NETFILTER. */
const cooked = "0004 0338 0000 0000 0000 0000 0000 000c";

describe("captures", () => {
  test.each([
    ["microseconds, little-endian", 0xa1b2c3d4, true],
    ["microseconds, big-endian", 0xa1b2c3d4, false],
    ["nanoseconds, little-endian", 0xa1b23c4d, true],
    ["nanoseconds, big-endian", 0xa1b23c4d, false],
  ])("%s", (_what, magic, littleEndian) => {
    const file = capture(magic, littleEndian, 253, `${cooked} 0102`);
    expect(isCapture(file)).toBe(true);
    expect(readCapture(file)).toStrictEqual({
      datagrams: [
        { bytes: Uint8Array.of(1, 2), protocol: 12, littleEndian, where: "packet 1", note: "2023-11-14T22:13:20.500Z" },
      ],
      problems: [],
    });
  });
  test("of another link type, and pcapng, are errors", () => {
    expect(() => readCapture(capture(0xa1b2c3d4, true, 1, ""))).toThrow(
      "a capture of link type 1, not of netlink (253)",
    );
    expect(isCapture(fromHex("0a0d0d0a"))).toBe(true);
    expect(() => readCapture(fromHex("0a0d0d0a"))).toThrow("a pcapng file");
    expect(() => readCapture(fromHex("d4c3b2a1"))).toThrow("not a pcap file");
  });
  test("a file that ends in a packet keeps what was before it", () => {
    const whole = capture(0xa1b2c3d4, true, 253, `${cooked} 0102`);
    const file = new Uint8Array([...whole, ...whole.subarray(24, 50)]);
    const { datagrams, problems } = readCapture(file);
    expect(datagrams).toHaveLength(1);
    expect(problems).toStrictEqual(["packet 2: the file ends in it"]);
    expect(readCapture(whole.subarray(0, 30)).problems).toStrictEqual(["packet 1: the file ends in its header"]);
    expect(readCapture(capture(0xa1b2c3d4, true, 253, "00")).problems).toStrictEqual([
      "packet 1: 1 bytes are too few for a netlink capture",
    ]);
    expect(readCapture(capture(0xa1b2c3d4, true, 253, cooked, 0xffffffff)).problems).toStrictEqual([
      "packet 1: the file ends in it",
    ]);
  });
  test("hex is no capture", () => expect(isCapture(new TextEncoder().encode(message))).toBe(false));
});

describe("strace", () => {
  const strings = (hex: string): string => `"${hex.replace(/(..)/g, "\\x$1")}"`;
  const read = (...lines: string[]) => readStrace(lines.join("\n"));
  const found = (...lines: string[]) =>
    read(...lines).datagrams.map(({ bytes, protocol, where, note }) => [toHex(bytes), protocol, where, note]);

  test("dump lines of -e write=all -e read=all, with the protocol of -yy", () => {
    const lines = [
      "7046  sendto(3<NETLINK:[NETFILTER:7051]>, ..., 20, 0, NULL, 0) = 20",
      " | 00000  14 00 00 00 10 0a 01 00  00 00 00 00 00 00 00 00  ................ |",
      " | 00010  00 00 00 00                                       ....             |",
      "7046  write(1</dev/null>, ..., 2) = 2",
      " | 00000  68 69                                             hi               |",
    ];
    expect(isStrace(lines.join("\n"))).toBe(true);
    expect(found(...lines)).toStrictEqual([["14000000100a0100000000000000000000000000", 12, "line 1", "sendto"]]);
  });
  test("strings of -xx: sendto, write, and every iov_base of sendmsg", () => {
    expect(
      found(
        `[pid 12] sendto(3<NETLINK:[ROUTE:12]>, ${strings("0102")}, 2, 0, NULL, 0) = 2`,
        `12:00:01.5 write(3<NETLINK:[ROUTE:12]>, ${strings("03")}, 1) = 1`,
        `sendmsg(4<NETLINK:[GENERIC:9]>, {msg_name=NULL, msg_iov=[{iov_base=${strings("04")}, iov_len=1}, {iov_base=${strings("05")}, iov_len=1}], msg_iovlen=2}, 0) = 2`,
      ),
    ).toStrictEqual([
      ["0102", 0, "line 1", "sendto"],
      ["03", 0, "line 2", "write"],
      ["0405", 16, "line 3", "sendmsg"],
    ]);
  });
  test("strings with C escapes, as without -xx", () => {
    expect(found(String.raw`write(3<NETLINK:[ROUTE:1]>, "\20\0\0\0a\n\"\\\x7f", 9) = 9`)).toStrictEqual([
      ["10000000610a225c7f", 0, "line 1", "write"],
    ]);
  });
  test("the socket call tells the protocol where -yy is missing", () => {
    expect(
      found(
        "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_NETFILTER) = 3",
        "socket(AF_UNIX, SOCK_STREAM, 0) = 4",
        `write(3, ${strings("01")}, 1) = 1`,
        `sendto(4, ${strings("02")}, 1, 0, NULL, 0) = 1`,
        `sendto(5, ${strings("03")}, 1, 0, NULL, 0) = 1`,
      ),
    ).toStrictEqual([
      ["01", 12, "line 3", "write"],
      ["03", undefined, "line 5", "sendto"],
    ]);
  });
  test("a socket that is not bound yet has the protocol that later lines tell", () => {
    expect(
      found(
        `sendto(3<NETLINK:[81605]>, ${strings("01")}, 1, 0, NULL, 0) = 1`,
        `sendto(3<NETLINK:[NETFILTER:1]>, ${strings("02")}, 1, 0, NULL, 0) = 1`,
      ),
    ).toStrictEqual([
      ["01", 12, "line 1", "sendto"],
      ["02", 12, "line 2", "sendto"],
    ]);
  });
  test.each([
    ["-f", "[pid 12] "],
    ["-f -o", "12    "],
    ["-Y", "[pid 12<ip>] "],
    ["-Y -o -xx", String.raw`12<\x69\x70> `],
    ["-t", "06:54:08 "],
    ["-ttt -f", "[pid 12] 1795503128.123456 "],
    ["-r", "     0.000038 "],
    ["-r -f -o", "12         0.000038 "],
    ["-r -t", "06:54:08 (+     0.000024) "],
    ["-n", "[  46] "],
    ["-i", "[00007f3a58337c10] "],
    ["-v -i -n -tt -f -o", "13690 06:54:08.905131 [  44] [00007ffba7112c10] "],
  ])("what %s puts before a call", (_options, prefix) => {
    const lines = [
      `${prefix}execve("/usr/sbin/ip", ["ip"], 0x7fff2ffdc270 /* 39 vars */) = 0`,
      `${prefix}socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER) = 3`,
      `${prefix}write(3, ${strings("0102")}, 2) = 2`,
      `${prefix}sendto(3, ${strings("03")}, 1, 0, NULL, 0) = 1`,
    ];
    expect(isStrace(lines[0]!)).toBe(true);
    expect(found(...lines)).toStrictEqual([
      ["0102", 12, "line 3", "write"],
      ["03", 12, "line 4", "sendto"],
    ]);
  });
  test("-y names every socket alike, with -xx in escapes: the socket call tells", () => {
    for (const name of ["socket:[542680]", String.raw`\x73\x6f\x63\x6b\x65\x74\x3a\x5b\x35\x5d`]) {
      expect(
        found(
          `socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC) = 3<${name}>`,
          `write(3<${name}>, ${strings("01")}, 1) = 1`,
          String.raw`write(4</tmp/a>, "\x02", 1) = 1`,
          String.raw`write(4<\x2f\x74\x6d\x70>, "\x02", 1) = 1`,
        ),
      ).toStrictEqual([["01", 16, "line 2", "write"]]);
    }
  });
  test("-X verbose and -X raw", () => {
    expect(
      found(
        "socket(0x10 /* AF_NETLINK */, 0x3 /* SOCK_RAW */, 0xc /* NETLINK_NETFILTER */) = 3",
        "socket(0x10, 0x3, 0xc) = 4",
        "socket(0x2 /* AF_INET */, 0x2 /* SOCK_DGRAM */, 0) = 5",
        ...[3, 4, 5].map((fd) => `write(${fd}, ${strings("01")}, 1) = 1`),
      ),
    ).toStrictEqual([
      ["01", 12, "line 4", "write"],
      ["01", 12, "line 5", "write"],
    ]);
  });
  test("a descriptor that was closed is not netlink any more, and those of two processes are two", () => {
    expect(
      found(
        "[pid 1] socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3",
        "[pid 2] socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER) = 3",
        `[pid 1] write(3, ${strings("01")}, 1) = 1`,
        `[pid 2] write(3, ${strings("02")}, 1) = 1`,
        "[pid 2] close(3) = 0",
        `[pid 2] write(3, ${strings("03")}, 1) = 1`,
        `[pid 1] write(3, ${strings("04")}, 1) = 1`,
      ),
    ).toStrictEqual([
      ["01", 0, "line 3", "write"],
      ["02", 12, "line 4", "write"],
      ["04", 0, "line 7", "write"],
    ]);
  });
  test("sendmmsg and recvmmsg carry several datagrams, in strings and in dumps", () => {
    const call = (first: string, second: string): string =>
      `sendmmsg(3<NETLINK:[ROUTE:12]>, [{msg_hdr={msg_iov=[{iov_base=${first}, iov_len=1}], msg_iovlen=1}, msg_len=1}, {msg_hdr={msg_iov=[{iov_base=${second}, iov_len=1}, {iov_base=${second}, iov_len=1}], msg_iovlen=2}, msg_len=2}], 2, 0) = 2`;
    const expected = [
      ["01", 0, "line 1", "sendmmsg"],
      ["0202", 0, "line 1", "sendmmsg"],
    ];
    expect(found(call(strings("01"), strings("02")))).toStrictEqual(expected);
    expect(
      found(
        call(`${strings("01")}...`, `${strings("02")}...`),
        " = 1 buffers in vector 0",
        " * 1 bytes in buffer 0",
        " | 00000  01                                                .                |",
        " = 2 buffers in vector 1",
        " * 1 bytes in buffer 0",
        " | 00000  02                                                .                |",
        " * 1 bytes in buffer 1",
        " | 00000  02                                                .                |",
      ),
    ).toStrictEqual(expected);
  });
  test("calls that another thread interrupted", () => {
    expect(
      found("12 read(3<NETLINK:[ROUTE:12]>,  <unfinished ...>", `12 <... read resumed>${strings("07")}, 65536) = 1`),
    ).toStrictEqual([["07", 0, "line 2", "read"]]);
    expect(
      found(
        `12 sendto(3<NETLINK:[ROUTE:12]>, ${strings("0102")}, 2, 0, NULL, 0 <unfinished ...>`,
        `13 write(1</dev/null>, ${strings("ff")}, 1) = 1`,
        "12 <... sendto resumed>) = 2",
      ),
    ).toStrictEqual([["0102", 0, "line 3", "sendto"]]);
  });
  test("failed calls and peeks carry nothing", () => {
    expect(
      found(
        `sendto(3<NETLINK:[ROUTE:12]>, ${strings("01")}, 1, 0, NULL, 0) = ? ERESTARTSYS (To be restarted)`,
        `sendto(3<NETLINK:[ROUTE:12]>, ${strings("01")}, 1, 0, NULL, 0) = -1 EPERM (Operation not permitted)`,
        `recvmsg(3<NETLINK:[ROUTE:12]>, {msg_iov=[{iov_base=${strings("01")}, iov_len=1}]}, MSG_PEEK|MSG_TRUNC) = 1`,
      ),
    ).toStrictEqual([]);
  });
  test("messages that strace took apart, and strings it cut, are reported once and by line", () => {
    const apart = "sendto(3<NETLINK:[ROUTE:1]>, [{nlmsg_len=32, nlmsg_type=RTM_NEWLINK}, {...}], 32, 0, NULL, 0) = 32";
    expect(read(apart, apart).problems).toStrictEqual([
      "line 1 and 1 more: strace took the message apart; run it with -e write=all -e read=all to have the bytes",
    ]);
    expect(read(`write(3<NETLINK:[ROUTE:1]>, ${strings("01")}..., 99) = 99`).problems).toStrictEqual([
      "line 1: strace cut the string; run it with -s 65536",
    ]);
  });
  test("hex is no strace output", () => expect(isStrace(message)).toBe(false));
});
