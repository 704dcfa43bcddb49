import { createSignatureBase, formatSignatureHeader, parseSignatureHeader } from "@countersign/crypto-core";
import * as digitalbazaar from "@digitalbazaar/http-signature-header";
import * as misskey from "@misskey-dev/node-http-message-signatures";
import { Parser } from "activitypub-http-signatures";
import { cavage } from "http-message-signatures";
import joyent from "http-signature";
import { type Candidate, measure, ratio } from "./measure.js";
import { fastest, heading, table, target } from "./report.js";

const names = ["(request-target)", "host", "date", "digest"];
const date = new Date().toUTCString();
const headers = { host: "example.com", date, digest: "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=" };
const target_ = "/foo?param=value&pet=dog";
const bytes = new Uint8Array(256).fill(0x5a);
/** Every library starts from the raw signature, as a key gives it. */
const base64 = () => Buffer.from(bytes.buffer).toString("base64");
const message = { method: "POST", target: target_, headers };
const request = { method: "POST", url: target_, headers };
const absolute = { method: "POST", url: `https://example.com${target_}`, headers };

/** Strings are written out, so that one that was only glued together and never built flatters nobody. */
const sink = Buffer.alloc(4096);
const use = (text: string) => sink.write(text, "latin1");

function repeat(name: string, operation: () => unknown): Candidate {
  return {
    name,
    run: (count) => {
      for (let index = 0; index < count; index += 1) operation();
    },
  };
}

/** What is done to strings alone, without RSA. */
export async function benchHeaders(): Promise<void> {
  heading("Signature base and header, four names, without RSA");
  const parameters = { keyId: "Test", algorithm: "rsa-sha256", headers: names, signature: bytes };
  const building = await measure([
    repeat("crypto-core", () => {
      use(createSignatureBase(message, names, parameters));
      use(formatSignatureHeader(parameters));
    }),
    repeat("@digitalbazaar/http-signature-header", () => {
      use(digitalbazaar.createSignatureString({ includeHeaders: names, requestOptions: absolute }));
      use(digitalbazaar.createAuthzHeader({ includeHeaders: names, keyId: "Test", signature: base64() }));
    }),
    repeat("@misskey-dev/node-http-message-signatures", () => {
      use(
        misskey.genDraftSigningString(absolute as never, names, { keyId: "Test", algorithm: "rsa-sha256" }),
      );
      use(misskey.genDraftSignatureHeader(names, "Test", base64(), "rsa-sha256"));
    }),
    repeat("http-signature", () => {
      const signer = joyent.createSigner({ sign: signWithStub });
      for (const name of names) {
        if (name === "(request-target)") signer.writeTarget("POST", target_);
        else signer.writeHeader(name, headers[name as keyof typeof headers]);
      }
      signer.sign((_error: unknown, value: string) => use(value));
    }),
    {
      name: "http-message-signatures",
      run: async (count) => {
        const key = { id: "Test", alg: "rsa-v1_5-sha256", sign: async () => Buffer.from(bytes) };
        for (let index = 0; index < count; index += 1) {
          await cavage.signMessage(
            { key, fields: ["@request-target", "host", "date", "digest"] } as never,
            absolute,
          );
        }
      },
    },
  ]);
  const [ours, ...peers] = building as [(typeof building)[number], ...typeof building];
  table(building, ours);
  target("to the fastest peer", ratio(ours, fastest(peers)), { atLeast: 1 });

  heading("Parsing a header and rebuilding the base, without RSA");
  const value = formatSignatureHeader(parameters);
  const signed = {
    ...request,
    headers: { ...headers, signature: value, authorization: `Signature ${value}` },
  };
  const exposed = new ExposedParser();
  const parsing = await measure([
    repeat("crypto-core", () => {
      const parsed = parseSignatureHeader(value);
      use(createSignatureBase(message, parsed.headers ?? [], parsed));
    }),
    repeat("http-signature", () => use(joyent.parseRequest(signed).signingString)),
    repeat("@digitalbazaar/http-signature-header", () =>
      use(digitalbazaar.parseRequest(signed, { headers: names }).signingString),
    ),
    repeat("@misskey-dev/node-http-message-signatures", () => {
      const parsed = misskey.parseRequestSignature(
        { ...request, headers: { ...headers, signature: value } } as never,
        { requiredInputs: { draft: names } },
      );
      use((parsed.value as { signingString: string }).signingString);
    }),
    repeat("activitypub-http-signatures", () =>
      use((exposed.parse(signed) as unknown as { base: string }).base),
    ),
  ]);
  const [oursParsing, ...peersParsing] = parsing as [(typeof parsing)[number], ...typeof parsing];
  table(parsing, oursParsing);
  target("to the fastest peer", ratio(oursParsing, fastest(peersParsing)), { atLeast: 1.8 });
}

/** Its parser hands the base over to a class that keeps it to itself; this one shows it. */
class ExposedParser extends Parser {
  override getSignatureClass(_algorithm: string, { string: base }: { readonly string: string }): never {
    return { base } as never;
  }
}

function signWithStub(text: string, done: (error: null, signature: object) => void): void {
  use(text);
  done(null, { keyId: "Test", algorithm: "rsa-sha256", signature: base64() });
}
