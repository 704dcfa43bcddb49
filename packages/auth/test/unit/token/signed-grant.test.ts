import { generateKeyPairSync, verify } from "node:crypto";
import { importSigner, type Signer } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type SignedGrantOptions, signedClientCredentialsGrant } from "../../../src/token/signed-grant.js";
import { describePublishedTokenRequest } from "../../support/token-vectors.js";

const url = new URL("https://api.example/xs2a/routingservice/services/authorize/token");
const now = new Date("2024-02-08T18:31:37.548Z");
const keyId = "39D8E82BB33E7E2A09CBCB3EF3EAB351EE1C5E8F";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

let signer: Signer;
beforeAll(async () => {
  signer = await importSigner(keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
});

async function build(options: Omit<SignedGrantOptions, "signer" | "keyId">, at = now) {
  const bases: string[] = [];
  const grant = signedClientCredentialsGrant({
    signer,
    keyId,
    onSigned: (base) => bases.push(base),
    ...options,
  });
  const request = await grant.buildRequest({ url, now: at });
  const { headers } = request;
  return { headers, body: await request.text(), bases, url: request.url, method: request.method };
}

/** What `Signature ...` names, and whether the signature in it is of this string. */
function readSignature(header: string | null | undefined, signedText: string) {
  const [, ...values] =
    /^Signature keyId="([^"]*)",algorithm="([^"]*)",headers="([^"]*)",signature="([^"]*)"$/.exec(
      header ?? "",
    ) ?? [];
  const [named, algorithm, names, signature = ""] = values;
  const verifies = verify(
    "sha256",
    Buffer.from(signedText),
    keys.publicKey,
    Buffer.from(signature, "base64"),
  );
  return { keyId: named, algorithm, names, verifies };
}

describe("in headers, as Worldline's version 1 has it", () => {
  const parameters = { App: "PIS", Client: "RaboiDEAL", Id: "002881:1" };

  it("App, Client, Id and Date are signed in this order and sent, with only the grant in the form", async () => {
    const { headers, body, bases, ...sent } = await build({ parameters, sentAs: "headers" });
    expect(sent).toEqual({ url: url.href, method: "POST" });
    expect(Object.fromEntries(headers)).toEqual({
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
      app: "PIS",
      client: "RaboiDEAL",
      id: "002881:1",
      date: "2024-02-08T18:31:37.548Z",
      authorization: expect.any(String),
    });
    expect(body).toBe("grant_type=client_credentials");
    const signed = "app: PIS\nclient: RaboiDEAL\nid: 002881:1\ndate: 2024-02-08T18:31:37.548Z";
    expect(bases).toEqual([signed]);
    expect(readSignature(headers.get("authorization"), signed)).toEqual({
      keyId,
      algorithm: "rsa-sha256",
      names: "app client id date",
      verifies: true,
    });
  });

  it("the signature is of nothing else", async () => {
    const { headers } = await build({ parameters, sentAs: "headers" });
    const other = "app: PIS\nclient: RaboiDEAL\nid: 002881:2\ndate: 2024-02-08T18:31:37.548Z";
    expect(readSignature(headers.get("authorization"), other).verifies).toBe(false);
  });

  it("the date may be written otherwise, and is signed as it is sent", async () => {
    const { headers, bases } = await build({
      parameters: { client_id: "Worldline-000021" },
      sentAs: "headers",
      formatDate: (date) => date.toUTCString(),
      form: { client_id: "Worldline-000021", scope: "AIS PIS" },
    });
    expect(headers.get("date")).toBe("Thu, 08 Feb 2024 18:31:37 GMT");
    expect(bases).toEqual(["client_id: Worldline-000021\ndate: Thu, 08 Feb 2024 18:31:37 GMT"]);
    expect(readSignature(headers.get("authorization"), bases[0] ?? "")).toMatchObject({
      names: "client_id date",
      verifies: true,
    });
  });
});

describe("in the body, as the table of Worldline's version 2 has it", () => {
  const parameters = { app: "IDEAL", client: "Worldline", id: "000021" };
  const form = { client_id: "Worldline-000021", scope: "IDEAL" };

  it("app, client, id and date are signed; date and signature are fields of the form", async () => {
    const { headers, body } = await build({ parameters, form, sentAs: "body" });
    const fields = new URLSearchParams(body);
    expect([...fields.keys()]).toEqual(["grant_type", "client_id", "scope", "date", "signature"]);
    expect(Object.fromEntries(fields)).toMatchObject({
      grant_type: "client_credentials",
      ...form,
      date: "2024-02-08T18:31:37.548Z",
    });
    expect(Object.fromEntries(headers)).toEqual({
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    });
    const signed = "app: IDEAL\nclient: Worldline\nid: 000021\ndate: 2024-02-08T18:31:37.548Z";
    expect(readSignature(fields.get("signature"), signed)).toEqual({
      keyId,
      algorithm: "rsa-sha256",
      names: "app client id date",
      verifies: true,
    });
  });

  it("parameters are sent where the form names them too", async () => {
    const { body } = await build({ parameters, form: parameters, sentAs: "body" });
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject(parameters);
  });
});

describe.each(["headers", "body"] as const)("in %s", (sentAs) => {
  const parameters = { Id: "000021" };

  it("each request has a date and a signature of its own", async () => {
    const later = new Date(now.getTime() + 1000);
    const [first, second] = [await build({ parameters, sentAs }), await build({ parameters, sentAs }, later)];
    expect([first.bases, second.bases]).toEqual([
      ["id: 000021\ndate: 2024-02-08T18:31:37.548Z"],
      ["id: 000021\ndate: 2024-02-08T18:31:38.548Z"],
    ]);
    const header = ({ headers, body }: typeof first) =>
      sentAs === "headers" ? headers.get("authorization") : new URLSearchParams(body).get("signature");
    expect(readSignature(header(second), second.bases[0] ?? "").verifies).toBe(true);
    expect(header(first)).not.toBe(header(second));
  });

  it("the algorithm may have Java's name", async () => {
    const { headers, body } = await build({ parameters, sentAs, algorithm: "SHA256withRSA" });
    expect(`${headers.get("authorization")}${decodeURIComponent(body)}`).toContain(
      'algorithm="SHA256withRSA"',
    );
  });

  it("a value with a line break is refused: it would be signed as two headers", async () => {
    const failing = build({ parameters: { Id: "1\ndate: 2020-01-01" }, sentAs });
    await expect(failing).rejects.toMatchObject({
      code: "ERR_SIGNATURE_HEADER_VALUE",
      message: expect.stringMatching(/"?id"?/),
    });
  });

  it("what the signer refuses is the reason", async () => {
    const reason = new Error("the HSM is gone");
    const gone: Signer = { algorithm: "rsa-v1_5-sha256", sign: () => Promise.reject(reason) };
    const grant = signedClientCredentialsGrant({ signer: gone, keyId, parameters, sentAs });
    await expect(grant.buildRequest({ url, now })).rejects.toBe(reason);
  });

  it("signer and request end with the signal", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const slow: Signer = {
      ...signer,
      async sign(_message, { signal } = {}) {
        signals.push(signal);
        return new Uint8Array(256);
      },
    };
    const signal = AbortSignal.abort();
    const grant = signedClientCredentialsGrant({ signer: slow, keyId, parameters, sentAs });
    const request = await grant.buildRequest({ url, now, signal });
    expect(signals).toEqual([signal]);
    expect(request.signal.aborted).toBe(true);
  });
});

it("has a name of what makes its token another one, and no date or signature", () => {
  const form = { client_id: "c", scope: "PIS" };
  const grant = signedClientCredentialsGrant({
    signer,
    keyId: "a1",
    parameters: { App: "PIS" },
    form,
    sentAs: "body",
  });
  expect(grant.name).toEqual({
    grant: "client_credentials",
    sentAs: "body",
    keyId: "A1",
    App: "PIS",
    ...form,
  });
});

describePublishedTokenRequest("the token request that Worldline published", (published) => {
  it("is the one that is built from the same values", async () => {
    const asked: Uint8Array[] = [];
    const theirs: Signer = {
      algorithm: "rsa-v1_5-sha256",
      async sign(message) {
        asked.push(message);
        return published.signature;
      },
    };
    const { fields } = published;
    const parameters = {
      App: fields.get("app") ?? "",
      Client: fields.get("client") ?? "",
      Id: fields.get("id") ?? "",
    };
    const grant = signedClientCredentialsGrant({
      signer: theirs,
      keyId: published.keyId,
      algorithm: "SHA256withRSA",
      parameters,
      sentAs: "headers",
    });
    const { headers } = await grant.buildRequest({ url, now: new Date(fields.get("date") ?? "") });
    for (const [name, value] of fields) expect(headers.get(name)).toBe(value);
    expect(headers.get("authorization")).toBe(
      `Signature keyId="${published.keyId}",algorithm="${published.algorithm}",headers="app client id date",` +
        `signature="${published.signature.toString("base64")}"`,
    );
    const [message = new Uint8Array()] = asked;
    expect(Buffer.from(message).toString()).toBe(published.signingString);
    expect(verify("sha256", message, published.certificate, published.signature)).toBe(true);
    expect(
      verify(
        "sha256",
        Buffer.concat([message, Buffer.from("\n")]),
        published.certificate,
        published.signature,
      ),
    ).toBe(false);
  });
});
