/** What is wrong with a receiver's URL, or undefined when deliveries can be sent to it. */
export function receiverUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return "is not an absolute URL";
  if (url.protocol !== "https:") return "must begin with https://, since deliveries are only sent over TLS";
  if (url.username !== "" || url.password !== "") return "must not carry a user name or password";
  if (url.hash !== "") return "must not have a fragment";
  return undefined;
}

/** Compared with a parameter's name in lower case and without punctuation. */
const secretNames =
  /(?:api|access|account|secret|private|functions?|subscription|shared|auth|master|webhook|client|sign(?:ing)?|host)key\d*$|^key\d*$|token|secret|passw|passphrase|pwd|^pass$|^pin$|^sig$|^sas$|signature|hmac|credential|auth(?:id|code)?$|authori[sz]ation|jwt|bearer|^code$/;

/** The name of a query parameter that looks like a secret, for institutions that forbid secrets in URLs. */
export function secretQueryParameter(text: string): string | undefined {
  return [...new URL(text).searchParams.keys()].find((name) =>
    secretNames.test(name.toLowerCase().replace(/[^a-z0-9]/g, "")),
  );
}
