import { setMaxListeners } from "node:events";
import { ClearBank } from "./clearbank/clearbank.js";
import { Clearstream } from "./clearstream/clearstream.js";
import {
  defaultTimings,
  type ListenerName,
  type SandboxContext,
  type SandboxUrls,
  type Timings,
} from "./context.js";
import { openListeners } from "./listeners.js";
import { createRandom } from "./random.js";
import { openKeys } from "./state/key-store.js";
import { StateDir } from "./state/state-dir.js";
import { StateStore } from "./state/state-store.js";
import { Switches } from "./switches.js";
import { Worldline } from "./worldline/worldline.js";

export interface SandboxSettings {
  /** The folder that keeps state and keys; without it everything is forgotten at the end. */
  readonly state?: string;
  /** 0, the default, is any free port. */
  readonly ports?: Partial<Record<ListenerName, number>>;
  readonly now?: () => Date;
  readonly randomBytes?: (size: number) => Buffer;
  readonly timings?: Partial<Timings>;
  /** Takes one line about something that went wrong in the background. Default: standard error. */
  readonly warn?: (message: string) => void;
}

export interface Sandbox {
  readonly urls: SandboxUrls;
  /** Closes the listeners, gives up deliveries, and returns when the state is on disk. */
  stop(): Promise<void>;
}

/**
 * Starts the institutions on loopback.
 *
 * @throws SandboxError when the state folder or a port cannot be used
 */
export async function startSandbox(settings: SandboxSettings = {}): Promise<Sandbox> {
  const now = settings.now ?? (() => new Date());
  const random = createRandom(settings.randomBytes);
  const warn = settings.warn ?? ((message) => console.error(`countersign-sandbox: ${message}`));
  const dir = settings.state === undefined ? undefined : await StateDir.open(settings.state);
  const store = await StateStore.open(dir, warn);
  const keys = await openKeys(dir, now(), random);
  const stopping = new AbortController();
  // One listener for each delivery that is under way: ten of them are no leak.
  setMaxListeners(0, stopping.signal);
  let urls: SandboxUrls = { clearbank: "", clearstream: "", worldline: "", control: "" };
  const context: SandboxContext = {
    now,
    random,
    store,
    switches: new Switches(store),
    timings: { ...defaultTimings, ...settings.timings },
    stopping: stopping.signal,
    urls: () => urls,
    warn,
  };
  const institutions = {
    clearbank: new ClearBank(context, keys.clearbankWebhooks),
    clearstream: new Clearstream(context, keys),
    worldline: new Worldline(context, keys.worldlineService),
  };
  const listeners = await openListeners(institutions, context, keys, settings.ports ?? {});
  urls = {
    clearbank: `https://127.0.0.1:${listeners.clearbank.port}`,
    clearstream: `https://127.0.0.1:${listeners.clearstream.port}`,
    worldline: `https://127.0.0.1:${listeners.worldline.port}`,
    control: `http://127.0.0.1:${listeners.control.port}`,
  };
  return {
    urls,
    async stop() {
      stopping.abort();
      await Promise.all(Object.values(listeners).map((listener) => listener.close()));
      await store.saved();
    },
  };
}
