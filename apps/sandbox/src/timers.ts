/** Runs `task` after `delayMs`, unless `stopping` is aborted first. Does not keep the process alive. */
export function later(delayMs: number, stopping: AbortSignal, task: () => void): void {
  if (stopping.aborted) return;
  const cancel = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    stopping.removeEventListener("abort", cancel);
    task();
  }, delayMs);
  timer.unref();
  stopping.addEventListener("abort", cancel, { once: true });
}
