import { generateKeyPair, importSigner, type Signer } from "@countersign/crypto-core";
import { onTestFinished } from "vitest";
import { type ClearBankClient, createClearBankClient } from "../../../src/index.js";

/** A request as the bank received it. */
export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly requestId: string | null;
  readonly body: string;
}

let signer: Promise<Signer> | undefined;

/** A client whose requests are answered by the test, and the requests that it made. */
export async function connect(
  answer: (received: Received) => Response | Promise<Response>,
): Promise<{ readonly clearbank: ClearBankClient; readonly received: Received[] }> {
  signer ??= generateKeyPair().then(({ privateKey }) => importSigner(privateKey));
  const received: Received[] = [];
  const clearbank = createClearBankClient({
    environment: new URL("https://bank.example"),
    credentials: { token: "token-of-the-test", signer: await signer },
    random: () => 0,
    retry: { methods: ["get"] },
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      const { method, headers } = request;
      const body = await request.text();
      const each = { method, url: new URL(request.url), requestId: headers.get("x-request-id"), body };
      received.push(each);
      return answer(each);
    },
  });
  onTestFinished(() => clearbank.close());
  return { clearbank, received };
}

/** A page of `GET /v2/Transactions`. */
export function page(...transactions: readonly Readonly<Record<string, unknown>>[]): Response {
  return Response.json({ transactions, halLinks: [] });
}

/** One of its rows. */
export function transaction(
  endToEndIdentifier: string,
  status: string,
  members: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    amount: { instructedAmount: 17.5, currency: "GBP" },
    debitCreditCode: "DBIT",
    endToEndIdentifier,
    transactionId: `t-${endToEndIdentifier}`,
    transactionTime: "2026-03-02T10:03:00Z",
    status,
    ...members,
  };
}
