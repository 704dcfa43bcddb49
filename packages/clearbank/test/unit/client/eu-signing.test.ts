import { beforeAll, describe, expect, it } from "vitest";
import type { ClearBankClientSettings, EuCanonical } from "../../../src/index.js";
import { connect as connectWith, type SentRequest } from "../../support/connect.js";
import { createCredentials, type TestCredentials } from "../../support/credentials.js";

let credentials: TestCredentials;

beforeAll(async () => {
  credentials = await createCredentials("token");
});

/** One of the many strings that it could be. */
const euCanonical: EuCanonical = ({ method, path, requestId, requestTime }) =>
  [method, path, requestId, requestTime].join("\u00b7");

function connect(settings: Partial<ClearBankClientSettings> = {}, statuses: number[] = []) {
  let seconds = 1_700_000_000.9;
  return connectWith(
    {
      credentials,
      environment: "eu-simulation",
      euCanonical,
      now: () => new Date(1000 * seconds++),
      ...settings,
    },
    () => Response.json({}, { status: statuses.shift() ?? 200 }),
  );
}

const timeOf = ({ request }: SentRequest) => request.headers.get("x-request-time");

describe("in the EU", () => {
  it.each(["GET", "DELETE"] as const)("a %s is signed over its head", async (method) => {
    const { client, sent } = connect();
    const result = await client.request(method, "/v1/a b/{id}?c=d", { params: { id: "\u00e9" } });
    const [{ request }] = sent as [SentRequest];
    expect(request.url).toBe("https://institution-api-sim.eu.clearbank.io/v1/a%20b/%C3%A9?c=d");
    const time = request.headers.get("x-request-time");
    expect(time).toMatch(/^17000000\d\d$/);
    const message = `${method}\u00b7/v1/a%20b/%C3%A9?c=d\u00b7id-1\u00b7${time}`;
    expect(credentials.isSigned(request, message)).toBe(true);
    expect(credentials.isSigned(request, "")).toBe(false);
    expect(request.headers.get("x-request-id")).toBe("id-1");
    expect(result.requestId).toBe("id-1");
  });

  it("another attempt has its own time and signature, and the same id", async () => {
    const { client, sent } = connect({}, [503, 503, 200]);
    await client.request("GET", "/v1/Test");
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(timeOf)).size).toBe(3);
    for (const each of sent) {
      expect(credentials.isSigned(each.request, `GET\u00b7/v1/Test\u00b7id-1\u00b7${timeOf(each)}`)).toBe(
        true,
      );
    }
  });

  it("requests with other methods are signed over their body, and repeated unchanged", async () => {
    const { client, sent } = connect({}, [503, 200]);
    await client.test.post({ a: 1 });
    expect(sent.map(({ request }) => request.headers.get("digitalsignature"))).toEqual([
      sent[0]?.request.headers.get("digitalsignature"),
      sent[0]?.request.headers.get("digitalsignature"),
    ]);
    expect(credentials.isSigned((sent[1] as SentRequest).request, '{"a":1}')).toBe(true);
    expect(sent.map(timeOf)).toEqual([null, null]);
  });

  it("a call may do without", async () => {
    const { client, sent } = connect();
    await client.request("GET", "/v1/Test", { sign: "never" });
    expect([timeOf(sent[0] as SentRequest), sent[0]?.request.headers.has("digitalsignature")]).toEqual([
      null,
      false,
    ]);
  });

  it("a failing function or signer ends the call, which is not sent", async () => {
    const broken = connect({
      euCanonical: () => {
        throw new Error("what is signed?");
      },
    });
    await expect(broken.client.test.get()).rejects.toThrow("what is signed?");
    expect(broken.sent).toHaveLength(0);
  });

  it("also at a base URL of one's own", async () => {
    const { client, sent } = connect({ environment: new URL("https://bank.example/base/") });
    await client.test.get();
    const [each] = sent as [SentRequest];
    expect(credentials.isSigned(each.request, `GET\u00b7/base/v1/Test\u00b7id-1\u00b7${timeOf(each)}`)).toBe(
      true,
    );
  });
});
