import { join } from "node:path";
import { errorText, SandboxError } from "../errors.js";
import { emptyState, isState, type SandboxState } from "./state.js";
import type { StateDir } from "./state-dir.js";

const fileName = "state.json";

/** The state in memory and, where there is a folder, its copy on disk. */
export class StateStore {
  readonly state: SandboxState;
  readonly #dir: StateDir | undefined;
  readonly #warn: (message: string) => void;
  #isDirty = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(state: SandboxState, dir: StateDir | undefined, warn: (message: string) => void) {
    this.state = state;
    this.#dir = dir;
    this.#warn = warn;
  }

  static async open(dir: StateDir | undefined, warn: (message: string) => void): Promise<StateStore> {
    const kept = await dir?.read(fileName);
    if (dir !== undefined && kept !== undefined && !isState(kept)) {
      throw new SandboxError(
        `${join(dir.path, fileName)} lacks parts that it should have. Restore it, or remove it to begin anew.`,
      );
    }
    const store = new StateStore((kept as SandboxState | undefined) ?? emptyState(), dir, warn);
    // Written at once, so that a folder that cannot be written to is found at the start and not an hour later.
    if (dir !== undefined) await dir.write(fileName, store.state);
    return store;
  }

  /** Call after each change of `state`. The write comes a little later and takes further changes with it. */
  changed(): void {
    const dir = this.#dir;
    if (dir === undefined || this.#isDirty) return;
    this.#isDirty = true;
    this.#writing = this.#writing.then(async () => {
      this.#isDirty = false;
      await dir.write(fileName, this.state).catch((error: unknown) => this.#warn(errorText(error)));
    });
  }

  /** Resolves when every change up to now is on disk. */
  async saved(): Promise<void> {
    await this.#writing;
  }
}
