// @ts-check
// The smallest machine that can live behind a TAP device: it speaks ARP, ICMP echo and UDP over IPv4.
import { readSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const BROADCAST = Buffer.from("ffffffffffff", "hex");
const ARP = 0x0806;
const IPV4 = 0x0800;
const ICMP = 1;
const UDP = 17;

/** @param {string} text */
const addressBytes = (text) => Buffer.from(text.split(".").map(Number));
/** @param {string} text */
const macBytes = (text) => Buffer.from(text.replaceAll(":", ""), "hex");

/**
 * The Internet checksum (RFC 1071) over the given parts.
 * @param {Buffer[]} parts
 */
function checksum(...parts) {
  const bytes = Buffer.concat(parts);
  let sum = 0;
  for (let offset = 0; offset < bytes.length; offset += 2)
    sum += (bytes.readUInt8(offset) << 8) | (bytes[offset + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/**
 * @typedef {{ source: string, protocol: number, payload: Buffer }} Packet
 */

export class Guest {
  #fd;
  #mac;
  #address;
  #gateway;
  /** @type {Buffer | undefined} */
  #gatewayMac;
  #identifier = 1;

  /**
   * @param {number} fd an open TAP device (IFF_TAP | IFF_NO_PI, non-blocking)
   * @param {{ mac: string, address: string, gateway: string }} configuration
   */
  constructor(fd, { mac, address, gateway }) {
    this.#fd = fd;
    this.#mac = macBytes(mac);
    this.#address = addressBytes(address);
    this.#gateway = addressBytes(gateway);
  }

  /** MAC address that answered for the gateway. */
  get gatewayMac() {
    return this.#gatewayMac?.toString("hex").replace(/(..)(?=.)/g, "$1:");
  }

  /**
   * Sends an echo request and waits for its answer; returns the round-trip time in milliseconds.
   * @param {string} destination
   */
  async ping(destination, timeout = 3000) {
    const identifier = this.#identifier++;
    const start = performance.now();
    const echo = Buffer.alloc(8 + 16, "ts-netlink demo ");
    echo.writeUInt8(8, 0);
    echo.writeUInt8(0, 1);
    echo.writeUInt16BE(0, 2);
    echo.writeUInt16BE(identifier, 4);
    echo.writeUInt16BE(1, 6);
    echo.writeUInt16BE(checksum(echo), 2);
    await this.#sendIp(destination, ICMP, echo, timeout);
    await this.#receive(
      ({ protocol, payload, source }) =>
        protocol === ICMP && payload[0] === 0 && payload.readUInt16BE(4) === identifier && source === destination,
      timeout,
      `echo reply from ${destination}`,
    );
    return performance.now() - start;
  }

  /**
   * Sends a datagram and waits for the answer from the same address and port.
   * @param {string} destination
   * @param {number} port
   * @param {string} text
   */
  async ask(destination, port, text, timeout = 3000) {
    const sourcePort = 40_000 + this.#identifier++;
    await this.#sendUdp(destination, sourcePort, port, Buffer.from(text), timeout);
    const answer = await this.#receive(
      ({ protocol, payload, source }) =>
        protocol === UDP &&
        payload.readUInt16BE(0) === port &&
        payload.readUInt16BE(2) === sourcePort &&
        source === destination,
      timeout,
      `UDP answer from ${destination}:${port}`,
    );
    return answer.payload.subarray(8).toString();
  }

  /**
   * Waits for a datagram to a port and sends it back; returns its text and where it came from.
   * @param {number} port
   */
  async echo(port, timeout = 3000) {
    const { source, payload } = await this.#receive(
      ({ protocol, payload }) => protocol === UDP && payload.readUInt16BE(2) === port,
      timeout,
      `datagram to port ${port}`,
    );
    await this.#sendUdp(source, port, payload.readUInt16BE(0), payload.subarray(8), timeout);
    return { source, text: payload.subarray(8).toString() };
  }

  /**
   * @param {string} destination
   * @param {number} sourcePort
   * @param {number} port
   * @param {Buffer} body
   * @param {number} timeout
   */
  async #sendUdp(destination, sourcePort, port, body, timeout) {
    const header = Buffer.alloc(8);
    header.writeUInt16BE(sourcePort, 0);
    header.writeUInt16BE(port, 2);
    header.writeUInt16BE(8 + body.length, 4);
    const pseudo = Buffer.from([...this.#address, ...addressBytes(destination), 0, UDP, 0, 8 + body.length]);
    header.writeUInt16BE(checksum(pseudo, header, body) || 0xffff, 6);
    await this.#sendIp(destination, UDP, Buffer.concat([header, body]), timeout);
  }

  /**
   * @param {string} destination
   * @param {number} protocol
   * @param {Buffer} payload
   * @param {number} timeout
   */
  async #sendIp(destination, protocol, payload, timeout) {
    this.#gatewayMac ??= await this.#resolveGateway(timeout);
    const header = Buffer.alloc(20);
    header.writeUInt8(0x45, 0);
    header.writeUInt16BE(20 + payload.length, 2);
    header.writeUInt16BE(this.#identifier & 0xffff, 4);
    header.writeUInt8(64, 8);
    header.writeUInt8(protocol, 9);
    this.#address.copy(header, 12);
    addressBytes(destination).copy(header, 16);
    header.writeUInt16BE(checksum(header), 10);
    this.#sendFrame(this.#gatewayMac, IPV4, Buffer.concat([header, payload]));
  }

  /** @param {number} timeout */
  async #resolveGateway(timeout) {
    // Asked again as long as nobody answers: the device's other end may just be coming up.
    const ask = () => this.#sendFrame(BROADCAST, ARP, this.#arp(1, Buffer.alloc(6), this.#gateway));
    ask();
    const again = setInterval(ask, 200);
    try {
      return await this.#gatewayAnswer(timeout);
    } finally {
      clearInterval(again);
    }
  }

  /** @param {number} timeout */
  async #gatewayAnswer(timeout) {
    /** @type {Buffer | undefined} */
    let found;
    await this.#poll(
      (type, body) => {
        if (type !== ARP || body.readUInt16BE(6) !== 2 || !body.subarray(14, 18).equals(this.#gateway)) return false;
        found = Buffer.from(body.subarray(8, 14));
        return true;
      },
      timeout,
      "ARP reply from the gateway",
    );
    return /** @type {Buffer} */ (/** @type {unknown} */ (found));
  }

  /**
   * @param {number} operation
   * @param {Buffer} targetMac
   * @param {Buffer} target
   */
  #arp(operation, targetMac, target) {
    const start = Buffer.from([0, 1, 8, 0, 6, 4, 0, operation]);
    return Buffer.concat([start, this.#mac, this.#address, targetMac, target]);
  }

  /**
   * @param {Buffer} destination
   * @param {number} type
   * @param {Buffer} body
   */
  #sendFrame(destination, type, body) {
    writeSync(this.#fd, Buffer.concat([destination, this.#mac, Buffer.from([type >> 8, type & 0xff]), body]));
  }

  /**
   * @param {(packet: Packet) => boolean} wanted
   * @param {number} timeout
   * @param {string} what
   */
  async #receive(wanted, timeout, what) {
    /** @type {Packet | undefined} */
    let found;
    await this.#poll(
      (type, body) => {
        if (type !== IPV4 || !body.subarray(16, 20).equals(this.#address)) return false;
        const packet = {
          source: [...body.subarray(12, 16)].join("."),
          protocol: body.readUInt8(9),
          payload: Buffer.from(body.subarray((body.readUInt8(0) & 15) * 4, body.readUInt16BE(2))),
        };
        if (!wanted(packet)) return false;
        found = packet;
        return true;
      },
      timeout,
      what,
    );
    return /** @type {Packet} */ (/** @type {unknown} */ (found));
  }

  /**
   * Reads frames, answering ARP requests on the way, until one is wanted.
   * @param {(type: number, body: Buffer) => boolean} wanted
   * @param {number} timeout
   * @param {string} what
   */
  async #poll(wanted, timeout, what) {
    const deadline = performance.now() + timeout;
    const frame = Buffer.alloc(2048);
    for (;;) {
      let length = 0;
      try {
        length = readSync(this.#fd, frame);
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") throw error;
      }
      if (length === 0) {
        if (performance.now() > deadline) throw new Error(`guest: no ${what} within ${timeout} ms`);
        await delay(1);
        continue;
      }
      const type = frame.readUInt16BE(12);
      const body = frame.subarray(14, length);
      if (type === ARP && body.readUInt16BE(6) === 1 && body.subarray(24, 28).equals(this.#address)) {
        this.#sendFrame(frame.subarray(6, 12), ARP, this.#arp(2, body.subarray(8, 14), body.subarray(14, 18)));
      }
      if (wanted(type, body)) return;
    }
  }
}
