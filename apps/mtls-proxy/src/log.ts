import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";

/**
 * One line of JSON per event, on standard output, written together with others after a tenth of a second at most.
 * Whoever ends the process calls `flush` before.
 */
export function createLog(to: DestinationStream = standardOutput()): Logger {
  const options = {
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  };
  return pino(options, to);
}

function standardOutput(): DestinationStream {
  return destination({ minLength: 4096, periodicFlush: 100, sync: true });
}
