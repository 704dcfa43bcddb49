import { beforeAll, describe, expect, it } from "vitest";
import { createProfile, type Profile, send } from "./support/clearbank.js";
import { temporaryFolder } from "./support/openssl.js";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let profile: Profile;
let iban: string;

beforeAll(async () => {
  box = await testSandbox();
  profile = await createProfile(box, await temporaryFolder());
  const { accounts } = (await send(box, profile, "GET", "/v3/Accounts")).json;
  iban = String((accounts as { iban: string }[])[0]?.iban);
});

const held = async (): Promise<{ transactionId: string }[]> =>
  JSON.parse((await box.control("GET", "/clearbank/held")).text);

const receive = (payment: object) =>
  box.control("POST", "/clearbank/inbound-payments", { iban, amount: "5.00", debtorName: "P", ...payment });

async function eventTypes(): Promise<string[]> {
  const events: { type: string }[] = JSON.parse((await box.control("GET", "/clearbank/events")).text);
  return events.map(({ type }) => type);
}

describe("payments from elsewhere", () => {
  it("come in when the control API says so", async () => {
    const answer = await receive({ reference: "rent", endToEndId: "E1", scheme: "FasterPayments" });
    expect([answer.status, answer.json.transactionId]).toEqual([
      201,
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
    expect(await eventTypes()).toEqual(["TransactionSettled"]);
    const found = await send(box, profile, "GET", "/v2/Transactions");
    expect(found.text).toContain(String(answer.json.transactionId));
  });

  it("need an account, an amount and a scheme that there are", async () => {
    const cases: [object, RegExp][] = [
      [{ iban: "GB29NWBK60161331926819" }, /no account/],
      [{ amount: "0.00" }, /above 0/],
      [{ amount: "1.999" }, /amount/],
      [{ scheme: "Cash" }, /FasterPayments, Chaps, Bacs/],
      [{ debtorName: "" }, /"debtorName"/],
    ];
    for (const [payment, message] of cases) {
      const answer = await receive(payment);
      expect([answer.status, answer.json.message]).toEqual([400, expect.stringMatching(message)]);
    }
  });

  it("are held by the magic name, until they are released or declined", async () => {
    const decisions: [string, string][] = [
      ["release", "TransactionSettled"],
      ["decline", "TransactionRejected"],
    ];
    for (const [decision, type] of decisions) {
      const { transactionId } = (await receive({ debtorName: "6a41a29eafcf455493" })).json;
      expect((await held()).map((each) => each.transactionId)).toEqual([transactionId]);
      expect((await eventTypes()).at(-1)).toBe("InboundHeldTransaction");
      const path = `/clearbank/held/${transactionId}/${decision}`;
      expect((await box.control("POST", path)).json).toEqual({ transactionId });
      expect((await eventTypes()).at(-1)).toBe(type);
      expect(await held()).toEqual([]);
      expect((await box.control("POST", path)).status).toBe(400);
    }
  });
});
