import { beforeAll, describe, expect, it } from "vitest";
import { createConsumer, type Identity, tokenOf } from "./support/clearstream.js";
import { temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call } from "./support/wire.js";

type Json = Record<string, unknown>;

const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
const scope = "scim2-ext-v1";

let box: TestSandbox;
let ssl: Identity;
let token: string;

const users: readonly Json[] = [
  {
    userName: "bjensen",
    externalId: "Ext-1",
    name: { familyName: "O'Malley", givenName: "Barbara" },
    title: "Vice President",
    userType: "Employee",
    active: true,
    emails: [
      { value: "barbara@example.com", type: "work" },
      { value: "babs@example.org", type: "home" },
    ],
  },
  {
    userName: "JSmith",
    name: { familyName: "Smith" },
    userType: "Intern",
    active: false,
    emails: [{ value: "john@example.org", type: "work", primary: true }],
  },
  { userName: "kim", userType: "Contractor", nickName: 'a "quoted" (name) [x]' },
];

beforeAll(async () => {
  box = await testSandbox();
  ({ ssl } = await createConsumer(box, await temporaryFolder(), "scim_reader", [scope]));
  token = await tokenOf(box, "scim_reader", `allow ${scope}`, ssl);
  for (const user of users) {
    const answer = await request("POST", "/Users", JSON.stringify({ schemas: [userUrn], ...user }));
    expect(answer.status).toBe(201);
  }
});

function request(method: string, path: string, body?: string): Promise<Answer> {
  return call(`${box.urls.clearstream}/scim2${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" },
    ...(body !== undefined && { body }),
    ca: box.ca,
    ...ssl,
  });
}

const list = (query: Record<string, string>) => request("GET", `/Users?${new URLSearchParams(query)}`);

async function found(query: Record<string, string>): Promise<unknown[]> {
  const answer = await list(query);
  expect([answer.status, answer.reason]).toEqual([200, ""]);
  return (answer.json.Resources as Json[]).map(({ userName }) => userName);
}

describe("a filter", () => {
  const all = ["bjensen", "JSmith", "kim"];

  // The shapes are those of RFC 7644, figure 1 and the table of operators.
  it.each<[string, unknown[]]>([
    ['userName eq "BJENSEN"', ["bjensen"]],
    ['USERNAME Eq "jsmith"', ["JSmith"]],
    ['externalId eq "Ext-1"', ["bjensen"]],
    ['externalId eq "ext-1"', []],
    [`name.familyName co "O'Malley"`, ["bjensen"]],
    ['userName sw "J"', ["JSmith"]],
    [`${userUrn}:userName sw "J"`, ["JSmith"]],
    ['userName ew "m"', ["kim"]],
    ['userType ne "Employee"', ["JSmith", "kim"]],
    ['title ne "x"', all],
    ["title pr", ["bjensen"]],
    ["not (title pr)", ["JSmith", "kim"]],
    ["name pr", ["bjensen", "JSmith"]],
    ["active eq true", ["bjensen"]],
    ["active eq false", ["JSmith"]],
    ["title eq null", ["JSmith", "kim"]],
    ["title ne null", ["bjensen"]],
    ['userName gt "bjensen"', ["JSmith", "kim"]],
    ['userName ge "bjensen"', all],
    ['userName lt "k"', ["bjensen", "JSmith"]],
    ['userName le "kim"', all],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', all],
    ['meta.created lt "2011-05-13T06:42:34+02:00"', []],
    ['meta.resourceType eq "User"', all],
    [`schemas eq "${userUrn}"`, all],
    ['title pr and userType eq "Employee"', ["bjensen"]],
    ['title pr or userType eq "Intern"', ["bjensen", "JSmith"]],
    ['userType eq "Intern" or userType eq "Employee" and title eq "x"', ["JSmith"]],
    ['(userType eq "Intern" or userType eq "Employee") and title pr', ["bjensen"]],
    ['userType eq "Employee" and (emails co "example.com" or emails.value co "example.net")', ["bjensen"]],
    ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', ["kim"]],
    ['userType eq "Employee" and (emails.type eq "work")', ["bjensen"]],
    ['emails[type eq "work" and value co "@example.com"]', ["bjensen"]],
    ['emails[type eq "work" and value co "@example.org"]', ["JSmith"]],
    ['emails[type eq "home" and not (value ew ".com")] or userName eq "kim"', ["bjensen", "kim"]],
    ["emails[primary eq true]", ["JSmith"]],
    ['nickName eq "a \\"quoted\\" (name) [x]"', ["kim"]],
    ['nickName co "\\u0022quoted"', ["kim"]],
    ['((userName eq "kim"))', ["kim"]],
  ])("%s", async (filter, expected) => {
    expect(await found({ filter })).toEqual(expected);
  });

  it.each([
    "",
    "userName",
    "userName eq",
    "userName eq bjensen",
    "userName eq 'bjensen'",
    'userName is "x"',
    'userName constructor "x"',
    'shoeSize eq "5"',
    'name.shoeSize eq "5"',
    'urn:example:User:userName eq "x"',
    'userName eq "x" userType eq "y"',
    'userName eq "x" and',
    '(userName eq "x"',
    'userName eq "x")',
    'not userName eq "x"',
    "userName eq 5",
    'active eq "true"',
    "active gt true",
    "active co true",
    'x509Certificates gt "AA"',
    "title gt null",
    'name eq "x"',
    'meta.created gt "yesterday"',
    'userName[value eq "x"]',
    'emails[shoeSize eq "x"]',
    'emails[type eq "x"',
    'emails[emails[type eq "x"]]',
    'userName eq "unended',
  ])("is refused: %s", async (filter) => {
    const answer = await list({ filter });
    expectRefusal(answer, 400, "clearstream.scim.filter");
    expect(answer.json).toMatchObject({ status: "400", scimType: "invalidFilter" });
  });

  it("has its limits", async () => {
    const nested = (depth: number) => `${"(".repeat(depth)}userName eq "kim"${")".repeat(depth)}`;
    expect(await found({ filter: nested(50) })).toEqual(["kim"]);
    expect(await found({ filter: `${nested(50)} or ${nested(50)}` })).toEqual(["kim"]);
    for (const filter of [nested(51), "(".repeat(3_900), `userName eq "${"x".repeat(4_000)}"`]) {
      expectRefusal(await list({ filter }), 400, "clearstream.scim.filter");
    }
  });
});

describe("a list", () => {
  it("comes in pages", async () => {
    const page = async (query: Record<string, string>) => {
      const { Resources, totalResults, startIndex, itemsPerPage } = (await list(query)).json as Record<
        string,
        number
      > & {
        Resources?: Json[];
      };
      return [totalResults, startIndex, itemsPerPage, Resources?.map(({ userName }) => userName)];
    };
    expect(await page({})).toEqual([3, 1, 3, ["bjensen", "JSmith", "kim"]]);
    expect(await page({ startIndex: "2", count: "1" })).toEqual([3, 2, 1, ["JSmith"]]);
    expect(await page({ startIndex: "3", count: "10" })).toEqual([3, 3, 1, ["kim"]]);
    expect(await page({ startIndex: "9" })).toEqual([3, 9, 0, []]);
    expect(await page({ startIndex: "-5", count: "2" })).toEqual([3, 1, 2, ["bjensen", "JSmith"]]);
    expect(await page({ count: "0" })).toEqual([3, 1, 0, undefined]);
    expect(await page({ count: "-1" })).toEqual([3, 1, 0, undefined]);
    expect(await page({ filter: "active pr", count: "1" })).toEqual([2, 1, 1, ["bjensen"]]);
  });

  it("is sorted when asked for, without regard to case, and with the absent last", async () => {
    expect(await found({ sortBy: "userName" })).toEqual(["bjensen", "JSmith", "kim"]);
    expect(await found({ sortBy: "userName", sortOrder: "descending" })).toEqual([
      "kim",
      "JSmith",
      "bjensen",
    ]);
    expect(await found({ sortBy: "userType" })).toEqual(["kim", "bjensen", "JSmith"]);
    expect(await found({ sortBy: "name.familyName" })).toEqual(["bjensen", "JSmith", "kim"]);
    expect(await found({ sortBy: "emails", sortOrder: "descending" })).toEqual(["kim", "JSmith", "bjensen"]);
  });

  it("has the attributes that are asked for, and always the id", async () => {
    const one = async (query: Record<string, string>) => {
      const answer = await list({ ...query, filter: 'userName eq "bjensen"' });
      const [{ id, schemas, ...rest } = {} as Json] = answer.json.Resources as Json[];
      expect([typeof id, schemas]).toEqual(["string", [userUrn]]);
      return rest;
    };
    expect(await one({ attributes: "userName,name.familyName" })).toEqual({
      userName: "bjensen",
      name: { familyName: "O'Malley" },
    });
    expect(await one({ attributes: "emails.type" })).toEqual({
      emails: [{ type: "work" }, { type: "home" }],
    });
    const others = await one({ excludedAttributes: "id, meta, emails, name.givenName, externalId, title" });
    expect(others).toEqual({
      userName: "bjensen",
      userType: "Employee",
      active: true,
      name: { familyName: "O'Malley" },
    });
  });

  it.each([
    { startIndex: "one" },
    { count: "1.5" },
    { sortBy: "shoeSize" },
    { sortBy: "name" },
    { sortBy: "userName", sortOrder: "up" },
    { attributes: "shoeSize" },
    { attributes: "id", excludedAttributes: "id" },
  ])("is refused: %o", async (query) => {
    expectRefusal(await list(query as Record<string, string>), 400, "clearstream.scim.value");
  });
});
