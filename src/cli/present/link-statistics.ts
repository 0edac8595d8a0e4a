import type { LinkAttributes } from "../../protocol/route/link.ts";
import type { LinkStats64 } from "../../protocol/route/link-statistics.ts";
import type { View } from "../output/view.ts";
import type { Detail } from "./names.ts";

/** A counter with the thousands' letter, where `-human` is wanted and it is large enough. */
export function humanNumber(count: bigint, { human, iec }: Pick<Detail, "human" | "iec">): string {
  const base = iec ? 1024 : 1000;
  if (!human || count < BigInt(base)) return String(count);
  const letters = "kMGTPE";
  let letter = 0;
  let power = base;
  while (Number(count) / base >= power && letter < letters.length - 1) {
    power *= base;
    letter++;
  }
  let precision = 2;
  for (let limit = 10; precision > 0 && Number(count) / power >= limit; limit *= 10) precision--;
  return `${(Number(count) / power).toFixed(precision)}${letters[letter]}${iec ? "i" : ""}`;
}

/** The counters of 64 bits, or those of 32 widened. */
function countersOf({ stats64, stats }: LinkAttributes): { counters: LinkStats64; key: string } | undefined {
  if (stats64 !== undefined) return { counters: stats64, key: "stats64" };
  if (stats === undefined) return undefined;
  const widened = {
    rxPackets: BigInt(stats.rxPackets),
    txPackets: BigInt(stats.txPackets),
    rxBytes: BigInt(stats.rxBytes),
    txBytes: BigInt(stats.txBytes),
    rxErrors: BigInt(stats.rxErrors),
    txErrors: BigInt(stats.txErrors),
    rxDropped: BigInt(stats.rxDropped),
    txDropped: BigInt(stats.txDropped),
    multicast: BigInt(stats.multicast),
    collisions: BigInt(stats.collisions),
    rxLengthErrors: BigInt(stats.rxLengthErrors),
    rxOverErrors: BigInt(stats.rxOverErrors),
    rxCrcErrors: BigInt(stats.rxCrcErrors),
    rxFrameErrors: BigInt(stats.rxFrameErrors),
    rxFifoErrors: BigInt(stats.rxFifoErrors),
    rxMissedErrors: BigInt(stats.rxMissedErrors),
    txAbortedErrors: BigInt(stats.txAbortedErrors),
    txCarrierErrors: BigInt(stats.txCarrierErrors),
    txFifoErrors: BigInt(stats.txFifoErrors),
    txHeartbeatErrors: BigInt(stats.txHeartbeatErrors),
    txWindowErrors: BigInt(stats.txWindowErrors),
    rxCompressed: BigInt(stats.rxCompressed),
    txCompressed: BigInt(stats.txCompressed),
    rxNohandler: BigInt(stats.rxNohandler),
    rxOtherhostDropped: 0n,
  };
  return { counters: widened, key: "stats" };
}

function presentJson(view: View, c: LinkStats64, key: string, detail: Detail, changes: number | undefined): void {
  const extended = detail.statistics > 1;
  const unlessZero = (name: string, value: bigint): void => {
    if (value !== 0n) view.value(name, value);
  };
  view.open(key);
  view.open("rx");
  view.value("bytes", c.rxBytes);
  view.value("packets", c.rxPackets);
  view.value("errors", c.rxErrors);
  view.value("dropped", c.rxDropped);
  view.value("over_errors", c.rxOverErrors);
  view.value("multicast", c.multicast);
  unlessZero("compressed", c.rxCompressed);
  if (extended) {
    view.value("length_errors", c.rxLengthErrors);
    view.value("crc_errors", c.rxCrcErrors);
    view.value("frame_errors", c.rxFrameErrors);
    view.value("fifo_errors", c.rxFifoErrors);
    view.value("missed_errors", c.rxMissedErrors);
    unlessZero("nohandler", c.rxNohandler);
    unlessZero("otherhost", c.rxOtherhostDropped);
  }
  view.close();
  view.open("tx");
  view.value("bytes", c.txBytes);
  view.value("packets", c.txPackets);
  view.value("errors", c.txErrors);
  view.value("dropped", c.txDropped);
  view.value("carrier_errors", c.txCarrierErrors);
  view.value("collisions", c.collisions);
  unlessZero("compressed", c.txCompressed);
  if (extended) {
    view.value("aborted_errors", c.txAbortedErrors);
    view.value("fifo_errors", c.txFifoErrors);
    view.value("window_errors", c.txWindowErrors);
    view.value("heartbeat_errors", c.txHeartbeatErrors);
    if (changes !== undefined) view.value("carrier_changes", changes);
  }
  view.close();
  view.close();
}

/** A column of a row: its heading and its counter; an empty column has neither. */
interface Column {
  readonly heading: string;
  readonly value?: bigint;
  /** Which width it has, where that is not its place's. */
  readonly width?: number;
}

/** The tables of a link's counters: received and sent, each with its errors where `-statistics` was given twice. */
function presentText(view: View, c: LinkStats64, detail: Detail, changes: number | undefined): void {
  const extended = detail.statistics > 1;
  const column = (heading: string, value?: bigint): Column => ({ heading, value });
  const rows: { label: string; columns: readonly Column[] }[] = [
    {
      label: "RX",
      columns: [
        column("bytes", c.rxBytes),
        column("packets", c.rxPackets),
        column("errors", c.rxErrors),
        column("dropped", c.rxDropped),
        column("missed", c.rxMissedErrors),
        column("mcast", c.multicast),
        column(c.rxCompressed === 0n ? "" : "compressed", c.rxCompressed === 0n ? undefined : c.rxCompressed),
      ],
    },
    {
      label: "RX errors",
      columns: [
        column(""),
        column("length", c.rxLengthErrors),
        column("crc", c.rxCrcErrors),
        column("frame", c.rxFrameErrors),
        column("fifo", c.rxFifoErrors),
        column("overrun", c.rxOverErrors),
        ...(c.rxNohandler === 0n ? [] : [column("nohandler", c.rxNohandler)]),
        ...(c.rxOtherhostDropped === 0n ? [] : [{ heading: "otherhost", value: c.rxOtherhostDropped, width: 7 }]),
      ],
    },
    {
      label: "TX",
      columns: [
        column("bytes", c.txBytes),
        column("packets", c.txPackets),
        column("errors", c.txErrors),
        column("dropped", c.txDropped),
        column("carrier", c.txCarrierErrors),
        column("collsns", c.collisions),
        column(c.txCompressed === 0n ? "" : "compressed", c.txCompressed === 0n ? undefined : c.txCompressed),
      ],
    },
    {
      label: "TX errors",
      columns: [
        column(""),
        column("aborted", c.txAbortedErrors),
        column("fifo", c.txFifoErrors),
        column("window", c.txWindowErrors),
        column("heartbt", c.txHeartbeatErrors),
        column(changes === undefined ? "" : "transns", changes === undefined ? undefined : BigInt(changes)),
      ],
    },
  ];
  const widths = columnWidths(c, detail, changes);
  const shown = extended ? rows : rows.filter(({ label }) => !label.includes("errors"));
  for (const [index, { label, columns }] of shown.entries()) {
    const isErrors = label.includes("errors");
    const indent = "    ";
    const first = (widths[0] ?? 0) - (isErrors ? 10 : 4);
    const headings = columns.map(({ heading, width }, place) =>
      heading.padStart(place === 0 ? first : (widths[width ?? place] ?? 0)),
    );
    view.text(`${indent}${label}:${isErrors ? "" : " "}${headings.join(" ")}`);
    view.line();
    view.text(isErrors ? " ".repeat((widths[0] ?? 0) + 5) : indent);
    for (const [place, { value, width }] of columns.entries()) {
      if (value !== undefined) view.text(`${humanNumber(value, detail).padStart(widths[width ?? place] ?? 0)} `);
    }
    if (index + 1 < shown.length) view.line();
  }
}

/** Widths of the eight columns: of their widest heading or counter. With `-human` counters are not measured. */
function columnWidths(c: LinkStats64, detail: Detail, changes: number | undefined): number[] {
  const widths = [10, 7, 6, 7, 7, 7, 10, 9];
  if (detail.human) return widths;
  const measured = [[c.rxBytes, c.rxPackets, c.rxErrors, c.rxDropped, c.rxMissedErrors, c.multicast, c.rxCompressed]];
  measured.push([c.txBytes, c.txPackets, c.txErrors, c.txDropped, c.txCarrierErrors, c.collisions, c.txCompressed]);
  if (detail.statistics > 1) {
    measured.push(
      [
        0n,
        c.rxLengthErrors,
        c.rxCrcErrors,
        c.rxFrameErrors,
        c.rxFifoErrors,
        c.rxOverErrors,
        c.rxNohandler,
        c.rxOtherhostDropped,
      ],
      [0n, 0n, c.txAbortedErrors, c.txFifoErrors, c.txWindowErrors, c.txHeartbeatErrors, BigInt(changes ?? 0)],
    );
  }
  for (const row of measured) {
    for (const [place, value] of row.entries()) {
      widths[place] = Math.max(widths[place] ?? 0, String(value).length);
    }
  }
  return widths;
}

/** Writes a link's counters; nothing where the message has none. */
export function presentStatistics(view: View, attributes: LinkAttributes, detail: Detail): void {
  const found = countersOf(attributes);
  if (found === undefined) return;
  if (view.json) presentJson(view, found.counters, found.key, detail, attributes.carrierChanges);
  else presentText(view, found.counters, detail, attributes.carrierChanges);
}
