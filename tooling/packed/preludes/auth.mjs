// A client certificate, as whoever runs the service would have issued it.
import { writeFile } from "node:fs/promises";
import { createSelfSignedCertificate, generateKeyPair, importSigner } from "@countersign/crypto-core";

const { privateKey } = await generateKeyPair();
const notBefore = new Date();
const certificate = await createSelfSignedCertificate({
  signer: await importSigner(privateKey),
  subject: "CN=me",
  notBefore,
  notAfter: new Date(notBefore.getTime() + 24 * 3600 * 1000),
});
await writeFile("client.pem", privateKey + certificate);
process.env.PASSWORD = "secret";
