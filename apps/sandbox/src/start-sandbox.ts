import type { Sandbox, SandboxSettings } from "./sandbox.js";

/**
 * Starts ClearBank, Clearstream and Worldline on loopback, on real TLS.
 *
 * @throws SandboxError when the state folder or a port cannot be used
 * @example
 * const sandbox = await startSandbox();
 * const { token } = await sandbox.clearbank.generateToken({ csr, name: "test" });
 * // … have the client under test call sandbox.urls.clearbank, trusting sandbox.ca …
 * await sandbox.clearbank.expectAcknowledged({ type: "FITestEvent" });
 * await sandbox.close();
 */
export async function startSandbox(settings: SandboxSettings = {}): Promise<Sandbox> {
  // Servers and certificates take half a second to load: a test file that only might start one does not wait for it.
  const sandbox = await import("./sandbox.js");
  return await sandbox.startSandbox(settings);
}
