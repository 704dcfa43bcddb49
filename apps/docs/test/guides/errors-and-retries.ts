import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSqliteOutbox } from "@countersign/delivery/sqlite";
import { expect, vi } from "vitest";
import { startHosts } from "../../../../tooling/packed/hosts.mjs";
import { copyStore } from "../support/copy-store.js";
import type { Guide } from "../support/guide-place.js";
import { enrol } from "../support/identities.js";
import { requestsOf } from "../support/requests.js";

export const errorsAndRetries: Guide = {
  "errors.mts": {
    async run({ sandbox, write, start }) {
      const institution = await sandbox.createClearBankInstitution();
      const { key, token } = await enrol(institution);
      await write("clearbank-1.key", key);
      // For the first call of three: the client of the second has another token, and the third one no host.
      institution.faults.add({ fault: "500-processed" });
      const program = start({
        caller: `import { readFileSync } from "node:fs";
import { createClearBankClient } from "@countersign/clearbank";
import { importSigner } from "@countersign/crypto-core";
import { ask } from "./errors.mjs";
const signer = await importSigner(readFileSync("clearbank-1.key", "utf8"));
const { SANDBOX, TOKEN } = process.env;
for (const [token, url] of [[TOKEN, SANDBOX], ["another", SANDBOX], [TOKEN, "https://nowhere.example"]]) {
  const credentials = { token, signer };
  await ask(createClearBankClient({ environment: new URL(url), credentials, retry: { limit: 1 } }));
}\n`,
        env: { SANDBOX: sandbox.urls.clearbank, TOKEN: token },
      });
      expect((await program.ended()).split("\n")).toEqual([
        "known already: unknown",
        "refused: 403 ERR_CLEARBANK_API false",
        expect.stringMatching(/^no answer: whether it arrived is unknown [\w-]+$/),
        "",
      ]);
    },
  },
  "outbox.mts": {
    needs: "sqlite",
    async run({ sandbox, folder, write, start }) {
      const institution = await sandbox.createClearBankInstitution();
      const { key, token } = await enrol(institution);
      await write("profile/clearbank-1.key", key);
      start({ env: { CLEARBANK_TOKEN: token } });
      const [request] = await vi.waitFor(
        () => {
          const requests = requestsOf(sandbox, institution.id);
          expect(requests).toMatchObject([{ method: "POST", target: "/v3/payments/fps" }]);
          return requests;
        },
        { timeout: 30_000 },
      );
      const file = await copyStore(join(folder, "outbox.sqlite"));
      const outbox = await openSqliteOutbox({ file, windowMs: 1 });
      const { history = [] } = (await outbox.find(request?.requestId ?? "")) ?? {};
      await outbox.close();
      expect(history.map(({ state }) => state).slice(0, 2)).toEqual(["prepared", "sending"]);
    },
  },
  "record.mts": {
    async run({ folder, write, start }) {
      const hosts = await startHosts(
        {
          "institution-api-sim.clearbank.co.uk": (_request, response) => {
            response.setHeader("set-cookie", "session=8553416320").end("hello world!");
          },
        },
        folder,
      );
      try {
        await write("trusted.pem", hosts.certificate);
        await start({ env: { HTTPS_PROXY: hosts.url, NODE_EXTRA_CA_CERTS: "trusted.pem" } }).ended();
        const har = await readFile(join(folder, "calls.har"), "utf8");
        const { log } = JSON.parse(har);
        expect(log.entries).toEqual([
          expect.objectContaining({
            request: expect.objectContaining({
              method: "GET",
              url: "https://institution-api-sim.clearbank.co.uk/v1/Test",
            }),
            response: expect.objectContaining({
              status: 200,
              headers: expect.arrayContaining([{ name: "set-cookie", value: "***" }]),
            }),
          }),
        ]);
        expect(har).not.toContain("8553416320");
      } finally {
        await hosts.close();
      }
    },
  },
};
