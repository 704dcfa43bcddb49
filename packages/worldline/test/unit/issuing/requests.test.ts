import { describe, expect, it } from "vitest";
import type { WorldlineIssuingClient } from "../../../src/issuing/index.js";
import { enveloped, openApi } from "../../support/issuing.js";

const contract = { contractReference: "c-1" };
// biome-ignore lint/suspicious/noExplicitAny: what a caller without types may pass
type Untyped = Record<string, Record<string, (...args: any[]) => Promise<unknown>>>;

async function violationsOf(make: (client: Untyped) => Promise<unknown>) {
  const { client, asked } = openApi();
  const error = await make(client as unknown as Untyped).catch((each: unknown) => each);
  expect(asked).toEqual([]);
  expect(error).toMatchObject({ name: "InvalidRequestError", code: "ERR_WORLDLINE_INVALID_REQUEST" });
  return (error as { violations: readonly { path: string; rule: string }[] }).violations;
}

describe("names", () => {
  it.each([
    [{}],
    [undefined],
    [{ contractReference: "1", issuerContractExternalReference: "2" }],
    [{ cardReference: "1" }],
    [{ contractReference: "1", cardReference: "1" }],
  ])("that are not one way of naming the thing are refused: %j", async (names) => {
    expect(await violationsOf((client) => client.contracts?.retrieve?.(names) as Promise<unknown>)).toEqual([
      {
        path: "names",
        rule: "must be contractReference, or issuerContractExternalReference, and nothing else",
      },
    ]);
  });

  it.each(["", ".", "..", "\ud800", 7])(
    "that could change the path are refused: %j",
    async (contractReference) => {
      const violations = await violationsOf(
        (client) => client.contracts?.retrieve?.({ contractReference }) as Promise<unknown>,
      );
      expect(violations).toEqual([
        { path: "contractReference", rule: "must be a text that can stand in a path" },
      ]);
    },
  );

  it.each(["last", "2026-01-31", "2026-02-30", ""])(
    "of a cycle are its end: %j",
    async (cycleClosureDate) => {
      const names = { accountReference: "a", cycleClosureDate };
      const violations = await violationsOf(
        (client) => client.statements?.retrieve?.(names) as Promise<unknown>,
      );
      expect(violations).toEqual([
        {
          path: "cycleClosureDate",
          rule: "must be a date and time with its zone, such as 2026-01-31T23:59:59Z",
        },
      ]);
    },
  );

  it("may hold anything else", async () => {
    const { client, asked } = openApi();
    await client.contracts.retrieve({
      contractReference: "../a?b#c/é",
      issuerContractExternalReference: undefined as never,
    });
    expect(asked[0]?.target).toBe("/issuers/123456/contracts/..%2Fa%3Fb%23c%2F%C3%A9");
  });
});

describe("the query", () => {
  it("has lists as repetitions", async () => {
    const { client, asked } = openApi(() => enveloped([]));
    const list = client.operations.list(
      { accountReference: "a" },
      {
        startTime: "2026-01-01T00:00:00Z",
        endTime: "2026-01-31T23:59:59+01:00",
        embed: ["authorization", "addendum"],
        filter: ["a&b", "c"],
        allAccountHierarchy: true,
        sort: "desc",
        offset: 2,
      },
    );
    for await (const _ of list);
    const url = new URL(asked[0]?.url ?? "");
    expect([...url.searchParams]).toEqual([
      ["startTime", "2026-01-01T00:00:00Z"],
      ["endTime", "2026-01-31T23:59:59+01:00"],
      ["embed", "authorization"],
      ["embed", "addendum"],
      ["filter", "a&b"],
      ["filter", "c"],
      ["allAccountHierarchy", "true"],
      ["sort", "desc"],
      ["offset", "2"],
    ]);
    expect(asked[0]?.body).toBe("");
  });

  const within = { startTime: "2026-01-01T00:00:00Z", endTime: "2026-01-02T00:00:00Z" };
  it.each([
    [{}, ["startTime must be given", "endTime must be given"]],
    [{ ...within, startTime: "2026-01-01" }, [expect.stringMatching(/^startTime must be a date and time/)]],
    [
      { ...within, endTime: "2026-13-01T00:00:00Z" },
      [expect.stringMatching(/^endTime must be a date and time/)],
    ],
    [{ ...within, embed: ["cards"] }, ["embed must be a list of some of authorization, addendum"]],
    [{ ...within, embed: "addendum" }, ["embed must be a list of some of authorization, addendum"]],
    [{ ...within, filter: [1] }, ["filter must be a list of texts"]],
    [{ ...within, filter: [""] }, ["filter must be a list of texts"]],
    [{ ...within, panReference: 7 }, ["panReference must be a text"]],
    [{ ...within, sort: "up" }, ["sort must be asc or desc"]],
    [{ ...within, page: -1 }, ["page must be a whole number from 0 on"]],
    [{ ...within, page: 1.5 }, ["page must be a whole number from 0 on"]],
    [{ ...within, printOnStatement: "true" }, ["printOnStatement must be true or false"]],
    [{ ...within, limit: 7 }, ["limit is no parameter of this operation"]],
  ])("is refused where it is wrong: %j", async (query, rules) => {
    const violations = await violationsOf(async (client) =>
      client.operations?.list?.({ accountReference: "a" }, query),
    );
    expect(violations.map(({ path, rule }) => `${path} ${rule}`)).toEqual(rules);
  });

  it("tells of names and parameters at once", async () => {
    const violations = await violationsOf(async (client) =>
      client.statements?.list?.({}, { embed: [7], page: 1 }),
    );
    expect(violations.map(({ path }) => path)).toEqual(["names", "embed", "page"]);
  });
});

describe("the body", () => {
  it("has amounts as numbers with all their digits", async () => {
    const { client, asked } = openApi();
    const body = {
      corporateContract: { amount: { value: "9007199254740993", exponent: 2, isoCode: "EUR" }, value: "7" },
    };
    await client.corporateContracts.create(body as never);
    expect(asked[0]?.body).toBe(
      '{"corporateContract":{"amount":{"value":9007199254740993,"exponent":2,"isoCode":"EUR"},"value":"7"}}',
    );
    expect(asked[0]?.headers.get("content-type")).toBe("application/json");
  });

  it("must be there where the operation takes one", async () => {
    const violations = await violationsOf(async (client) => client.contracts?.searchAll?.());
    expect(violations).toEqual([{ path: "body", rule: "must be given" }]);
  });
});

describe("headers", () => {
  it("name the call, the system and who caused it", async () => {
    let count = 0;
    const { client, asked } = openApi(undefined, {
      origin: "CRM",
      username: "jdoe",
      newCorrelationId: () => `id-${++count}`,
    });
    expect(await client.contracts.retrieve(contract)).toMatchObject({ requestId: "id-1" });
    await client.contracts.retrieve(contract, { correlationId: "ours", origin: "IVR", username: "asmith" });
    const texts = asked.map(({ headers }) =>
      ["wl-correlation-id", "wl-origin", "wl-username", "authorization"].map((name) => headers.get(name)),
    );
    expect(texts).toEqual([
      ["id-1", "CRM", "jdoe", "Bearer t1"],
      ["ours", "IVR", "asmith", "Bearer t1"],
    ]);
  });

  it("are left out where nothing is given, but for a correlation id", async () => {
    const { client, asked } = openApi();
    await client.contracts.retrieve(contract);
    const { headers } = asked[0] as { headers: Headers };
    expect([headers.has("wl-origin"), headers.has("wl-username")]).toEqual([false, false]);
    expect(headers.get("wl-correlation-id")).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
  });

  it.each(["correlationId", "origin", "username"])("cannot be broken by %s", async (name) => {
    const violations = await violationsOf(
      (client) => client.contracts?.retrieve?.(contract, { [name]: "a\r\nb: c" }) as Promise<unknown>,
    );
    expect(violations).toHaveLength(1);
    expect(violations[0]?.path).toContain(name === "correlationId" ? name : `wl-${name}`);
  });
});

describe("sending again", () => {
  const failOnce = (call: (client: WorldlineIssuingClient) => Promise<unknown>) => async () => {
    const { client, asked } = openApi((_asked, count) =>
      count === 1 ? enveloped({}, {}, 503) : enveloped({}),
    );
    const isDone = await call(client).then(
      () => true,
      () => false,
    );
    return { isDone, asked };
  };
  const account = { accountReference: "a" };
  const card = { cardReference: "c" };
  const letter = { ...card, letterId: "l" };
  const template = { letterTemplateIdentifier: { letterTemplateReference: "t" } };
  const calls: Record<string, [boolean, (client: WorldlineIssuingClient) => Promise<unknown>]> = {
    "a GET": [true, (client) => client.contracts.retrieve(contract)],
    "a POST that reads": [true, (client) => client.operations.inquire(account, {} as never)],
    "a POST that is done once for an id": [true, (client) => client.letters.generate(card, template)],
    "another POST": [false, (client) => client.letters.validate(letter)],
    "a PATCH": [
      false,
      (client) => client.cardProducerBalancing.override({ cardTemplateReference: "t" }, { percentages: [] }),
    ],
    "a DELETE": [false, (client) => client.letters.delete(letter)],
  };
  it.each(Object.entries(calls))("%s", async (_what, [isSentAgain, call]) => {
    const { isDone, asked } = await failOnce(call)();
    expect([isDone, asked.length]).toEqual([isSentAgain, isSentAgain ? 2 : 1]);
    expect(new Set(asked.map(({ headers, body }) => headers.get("wl-correlation-id") + body)).size).toBe(1);
  });

  it("goes by the client's policy", async () => {
    const { client, asked } = openApi(() => enveloped({}, {}, 503), { retry: { limit: 0 } });
    await expect(client.contracts.retrieve(contract)).rejects.toMatchObject({ statusCode: 503 });
    await expect(client.letters.generate(card, template)).rejects.toMatchObject({ statusCode: 503 });
    expect(asked).toHaveLength(2);
  });

  it("is never that of what may be done twice, whatever the client's policy says", async () => {
    const methods = ["get", "post", "patch", "delete"] as const;
    const { client, asked } = openApi(() => enveloped({}, {}, 503), {
      retry: { limit: 2, methods: [...methods] },
    });
    await expect(client.letters.validate(letter)).rejects.toMatchObject({ statusCode: 503 });
    await expect(client.letters.delete(letter)).rejects.toMatchObject({ statusCode: 503 });
    expect(asked).toHaveLength(2);
  });

  it("has another token after a 401, once", async () => {
    const { client, asked, tokenRequests } = openApi((_asked, count) =>
      count === 1 ? enveloped({}, {}, 401) : enveloped({}),
    );
    await client.letters.validate(letter);
    expect(asked.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer t1", "Bearer t2"]);
    expect(tokenRequests).toHaveLength(2);
  });
});

describe("tokens", () => {
  it.each([
    [undefined, "Basic Y2xpZW50OnNlY3JldA==", "grant_type=client_credentials"],
    ["body", null, "grant_type=client_credentials&client_id=client&client_secret=secret"],
  ] as const)("are asked for by client credentials: %s", async (clientAuthentication, header, form) => {
    const { client, tokenRequests } = openApi(undefined, clientAuthentication && { clientAuthentication });
    await client.contracts.retrieve(contract);
    await client.contracts.retrieve(contract);
    expect(tokenRequests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", "https://issuing.example/token", form],
    ]);
    expect(tokenRequests[0]?.headers.get("authorization")).toBe(header);
  });

  it.each(["api", "token"])("go nowhere in clear: %s", (name) => {
    const environment = {
      api: new URL("https://a.example"),
      token: new URL("https://a.example"),
      [name]: new URL("http://a.example"),
    };
    expect(() => openApi(undefined, { environment })).toThrow(`environment.${name} must be an https URL`);
  });
});

it("reports a deprecated operation once", async () => {
  const lines: unknown[][] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const { client } = openApi(undefined, { logger: { debug() {}, info() {}, error() {}, warn: log } });
  const product = { issuerProductExternalReference: "p" };
  await client.brandAdvice.advise(product);
  await client.brandAdvice.advise(product);
  await client.brandAdvice.retrieveConfiguration(product);
  await client.productExtensionBalancing.retrieve(product);
  expect(lines).toEqual([
    [{ operation: "brandAdvice.advise" }, "Worldline deprecates the operation brandAdvice.advise"],
    [
      { operation: "brandAdvice.retrieveConfiguration" },
      "Worldline deprecates the operation brandAdvice.retrieveConfiguration",
    ],
  ]);
});
