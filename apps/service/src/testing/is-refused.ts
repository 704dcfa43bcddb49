import { once } from "node:events";
import { connect } from "node:net";

/** Whether nothing takes connections at a URL's port. */
export async function isRefused(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const outcome = await once(socket, "connect").then(
    () => false,
    () => true,
  );
  socket.destroy();
  return outcome;
}
