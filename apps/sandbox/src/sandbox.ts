import { setMaxListeners } from "node:events";
import { ClearBank } from "./clearbank/clearbank.js";
import { Clearstream } from "./clearstream/clearstream.js";
import { Clock } from "./clock.js";
import {
  defaultTimings,
  type ListenerName,
  type SandboxContext,
  type SandboxUrls,
  type Timings,
} from "./context.js";
import { createControls, type SandboxControls } from "./control/sandbox-controls.js";
import { openListeners } from "./listeners.js";
import { createRandom, seededBytes } from "./random.js";
import { openKeys } from "./state/key-store.js";
import { StateDir } from "./state/state-dir.js";
import { StateStore } from "./state/state-store.js";
import { Switches } from "./switches.js";
import { Transcript } from "./transcript.js";
import { Worldline } from "./worldline/worldline.js";
import { WorldlineIssuing } from "./worldline-issuing/institution.js";

/** How a sandbox is started; nothing has to be said. */
export interface SandboxSettings {
  /** The folder that keeps state and keys; without it everything is forgotten at the end. */
  readonly state?: string;
  /** 0, the default, is any free port. */
  readonly ports?: Partial<Record<ListenerName, number>>;
  /** What the sandbox's clock goes by, until it is moved. The system's time by default. */
  readonly now?: () => Date;
  /**
   * Makes ids, nonces, tokens and whatever else is drawn the same in every run that asks for the same things in the
   * same order. Keys and certificates are new all the same.
   */
  readonly seed?: string;
  /** What takes a different time than at the institutions. */
  readonly timings?: Partial<Timings>;
  /** Takes one line about something that went wrong in the background. Default: standard error. */
  readonly warn?: (message: string) => void;
}

/** A sandbox that runs. */
export interface Sandbox extends SandboxControls {
  /** Where the institutions listen, and where the control API is. */
  readonly urls: SandboxUrls;
  /** PEM of what clients have to trust. */
  readonly ca: string;
  /** Closes the listeners, gives up deliveries, and returns when the state is on disk. */
  close(): Promise<void>;
}

/** What the exported function of this name starts, at once: for a program that is there for nothing else. */
export async function startSandbox(settings: SandboxSettings = {}): Promise<Sandbox> {
  const random = createRandom(settings.seed === undefined ? undefined : seededBytes(settings.seed));
  const warn = settings.warn ?? ((message) => console.error(`countersign-sandbox: ${message}`));
  const stopping = new AbortController();
  // One listener for each delivery that is under way: ten of them are no leak.
  setMaxListeners(0, stopping.signal);
  const clock = new Clock(settings.now ?? (() => new Date()), stopping.signal, warn);
  const dir = settings.state === undefined ? undefined : await StateDir.open(settings.state);
  const store = await StateStore.open(dir, warn);
  const keys = await openKeys(dir, clock.now(), random);
  let urls: SandboxUrls = {
    clearbank: "",
    clearstream: "",
    worldline: "",
    worldlineIssuing: "",
    control: "",
  };
  const context: SandboxContext = {
    clock,
    now: clock.now,
    random,
    store,
    switches: new Switches(store),
    timings: { ...defaultTimings, ...settings.timings },
    transcript: new Transcript(),
    stopping: stopping.signal,
    urls: () => urls,
    warn,
  };
  const clearbank = await ClearBank.open(context);
  const institutions = {
    clearbank,
    clearstream: new Clearstream(context, keys),
    worldline: new Worldline(context, keys),
    worldlineIssuing: new WorldlineIssuing(context),
  };
  const listeners = await openListeners(institutions, context, keys, settings.ports ?? {});
  urls = {
    clearbank: `https://127.0.0.1:${listeners.clearbank.port}`,
    clearstream: `https://127.0.0.1:${listeners.clearstream.port}`,
    worldline: `https://127.0.0.1:${listeners.worldline.port}`,
    worldlineIssuing: `https://127.0.0.1:${listeners.worldlineIssuing.port}`,
    control: `http://127.0.0.1:${listeners.control.port}`,
  };
  return {
    ...createControls(institutions, context),
    urls,
    ca: keys.caBundle,
    async close() {
      stopping.abort();
      await Promise.all(Object.values(listeners).map((listener) => listener.close()));
      await store.saved();
    },
  };
}
