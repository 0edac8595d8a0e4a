import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Frame } from "../../src/protocol/core/index.ts";
import { frames } from "../../src/protocol/core/index.ts";
import { registry } from "../../src/protocol/registry.ts";
import type { MessageSchema, Source } from "../../src/protocol/schema/index.ts";
import { bodySchema, findMessage, sourceOf } from "../../src/protocol/schema/index.ts";

/** One message of test/facts/capture.pcap.gz whose type the registry knows. */
export interface CapturedMessage {
  readonly name: string;
  readonly schema: MessageSchema;
  readonly source: Source;
  readonly frame: Frame;
}

/** The capture of test/facts/capture.sh, made under Linux 7.3 on a little-endian machine. */
export function captureBytes(): Uint8Array {
  return gunzipSync(readFileSync(new URL("../facts/capture.pcap.gz", import.meta.url)));
}

/** Every message in it that the registry knows, requests, answers and notifications alike. */
export function capturedMessages(): CapturedMessage[] {
  const bytes = captureBytes();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: CapturedMessage[] = [];
  for (let offset = 24; offset < bytes.length;) {
    const length = view.getUint32(offset + 8, true);
    const protocol = view.getUint16(offset + 30, false);
    const source = sourceOf(bytes.slice(offset + 32, offset + 16 + length), true);
    offset += 16 + length;
    // ip 6.1 sends up to 256 zeroes behind some of its requests.
    const first = source.view.getUint32(0, true);
    const limit = source.bytes.subarray(first).every((byte) => byte === 0) ? first : source.bytes.length;
    for (const frame of frames(source, limit)) {
      const found = findMessage(registry, protocol, frame.type);
      if (found === undefined) continue;
      messages.push({ name: found.name, schema: bodySchema(found, frame.flags), source, frame });
    }
  }
  return messages;
}
