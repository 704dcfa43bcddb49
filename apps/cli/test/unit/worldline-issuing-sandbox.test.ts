import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";

/** The sandbox reads what the commands send: it was written from the same documents by different hands. */
const terminal = openTerminal();
let sandbox: Sandbox;
let caller: readonly string[];
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  sandbox = await startSandbox({ warn: () => {} });
  const { issuerId, clientId, clientSecret } = await sandbox.worldlineIssuing.createIssuer();
  const url = sandbox.urls.worldlineIssuing;
  terminal.write("ca.pem", sandbox.ca);
  env = { ISSUING_SECRET: clientSecret };
  caller = [
    ...["--issuer", issuerId, "--client-id", clientId, "--secret-env", "ISSUING_SECRET", "--ca", "ca.pem"],
    ...["--api", `${url}/card-issuing/api/v2`, "--token-url", `${url}/token`],
  ];
});
afterAll(async () => {
  await sandbox?.close();
  terminal.remove();
});

const run = (words: string, options: readonly string[] = [], body?: unknown) =>
  terminal.run(
    [
      ...["worldline", "issuing", ...words.split(" "), ...caller, ...options],
      ...(body === undefined ? [] : ["--body", "-"]),
    ],
    { env, stdin: JSON.stringify(body) ?? "" },
  );
const done = { exitCode: 0, stderr: "" };
const own = "--issuer-contract-external-reference";
const card = ["--issuer-card-external-reference", "CARD-001"];

describe("worldline issuing, against the sandbox", () => {
  it("finds a contract, and reads its fees", async () => {
    const found = await run("contracts search", ["--json"], {
      customerIdentifier: { issuerCustomerExternalReference: "CUST-001" },
    });
    expect(found).toMatchObject(done);
    const [contract] = found.json.data as { contractIdentifier: Record<string, string> }[];
    const { contractReference = "", issuerContractExternalReference = "" } =
      contract?.contractIdentifier ?? {};
    const byReference = await run("contracts list-fees", ["--contract-reference", contractReference]);
    expect(byReference).toMatchObject(done);
    expect(byReference.stdout).toMatch(/^.*issuerAccountExternalReference .*\n.*ACCOUNT-001 /);
    const byOwn = await run("contracts list-fees", [own, issuerContractExternalReference]);
    expect(byOwn.stdout).toBe(byReference.stdout);
  });

  it("generates, validates and reads a letter", async () => {
    const generated = await run("letters generate", [...card, "--json"], {
      letterTemplateIdentifier: { letterTemplateReference: "CARD-DELIVERY" },
      letterTemplateParameterValues: [{ parameterName: "message", value: "Welcome" }],
      validationNeeded: true,
    });
    expect(generated).toMatchObject(done);
    const { letterIdentifier } = generated.json.data as { letterIdentifier: { letterId: string } };
    const letter = [...card, "--letter-id", letterIdentifier.letterId];
    expect((await run("letters retrieve", letter)).stdout).toMatch(/^validationStatus +VALIDATION_NEEDED$/m);
    expect(await run("letters validate", letter)).toMatchObject(done);
    expect((await run("letters retrieve", letter)).stdout).toMatch(/^validationStatus +VALIDATED$/m);
    expect(await run("letters delete", letter)).toMatchObject(done);
    const gone = await run("letters retrieve", [...letter, "--correlation-id", "id-1"]);
    expect(gone).toMatchObject({ exitCode: 1, stdout: "" });
    expect(gone.stderr).toMatch(
      /ERR_WORLDLINE_ISSUING: Worldline answered 404 .*\(WL-Correlation-ID id-1\)\n$/,
    );
  });

  it("overrides a balancing, and reads it back", async () => {
    const product = ["--issuer-product-external-reference", "CONSUMER-CREDIT"];
    const profiles = [
      {
        name: "MANY-TOKENS",
        percentages: [
          {
            value: 100,
            productExtensionIdentifier: {
              issuerProductExtensionExternalReference: "CONSUMER-CREDIT-MASTERCARD",
            },
          },
        ],
      },
    ];
    const overridden = await run("product-extension-balancing override", product, { profiles });
    expect(overridden).toMatchObject(done);
    const { json } = await run("product-extension-balancing retrieve", [...product, "--json"]);
    expect(json.data).toMatchObject({
      profiles: expect.arrayContaining([expect.objectContaining(profiles[0])]),
    });
    const advised = await run("product-extensions advise-for-card", card);
    expect(advised).toMatchObject(done);
    const refused = await run("product-extension-balancing override", product, { profiles: [{ name: "X" }] });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/Worldline answered 400 .*NEW-CARD, FEW-TOKENS, MANY-TOKENS/);
  });

  it("walks a list over its pages, amounts as decimals", async () => {
    const range = ["--start-time", "2020-01-01T00:00:00Z", "--end-time", "2099-01-01T00:00:00Z"];
    const account = ["--issuer-account-external-reference", "ACCOUNT-001", ...range];
    const whole = await run("operations list", account);
    expect(whole).toMatchObject(done);
    const { json } = await run("operations list", [...account, "--json"]);
    const pages = await run("operations list", [...account, "--offset", "1", "--json"]);
    expect((json.data as unknown[]).length).toBeGreaterThan(1);
    expect(pages.json.data).toEqual(json.data);
  });
});
