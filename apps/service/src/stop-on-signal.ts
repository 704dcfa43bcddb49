/**
 * Has SIGINT and SIGTERM end the process: with 0 when `stop` has done its work, with 1 where it fails. A second
 * signal ends it at once.
 *
 * @param onFailed told why `stop` has failed.
 */
export function stopOnSignal(
  stop: (signal: NodeJS.Signals) => Promise<void>,
  onFailed: (error: unknown) => void,
): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    // A second signal means that the first one takes too long.
    if (isStopping) process.exit(1);
    isStopping = true;
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        onFailed(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
