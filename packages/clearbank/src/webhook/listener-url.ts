/** Compared with a name in lower case and without punctuation. Azure's functions call their key `code`. */
const secretNames: RegExp =
  /(?:api|access|account|secret|private|functions?|subscription|shared|auth|master|webhook|client|sign(?:ing)?|host)key\d*$|^key\d*$|token|secret|passw|passphrase|pwd|^pass$|^pin$|^sig$|^sas$|signature|hmac|credential|auth(?:id|code)?$|authori[sz]ation|jwt|bearer|^code$/;

/**
 * What is wrong with the URL of a webhook listener, in a sentence; undefined where nothing is. It must be https, and
 * hold nothing that has to be kept secret: ClearBank shows it to everybody who looks at the portal, and servers and
 * proxies log it.
 *
 * @example
 * ```ts
 * webhookUrlProblem("https://us.example/webhooks?token=1234"); // "… the query parameter token …"
 * ```
 * @see ClearBank, "Set up and test webhook listener URLs"
 */
export function webhookUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url))
    return "The webhook URL is not an absolute URL such as https://us.example/webhooks.";
  const { protocol, username, password, hash, searchParams } = new URL(url);
  if (protocol !== "https:")
    return "The webhook URL must begin with https://, so that nobody reads webhooks on their way.";
  if (username !== "" || password !== "") {
    return "The webhook URL must have no user name or password in it: ClearBank's signature says who calls.";
  }
  if (hash !== "") return "The webhook URL must have no fragment (#…): it is never sent.";
  const name = [...searchParams.keys()].find((each) =>
    secretNames.test(each.toLowerCase().replace(/[^a-z0-9]/g, "")),
  );
  if (name === undefined) return undefined;
  return `The webhook URL must hold no secret, and its query parameter ${name} looks like one: ClearBank's signature says who calls.`;
}
