import { randomBytes } from "node:crypto";
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import type { Connection } from "../connection.js";
import type { LocalTls } from "./local-tls.js";
import type { SandboxUrls } from "./sandbox-process.js";

const initiatingPartyId = "002881";
const client = "RaboiDEAL";

/**
 * What a merchant does in the back office before the first payment, over the sandbox's control API: a subscription, the
 * upload of a certificate, the notification token, the download of the service's certificate.
 *
 * @param notifications what our listener for notifications speaks TLS with.
 */
export async function enrolAtSandbox(
  urls: SandboxUrls,
  notifications: LocalTls,
  now: Date,
): Promise<Connection> {
  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const answer = await fetch(new URL(path, urls.control), { method, headers, ...json });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return text;
  };
  const signer = await importSigner((await generateKeyPair()).privateKey);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + 1);
  const certificate = await createSelfSignedCertificate({
    signer,
    subject: "CN=Harbour Goods,O=Countersign,C=NL",
    notBefore: now,
    notAfter,
  });
  const notificationToken = randomBytes(24).toString("base64url");
  const subscription = { initiatingPartyId, client, tenant: client, services: ["IDEAL", "PIS"] };
  const { id } = JSON.parse(await ask("POST", "/worldline/subscriptions", subscription));
  await ask("POST", `/worldline/subscriptions/${id}/certificates`, { certificate });
  await ask("PUT", `/worldline/subscriptions/${id}/notifications`, {
    bearerToken: notificationToken,
    ca: notifications.cert,
  });
  return {
    acquirer: "rabobank",
    baseUrl: urls.worldline,
    ca: await ask("GET", "/ca.pem"),
    initiatingPartyId,
    subId: undefined,
    client,
    signing: { signer, certificate },
    serviceCertificates: [await ask("GET", "/worldline/certificate")],
    notificationToken,
  };
}
