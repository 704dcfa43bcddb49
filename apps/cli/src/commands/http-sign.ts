import {
  CertificateError,
  digestHeader,
  type HttpMessage,
  parseCertificates,
  type Signer,
  signMessage,
  thumbprint,
  verifyDigestHeader,
} from "@countersign/crypto-core";
import type { Arguments, Command } from "../command.js";
import { about, CliError, UsageError } from "../errors.js";
import { insertHeaders, readMessage } from "../http-message.js";
import type { Io } from "../io.js";
import { keyOption, readNames, secretNames, secretOptions } from "../options.js";
import type { RawMessage } from "../raw-message.js";
import { readSigner } from "../read-signer.js";

const algorithms = ["rsa-sha256", "SHA256withRSA", "hs2019"] as const;

export const httpSign: Command = {
  name: "http sign",
  summary: "sign an HTTP message; print it with its signature",
  operands: ["MESSAGE"],
  options: {
    key: keyOption,
    headers: {
      value: "NAMES",
      summary: 'what is signed, in order: "(request-target) digest x-request-id"',
      isRequired: true,
    },
    cert: { value: "FILE", summary: "the key's certificate: its SHA-1 thumbprint becomes the keyId" },
    "key-id": { value: "ID", summary: "the keyId" },
    algorithm: {
      value: "NAME",
      choices: algorithms,
      summary: "the label of the algorithm; rsa-sha256 by default",
    },
    scheme: {
      value: "NAME",
      choices: ["signature", "authorization"],
      summary: "the header to put the signature into; signature by default",
    },
    "header-only": { summary: "print only the headers that are added, as curl -H takes them" },
    ...secretOptions("passphrase", "the key"),
  },
  exactlyOne: [["cert", "key-id"]],
  atMostOne: [secretNames("passphrase")],
  notes:
    "MESSAGE is a raw HTTP/1.1 message: start line, headers, an empty line, the body. Where digest is to be signed\nand the message has none, it is computed and added. (created) is now.",
  example:
    'countersign http sign --key private.key --cert certificate.pem --headers "(request-target) digest" request.http',
  async run(args, io) {
    const headers = readNames(args.text("headers")).map((name) => name.toLowerCase());
    const signer = await readSigner(args, io);
    const keyId = args.optional("key-id") ?? (await certificateKeyId(args, io, signer));
    const { message, bytes } = await readMessage(args, io);
    const isAuthorization = args.optional("scheme") === "authorization";
    const carrier = isAuthorization ? "Authorization" : "Signature";
    refuseCarrier(message, carrier);
    const added = digestFor(message, headers);
    const { value, signatureBase } = await sign(
      { ...message, headers: [...message.headers, ...added] },
      {
        headers,
        signer,
        keyId,
        algorithm: algorithms.find((each) => each === args.optional("algorithm")) ?? "rsa-sha256",
        ...(headers.includes("(created)") && { created: Math.floor(io.now().getTime() / 1000) }),
      },
    );
    const all = [...added, [carrier, isAuthorization ? `Signature ${value}` : value] as const];
    const lines = all.map(([name, each]) => `${name}: ${each}\n`).join("");
    return {
      text: args.flag("header-only") ? lines : insertHeaders(bytes, message, all),
      json: { headers: Object.fromEntries(all), keyId, signatureBase },
    };
  },
};

async function sign(message: HttpMessage, options: Omit<Parameters<typeof signMessage>[0], "message">) {
  try {
    return await signMessage({ message, ...options });
  } catch (cause) {
    // A keyId that no header can carry, or no names of headers at all.
    if (cause instanceof TypeError)
      throw new UsageError(`The message cannot be signed: ${cause.message}.`, { cause });
    throw cause;
  }
}

async function certificateKeyId(args: Arguments, io: Io, { publicKey }: Signer): Promise<string> {
  const file = args.text("cert");
  const bytes = await io.read(file);
  return await about(file, () => {
    const own = parseCertificates(bytes).find(
      (each) => publicKey && Buffer.compare(each.publicKey, publicKey) === 0,
    );
    if (own) return thumbprint(own, "SHA-1");
    throw new CertificateError("ERR_CERTIFICATE_NO_MATCH", "No certificate in it is that of the key.");
  });
}

function refuseCarrier({ headers }: RawMessage, carrier: string): void {
  if (!headers.some(([name]) => name.toLowerCase() === carrier.toLowerCase())) return;
  throw new CliError(
    "ERR_MESSAGE_MALFORMED",
    `The message has a header ${carrier} already: remove it, or choose the other --scheme.`,
  );
}

/** The Digest header where it is wanted and not there. One that is there and wrong would be signed in vain. */
function digestFor({ headers, body }: RawMessage, names: readonly string[]): (readonly [string, string])[] {
  if (!names.includes("digest")) return [];
  const given = headers.filter(([name]) => name.toLowerCase() === "digest");
  for (const [, value] of given) verifyDigestHeader(value, body);
  return given.length > 0 ? [] : [["Digest", digestHeader(body)]];
}
