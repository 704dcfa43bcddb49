// What a person has done before: a key and its certificate, uploaded to the back office; the service's downloaded.
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { portal } from "./portal.mjs";

export const { privateKey } = await generateKeyPair();

const notBefore = new Date();
export const certificate = await createSelfSignedCertificate({
  signer: await importSigner(privateKey),
  subject: "C=NL,O=Example,CN=example",
  notBefore,
  notAfter: new Date(notBefore.getTime() + 700 * 24 * 3600 * 1000),
});

const { id } = await portal("POST", "/worldline/subscriptions", {
  initiatingPartyId: "002881",
  client: "RaboiDEAL",
  services: ["IDEAL"],
});
await portal("POST", `/worldline/subscriptions/${id}/certificates`, { certificate });
export const serviceCertificate = await portal("GET", "/worldline/certificate");

/** The payer's browser, which goes to the bank; there the payer approves, and is sent back to the shop. */
export async function redirect(href) {
  const body = new URLSearchParams({ decision: "approve" });
  const response = await fetch(href, { method: "POST", body, redirect: "manual" });
  if (response.status !== 303) throw new Error(`The bank answered ${response.status}.`);
}
