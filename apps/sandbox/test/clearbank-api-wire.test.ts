import { beforeAll, expect, it } from "vitest";
import { writeRawJson } from "../src/wire/raw-json.js";
import { acknowledgeWith, createProfile, type Profile, send } from "./support/clearbank.js";
import { number, otherIban } from "./support/clearbank-requests.js";
import { checkAnswer } from "./support/clearbank-schemas.js";
import { temporaryFolder } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import type { Answer } from "./support/wire.js";

let box: TestSandbox;
let profile: Profile;
let receiver: Receiver;
let iban: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  box = await testSandbox();
  [profile, receiver] = await Promise.all([createProfile(box, folder), Receiver.open(folder)]);
  acknowledgeWith(receiver, profile.key);
  for (const type of ["TransactionSettled", "PaymentMessageAssesmentFailed"]) {
    await box.control("PUT", `/clearbank/webhooks/${type}`, {
      url: receiver.url,
      ca: receiver.ca,
      status: "Enabled",
    });
  }
  const { accounts } = (await ask("GET", "/v3/Accounts")).json as { accounts: { iban: string }[] };
  iban = accounts[0]?.iban ?? "";
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await send(
    box,
    profile,
    method,
    path,
    body === undefined ? {} : { body: writeRawJson(body) },
  );
  const { status, text } = answer;
  checkAnswer(method, path.split("?")[0] ?? "", {
    status,
    text,
    json: text === "" ? undefined : answer.json,
  });
  expect(answer.headers["x-correlation-id"]).toMatch(/^[0-9a-f-]{36}$/);
  return answer;
}

function pay(...payments: readonly { readonly id: string; readonly amount: string }[]): Promise<Answer> {
  const creditTransfers = payments.map(({ id, amount }) => ({
    paymentIdentification: { instructionIdentification: id, endToEndIdentification: id },
    amount: { instructedAmount: number(amount), currency: "GBP" },
    creditor: { name: "Ada Byron" },
    creditorAccount: { identification: { iban: otherIban } },
    remittanceInformation: { structured: { creditorReferenceInformation: { reference: id } } },
  }));
  const debtorAccount = { identification: { iban } };
  const debtor = { address: "1 Sandbox Street" };
  return ask("POST", "/v3/payments/fps", {
    paymentInstructions: [{ debtor, paymentInstructionIdentification: "1", debtorAccount, creditTransfers }],
  });
}

const payloads = () =>
  receiver.received.map(({ body }) => {
    const { Type, Payload } = JSON.parse(body.toString());
    return [Type, Payload.EndToEndTransactionId ?? Payload.AssesmentFailure[0].EndToEndId];
  });

it("a batch of three: one settles, one is rejected, one fails in the assessment", async () => {
  expect((await pay({ id: "twice", amount: "13.00" })).status).toBe(202);
  const answer = await pay(
    { id: "good", amount: "13.10" },
    { id: "too-much", amount: "1000000.01" },
    { id: "twice", amount: "13.00" },
  );
  expect([answer.status, answer.json.transactions]).toEqual([
    202,
    [
      { endToEndIdentification: "good", response: "Accepted" },
      { endToEndIdentification: "too-much", response: "Rejected" },
      { endToEndIdentification: "twice", response: "Accepted" },
    ],
  ]);
  expect(answer.headers["sandbox-items"]).toBe("1 clearbank.payment.amount, 2 clearbank.payment.duplicate");
  const deliveries = JSON.parse((await box.control("GET", "/clearbank/deliveries?wait=20")).text);
  expect(deliveries.map(({ acknowledged }: { acknowledged: boolean }) => acknowledged)).toEqual([
    true,
    true,
    true,
  ]);
  expect(payloads().sort()).toEqual([
    ["PaymentMessageAssesmentFailed", "twice"],
    ["TransactionSettled", "good"],
    ["TransactionSettled", "twice"],
  ]);
  const texts = receiver.received.map(({ body }) => body.toString());
  expect(texts.filter((text) => text.includes('"Amount":13.10,')).length).toBe(1);
  expect(texts.filter((text) => text.includes('"Amount":13.00,')).length).toBe(2);
  const found = await ask("GET", "/v2/Transactions?endToEndIdentifier=twice");
  expect(found.json.transactions).toEqual([
    expect.objectContaining({ status: "ACSC", endToEndIdentifier: "twice" }),
  ]);
});

it("a refusal is in the API's words, with the rule beside it", async () => {
  expectRefusal(await pay({ id: "nothing", amount: "0.00" }), 400, "clearbank.fps.all-failed");
  expectRefusal(await ask("POST", "/v3/payments/fps", {}), 422, "clearbank.fps.request");
  const missing = await ask("GET", "/v3/Accounts/0f8fad5b-d9cb-469f-a165-70867728950e");
  expectRefusal(missing, 404, "clearbank.unknown");
  expect(missing.text).toBe("");
  expectRefusal(await ask("GET", "/v3/Nothing"), 404, "clearbank.not-played");
  expectRefusal(await ask("PUT", "/v3/Accounts", {}), 405, "clearbank.path.method");
});

it("an amount of any length comes back digit for digit", async () => {
  const accounts = await ask("GET", "/v3/Accounts");
  const { id } = (accounts.json.accounts as { id: string }[])[1] ?? {};
  await ask("PATCH", `/v1/Accounts/${id}`, { minimumBalance: number("90071992547409.93") });
  expect((await ask("GET", `/v3/Accounts/${id}`)).text).toContain('"amount":90071992547409.93,');
});
