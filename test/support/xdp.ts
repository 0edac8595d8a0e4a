import { check } from "./namespace.ts";
import type { ScratchNamespace } from "./namespace.ts";

/** bpf(2) has no other way in from here: its number by machine. */
const BPF = { x64: 321, arm64: 280 }[process.arch as "x64" | "arm64"];

/**
 * Loads two XDP programs that let every packet pass and becomes another program, which gets them as descriptors in the environment:
 * FIRST, SECOND, and with OFFLOAD (the index of a link) a third one for its hardware.
 */
const loader = `
use Fcntl;
sub load {
  my ($link) = @_;
  my $code = pack("CCsl CCsl", 0xb7, 0, 0, 2, 0x95, 0, 0, 0); # r0 = XDP_PASS; exit
  my $license = "GPL\\0";
  my $log = "\\0" x 65536;
  my $attributes = pack("LLQQLLQLLx16LL", 6, 2, unpack("Q", pack("P", $code)), unpack("Q", pack("P", $license)),
    1, length $log, unpack("Q", pack("P", $log)), 0, 0, $link, 0);
  my $fd = syscall(${BPF}, 5, $attributes, length $attributes); # BPF_PROG_LOAD
  die "bpf: $!\\n$log" if $fd < 0;
  open(my $handle, "<&=", $fd) or die $!;
  push @kept, $handle;
  fcntl($handle, F_SETFD, 0) or die $!;
  return $fd;
}
$ENV{FIRST} = load(0);
$ENV{SECOND} = load(0);
$ENV{THIRD} = load($ENV{OFFLOAD}) if $ENV{OFFLOAD};
exec @ARGV or die $!;
`;

const prelude = `
import { link } from "ts-netlink/ops";
import { openConnection } from "ts-netlink/socket";
const nl = openConnection();
const [first, second, third] = ["FIRST", "SECOND", "THIRD"].map((name) => Number(process.env[name]));
const set = (name, xdp) => nl.runSync(link.set(name, { xdp }));
const told = (name) => nl.runSync(link.get(name)).xdp;
/** What it returns, or the errno name of its refusal. */
const outcome = (run) => { try { return run() ?? "done"; } catch (error) { return error.code ?? String(error); } };
const print = (value) => console.log(JSON.stringify(value));
`;

/**
 * Runs a module inside a namespace with programs for XDP at hand (`first`, `second`, and `third` for the hardware of `offload`), and
 * returns what it printed, parsed. It has `set`, `told`, `outcome`, `link`, `nl` and `print`.
 */
// eslint-disable-next-line typescript/no-explicit-any -- what a program prints has no type here
export function withPrograms(namespace: ScratchNamespace, source: string, offload?: number): any {
  const node = [process.execPath, "--input-type=module", "-e", `${prelude}\n${source}\nnl.close();`];
  const env = offload === undefined ? {} : { OFFLOAD: String(offload) };
  return JSON.parse(check("the program", namespace.run("perl", ["-e", loader, ...node], { env })));
}
