import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startSandbox } from "../src/sandbox.js";
import { keepAnswer, keptAnswer } from "../src/worldline-issuing/idempotency.js";
import { emptyIssuer } from "../src/worldline-issuing/state.js";
import { openIssuer, sendIssuing } from "./support/issuing.js";
import { newCorporateContract, newCustomer, newVirtualCards } from "./support/issuing-bodies.js";
import { temporaryFolder } from "./support/openssl.js";
import { testSandbox } from "./support/sandbox.js";

it("a restart keeps issuers, what was changed, tokens and what was answered; no secret is in clear", async () => {
  const state = await temporaryFolder();
  const first = await testSandbox({ state });
  const issuer = await openIssuer(first);
  const create = (send: typeof issuer.call, body: unknown) =>
    send("POST", "/corporate-contracts/create-corporate-contract", body, { "WL-Correlation-ID": "made" });
  const made = await create(issuer.call, newCorporateContract());
  expect(made.status).toBe(200);
  const { contractReference } = made.data.contract.contractIdentifier;
  const replaced = await issuer.call("POST", "/contracts/external-contracts/CONTRACT-002/replace-customer", {
    previousCustomerIdentifier: { issuerCustomerExternalReference: "CUST-003" },
    targetCustomer: { newCustomer: newCustomer({ issuerCustomerExternalReference: "CUST-NEW" }) },
  });
  expect(replaced.status).toBe(200);
  const account = issuer.references.accounts?.[0]?.accountReference;
  const operations = await issuer.call("GET", `/accounts/${account}/statements/last/operations`);
  await first.sandbox.close();
  const text = await readFile(join(state, "state.json"), "utf8");
  expect(text).toContain("CUST-NEW");
  for (const secret of [issuer.clientSecret, issuer.token]) expect(text).not.toContain(secret);

  const second = await testSandbox({ state });
  const again: typeof issuer.call = (method, path, body, headers = {}) =>
    sendIssuing(second, method, `/issuers/${issuer.issuerId}${path}`, body, {
      Authorization: `Bearer ${issuer.token}`,
      ...headers,
    });
  expect((await again("GET", `/corporate-contracts/${contractReference}`)).status).toBe(200);
  expect((await again("GET", "/customers/external-customers/CUST-NEW/contracts")).data).toHaveLength(1);
  const kept = await again("GET", `/accounts/${account}/statements/last/operations`);
  expect(kept.text.slice(kept.text.indexOf('"data"'))).toBe(
    operations.text.slice(operations.text.indexOf('"data"')),
  );
  expect((await create(again, newCorporateContract())).text).toBe(made.text);
  // References go on where they were.
  const next = await create(
    (method, path, body) => again(method, path, body, { "WL-Correlation-ID": "another" }),
    newCorporateContract(),
  );
  expect(next.data.contract.contractOwnerIdentifier).not.toEqual(made.data.contract.contractOwnerIdentifier);
  await second.sandbox.close();

  const cut = JSON.parse(text);
  delete cut.worldlineIssuing.issuers[0].cards;
  await writeFile(join(state, "state.json"), JSON.stringify(cut));
  await expect(startSandbox({ state })).rejects.toThrow(/lacks parts/);
});

it("a refused change leaves nothing behind", async () => {
  const issuer = await openIssuer(await testSandbox());
  // Refused only when everything before the last part has been made.
  const broken = newCorporateContract({
    root: { addCorporateVcaServiceCardsAndAccounts: [newVirtualCards("NO-ENTITY")] },
  });
  const before = (await issuer.call("GET", "/companies/external-customers/COMPANY-001/corporate-contracts"))
    .data;
  const answer = await issuer.call("POST", "/corporate-contracts/create-corporate-contract", broken);
  expect([answer.status, answer.rule]).toEqual([400, "worldline-issuing.corporate.entity-parent"]);
  const external = String(
    (broken.corporateContract as Record<string, unknown>).issuerContractExternalReference,
  );
  const missing = await issuer.call("GET", `/corporate-contracts/external-contracts/${external}`);
  expect(missing.status).toBe(404);
  const after = (await issuer.call("GET", "/companies/external-customers/COMPANY-001/corporate-contracts"))
    .data;
  expect(after).toEqual(before);
});

it("the last 1,000 answers of idempotent operations are kept", () => {
  const issuer = emptyIssuer({ issuerId: "1", clientId: "", secretHash: "" });
  for (let each = 0; each <= 1_000; each += 1)
    keepAnswer(issuer, "letters.generate", String(each), `${each}`);
  expect(keptAnswer(issuer, "letters.generate", "0")).toBeUndefined();
  expect(keptAnswer(issuer, "letters.generate", "1")).toBe("1");
  expect(keptAnswer(issuer, "letters.generate", "1000")).toBe("1000");
  expect(keptAnswer(issuer, "contracts.replaceCustomer", "1000")).toBeUndefined();
});
