import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** What a process is told first. */
export interface TokenProcessSettings {
  readonly tokenUrl: string;
  readonly ca: string;
  readonly redisUrl: string;
  readonly namespace: string;
  /** 32 bytes in base64. */
  readonly encryptionKey: string;
}

/** What it is told then, again and again; its answer is the values of the tokens. */
export interface TokenProcessStep {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How many ask at once. */
  readonly callers: number;
}

/** Callers of a token source in a process of their own. */
export class TokenProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a process that ends with the test at the latest. */
  static async start(file: string, settings: TokenProcessSettings): Promise<TokenProcess> {
    const child = fork(file, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    child.send(settings);
    await once(child, "message");
    return new TokenProcess(child);
  }

  /** The values of the tokens that the callers of one moment get. */
  async step(step: TokenProcessStep): Promise<readonly string[]> {
    this.#child.send(step);
    const [values] = await once(this.#child, "message");
    return values as readonly string[];
  }

  /** Lets go of the process, which ends by itself when it has nothing open; gives its exit code. */
  async end(): Promise<number | null> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    const [code] = await exited;
    return code as number | null;
  }
}
