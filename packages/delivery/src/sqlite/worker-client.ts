import { Worker } from "node:worker_threads";
import type { Lease } from "../dispatch/dispatcher.js";
import { DeliveryError } from "../errors.js";
import { explainCall, explainOpening } from "./explain-failure.js";
import type { Answer, WorkerSettings } from "./protocol.js";

type ArgumentsOf<Operation> = Operation extends (...args: infer Args) => unknown ? Args : never;
type ResultOf<Operation> = Operation extends (...args: never[]) => infer Result ? Result : never;

/** The operations of a worker, called from the main thread. */
export interface WorkerClient<Operations> {
  /** @param transfer buffers to hand over instead of copying them: they are empty here afterwards. */
  readonly call: <Name extends keyof Operations & string>(
    name: Name,
    args: ArgumentsOf<Operations[Name]>,
    transfer?: ArrayBuffer[],
  ) => Promise<ResultOf<Operations[Name]>>;
  readonly close: () => Promise<void>;
}

// A worker is a file of its own. Where this is a source, as in tests, that file is the built one.
const workerFile = import.meta.url.endsWith(".ts") ? "../../dist/sqlite-worker.js" : "./sqlite-worker.js";

/**
 * Starts the thread that has the file.
 *
 * @throws {@link DeliveryError} where it cannot be opened.
 */
export async function startWorker<Operations>(settings: WorkerSettings): Promise<WorkerClient<Operations>> {
  const worker = new Worker(new URL(workerFile, import.meta.url), { workerData: settings });
  const pending = new Map<number, { resolve: (value: never) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  let failure: DeliveryError | undefined;

  function settle(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const caller = pending.get(answer.id);
      pending.delete(answer.id);
      if ("value" in answer) caller?.resolve(answer.value as never);
      else
        caller?.reject(
          answer.id === 0 ? explainOpening(settings.file, answer.error) : explainCall(answer.error),
        );
    }
  }

  function end(cause: unknown): void {
    failure ??= new DeliveryError(
      "ERR_DELIVERY_UNAVAILABLE",
      `The thread that has ${settings.file} has ended.`,
      {
        cause,
      },
    );
    for (const { reject } of pending.values()) reject(failure);
    pending.clear();
  }

  worker.on("message", settle);
  worker.on("error", end);
  worker.on("exit", end);
  try {
    await new Promise<void>((resolve, reject) => {
      pending.set(0, { resolve, reject });
    });
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    call(name, args, transfer = []) {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, name, args }, transfer);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** Of a lease only what the other thread needs: all that is passed is copied. */
export function toLease({ id, attempt }: Lease): Lease {
  return { id, attempt };
}
