import { beforeAll, describe, expect, it } from "vitest";
import { type Issuer, openIssuer, requestIssuingToken, sendIssuing, tokenOf } from "./support/issuing.js";
import { newCustomer } from "./support/issuing-bodies.js";
import { expectRefusal, hour, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

let box: TestSandbox;
let issuer: Issuer;
let contract: string;
let account: string;

beforeAll(async () => {
  box = await testSandbox();
  issuer = await openIssuer(box);
  contract = `/contracts/${issuer.references.contracts?.[0]?.contractReference}`;
  account = `/accounts/${issuer.references.accounts?.[0]?.accountReference}`;
});

const grant = { grant_type: "client_credentials" };

function basic(id: string, secret: string): Record<string, string> {
  const joined = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return { Authorization: `Basic ${Buffer.from(joined).toString("base64")}` };
}

describe("the token endpoint", () => {
  it("takes the client's secret in the header and in the form", async () => {
    const { clientId, clientSecret } = issuer;
    const answers = [
      await requestIssuingToken(box, grant, basic(clientId, clientSecret)),
      await requestIssuingToken(box, { ...grant, client_id: clientId, client_secret: clientSecret }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers["cache-control"]).toBe("no-store");
      const { access_token, ...rest } = answer.json;
      expect(rest).toEqual({ token_type: "Bearer", expires_in: 3600 });
      const token = { Authorization: `Bearer ${access_token}` };
      const shown = await sendIssuing(box, "GET", `/issuers/${issuer.issuerId}${contract}`, undefined, token);
      expect(shown.status).toBe(200);
    }
  });

  it("refuses in the words of RFC 6749", async () => {
    const { clientId, clientSecret } = issuer;
    const client = { client_id: clientId, client_secret: clientSecret };
    const header = basic(clientId, clientSecret);
    const cases: [
      Parameters<typeof requestIssuingToken>[1],
      Record<string, string>,
      number,
      string,
      string,
    ][] = [
      [
        grant,
        { "Content-Type": "application/json" },
        400,
        "worldline-issuing.token.content-type",
        "invalid_request",
      ],
      [
        [
          ["grant_type", "a"],
          ["grant_type", "a"],
        ],
        {},
        400,
        "worldline-issuing.token.repeated",
        "invalid_request",
      ],
      [client, {}, 400, "worldline-issuing.token.grant-type-missing", "invalid_request"],
      [
        { ...client, grant_type: "password" },
        {},
        400,
        "worldline-issuing.token.grant-type",
        "unsupported_grant_type",
      ],
      [{ ...grant, ...client }, header, 400, "worldline-issuing.token.client-twice", "invalid_request"],
      [grant, {}, 401, "worldline-issuing.token.client-missing", "invalid_client"],
      [
        { ...grant, client_id: clientId },
        {},
        401,
        "worldline-issuing.token.client-missing",
        "invalid_client",
      ],
      [
        { ...grant, ...client, client_secret: "wrong" },
        {},
        401,
        "worldline-issuing.token.client",
        "invalid_client",
      ],
      [grant, basic("nobody", clientSecret), 401, "worldline-issuing.token.client", "invalid_client"],
    ];
    for (const [fields, headers, status, rule, error] of cases) {
      const answer = await requestIssuingToken(box, fields, headers);
      expectRefusal(answer, status, rule);
      expect(answer.json).toEqual({ error, error_description: answer.reason });
      expect(answer.headers["www-authenticate"] !== undefined).toBe(status === 401);
      expect(answer.text).not.toContain(clientSecret);
    }
  });

  it("is one address, and the API has one base", async () => {
    for (const path of ["/token", "/card-issuing/api/v1/issuers", "/"]) {
      const answer = await call(`${box.urls.worldlineIssuing}${path}`, { ca: box.ca });
      expectRefusal(answer, 404, "worldline-issuing.path");
      expect(answer.json.responseMetadata).toMatchObject({ statusCode: 404, statusMessage: answer.reason });
    }
  });
});

describe("a bearer token", () => {
  const ask = (headers: Record<string, string>) =>
    sendIssuing(box, "GET", `/issuers/${issuer.issuerId}${contract}`, undefined, headers);

  it("is there, was issued here, and is for the issuer of the path", async () => {
    expectRefusal(await ask({}), 401, "worldline-issuing.bearer.missing");
    expectRefusal(await ask({ Authorization: "Bearer x" }), 401, "worldline-issuing.bearer.unknown");
    const other = await openIssuer(box);
    expectRefusal(
      await ask({ Authorization: `Bearer ${other.token}` }),
      403,
      "worldline-issuing.bearer.issuer",
    );
    const body = { issuerIds: [issuer.issuerId, other.issuerId] };
    expectRefusal(
      await issuer.send("POST", "/search-contracts", body),
      403,
      "worldline-issuing.bearer.issuer",
    );
    // Nothing of one issuer is found by another.
    expectRefusal(await other.call("GET", contract), 404, "worldline-issuing.not-found");
  });

  it("is good for an hour", async () => {
    let now = Date.now();
    const later = await testSandbox({ now: () => new Date(now) });
    const own = await openIssuer(later);
    const path = `/accounts/external-accounts/ACCOUNT-001/contract`;
    now += hour - 1;
    expect((await own.call("GET", path)).status).toBe(200);
    now += 1;
    expectRefusal(await own.call("GET", path), 401, "worldline-issuing.bearer.expired");
    const token = await tokenOf(later, own);
    const renewed = { Authorization: `Bearer ${token}` };
    expect((await own.call("GET", path, undefined, renewed)).status).toBe(200);
  });
});

describe("a request", () => {
  it("is for an operation: another method of a path that is there is 404 too", async () => {
    const paths: [string, string][] = [
      ["GET", "/nothing"],
      ["DELETE", contract],
      ["GET", "/contracts/"],
      ["GET", "/contracts/search"],
    ];
    for (const [method, path] of paths.slice(0, 3)) {
      expectRefusal(await issuer.call(method, path), 404, "worldline-issuing.path");
    }
    // By its path a contract of the reference "search", which there is not.
    const [method, path] = paths[3] ?? ["", ""];
    expectRefusal(await issuer.call(method, path), 404, "worldline-issuing.not-found");
  });

  it("finds the operation whose path is literal before one that has a parameter there", async () => {
    expect((await issuer.call("GET", `${account}/statements/last`)).data.cycleClosureDate).toBeTruthy();
    expect((await issuer.call("GET", "/cards/letter-templates")).data).toBeInstanceOf(Array);
  });

  it("is answered under its correlation id, or under a new one", async () => {
    const given = await issuer.call("GET", contract, undefined, { "WL-Correlation-ID": "mine" });
    expect(given.metadata).toMatchObject({
      correlationId: "mine",
      statusCode: 200,
      statusMessage: "Executed successfully",
    });
    expect(given.metadata.timeTakenMs).toBeGreaterThanOrEqual(0);
    expect(given.metadata).not.toHaveProperty("links");
    const made = await issuer.call("GET", contract);
    expect(made.metadata.correlationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const refused = await issuer.call("GET", "/contracts/none", undefined, { "WL-Correlation-ID": "mine" });
    expect(refused.metadata).toMatchObject({ correlationId: "mine", statusCode: 404 });
    expect(refused.metadata.statusMessage).toBe(refused.reason);
  });

  it("has a query of known parameters and values", async () => {
    const period = "startTime=2020-01-01T00:00:00Z&endTime=2099-01-01T00:00:00Z";
    const cases: [string, string][] = [
      [`${contract}?embedded=accounts`, "worldline-issuing.query.unknown"],
      [`${contract}?toString=x`, "worldline-issuing.query.unknown"],
      [`${contract}?embed=cards`, "worldline-issuing.query.value"],
      [`${contract}?relatedResourceIdentifiersOnly=yes`, "worldline-issuing.query.value"],
      [`${account}/operations?${period}&page=-1`, "worldline-issuing.query.value"],
      [`${account}/operations?${period}&offset=0`, "worldline-issuing.query.value"],
      [`${account}/operations?${period}&page=1&page=2`, "worldline-issuing.query.value"],
      [`${account}/operations?${period}&sort=up`, "worldline-issuing.query.value"],
      [
        `${account}/operations?startTime=2020-01-01&endTime=2099-01-01T00:00:00Z`,
        "worldline-issuing.query.value",
      ],
      [
        `${account}/operations?startTime=2020-02-31T00:00:00Z&endTime=2099-01-01T00:00:00Z`,
        "worldline-issuing.query.value",
      ],
      [`${account}/operations?startTime=2020-01-01T00:00:00Z`, "worldline-issuing.query.required"],
      [
        `${contract}?relatedResourceIdentifiersOnly=true&relatedResourceBaseInfoOnly=true`,
        "worldline-issuing.query.excluded",
      ],
    ];
    for (const [path, rule] of cases) {
      expectRefusal(await issuer.call("GET", path), 400, rule);
    }
    const oneOfTwo = "relatedResourceIdentifiersOnly=true&relatedResourceBaseInfoOnly=false";
    expect((await issuer.call("GET", `${contract}?${oneOfTwo}`)).status).toBe(200);
  });

  it("has a body of known members and types", async () => {
    const search = (body: unknown, headers = {}) => issuer.call("POST", "/contracts/search", body, headers);
    const replace = (body: unknown) => issuer.call("POST", `${contract}/replace-customer`, body);
    const json = "worldline-issuing.body.json";
    expectRefusal(await search("{"), 400, json);
    expectRefusal(await search("[]"), 400, json);
    expectRefusal(await search("{}", { "Content-Type": "text/plain" }), 400, json);
    const existing = { existingCustomerIdentifier: { issuerCustomerExternalReference: "CUST-003" } };
    const previous = { issuerCustomerExternalReference: "CUST-001" };
    const member = "worldline-issuing.body.member";
    const refused: [unknown, RegExp][] = [
      [{ targetCustomer: existing }, /previousCustomerIdentifier, got none/],
      [{ previousCustomerIdentifier: "CUST-001", targetCustomer: existing }, /to be an object/],
      [{ previousCustomerIdentifier: { customerReference: 1 }, targetCustomer: existing }, /to be text/],
      [{ previousCustomerIdentifier: previous, targetCustomer: existing, comment: "x" }, /"comment"/],
      [
        {
          previousCustomerIdentifier: previous,
          targetCustomer: { newCustomer: newCustomer({ addresses: {} }) },
        },
        /newCustomer\.addresses to be an array/,
      ],
      [
        {
          previousCustomerIdentifier: previous,
          targetCustomer: { newCustomer: newCustomer({ employee: "no" }) },
        },
        /employee to be true or false/,
      ],
      [
        {
          previousCustomerIdentifier: previous,
          targetCustomer: { newCustomer: newCustomer({ birthDate: "1984-05-17" }) },
        },
        /birthDate to be a time/,
      ],
      [
        {
          previousCustomerIdentifier: previous,
          targetCustomer: { newCustomer: newCustomer({ specificFields: { a: 1 } }) },
        },
        /specificFields to be an object of texts/,
      ],
    ];
    for (const [body, reason] of refused) {
      const answer = await replace(body);
      expectRefusal(answer, 400, member);
      expect(answer.reason).toMatch(reason);
    }
    const amount = { value: 1.5, exponent: 2, isoCode: "EUR" };
    const operations = { operationIdentifier: { operationId: "1" }, referenceAmountFrom: amount };
    expectRefusal(await issuer.send("POST", "/search-operations", operations), 400, member);
    const related = { transactionIdentifier: {}, relationshipType: "SAME_DAY" };
    const transactions = { issuerId: issuer.issuerId, relatedTransaction: related };
    const answer = await issuer.send("POST", "/search-transactions", transactions);
    expectRefusal(answer, 400, member);
    expect(answer.reason).toMatch(/one of SAME_PAN_OR_TOKEN/);
  });
});

describe("embed and filter", () => {
  it("leave out what is not asked for", async () => {
    const bare = (await issuer.call("GET", contract)).data;
    for (const name of [
      "accounts",
      "cardContracts",
      "contractFees",
      "contractCustomers",
      "advertisementFlags",
    ]) {
      expect(bare).not.toHaveProperty(name);
    }
    const asked = (await issuer.call("GET", `${contract}?embed=accounts&embed=contractFees`)).data;
    expect(asked.accounts).toHaveLength(1);
    expect(asked.accounts[0]).not.toHaveProperty("selectedModels");
    expect(asked.contractFees[0].membershipFeeAnniversaryDate).toBeTruthy();
    expect(asked).not.toHaveProperty("cardContracts");
  });

  it("have a dotted name bring its parents", async () => {
    const search = (embed: string) =>
      issuer.call("POST", `/contracts/search?${embed}`, { iban: "NL77SAND0000000001" });
    const [deep] = (await search("embed=cards.statusHistory")).data;
    expect(deep.cardContracts).toHaveLength(2);
    expect(deep.cardContracts[0].cards[0].statusHistory[0].eventType).toBe("CardIssuing");
    expect(deep.cardContracts[0].cards[0]).not.toHaveProperty("orders");
    const [customers] = (await search("embed=contractCustomers.addresses")).data;
    expect(customers.contractCustomers[0].addresses[0]).not.toHaveProperty("addressUsages");
  });

  it("keep the members that are named", async () => {
    const one = await issuer.call("GET", `${contract}?filter=status&filter=accounts&embed=accounts`);
    expect(Object.keys(one.data).sort()).toEqual(["accounts", "status"]);
    const list = await issuer.call("GET", "/customers/external-customers/CUST-001/contracts?filter=status");
    expect(list.data).toEqual([{ status: "SIGNED" }]);
  });
});

describe("pages", () => {
  const period = "startTime=2020-01-01T00:00:00Z&endTime=2099-01-01T00:00:00Z";

  it("are followed by their links to the end, each item once", async () => {
    const path = `${account}/operations?${period}&offset=15&filter=operationIdentifier`;
    const seen: string[] = [];
    let next: string | undefined = `/issuers/${issuer.issuerId}${path}`;
    let pages = 0;
    while (next !== undefined && pages < 5) {
      const answer = await issuer.send("GET", next);
      const links = answer.metadata.links as { self: string; next?: string };
      expect(links.self).toContain(`/issuers/${issuer.issuerId}${account}/operations?`);
      expect(new URLSearchParams(links.self.split("?")[1]).get("page")).toBe(String(pages));
      seen.push(...answer.data.map((each: never) => JSON.stringify(each)));
      next = links.next;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(seen).toHaveLength(33);
    expect(new Set(seen).size).toBe(33);
  });

  it("have a size of their own where none is asked for, and may be empty", async () => {
    const search = (query: string) =>
      issuer.send("POST", `/search-operations${query}`, {
        pan: "4454420000010018",
        postingDateFrom: "2020-01-01T00:00:00Z",
        postingDateTo: "2099-01-01T00:00:00Z",
      });
    const first = await search("");
    expect(first.data).toHaveLength(10);
    expect(first.metadata.links).toMatchObject({ next: "/search-operations?page=1&offset=10" });
    const exact = await search("?page=0&offset=36");
    expect(exact.data).toHaveLength(36);
    expect(exact.metadata.links).not.toHaveProperty("next");
    const beyond = await search("?page=9");
    expect(beyond.data).toEqual([]);
    expect((await issuer.call("GET", `${account}/operations?${period}`)).data).toHaveLength(33);
  });
});

it("an amount above 2^53 keeps its digits", async () => {
  const operations = await issuer.call("GET", `${account}/statements/next/operations`);
  expect(operations.text).toContain('{"value":9007199254740993,"exponent":2,"isoCode":"EUR"}');
  const amount = (value: string) => `{"value":${value},"exponent":2,"isoCode":"EUR"}`;
  const search = (from: string, to: string) =>
    issuer.send(
      "POST",
      "/search-operations",
      '{"pan":"4454420000010018","postingDateFrom":"2020-01-01T00:00:00Z","postingDateTo":"2099-01-01T00:00:00Z",' +
        `"referenceAmountFrom":${amount(from)},"referenceAmountTo":${amount(to)}}`,
    );
  expect((await search("9007199254740993", "9007199254740993")).data).toHaveLength(3);
  expect((await search("9007199254740994", "9007199254740995")).data).toHaveLength(0);
});

describe("an idempotent operation", () => {
  it("is done once under a correlation id, and answers the same again", async () => {
    const own = await openIssuer(box);
    const customers = async () =>
      (await own.call("GET", "/contracts/external-contracts/CONTRACT-001?embed=contractCustomerIdentifiers"))
        .data.contractCustomerIdentifiers;
    const replace = (correlationId: string, previous: object) =>
      own.call(
        "POST",
        "/contracts/external-contracts/CONTRACT-001/replace-customer",
        { previousCustomerIdentifier: previous, targetCustomer: { newCustomer: newCustomer() } },
        { "WL-Correlation-ID": correlationId },
      );
    const [emma] = await customers();
    const first = await replace("once", emma);
    expect(first.status).toBe(200);
    const after = await customers();
    // A second time there would be nobody to replace.
    const again = await replace("once", emma);
    expect(again.text).toBe(first.text);
    expect(await customers()).toEqual(after);
    expectRefusal(await replace("twice", emma), 400, "worldline-issuing.replace-customer.previous");
    // What was refused is not kept: it may be tried again.
    expect((await replace("twice", after[0])).status).toBe(200);
  });
});

it("the control API makes an issuer, shows what it has, and logs what was asked", async () => {
  const made = await box.control("POST", "/worldline-issuing/issuers");
  expect(made.status).toBe(201);
  const { issuerId, clientSecret } = made.json;
  const shown = await box.control("GET", `/worldline-issuing/issuers/${issuerId}`);
  expect(shown.json).toMatchObject({ issuerId, clientId: made.json.clientId });
  expect(shown.text).not.toContain(clientSecret);
  for (const [kind, count] of Object.entries({
    customers: 3,
    companies: 1,
    contracts: 2,
    corporateContracts: 1,
  })) {
    expect(shown.json[kind]).toHaveLength(count);
  }
  expect((await box.control("GET", "/worldline-issuing/issuers/1")).status).toBe(404);
  expect(box.sandbox.worldlineIssuing.createIssuer().issuerId).not.toBe(issuerId);
  await issuer.call("GET", "/contracts/none");
  const log = JSON.parse((await box.control("GET", "/worldline-issuing/requests")).text);
  expect(log.at(-1)).toMatchObject({
    method: "GET",
    status: 404,
    rule: "worldline-issuing.not-found",
    institution: issuer.issuerId,
  });
});
