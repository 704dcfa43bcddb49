import { SignatureError } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about } from "../errors.js";
import { indentJson } from "../indent-json.js";
import type { Io } from "../io.js";
import { type Jwt, parseJwt } from "../jwt.js";
import { verifyJwtSignature } from "../jwt-key.js";
import { readJwtTimes } from "../jwt-times.js";

export const tokenDecode: Command = {
  name: "token decode",
  summary: "print header, claims and times of the JSON Web Token on standard input",
  operands: [],
  tooManyOperands:
    "A token is not taken as an argument, which others can see and the shell keeps: give it on standard input.",
  options: {
    key: {
      value: "FILE",
      summary: "verify the signature (RS256) with this public key, certificate or key set (JWKS)",
    },
  },
  notes:
    'The token may have "Bearer " before it. Neither it nor its signature is printed; its claims are, which may be personal data.\nExit code 1: it cannot be read, or does not verify. A token that has expired may well verify.',
  example: "countersign token decode --key issuer.pem < token.txt",
  async run(args, io) {
    const jwt = parseJwt(await io.read("-"));
    const { header, claims } = jwt;
    const keyFile = args.optional("key");
    const refusal = keyFile === undefined ? undefined : await findRefusal(jwt, keyFile, io);
    const times = readJwtTimes(claims.value, io.now());
    const sections = [
      `header\n${indentJson(header.text)}\n`,
      `claims\n${indentJson(claims.text)}\n`,
      times.map(({ claim, at, inWords }) => `${claim}  ${at?.toISOString() ?? "-"}  ${inWords}\n`).join(""),
      keyFile === undefined ? "" : describeVerdict(refusal),
    ];
    const warning = "Nothing is verified: anyone can write such a token. --key FILE verifies its signature.";
    return {
      exitCode: refusal ? 1 : 0,
      text: sections.filter((section) => section !== "").join("\n"),
      json: {
        ...(refusal && { code: refusal.code, message: refusal.message }),
        header: header.value,
        claims: claims.value,
        times,
        verified: keyFile !== undefined && !refusal,
      },
      warnings: keyFile === undefined ? [warning] : [],
    };
  },
};

/** Why the signature does not verify; undefined where it does. */
async function findRefusal(jwt: Jwt, keyFile: string, io: Io): Promise<SignatureError | undefined> {
  const key = await io.read(keyFile);
  return await about(keyFile, async () => {
    try {
      await verifyJwtSignature(jwt, key);
      return undefined;
    } catch (error) {
      if (error instanceof SignatureError) return error;
      throw error;
    }
  });
}

function describeVerdict(refusal: SignatureError | undefined): string {
  return refusal
    ? `The signature does not verify (${refusal.code}): ${refusal.message}\n`
    : "The signature verifies; nothing but the signature was checked.\n";
}
