import type { HiddenRange } from "./hidden-ranges.js";

/** A private key in PEM, or as much of it as there is. */
const privateKey =
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g;

/** From what a token's header begins with (base64url of `{"`) to what no token has. */
const tokenRun = /eyJ[\w.-]*/g;

/** Where JSON Web Tokens and private keys stand in a text, under whatever name. */
export function findSecrets(text: string): HiddenRange[] {
  const tokens = Array.from(text.matchAll(tokenRun)).filter(([run]) => /\..*\./.test(run));
  return [...tokens, ...text.matchAll(privateKey)].map(({ 0: found, index }) => [
    index,
    index + found.length,
  ]);
}
