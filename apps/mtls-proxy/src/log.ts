import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";

/** One line of JSON per event, on standard output, written together with others after a tenth of a second at most. */
export function createLog(to: DestinationStream = standardOutput()): Logger {
  const options = {
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  };
  return pino(options, to);
}

function standardOutput(): DestinationStream {
  const stream = destination({ minLength: 4096, periodicFlush: 100, sync: true });
  process.once("exit", () => stream.flushSync());
  return stream;
}
