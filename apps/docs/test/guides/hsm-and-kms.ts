import { createPublicKey, type KeyObject } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCertificateRequest } from "@countersign/crypto-core";
import { expect } from "vitest";
import { softHsm } from "../support/guide-needs.js";
import type { Guide, Place } from "../support/guide-place.js";
import { enrol } from "../support/identities.js";
import { requestsOf } from "../support/requests.js";

const services = new URL("../support/key-services.mjs", import.meta.url);
const cli = "../node_modules/@countersign/cli/bin/countersign.js";

/** What a page's signer is asked for, in a program of its own. */
const sign = `
const message = Buffer.from("a message");
const signature = await signer.sign(message);
console.log(verify("sha256", message, publicKey, signature));\n`;

export const hsmAndKms: Guide = {
  "pkcs11.mts": {
    needs: "softhsm",
    async run(place) {
      const { env, key } = await prepareToken(place);
      await place.write("public.pem", key.export({ format: "pem", type: "spki" }).toString());
      const program = place.start({
        caller: `import { verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { signer } from "./pkcs11.mjs";
const publicKey = readFileSync("public.pem", "utf8");${sign}await signer.close();\n`,
        env,
      });
      expect(await program.ended()).toBe("true\n");
    },
  },
  "aws.mts": {
    async run({ write, start }) {
      await write("key-services.mjs", await readFile(services, "utf8"));
      const program = start({
        caller: `import { verify } from "node:crypto";
import { publicKey } from "./key-services.mjs";
import { signer } from "./aws.mjs";${sign}`,
      });
      expect(await program.ended()).toMatch(/^true$/m);
    },
  },
  "azure.mts": {
    async run({ write, start }) {
      await write("key-services.mjs", await readFile(services, "utf8"));
      const program = start({
        caller: `import { verify } from "node:crypto";
import { azureClient, azureKey, publicKey } from "./key-services.mjs";
import { openSigner } from "./azure.mjs";
const signer = openSigner(azureClient, azureKey);${sign}`,
      });
      expect(await program.ended()).toBe("true\n");
    },
  },
  "google.mts": {
    async run({ write, start }) {
      await write("key-services.mjs", await readFile(services, "utf8"));
      const stead = "node_modules/@google-cloud/kms";
      await write(`${stead}/package.json`, '{ "type": "module", "exports": "./index.js" }');
      await write(
        `${stead}/index.js`,
        'export { KeyManagementServiceClient } from "../../../key-services.mjs";',
      );
      const program = start({
        caller: `import { verify } from "node:crypto";
import { publicKey } from "./key-services.mjs";
import { signer } from "./google.mjs";${sign}`,
      });
      expect(await program.ended()).toBe("true\n");
    },
  },
  "request.mts": {
    needs: "softhsm",
    async run(place) {
      const { env, key } = await prepareToken(place);
      await place.start({ env }).ended();
      await expectRequest(place, "clearbank-1.csr", key);
    },
  },
  "signer.mjs": {
    needs: "softhsm",
    async run(place) {
      const { env, key } = await prepareToken(place);
      const subject = ["--subject", "CN=payments,O=Example,C=GB", "--out", "profile"];
      const profile = [cli, "clearbank", "profile", "new", "--environment", "production", ...subject];
      await place.start({ args: [...profile, "--signer"], env }).ended();
      await expectRequest(place, "profile/clearbank-1.csr", key);
      // What the page has the command line do next.
      const doctor = [cli, "clearbank", "doctor", "--profile", "profile", "--token-env", "CLEARBANK_TOKEN"];
      expect(await place.start({ args: [...doctor, "--signer"], env }).ended()).toContain(
        "Everything that was tried works.",
      );
    },
  },
  "client.mts": {
    needs: "softhsm",
    async run(place) {
      const { env, institution } = await prepareToken(place);
      const program = place.start({
        caller: `import { clearbank } from "./client.mjs";
import { signer } from "./pkcs11.mjs";
console.log((await clearbank.test.post({ body: "hello world!" })).data);
await clearbank.close();
await signer.close();\n`,
        env,
      });
      expect(await program.ended()).toBe("{ body: 'hello world!' }\n");
      expect(requestsOf(place.sandbox, institution)).toMatchObject([{ target: "/v1/Test", status: 200 }]);
    },
  },
};

/** A file has a request for this key, of which ClearBank makes a token. */
async function expectRequest({ folder, sandbox }: Place, file: string, key: KeyObject): Promise<void> {
  const csr = await readFile(join(folder, file), "utf8");
  const { publicKey } = parseCertificateRequest(csr);
  expect(Buffer.from(publicKey)).toEqual(key.export({ format: "der", type: "spki" }));
  expect(await sandbox.clearbank.generateToken({ csr, name: "test" })).toHaveProperty("token");
}

/** A token of SoftHSM's with the key that the page's programs sign with, which an institution at ClearBank has. */
async function prepareToken({ sandbox, folder, write, startTool }: Place): Promise<{
  readonly institution: string;
  readonly key: KeyObject;
  /** By which the programs find the token. */
  readonly env: Readonly<Record<string, string>>;
}> {
  const institution = await sandbox.createClearBankInstitution();
  const { key, token } = await enrol(institution);
  await write("clearbank-1.key", key);
  await write("softhsm2.conf", `directories.tokendir = ${join(folder, "tokens")}\nlog.level = ERROR\n`);
  await mkdir(join(folder, "tokens"));
  const pin = "648219";
  const env = {
    SOFTHSM2_CONF: join(folder, "softhsm2.conf"),
    HSM_MODULE: softHsm,
    HSM_PIN: pin,
    CLEARBANK_TOKEN: token,
  };
  const made = ["--label", "clearbank", "--pin", pin, "--so-pin", "11223344"];
  await startTool("softhsm2-util", ["--init-token", "--free", ...made], env).ended();
  const given = ["--label", "clearbank-1", "--id", "01", "--token", "clearbank", "--pin", pin];
  await startTool("softhsm2-util", ["--import", "clearbank-1.key", ...given], env).ended();
  return { institution: institution.id, key: createPublicKey(key), env };
}
