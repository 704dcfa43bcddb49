/** What is wrong with a receiver's URL, or undefined when deliveries can be sent to it. */
export function receiverUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return "is not an absolute URL";
  if (url.protocol !== "https:") return "must begin with https://, since deliveries are only sent over TLS";
  if (url.username !== "" || url.password !== "") return "must not carry a user name or password";
  if (url.hash !== "") return "must not have a fragment";
  return undefined;
}
