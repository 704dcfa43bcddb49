import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHosts } from "../../../../tooling/packed/hosts.mjs";
import { certificateRenewal } from "../guides/certificate-renewal.js";
import { errorsAndRetries } from "../guides/errors-and-retries.js";
import { hsmAndKms } from "../guides/hsm-and-kms.js";
import { proxies } from "../guides/proxies.js";
import { testing } from "../guides/testing.js";
import { webhooks } from "../guides/webhooks.js";
import { whatIsMissing } from "../support/guide-needs.js";
import { type Guide, openPlace, type Surroundings } from "../support/guide-place.js";
import { pages } from "../support/pages.js";

const guides: Readonly<Record<string, Guide>> = {
  "guides/certificate-renewal": certificateRenewal,
  "guides/errors-and-retries": errorsAndRetries,
  "guides/hsm-and-kms": hsmAndKms,
  "guides/proxies": proxies,
  "guides/testing": testing,
  "guides/webhooks": webhooks,
};

it("every program of a guide is run below", () => {
  const printed = pages
    .filter(({ name }) => name.startsWith("guides/"))
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => language === "ts" || language === "js")
    .map(({ page, line, name = `line ${line}, without a name` }) => `${page}: ${name}`);
  const run = Object.entries(guides).flatMap(([page, programs]) =>
    Object.keys(programs).map((name) => `${page}: ${name}`),
  );
  expect(run.sort()).toEqual(printed.sort());
});

const missing = whatIsMissing("openssl");

describe.skipIf(missing)(`the programs of the guides${missing ? ` (needs ${missing})` : ""}`, () => {
  let sandbox: Sandbox;
  let hosts: Awaited<ReturnType<typeof startHosts>>;
  let folder: string;
  let surroundings: Surroundings;

  beforeAll(async () => {
    sandbox = await startSandbox();
    folder = await mkdtemp(join(tmpdir(), "countersign-guides-"));
    const clearbank = { url: sandbox.urls.clearbank, ca: sandbox.ca };
    hosts = await startHosts(
      {
        "institution-api-sim.clearbank.co.uk": clearbank,
        "institution-api.clearbank.co.uk": clearbank,
        // Says by which certificate it knows who calls.
        "who.example": ({ socket }, response) => {
          response.end((socket as TLSSocket).getPeerCertificate().subject?.CN);
        },
      },
      folder,
    );
    const trusted = join(folder, "trusted.pem");
    await writeFile(trusted, hosts.certificate + sandbox.ca);
    surroundings = { sandbox, proxy: hosts.url, trusted };
  });
  afterAll(async () => {
    await hosts?.close();
    await sandbox?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  for (const page of pages) {
    for (const [name, { needs, run }] of Object.entries(guides[page.name] ?? {})) {
      const lacking = whatIsMissing(needs);
      const title = `${page.name}: ${name}${lacking ? ` (needs ${lacking})` : ""}`;
      (lacking ? it.skip : it.concurrent)(title, async () => {
        const place = await openPlace(page, name, surroundings);
        try {
          await run(place);
          expect(place.hasStarted(), `${name} was run`).toBe(true);
        } catch (cause) {
          throw new Error(`${cause}\nWhat was started said: ${place.said()}`, { cause });
        } finally {
          await place.close();
        }
      });
    }
  }
});
