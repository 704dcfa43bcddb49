import { once } from "node:events";
import { connect } from "node:net";
import { vi } from "vitest";

/** Waits until something listens on a port of the loopback interface. */
export async function untilListening(port: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const socket = connect(Number(port), "127.0.0.1");
      await once(socket, "connect");
      socket.destroy();
    },
    { timeout: 30_000 },
  );
}
