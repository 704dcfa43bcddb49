import { beforeAll, expect, test } from "vitest";
import type { FpsPaymentsRequest } from "../../../src/api/objects/fps.js";
import { connect, type SentRequest } from "../../support/connect.js";
import { createCredentials, type TestCredentials } from "../../support/credentials.js";

let credentials: TestCredentials;

beforeAll(async () => {
  credentials = await createCredentials("secret-token-of-the-test");
});

/** The response as it would come, digits and all. */
const json = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "application/json" } });

const textOf = (sent: SentRequest | undefined) => new TextDecoder().decode(sent?.body);

const account = { identification: { iban: "GB29NWBK60161331926819" } };

const batch: FpsPaymentsRequest = {
  paymentInstructions: [
    {
      debtor: { address: "UK, London, Example Street, 1, EC1A 1BB" },
      paymentInstructionIdentification: "INSTRUCTION-1",
      debtorAccount: account,
      creditTransfers: [
        {
          paymentIdentification: { instructionIdentification: "I-1", endToEndIdentification: "E2E-1" },
          amount: { currency: "GBP", instructedAmount: "2000000.00" },
          creditor: { name: "Aisha Khan", legalEntityIndentifier: "9485839XYZ" },
          creditorAccount: account,
          remittanceInformation: {},
        },
      ],
    },
  ],
};

test("an amount leaves with the digits it was given, in a signed body", async () => {
  const answer = '{"transactions":[{"endToEndIdentification":"E2E-1","response":"Accepted"}],"halLinks":[]}';
  const { client, sent } = connect({ credentials }, () => json(answer, 202));
  const { data, requestId } = await client.payments.fps.send(batch, { requestId: "our-id" });

  expect(data).toMatchObject({ outcome: "accepted", accepted: [{ endToEndIdentification: "E2E-1" }] });
  expect(requestId).toBe("our-id");
  const [request] = sent;
  expect(textOf(request)).toBe(JSON.stringify(batch).replace('"2000000.00"', "2000000.00"));
  expect(request && credentials.isSigned(request.request, request.body)).toBe(true);
});

test("an amount comes in with the digits that stood on the wire", async () => {
  const page = '{"accounts":[{"id":"a","balances":[{"amount":1999992.00},{"amount":13}]}],"halLinks":null}';
  const { client } = connect({ credentials }, ({ request }) =>
    json(request.url.includes("pageNumber=1") ? page : '{"accounts":[]}'),
  );
  const amounts: string[] = [];
  for await (const { balances = [] } of client.accounts.list()) {
    amounts.push(...balances.map(({ amount }) => amount));
  }
  expect(amounts).toEqual(["1999992.00", "13"]);
});

test("a cancellation is a DELETE whose reason is signed", async () => {
  const { client, sent } = connect({ credentials }, () => json('{"halLinks":[]}', 202));
  await client.mandates.cancel("an account", "a/mandate", { reasonCode: "B" });
  const [request] = sent;
  expect(request?.request.method).toBe("DELETE");
  expect(request?.request.url).toMatch(/\/v1\/Accounts\/an%20account\/Mandates\/a%2Fmandate$/);
  expect(textOf(request)).toBe('{"reasonCode":"B"}');
  expect(request && credentials.isSigned(request.request, request.body)).toBe(true);
});

test("an answer without content is undefined, and not an error", async () => {
  const { client } = connect({ credentials }, () => new Response(null, { status: 204 }));
  const { status, data } = await client.virtualAccounts.disable("an account", "a virtual account");
  expect({ status, data }).toEqual({ status: 204, data: undefined });
});

test("a statement is the text of its document", async () => {
  const { client, sent } = connect({ credentials }, () => new Response("<Document>13.0</Document>"));
  const { data } = await client.statements.get("MSG-1", { pageNumber: 2 });
  expect(data).toBe("<Document>13.0</Document>");
  expect(sent[0]?.request.url).toMatch(/\/v1\/statements\/MSG-1\?pageNumber=2$/);
});

test("a batch of which nothing is accepted is an error", async () => {
  const answer = '{"transactions":[{"endToEndIdentification":"E2E-1","response":"InvalidAccount"}]}';
  const { client } = connect({ credentials }, () => json(answer, 400));
  await expect(client.payments.fps.send(batch)).rejects.toMatchObject({
    code: "ERR_CLEARBANK_API",
    status: 400,
  });
});
