import { inspect } from "node:util";
import { createRecorder } from "@countersign/auth";
import { describe, expect, it } from "vitest";
import { WorldlineIssuingError } from "../../../src/issuing/index.js";
import { api, enveloped, openApi } from "../../support/issuing.js";

const contract = { contractReference: "c-1" };

describe("an answer", () => {
  it("comes without its envelope, which can be had too", async () => {
    const { client } = openApi(() => enveloped({ status: "SIGNED" }, { timeTakenMs: 206 }));
    const answer = await client.contracts.retrieve(contract, { correlationId: "ours" });
    expect(answer).toEqual({
      data: { status: "SIGNED" },
      requestId: "ours",
      responseMetadata: {
        correlationId: "theirs",
        statusMessage: "Executed successfully",
        statusCode: 200,
        responseDateTime: "2026-01-03T15:14:13.531+0100",
        timeTakenMs: 206,
      },
    });
  });

  it("keeps digits, and members that nobody knows", async () => {
    const { client } = openApi(() =>
      enveloped(
        '{"transactionAmount":{"value":-9007199254740993,"exponent":2,"isoCode":"EUR"},"exchangeRate":1.10,"overallExhangeRate":1,"new":{"value":7,"deep":[1]},"preDelinquent ":true}',
      ),
    );
    const { data } = await client.operations.retrieve({ accountReference: "a", operationId: "1" });
    expect(data).toEqual({
      transactionAmount: { value: "-9007199254740993", exponent: 2, isoCode: "EUR" },
      exchangeRate: "1.10",
      overallExhangeRate: "1",
      new: { value: 7, deep: [1] },
      "preDelinquent ": true,
    });
  });

  it.each(["{}", "[]", '{"data":{}}', '{"responseMetadata":7,"data":{}}', ""])(
    "without an envelope is not taken: %s",
    async (body) => {
      const { client } = openApi(() => new Response(body));
      await expect(client.contracts.retrieve(contract, { correlationId: "ours" })).rejects.toMatchObject({
        code: "ERR_WORLDLINE_ISSUING_ENVELOPE",
        requestId: "ours",
      });
    },
  );

  it("to a list that is none is not taken, and nothing is an empty one", async () => {
    const walk = async (data: unknown) => {
      const found: unknown[] = [];
      const { client } = openApi(() => enveloped(data));
      for await (const each of client.contracts.listForCustomer({ customerReference: "c" })) found.push(each);
      return found;
    };
    expect(await walk(null)).toEqual([]);
    expect(await walk(undefined)).toEqual([]);
    await expect(walk({})).rejects.toMatchObject({ code: "ERR_WORLDLINE_ISSUING_ENVELOPE" });
  });

  it("that is a web page is told as such", async () => {
    const { client } = openApi(() => new Response("<html><title>Maintenance</title>", { status: 200 }));
    await expect(client.contracts.retrieve(contract)).rejects.toMatchObject({ code: "ERR_API_HTML" });
  });
});

describe("a refusal", () => {
  it.each([400, 403, 404, 500, 502])("has Worldline's words and both ids: %i", async (status) => {
    const { client } = openApi(() => enveloped(undefined, {}, status), { retry: { limit: 0 } });
    const call = client.contracts.retrieve(contract, { correlationId: "ours" });
    const error = await call.catch((each: unknown) => each);
    expect(error).toBeInstanceOf(WorldlineIssuingError);
    expect(error).toMatchObject({
      code: "ERR_WORLDLINE_ISSUING",
      status,
      statusCode: status,
      statusMessage: "Contract not found",
      requestId: "ours",
      correlationId: "theirs",
      isRetryable: status >= 500,
      message: `Worldline answered ${status} to GET ${api}/issuers/123456/contracts/c-1: Contract not found (WL-Correlation-ID ours)`,
    });
  });

  it("is one where HTTP says 200 and the envelope does not", async () => {
    const { client } = openApi(() =>
      enveloped({ a: 1 }, { statusCode: 404, statusMessage: "No such contract" }),
    );
    await expect(client.contracts.retrieve(contract)).rejects.toMatchObject({
      code: "ERR_WORLDLINE_ISSUING",
      status: 200,
      statusCode: 404,
      statusMessage: "No such contract",
    });
  });

  it.each(["not JSON", "{}", '{"responseMetadata":{"statusCode":"x","statusMessage":7,"correlationId":7}}'])(
    "may come without an envelope: %s",
    async (body) => {
      const { client } = openApi(() => new Response(body, { status: 403 }));
      const error = await client.contracts.retrieve(contract).catch((each: unknown) => each);
      expect(error).toMatchObject({ statusCode: 403, statusMessage: undefined, correlationId: undefined });
      expect((error as Error).message).toContain("no reason was given");
    },
  );

  it("shows neither body nor secret where it is printed", async () => {
    const { client } = openApi(() => enveloped({ pan: "4111111111111111" }, {}, 400));
    const error = await client.contracts.retrieve(contract).catch((each: unknown) => each);
    expect(inspect(error)).not.toMatch(/4111|Bearer|t1\b/);
    expect((error as WorldlineIssuingError).body).toMatchObject({ data: { pan: "4111111111111111" } });
  });
});

it("records nobody's name, card or letter", async () => {
  const recorder = createRecorder();
  const person = {
    lastName: "Janssens",
    embossingName: "A JANSSENS",
    pan: "4111111111111111",
    content: "TGV0dGVy",
  };
  const { client } = openApi(() => enveloped(person), { observers: [recorder.observer] });
  await client.contracts.retrieve(contract);
  expect(JSON.stringify(recorder.entries)).not.toMatch(/janssens|4111111111111111|TGV0dGVy|"secret"/i);
});

describe("pages", () => {
  const next = (link: string, data: readonly number[] = [1]) =>
    enveloped(data, { links: { self: "/", next: link } });
  const walk = async (link: string) => {
    const { client, asked } = openApi((_asked, count) => (count === 1 ? next(link) : enveloped([2])));
    const found: unknown[] = [];
    for await (const item of client.contracts.listForCustomer({ customerReference: "c" })) found.push(item);
    expect(found).toEqual([1, 2]);
    return asked[1]?.url;
  };
  const path = "/issuers/123456/customers/c/contracts";

  it.each([
    [`${path}?page=1`, `${api}${path}?page=1`],
    [`/card-issuing/api/v2${path}?page[offset]=2`, `${api}${path}?page[offset]=2`],
    [`${api}${path}?page=1`, `${api}${path}?page=1`],
    ["?page=1", `${api}${path}?page=1`],
  ])("are followed by their link: %s", async (link, url) => {
    expect(await walk(link)).toBe(url);
  });

  it.each([
    "https://other.example/card-issuing/api/v2/x",
    "http://issuing.example/card-issuing/api/v2/x",
    "//other.example/card-issuing/api/v2/x",
    "https://issuing.example/other",
    "/card-issuing/api/v2/../../token",
    "/../../token",
    "\\\\other.example/x",
    "javascript:alert(1)",
  ])("are not sought away from the API: %s", async (link) => {
    const { client, asked } = openApi(() => next(link));
    const list = client.contracts.listForCustomer({ customerReference: "c" }, { correlationId: "ours" });
    const found: unknown[] = [];
    const walked = (async () => {
      for await (const item of list) found.push(item);
    })();
    await expect(walked).rejects.toMatchObject({
      code: "ERR_WORLDLINE_ISSUING_FOREIGN_LINK",
      requestId: "ours",
    });
    expect([found, asked.length]).toEqual([[1], 1]);
  });

  it("are not walked in a circle", async () => {
    const { client, asked } = openApi(() => next(`${path}?page=1`));
    const walked = (async () => {
      for await (const _ of client.contracts.listForCustomer({ customerReference: "c" }));
    })();
    await expect(walked).rejects.toMatchObject({ code: "ERR_WORLDLINE_ISSUING_REPEATED_LINK" });
    expect(asked).toHaveLength(2);
  });

  it("of a search are asked for with its body, each with an id of its own", async () => {
    const { client, asked } = openApi((_asked, count) =>
      count < 3 ? next(`/search-contracts?page=${count}`, []) : enveloped(undefined),
    );
    const pages = [];
    for await (const page of client.contracts
      .searchAll({ issuerId: "123456" } as never, { offset: 2 })
      .pages())
      pages.push(page.data);
    expect(pages).toEqual([[], [], []]);
    expect(asked.map(({ method, target, body }) => [method, target, body])).toEqual([
      ["POST", "/search-contracts?offset=2", '{"issuerId":"123456"}'],
      ["POST", "/search-contracts?page=1", '{"issuerId":"123456"}'],
      ["POST", "/search-contracts?page=2", '{"issuerId":"123456"}'],
    ]);
    expect(new Set(asked.map(({ headers }) => headers.get("wl-correlation-id"))).size).toBe(3);
  });

  it("end with the caller's signal", async () => {
    const stop = new AbortController();
    const { client, asked } = openApi((_asked, count) => next(`${path}?page=${count}`));
    const walked = (async () => {
      for await (const _ of client.contracts.listForCustomer(
        { customerReference: "c" },
        { signal: stop.signal },
      )) {
        if (asked.length === 2) stop.abort(new Error("enough"));
      }
    })();
    await expect(walked).rejects.toThrow("enough");
    expect(asked).toHaveLength(2);
  });
});
