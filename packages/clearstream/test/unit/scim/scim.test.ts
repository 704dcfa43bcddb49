import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ClearstreamApiError,
  type ClearstreamCredentials,
  ScimApiError,
  type ScimUser,
  scimFilter,
} from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueCredentials } from "../../support/consumer.js";
import { type Answers, connect, forbidden, type Platform, userId } from "../../support/platform.js";

let authority: Authority;
let credentials: ClearstreamCredentials;

beforeAll(async () => {
  authority = createAuthority();
  credentials = await issueCredentials(authority, userId);
});

afterAll(() => authority.remove());

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";
const user = (number: number): ScimUser => ({
  schemas: [userSchema],
  id: `u${number}`,
  userName: `user${number}`,
});
const open = (api: NonNullable<Answers["api"]>): Platform => connect(credentials, { api }, { scope: [] });

/** A server with so many users, that sends so many at once, whatever is asked. */
const paged =
  (total: number, most: number): NonNullable<Answers["api"]> =>
  ({ path }) => {
    const query = new URL(path, "https://x").searchParams;
    const startIndex = Number(query.get("startIndex"));
    const size = Math.max(0, Math.min(most, Number(query.get("count") ?? most), total - startIndex + 1));
    const Resources = Array.from({ length: size }, (_, index) => user(startIndex + index));
    return Response.json({
      totalResults: total,
      startIndex,
      itemsPerPage: size,
      ...(size > 0 && { Resources }),
    });
  };

async function namesOf(users: AsyncIterable<ScimUser>): Promise<string[]> {
  const names: string[] = [];
  for await (const { userName } of users) names.push(userName);
  return names;
}

describe("a list", () => {
  it.each<[string, number, number, object, string[], number]>([
    ["several pages", 5, 2, {}, ["user1", "user2", "user3", "user4", "user5"], 3],
    ["pages that end with the list", 4, 2, {}, ["user1", "user2", "user3", "user4"], 2],
    ["one page", 2, 10, {}, ["user1", "user2"], 1],
    ["nothing", 0, 10, {}, [], 1],
    [
      "pages of a size of ours, from somewhere on",
      5,
      10,
      { count: 2, startIndex: 3 },
      ["user3", "user4", "user5"],
      2,
    ],
    ["what is behind the end", 2, 10, { startIndex: 9 }, [], 1],
    ["a server that promises more than it has", 2, 0, {}, [], 1],
  ])("of %s is walked to its end", async (_name, total, most, query, expected, requests) => {
    const { client, calls } = open(paged(total, most));
    expect(await namesOf(client.scim.users.list(query))).toEqual(expected);
    expect(calls).toHaveLength(requests);
  });

  it("is asked for with all that the query says, escaped", async () => {
    const { client, calls } = open(paged(0, 1));
    const filter = scimFilter.eq("userName", 'a"&b=ü');
    await namesOf(
      client.scim.users.list({
        filter,
        sortBy: "userName",
        sortOrder: "descending",
        count: 7,
        attributes: ["userName", "emails"],
        excludedAttributes: ["groups"],
      }),
    );
    const [path = "", search = ""] = calls[0]?.path.split("?") ?? [];
    expect(path).toBe("/scim2/Users");
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      filter: 'userName eq "a\\"&b=ü"',
      sortBy: "userName",
      sortOrder: "descending",
      startIndex: "1",
      count: "7",
      attributes: "userName,emails",
      excludedAttributes: "groups",
    });
    expect(calls[0]?.headers.get("accept")).toBe("application/scim+json");
    await namesOf(client.scim.users.list({ filter: "active eq true" }));
    expect(calls[1]?.path).toBe("/scim2/Users?filter=active%20eq%20true&startIndex=1");
  });

  it("gives its pages, too", async () => {
    const { client } = open(paged(3, 2));
    const sizes: (number | undefined)[] = [];
    for await (const page of client.scim.users.list().pages())
      sizes.push(page.itemsPerPage, page.totalResults);
    expect(sizes).toEqual([2, 3, 1, 3]);
  });

  it("of a server that does not page is refused, not given twice", async () => {
    const { client, calls } = open(() =>
      Response.json({ totalResults: 4, startIndex: 1, Resources: [user(1), user(2)] }),
    );
    await expect(namesOf(client.scim.users.list())).rejects.toMatchObject({
      code: "ERR_CLEARSTREAM_SCIM_PAGING",
      message: expect.stringMatching(/from 3 on, and answered from 1 on/),
    });
    expect(calls).toHaveLength(2);
  });

  it.each([{ startIndex: 0 }, { count: 0 }, { count: 1.5 }, { count: Number.NaN }])("refuses %o", (query) => {
    const { client } = open(paged(0, 1));
    expect(() => client.scim.users.list(query)).toThrow(/must be a whole number of at least 1/);
  });

  it("ends with the caller's signal", async () => {
    const stop = new AbortController();
    const { client } = open((request, number) => {
      if (number === 2) stop.abort(new Error("enough"));
      return paged(9, 1)(request, number);
    });
    await expect(namesOf(client.scim.users.list({ signal: stop.signal }))).rejects.toThrow("enough");
  });
});

describe("a resource", () => {
  const answer = () =>
    Response.json({ ...user(1), meta: { version: 'W/"1"' } }, { headers: { etag: 'W/"2"' } });

  it("is read, with its version", async () => {
    const { client, calls, tokenRequests } = open(answer);
    const { data, etag } = await client.scim.users.get("u1", { attributes: ["userName"] });
    expect([data.userName, etag]).toEqual(["user1", 'W/"2"']);
    expect(calls[0]?.path).toBe("/scim2/Users/u1?attributes=userName");
    expect(new URLSearchParams(tokenRequests[0]?.body).get("scope")).toBe("allow scim2-ext-v1");
  });

  it("has its version from the resource where no header tells it, and none where nobody does", async () => {
    const inBody = open(() => Response.json({ ...user(1), meta: { version: 'W/"1"' } }));
    expect((await inBody.client.scim.users.get("u1")).etag).toBe('W/"1"');
    expect((await open(() => Response.json(user(1))).client.scim.users.get("u1")).etag).toBeUndefined();
  });

  it("is made, replaced, changed and deleted, of a version where one is given", async () => {
    const { client, calls } = open(({ method }) =>
      method === "DELETE" || method === "PATCH" ? new Response(null, { status: 204 }) : answer(),
    );
    const { users, groups } = client.scim;
    await users.create(user(1));
    await users.replace("u 1/x", user(1), { ifMatch: 'W/"2"' });
    const patched = await groups.patch("g1", [
      { op: "add", path: "members", value: [{ value: "u1" }] },
      { op: "remove", path: 'members[value eq "u2"]' },
    ]);
    await groups.delete("g1", { ifMatch: 'W/"3"' });
    expect(patched).toEqual({ data: undefined, etag: undefined });
    expect(calls.map(({ method, path, headers }) => [method, path, headers.get("if-match")])).toEqual([
      ["POST", "/scim2/Users", null],
      ["PUT", "/scim2/Users/u%201%2Fx", 'W/"2"'],
      ["PATCH", "/scim2/Groups/g1", null],
      ["DELETE", "/scim2/Groups/g1", 'W/"3"'],
    ]);
    expect(calls.map(({ headers }) => headers.get("content-type"))).toEqual([
      "application/scim+json",
      "application/scim+json",
      "application/scim+json",
      null,
    ]);
    expect(JSON.parse(calls[0]?.body ?? "")).toEqual(user(1));
    expect(JSON.parse(calls[2]?.body ?? "")).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        { op: "add", path: "members", value: [{ value: "u1" }] },
        { op: "remove", path: 'members[value eq "u2"]' },
      ],
    });
  });

  it.each(["", ".", ".."])("has not the id %j: the call would be to something else", async (id) => {
    const { client, calls } = open(answer);
    const { users, schemas } = client.scim;
    await expect(users.delete(id)).rejects.toThrow(TypeError);
    await expect(users.get(id)).rejects.toThrow(/not the id of a resource/);
    await expect(schemas.get(id)).rejects.toThrow(TypeError);
    expect(calls).toEqual([]);
  });
});

describe("what the service says of itself", () => {
  it("is read", async () => {
    const { client, calls } = open(({ path }) =>
      Response.json(/s$/.test(path) ? { totalResults: 1, Resources: [{ id: "x" }] } : { id: "y" }),
    );
    const { scim } = client;
    expect(await scim.serviceProviderConfig()).toEqual({ id: "y" });
    expect(await scim.schemas.list()).toEqual([{ id: "x" }]);
    expect(await scim.schemas.get(userSchema)).toEqual({ id: "y" });
    expect(await scim.resourceTypes.list()).toEqual([{ id: "x" }]);
    expect(await scim.resourceTypes.get("User")).toEqual({ id: "y" });
    expect(calls.map(({ path }) => path)).toEqual([
      "/scim2/ServiceProviderConfig",
      "/scim2/Schemas",
      "/scim2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
      "/scim2/ResourceTypes",
      "/scim2/ResourceTypes/User",
    ]);
  });

  it("may be nothing", async () => {
    const { client } = open(() => Response.json({ totalResults: 0 }));
    expect(await client.scim.schemas.list()).toEqual([]);
  });
});

describe("a refusal", () => {
  const refuse = async (status: number, body: unknown, method: "get" | "delete" = "get") => {
    const platform = open(() => Response.json(body, { status }));
    const error: unknown = await platform.client.scim.users[method]("u1").catch((error: unknown) => error);
    return { error, calls: platform.calls, tokenRequests: platform.tokenRequests };
  };

  it("has SCIM's own words, and those that may name people not in its message", async () => {
    const detail = "userName jane.roe is taken";
    const { error } = await refuse(409, {
      schemas: [errorSchema],
      status: "409",
      scimType: "uniqueness",
      detail,
    });
    expect(error).toBeInstanceOf(ScimApiError);
    expect(error).toBeInstanceOf(ClearstreamApiError);
    expect(error).toMatchObject({
      code: "ERR_CLEARSTREAM_SCIM",
      status: 409,
      scimType: "uniqueness",
      detail,
      message: expect.stringMatching(
        /answered 409 to GET .*\/scim2\/Users\/u1: uniqueness; it is there already/,
      ),
    });
    expect(JSON.stringify(error) + String(error)).not.toContain("jane.roe");
  });

  it("of another status has no meaning made up, and no word that is none", async () => {
    const { error } = await refuse(418, { schemas: [errorSchema], scimType: "<b>x", detail: 5 });
    expect(error).toMatchObject({
      scimType: undefined,
      detail: undefined,
      message: expect.stringMatching(/answered 418 to GET \S+$/),
    });
  });

  it("for a role that lacks is not taken for a token that has ended", async () => {
    const { error, calls, tokenRequests } = await refuse(403, { schemas: [errorSchema], status: "403" });
    expect(error).toMatchObject({
      code: "ERR_CLEARSTREAM_SCIM",
      message: expect.stringMatching(/SCIM Read-Only/),
    });
    expect([calls.length, tokenRequests.length]).toEqual([1, 1]);
  });

  it("of the gate is explained as that of any API", async () => {
    const { error } = await refuse(403, {
      ...forbidden,
      required_scopes: { mandatory: "allow", at_least_one_of: ["another"] },
    });
    expect(error).toMatchObject({
      code: "ERR_CLEARSTREAM_FORBIDDEN",
      reason: "scope",
      message: expect.stringMatching(/lacks the scope another/),
    });
  });

  it("of a version that is not the present one says so", async () => {
    const { error } = await refuse(412, { schemas: [errorSchema], status: "412" }, "delete");
    expect(error).toMatchObject({ status: 412, message: expect.stringMatching(/has changed since/) });
  });

  it("of something else is no SCIM error", async () => {
    const { error } = await refuse(404, { message: "no" });
    expect(error).toMatchObject({ code: "ERR_CLEARSTREAM_API", status: 404 });
  });
});
