import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { CertificatePolicyError, ControlError } from "../src/index.js";
import { openssl, rsaKey, selfSigned, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call, form, formType } from "./support/wire.js";
import {
  authorize,
  createParty,
  message,
  type Party,
  pis,
  requestTokenV1,
  requestTokenV2,
  signature,
} from "./support/worldline.js";

let box: TestSandbox;
let folder: string;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
});

function failureOf(action: () => unknown): ControlError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ControlError);
    return error as ControlError;
  }
  throw new Error("nothing was refused");
}

describe("the back office as functions", () => {
  it("creates subscriptions, each service of a party once", () => {
    const { worldline } = box.sandbox;
    const settings = { initiatingPartyId: "7", subId: "1", client: "Client", services: ["AIS"] } as const;
    const created = worldline.createSubscription(settings);
    expect(created).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      merchantId: "Client-7",
      ...settings,
      tenant: "Client",
      clientId: "Client-7:1",
      isActive: true,
      hasRefunds: true,
    });
    expect(worldline.subscriptions()).toContainEqual(created);
    expect(
      failureOf(() => worldline.createSubscription({ ...settings, services: ["PIS", "AIS"] })).status,
    ).toBe(409);
    expect(worldline.createSubscription({ ...settings, services: ["PIS"] }).merchantId).toBe("Client-7");
    expect(worldline.changeSubscription(created.id, { returnUrl: "https://shop.example/" }).returnUrl).toBe(
      "https://shop.example/",
    );
    expect(failureOf(() => worldline.changeSubscription(created.id, { returnUrl: "/back" })).status).toBe(
      400,
    );
  });

  it("knows what it knows, and says what it does not", async () => {
    const { worldline } = box.sandbox;
    const pem = await selfSigned(await rsaKey(folder, "unknown"), 365);
    const actions = [
      () => worldline.changeSubscription("x", {}),
      () => worldline.uploadCertificate("x", pem),
      () => worldline.uploadMerchantCertificate("x", pem),
      () => worldline.generateSecret("x"),
      () => worldline.setNotifications("x", { authentication: { bearerToken: "t" } }),
      () => worldline.useCertificate("x"),
      () => worldline.setPaymentStatus("x", "Error"),
    ];
    for (const action of actions) expect(failureOf(action).status).toBe(404);
    expect(await worldline.notifications()).toEqual([]);
  });

  it("names every rule that a certificate breaks", async () => {
    const { worldline } = box.sandbox;
    const { id, merchantId } = worldline.createSubscription({
      initiatingPartyId: "8",
      client: "Client",
      services: ["AIS"],
    });
    const pem = await selfSigned(await rsaKey(folder, "weak", 1024), 10);
    for (const upload of [
      () => worldline.uploadCertificate(id, pem),
      () => worldline.uploadMerchantCertificate(merchantId, pem),
    ]) {
      const failure = failureOf(upload);
      expect(failure).toBeInstanceOf(CertificatePolicyError);
      expect((failure as CertificatePolicyError).violations.map(({ rule }) => rule)).toEqual([
        "worldline.certificate.key",
        "worldline.certificate.remaining",
      ]);
    }
    const answer = await box.control("POST", `/worldline/merchants/${merchantId}/certificates`, {
      certificate: pem,
    });
    expect([answer.status, answer.json.error, (answer.json.violations as unknown[]).length]).toEqual([
      400,
      "certificate-policy",
      2,
    ]);
  });

  it("gives a merchant one secret, for all its sub ids", async () => {
    const { worldline } = box.sandbox;
    worldline.createSubscription({ initiatingPartyId: "9", subId: "1", client: "Client", services: ["AIS"] });
    const { clientId, secret } = worldline.generateSecret("Client-9");
    const ask = (id: string) =>
      requestTokenV2(box, {
        grant_type: "client_credentials",
        client_id: id,
        client_secret: secret,
        scope: "AIS",
      });
    expect([(await ask(clientId)).status, (await ask("Client-9:1")).status]).toEqual([200, 200]);
    expectRefusal(await ask("Client-9:2"), 401, "worldline.v2.client-unknown");
    const again = await box.control("POST", "/worldline/merchants/Client-9/secret");
    expect([again.status, again.json.clientId]).toEqual([201, "Client-9"]);
    expectRefusal(await ask(clientId), 401, "worldline.v2.secret");
  });
});

describe("where a certificate was uploaded", () => {
  it("decides which version's tokens it is good for", async () => {
    const { worldline } = box.sandbox;
    const party = await createParty(box, folder, { id: "10" });
    const renew = async (name: string, upload: (pem: string) => { thumbprint: string }): Promise<Party> => {
      const key = await rsaKey(folder, name);
      return { ...party, key, keyId: upload(await selfSigned(key, 365)).thumbprint };
    };
    const ofSubscription = await renew("of-subscription", (pem) =>
      worldline.uploadCertificate(party.subscription, pem),
    );
    const ofMerchant = await renew("of-merchant", (pem) =>
      worldline.uploadMerchantCertificate("Worldline-10", pem),
    );
    const date = new Date().toISOString();
    const v2 = async (by: Party) =>
      requestTokenV2(box, {
        grant_type: "client_credentials",
        scope: "IDEAL",
        client_id: by.clientId,
        date,
        signature: `Signature ${await signature(by, { client_id: by.clientId, date })}`,
      });
    expect((await requestTokenV1(box, ofSubscription)).status).toBe(200);
    expectRefusal(await requestTokenV1(box, ofMerchant), 401, "worldline.signature.key");
    const token = String((await v2(ofMerchant)).json.access_token);
    expectRefusal(await v2(ofSubscription), 401, "worldline.signature.key");
    const old = String((await requestTokenV1(box, ofSubscription)).json.access_token);
    const unknown = (by: Party, bearer: string) => message(box, by, bearer, "/payments/1/status");
    expectRefusal(await unknown(ofMerchant, token), 404, "worldline.payment.unknown");
    expectRefusal(await unknown(ofSubscription, token), 404, "worldline.payment.unknown");
    expectRefusal(await unknown(ofMerchant, old), 401, "worldline.signature.key");
  });
});

describe("TLS", () => {
  it("is of version 1.2 at least", async () => {
    const { host } = new URL(box.urls.worldline);
    // Node's own client would refuse before the server can; openssl can be talked into trying.
    const connectWith = (version: string) =>
      openssl(["s_client", "-connect", host, version, "-cipher", "ALL:@SECLEVEL=0"]).then(String);
    await expect(connectWith("-tls1_1")).rejects.toThrow(/alert protocol version/);
    expect(await connectWith("-tls1_2")).toContain("TLSv1.2");
    expect(await connectWith("-tls1_3")).toContain("TLSv1.3");
  });

  it("is mutual where the switch says so, with any certificate of the back office", async () => {
    const party = await createParty(box, folder, { id: "11" });
    const key = await rsaKey(folder, "tls-client");
    const cert = await selfSigned(key, 365);
    box.sandbox.worldline.uploadCertificate(party.subscription, cert);
    const identity = { key: await readFile(key, "utf8"), cert };
    const strangerKey = await rsaKey(folder, "tls-stranger");
    const stranger = { key: await readFile(strangerKey, "utf8"), cert: await selfSigned(strangerKey, 365) };
    const token = "/auth/realms/merchant-clients/protocol/openid-connect/token";
    const ask = (path: string, tls: object = {}) =>
      call(`${box.urls.worldline}${path}`, {
        method: "POST",
        headers: formType,
        body: form({ grant_type: "client_credentials", client_id: "x" }),
        ca: box.ca,
        ...tls,
      });
    expectRefusal(await ask(token, stranger), 401, "worldline.v2.no-credentials");
    await box.withSwitch("worldline.clientCertificate", "required", async () => {
      for (const path of [token, `${authorize}/token`, `${pis}/payments`]) {
        expectRefusal(await ask(path), 403, "worldline.tls.client-certificate");
        expectRefusal(await ask(path, stranger), 403, "worldline.tls.client-certificate");
      }
      expect((await ask(`${pis}/payments`)).json.Code).toBe("007");
      expectRefusal(await ask(token, identity), 401, "worldline.v2.no-credentials");
      expectRefusal(await ask(`${pis}/payments`, identity), 401, "worldline.bearer.missing");
      const page = await call(`${box.urls.worldline}/bank/${"0".repeat(32)}`, { ca: box.ca });
      expectRefusal(page, 404, "worldline.bank-page.unknown");
    });
    expectRefusal(await ask(token), 401, "worldline.v2.no-credentials");
  });
});
