// What a person has done before: a key, a request for a certificate, and a token from the portal.
import { writeFile } from "node:fs/promises";
import { createCertificateRequest, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { portal } from "./portal.mjs";

const { privateKey } = await generateKeyPair();
const signer = await importSigner(privateKey);
const csr = await createCertificateRequest({ signer, subject: "C=GB,O=Example,CN=example" });
const { token } = await portal("POST", "/clearbank/tokens", { csr, name: "example" });
await writeFile("private.key", privateKey);
process.env.CLEARBANK_TOKEN = token;
