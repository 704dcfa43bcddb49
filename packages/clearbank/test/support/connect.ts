import {
  type ClearBankClient,
  type ClearBankClientSettings,
  createClearBankClient,
} from "../../src/index.js";

/** A request as it left, its body read. */
export interface SentRequest {
  readonly request: Request;
  readonly body: Uint8Array;
}

/** A client whose requests are answered by the test, and the requests that it made. */
export function connect(
  settings: Pick<ClearBankClientSettings, "credentials"> & Partial<ClearBankClientSettings>,
  answer: (sent: SentRequest) => Response | Promise<Response> = () => Response.json({ a: 1 }),
): { client: ClearBankClient; sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const client = createClearBankClient({
    environment: new URL("https://bank.example/base"),
    newRequestId: () => "id-1",
    random: () => 0,
    ...settings,
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      const exchange = { request, body: new Uint8Array(await request.arrayBuffer()) };
      sent.push(exchange);
      return answer(exchange);
    },
  });
  return { client, sent };
}
