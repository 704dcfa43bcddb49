/** Whether a URL leads to this machine, so that nobody on the way can read what is sent. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
