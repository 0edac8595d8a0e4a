import { expect, it } from "vitest";
import { boundSocket, describeProcess } from "./datagram.ts";

describeProcess("a Unix datagram socket", () => {
  it("keeps the bounds of messages and names their sender, as the scripted kernel needs", async () => {
    const server = boundSocket();
    const client = boundSocket();
    const received: string[] = [];
    const done = new Promise<void>((resolve) => {
      server.socket.on("message", (message, sender) => {
        received.push(`${message.toString()} from ${sender.path}`);
        if (received.length === 2) resolve();
      });
    });
    for (const text of ["one", "two"]) {
      const bytes = Buffer.from(text);
      client.socket.send(bytes, 0, bytes.length, server.path, (error) => expect(error).toBeUndefined());
    }
    await done;
    expect(received).toEqual([`one from ${client.path}`, `two from ${client.path}`]);
  });
});
