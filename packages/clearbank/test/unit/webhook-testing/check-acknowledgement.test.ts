import { sign } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { generateKeyPair, importSigner, importVerifier, type Verifier } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { acknowledge, verifyWebhook } from "../../../src/index.js";
import { checkAcknowledgement } from "../../../src/testing/index.js";

let ours: { privateKey: string; publicKey: string };
let verifier: Verifier;

beforeAll(async () => {
  ours = await generateKeyPair();
  verifier = await importVerifier(ours.publicKey);
});

function answer(body: string | Uint8Array, status = 200, signed: string | Uint8Array = body): Response {
  const digitalsignature = sign("sha256", Buffer.from(signed as string), ours.privateKey).toString("base64");
  return new Response(Buffer.from(body as string), { status, headers: { digitalsignature } });
}

describe("an acknowledgement", () => {
  it.each([
    [
      "as this package makes it",
      async () => acknowledge({ nonce: "12" }, await importSigner(ours.privateKey)),
    ],
    ["with the other spelling", async () => answer('{"nonce":12}')],
    ["written over several lines", async () => answer('{\n\t"Nonce": 12\n}\n')],
    ["that says more", async () => answer('{"Status":"ok","Nonce":12}')],
  ])("is right %s", async (_name, make) => {
    await expect(checkAcknowledgement(await make(), { nonce: "12", verifier })).resolves.toBeUndefined();
  });

  it("may have a nonce that no number of JavaScript's holds", async () => {
    const nonce = "9007199254740993";
    await checkAcknowledgement(answer(`{"Nonce":${nonce}}`), { nonce, verifier });
    const rounded = checkAcknowledgement(answer('{"Nonce":9007199254740992}'), { nonce, verifier });
    await expect(rounded).rejects.toMatchObject({
      code: "ERR_ACKNOWLEDGEMENT_NONCE",
      message:
        "The nonce is 9007199254740992, and the webhook's was 9007199254740993: copy its digits as text.",
    });
  });

  it.each<[string, () => Response, string, string]>([
    ["another success", () => answer('{"Nonce":12}', 202), "STATUS", "The status is 202"],
    ["a failure", () => answer('{"Nonce":12}', 500), "STATUS", "The status is 500"],
    ["no signature", () => new Response('{"Nonce":12}'), "UNSIGNED", "There is no DigitalSignature header."],
    [
      "a signature in another base64",
      () => new Response('{"Nonce":12}', { headers: { digitalsignature: "a-b_" } }),
      "SIGNATURE",
      "not standard base64",
    ],
    [
      "the signature of other bytes",
      () => answer('{"Nonce": 12}', 200, '{"Nonce":12}'),
      "SIGNATURE",
      "not of this key over the bytes",
    ],
    ["what is no JSON", () => answer("Nonce=12"), "MALFORMED", "not JSON"],
    [
      "what is no UTF-8",
      () => answer(Buffer.from('{"Nonce":12,"a":"\xff"}', "latin1")),
      "MALFORMED",
      "not JSON",
    ],
    ["no nonce", () => answer("{}"), "MALFORMED", "no nonce"],
    ["a nonce in quotation marks", () => answer('{"Nonce":"12"}'), "MALFORMED", "no nonce"],
    ["a third spelling", () => answer('{"NONCE":12}'), "MALFORMED", "no nonce"],
    ["both spellings", () => answer('{"Nonce":12,"nonce":12}'), "MALFORMED", "no nonce"],
    ["another nonce", () => answer('{"Nonce":13}'), "NONCE", "The nonce is 13"],
  ])("is refused with %s", async (_name, make, code, message) => {
    await expect(checkAcknowledgement(make(), { nonce: "12", verifier })).rejects.toMatchObject({
      name: "AcknowledgementError",
      code: `ERR_ACKNOWLEDGEMENT_${code}`,
      message: expect.stringContaining(message),
    });
  });

  it("is not refused where it could not be verified", async () => {
    const lost = new Error("no engine");
    const broken: Verifier = { ...verifier, verify: () => Promise.reject(lost) };
    const checked = checkAcknowledgement(answer('{"Nonce":12}'), { nonce: "12", verifier: broken });
    await expect(checked).rejects.toBe(lost);
  });
});

interface Vectors {
  readonly publicKeyPem: string;
  readonly positive: readonly {
    readonly id: string;
    readonly bodyHex: string;
    readonly digitalSignature: string;
  }[];
  readonly negative: Readonly<Record<string, string>>;
}

/** Signatures that ClearBank published; they are kept outside of the repository. */
const published = new URL(
  "../../../../../../shared/vectors/clearbank-digital-signature.json",
  import.meta.url,
);

describe.runIf(existsSync(published))("ClearBank's published signatures", () => {
  const vectors = (existsSync(published) ? JSON.parse(readFileSync(published, "utf8")) : {}) as Vectors;

  it("acknowledge a published nonce", async () => {
    const vector = vectors.positive.find(({ id }) => id === "nonce-ack-pascal");
    const key = await importVerifier(vectors.publicKeyPem);
    const response = new Response(Buffer.from(vector?.bodyHex ?? "", "hex"), {
      headers: { digitalsignature: vector?.digitalSignature ?? "" },
    });
    await checkAcknowledgement(response.clone(), { nonce: "1448545215", verifier: key });
    await expect(
      checkAcknowledgement(response, { nonce: "1448545216", verifier: key }),
    ).rejects.toMatchObject({
      code: "ERR_ACKNOWLEDGEMENT_NONCE",
    });
  });

  it("are right over bodies that are no webhooks, which is the next thing that is looked at", async () => {
    const key = await importVerifier(vectors.publicKeyPem);
    for (const { bodyHex, digitalSignature } of vectors.positive) {
      const headers = new Headers({ digitalsignature: digitalSignature });
      await expect(verifyWebhook(Buffer.from(bodyHex, "hex"), headers, key)).rejects.toMatchObject({
        code: "ERR_WEBHOOK_MALFORMED",
      });
    }
    expect(vectors.positive).toHaveLength(4);
  });

  it("of mistakes are refused", async () => {
    const { body = "", note: _note, ...mistakes } = vectors.negative;
    const key = await importVerifier(vectors.publicKeyPem);
    for (const signature of Object.values(mistakes)) {
      const headers = new Headers({ digitalsignature: signature });
      await expect(verifyWebhook(Buffer.from(body), headers, key)).rejects.toMatchObject({
        code: "ERR_SIGNATURE_INVALID",
      });
    }
    expect(Object.keys(mistakes)).toHaveLength(6);
  });
});
