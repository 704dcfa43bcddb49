import { expect, vi } from "vitest";
import type { Guide } from "../support/guide-place.js";
import { enrol, makeIdentity } from "../support/identities.js";
import { requestsOf } from "../support/requests.js";

export const certificateRenewal: Guide = {
  "watch.mts": {
    async run({ write, start }) {
      await write("service.pem", (await makeIdentity("CN=service", 61)).certificate);
      expect(await start().ended()).toBe("");
      await write("service.pem", (await makeIdentity("CN=service", 59)).certificate);
      expect(await start().ended()).toMatch(/^The certificate of CN=service ends at 20\S+Z\.\n$/);
    },
  },
  "rotate.mts": {
    // Two institutions, so that the sandbox tells whose token and key a request came with.
    async run({ sandbox, write, start }) {
      const institutions = await Promise.all([1, 2].map(() => sandbox.createClearBankInstitution()));
      for (const [index, institution] of institutions.entries()) {
        const { key, token } = await enrol(institution);
        await write(`clearbank-${index + 1}.key`, key);
        await write(`clearbank-${index + 1}.token`, `${token}\n`);
      }
      const program = start({
        caller: `import { setTimeout } from "node:timers/promises";
import { clearbank } from "./rotate.mjs";
for (; ; await setTimeout(100))
  console.log("status", (await clearbank.test.post({ body: "hello world!" })).status);\n`,
      });
      const [first = "", second = ""] = institutions.map(({ id }) => id);
      await program.until("status 200");
      expect(requestsOf(sandbox, second)).toEqual([]);
      program.signal("SIGHUP");
      await vi.waitFor(() => expect(requestsOf(sandbox, second)[0]?.status).toBe(200), { timeout: 30_000 });
      expect(requestsOf(sandbox, first).filter(({ status }) => status !== 200)).toEqual([]);
    },
  },
  "follow.mts": {
    async run({ write, start }) {
      const file = "keystores/ocapi-a00012345_0012345-ssl.pem";
      const [first, second] = [await makeIdentity("CN=first"), await makeIdentity("CN=second", 700)];
      await write(file, first.key + first.certificate);
      const program = start({
        caller: `import { setTimeout } from "node:timers/promises";
import { http } from "./follow.mjs";
for (; ; await setTimeout(100)) console.log("known as", await http.get("https://who.example/").text());\n`,
      });
      await program.until("known as first");
      await write(file, second.key + second.certificate);
      await program.until("known as second");
      expect(program.said()).toMatch(/^new certificate until 20\S+Z$/m);
    },
  },
  "both.mts": {
    async run({ write, start }) {
      const names = ["service", "service-next"];
      for (const name of names) {
        const { key, certificate } = await makeIdentity(`CN=${name}`);
        await write(`${name}.pem`, certificate);
        await write(`${name}.key`, key);
      }
      const program = start({
        caller: `import { readFileSync } from "node:fs";
import { importSigner } from "@countersign/crypto-core";
import { unsafeCreateMemoryInbox } from "@countersign/delivery";
import { createWorldlineNotificationHandler } from "@countersign/worldline";
import { signTestNotification } from "@countersign/worldline/testing";
import { serviceCertificates } from "./both.mjs";
const handle = createWorldlineNotificationHandler({
  bearer: ["token-of-the-test"],
  serviceCertificates,
  inbox: unsafeCreateMemoryInbox(),
});
for (const name of ${JSON.stringify(names)}) {
  const { path, body, headers } = await signTestNotification({
    type: "status",
    bearerToken: "token-of-the-test",
    signer: await importSigner(readFileSync(name + ".key", "utf8")),
    certificate: readFileSync(name + ".pem", "utf8"),
  });
  const url = "https://shop.example/v3" + path;
  console.log((await handle(new Request(url, { method: "POST", body, headers }))).status);
}\n`,
      });
      expect(await program.ended()).toBe("204\n204\n");
    },
  },
};
