import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createConsumer, type Identity, tokenOf } from "./support/clearstream.js";
import { temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call } from "./support/wire.js";

type Json = Record<string, unknown>;

const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
const patchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const scope = "scim2-ext-v1";

let box: TestSandbox;
let ssl: Identity;
let token: string;

beforeAll(async () => {
  box = await testSandbox();
  ({ ssl } = await createConsumer(box, await temporaryFolder(), "scim_admin", [scope]));
  token = await tokenOf(box, "scim_admin", `allow ${scope}`, ssl);
});

function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(`${box.urls.clearstream}/scim2${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json", ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ca: box.ca,
    ...ssl,
  });
}

async function createUser(userName: string, more: Json = {}): Promise<Json> {
  const answer = await send("POST", "/Users", { schemas: [userUrn], userName, ...more });
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
  return answer.json;
}

async function createGroup(displayName: string, ...members: Json[]): Promise<Json> {
  const body = { schemas: [groupUrn], displayName, members: members.map(({ id }) => ({ value: id })) };
  const answer = await send("POST", "/Groups", body);
  expect(answer.status).toBe(201);
  return answer.json;
}

const patch = (path: string, ...Operations: Json[]) =>
  send("PATCH", path, { schemas: [patchUrn], Operations });

function expectScimError(answer: Answer, status: number, rule: string, scimType?: string): void {
  expectRefusal(answer, status, rule);
  expect(answer.headers["content-type"]).toBe("application/scim+json");
  expect(answer.json).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType && { scimType }),
    detail: answer.reason,
  });
}

describe("a user", () => {
  it("is created, read, replaced and deleted", async () => {
    const answer = await send("POST", "/Users", {
      schemas: [userUrn],
      id: "mine",
      USERNAME: "bjensen",
      externalId: "701984",
      name: { familyName: "Jensen", givenName: "Barbara" },
      emails: [{ value: "bjensen@example.com", type: "work", primary: true }],
      password: "t1meMa$heen",
      nickName: null,
      phoneNumbers: [],
    });
    const { id, meta, ...shown } = answer.json as { id: string; meta: Json };
    expect(answer.status).toBe(201);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const location = `${box.urls.clearstream}/scim2/Users/${id}`;
    expect([answer.headers.location, answer.headers.etag]).toEqual([location, 'W/"1"']);
    expect(meta).toMatchObject({ resourceType: "User", location, version: 'W/"1"' });
    expect(meta.created).toBe(meta.lastModified);
    expect(shown).toEqual({
      schemas: [userUrn],
      userName: "bjensen",
      externalId: "701984",
      name: { familyName: "Jensen", givenName: "Barbara" },
      emails: [{ value: "bjensen@example.com", type: "work", primary: true }],
    });
    expect((await send("GET", `/Users/${id}`)).json).toEqual(answer.json);

    const put = await send("PUT", `/Users/${id}`, { schemas: [userUrn], userName: "babs", active: true });
    expect(put.json).toMatchObject({ id, userName: "babs", active: true, meta: { version: 'W/"2"' } });
    expect(put.json).not.toHaveProperty("emails");
    const gone = await send("DELETE", `/Users/${id}`);
    expect([gone.status, gone.text, gone.headers["content-length"]]).toEqual([204, "", undefined]);
    expectScimError(await send("GET", `/Users/${id}`), 404, "clearstream.scim.not-found");
    expectScimError(await send("DELETE", `/Users/${id}`), 404, "clearstream.scim.not-found");
  });

  it("is refused where it does not follow its schema", async () => {
    const post = (more: unknown) => send("POST", "/Users", more);
    const base = { schemas: [userUrn], userName: "strict" };
    const syntax = ["{", [], { userName: "x" }, { ...base, schemas: [groupUrn] }, { ...base, favourite: 1 }];
    for (const body of [...syntax, { ...base, name: { nick: "x" } }]) {
      expectScimError(await post(body), 400, "clearstream.scim.syntax", "invalidSyntax");
    }
    for (const more of [
      { userName: "" },
      { userName: null },
      { active: "true" },
      { title: 5 },
      { name: "Barbara" },
      { emails: { value: "x" } },
      { emails: ["x"] },
      { x509Certificates: [{ value: "not base64!" }] },
      {
        emails: [
          { value: "a", primary: true },
          { value: "b", primary: true },
        ],
      },
    ]) {
      expectScimError(await post({ ...base, ...more }), 400, "clearstream.scim.value", "invalidValue");
    }
    const plain = await send("POST", "/Users", base, { "Content-Type": "text/plain" });
    expectScimError(plain, 415, "clearstream.scim.content-type");
    const asJson = await send("POST", "/Users", base, { "Content-Type": "application/json; charset=utf-8" });
    expect(asJson.status).toBe(201);
  });

  it("has a userName of its own, in upper or lower case", async () => {
    await createUser("unique");
    const other = await createUser("other");
    const again = await send("POST", "/Users", { schemas: [userUrn], userName: "UNIQUE" });
    expectScimError(again, 409, "clearstream.scim.uniqueness", "uniqueness");
    const renamed = await patch(`/Users/${other.id}`, { op: "replace", path: "userName", value: "Unique" });
    expectScimError(renamed, 409, "clearstream.scim.uniqueness", "uniqueness");
    expect(
      (await patch(`/Users/${other.id}`, { op: "replace", path: "userName", value: "OTHER" })).status,
    ).toBe(200);
  });
});

describe("versions", () => {
  it("change with the resource, and can be asked for", async () => {
    const { id } = await createUser("versioned");
    const path = `/Users/${id}`;
    const cached = await send("GET", path, undefined, { "If-None-Match": 'W/"1"' });
    expect([cached.status, cached.text, cached.headers.etag]).toEqual([304, "", 'W/"1"']);
    expect((await send("GET", path, undefined, { "If-None-Match": 'W/"9", "8"' })).status).toBe(200);

    const change = { schemas: [userUrn], userName: "versioned", title: "Dr" };
    expectScimError(
      await send("PUT", path, change, { "If-Match": 'W/"2"' }),
      412,
      "clearstream.scim.version",
    );
    const changed = await send("PUT", path, change, { "If-Match": 'W/"1"' });
    expect([changed.status, changed.headers.etag]).toEqual([200, 'W/"2"']);
    expect((await send("GET", path, undefined, { "If-None-Match": 'W/"1"' })).status).toBe(200);
    expectScimError(
      await send("DELETE", path, undefined, { "If-Match": 'W/"1"' }),
      412,
      "clearstream.scim.version",
    );
    expect((await send("DELETE", path, undefined, { "If-Match": "*" })).status).toBe(204);
  });
});

describe("PATCH", () => {
  it("adds, replaces and removes by path", async () => {
    const { id } = await createUser("patched", { title: "Ms", name: { givenName: "Ann" } });
    const answer = await patch(
      `/Users/${id}`,
      { op: "add", path: "nickName", value: "annie" },
      { op: "replace", path: `${userUrn}:name.familyName`, value: "Other" },
      { op: "remove", path: "title" },
      { op: "add", path: "emails", value: [{ value: "w@example.com", type: "work", primary: true }] },
      { op: "add", path: "emails", value: { value: "h@example.com", type: "home", primary: true } },
      { op: "replace", path: 'emails[type eq "work"].value', value: "work@example.com" },
    );
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      nickName: "annie",
      name: { givenName: "Ann", familyName: "Other" },
      emails: [
        { value: "work@example.com", type: "work", primary: false },
        { value: "h@example.com", type: "home", primary: true },
      ],
      meta: { version: 'W/"2"' },
    });
    expect(answer.json).not.toHaveProperty("title");
    const fewer = await patch(
      `/Users/${id}`,
      { op: "remove", path: 'emails[type eq "home" and value ew "EXAMPLE.COM"]' },
      { op: "remove", path: "name.givenName" },
      { op: "remove", path: "name.familyName" },
    );
    expect(fewer.json.emails).toEqual([{ value: "work@example.com", type: "work", primary: false }]);
    expect(fewer.json).not.toHaveProperty("name");
  });

  it("takes attributes in the value where there is no path, and adds nothing twice", async () => {
    const { id } = await createUser("pathless", { emails: [{ value: "a@example.com" }] });
    const value = { emails: [{ value: "a@example.com" }, { value: "b@example.com" }], active: false };
    const added = await patch(`/Users/${id}`, { op: "add", value });
    expect(added.json.emails).toEqual([{ value: "a@example.com" }, { value: "b@example.com" }]);
    expect(added.json.active).toBe(false);
    const replaced = await patch(`/Users/${id}`, {
      op: "replace",
      value: { emails: [{ value: "c@example.com" }] },
    });
    expect(replaced.json.emails).toEqual([{ value: "c@example.com" }]);
    const one = await patch(`/Users/${id}`, {
      op: "replace",
      path: 'emails[value eq "c@example.com"]',
      value: { type: "work", value: "d@example.com" },
    });
    expect(one.json.emails).toEqual([{ type: "work", value: "d@example.com" }]);
  });

  it("is done whole or not at all", async () => {
    const before = await createUser("whole", { emails: [{ value: "a@example.com" }] });
    const answer = await patch(
      `/Users/${before.id}`,
      { op: "add", path: "title", value: "Dr" },
      { op: "replace", path: "emails.value", value: "b@example.com" },
      { op: "remove", path: "userName" },
    );
    expectScimError(answer, 400, "clearstream.scim.mutability", "mutability");
    expect((await send("GET", `/Users/${before.id}`)).json).toEqual(before);
  });

  it("is refused, with the RFC's word for it", async () => {
    const { id } = await createUser("refusals", { emails: [{ value: "a@example.com", type: "work" }] });
    const member = await createUser("refusals-member");
    const group = await createGroup("refusals", member);
    const cases: [string, string, Json][] = [
      ["clearstream.scim.path", "invalidPath", { op: "replace", path: "shoeSize", value: "5" }],
      ["clearstream.scim.path", "invalidPath", { op: "replace", path: "name.shoeSize", value: "5" }],
      ["clearstream.scim.path", "invalidPath", { op: "replace", path: 'title[value eq "x"]', value: "5" }],
      [
        "clearstream.scim.path",
        "invalidPath",
        { op: "replace", path: 'emails[type eq "work"].size', value: "5" },
      ],
      ["clearstream.scim.path", "invalidPath", { op: "replace", path: "urn:example:x:userName", value: "5" }],
      ["clearstream.scim.filter", "invalidFilter", { op: "remove", path: 'emails[size eq "x"]' }],
      ["clearstream.scim.filter", "invalidFilter", { op: "remove", path: "emails[type is work]" }],
      ["clearstream.scim.target", "noTarget", { op: "remove" }],
      ["clearstream.scim.target", "noTarget", { op: "remove", path: 'emails[type eq "home"]' }],
      [
        "clearstream.scim.target",
        "noTarget",
        { op: "replace", path: 'emails[type eq "home"].value', value: "x" },
      ],
      ["clearstream.scim.target", "noTarget", { op: "add", path: "phoneNumbers.value", value: "1" }],
      ["clearstream.scim.mutability", "mutability", { op: "replace", path: "id", value: "x" }],
      ["clearstream.scim.mutability", "mutability", { op: "add", path: "groups", value: [{ value: "x" }] }],
      ["clearstream.scim.mutability", "mutability", { op: "replace", path: "meta.version", value: "x" }],
      ["clearstream.scim.mutability", "mutability", { op: "replace", path: "userName", value: null }],
      ["clearstream.scim.value", "invalidValue", { op: "replace", path: "active", value: "True" }],
      ["clearstream.scim.syntax", "invalidSyntax", { op: "Replace", path: "title", value: "x" }],
      ["clearstream.scim.syntax", "invalidSyntax", { op: "replace", path: "title" }],
      ["clearstream.scim.syntax", "invalidSyntax", { op: "replace", path: 5, value: "x" }],
      ["clearstream.scim.syntax", "invalidSyntax", { op: "add", value: "x" }],
      [
        "clearstream.scim.syntax",
        "invalidSyntax",
        { op: "remove", path: "emails", value: [{ value: "a@example.com" }] },
      ],
    ];
    for (const [rule, scimType, operation] of cases) {
      expectScimError(await patch(`/Users/${id}`, operation), 400, rule, scimType);
    }
    for (const [name, value] of Object.entries({ value: String(id), type: "Group" })) {
      const path = `members[value eq "${member.id}"].${name}`;
      const answer = await patch(`/Groups/${group.id}`, { op: "replace", path, value });
      expectScimError(answer, 400, "clearstream.scim.mutability", "mutability");
    }
    expectScimError(await patch(`/Users/${id}`), 400, "clearstream.scim.syntax", "invalidSyntax");
    const other = await send("PATCH", `/Users/${id}`, { schemas: [userUrn], Operations: [{}] });
    expectScimError(other, 400, "clearstream.scim.syntax", "invalidSyntax");
  });
});

describe("a group", () => {
  it("knows its members, who know their groups, until they are gone", async () => {
    const [ann, bob] = [await createUser("ann", { displayName: "Ann" }), await createUser("bob")];
    const inner = await createGroup("Inner", ann);
    const outer = await createGroup("Outer", bob, inner);
    const locationOf = (kind: string, { id }: Json) => `${box.urls.clearstream}/scim2/${kind}/${id}`;
    expect(outer.members).toEqual([
      { value: bob.id, $ref: locationOf("Users", bob), type: "User", display: "bob" },
      { value: inner.id, $ref: locationOf("Groups", inner), type: "Group", display: "Inner" },
    ]);
    const groupsOf = async ({ id }: Json) => (await send("GET", `/Users/${id}`)).json.groups;
    expect(await groupsOf(ann)).toEqual([
      { value: inner.id, $ref: locationOf("Groups", inner), display: "Inner", type: "direct" },
    ]);
    const more = await patch(
      `/Groups/${inner.id}`,
      { op: "add", path: "members", value: [{ value: bob.id }, { value: ann.id }] },
      { op: "remove", path: `members[value eq "${ann.id}"]` },
    );
    expect((more.json.members as Json[]).map(({ value }) => value)).toEqual([bob.id]);
    expect(await groupsOf(ann)).toBeUndefined();
    await send("DELETE", `/Users/${bob.id}`);
    expect((await send("GET", `/Groups/${inner.id}`)).json).not.toHaveProperty("members");
    const left = (await send("GET", `/Groups/${outer.id}`)).json.members as Json[];
    expect(left.map(({ value }) => value)).toEqual([inner.id]);
    const byType = await patch(`/Groups/${outer.id}`, { op: "remove", path: 'members[type eq "Group"]' });
    expect(byType.json).not.toHaveProperty("members");
  });

  it("has a name, and members that exist", async () => {
    const post = (more: Json) => send("POST", "/Groups", { schemas: [groupUrn], ...more });
    for (const body of [
      {},
      { displayName: "x", members: [{ value: "nobody" }] },
      { displayName: "x", members: [{}] },
    ]) {
      expectScimError(await post(body), 400, "clearstream.scim.value", "invalidValue");
    }
    const { id } = await createGroup("self");
    const self = await patch(`/Groups/${id}`, { op: "add", path: "members", value: [{ value: id }] });
    expectScimError(self, 400, "clearstream.scim.value", "invalidValue");
  });
});

describe("the service", () => {
  it("says what it is and what it has", async () => {
    const config = await send("GET", "/ServiceProviderConfig");
    expect(config.json).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      sort: { supported: true },
      etag: { supported: true },
    });
    const schemas = (await send("GET", "/Schemas")).json as { totalResults: number; Resources: Json[] };
    expect([schemas.totalResults, schemas.Resources.map(({ id }) => id)]).toEqual([2, [userUrn, groupUrn]]);
    expect((await send("GET", `/Schemas/${userUrn}`)).json).toEqual(schemas.Resources[0]);
    const types = (await send("GET", "/ResourceTypes")).json as { Resources: Json[] };
    expect(types.Resources.map(({ endpoint, schema }) => [endpoint, schema])).toEqual([
      ["/Users", userUrn],
      ["/Groups", groupUrn],
    ]);
    expect((await send("GET", "/ResourceTypes/Group")).json).toEqual(types.Resources[1]);
  });

  it("names what it does not do", async () => {
    for (const path of [
      "",
      "/",
      "/v1/Users",
      "/Users/",
      "/Users/x/y",
      "/Schemas/urn:x",
      "/constructor",
      "/ServiceProviderConfig/x",
    ]) {
      expectScimError(await send("GET", path), 404, "clearstream.scim.not-found");
    }
    for (const [method, path, allowed] of [
      ["POST", "/Schemas", "GET"],
      ["PUT", "/Users", "GET, POST"],
      ["POST", `/Users/${(await createUser("methods")).id}`, "GET, PUT, PATCH, DELETE"],
    ] as const) {
      const answer = await send(method, path, {});
      expectScimError(answer, 405, "clearstream.scim.method");
      expect(answer.headers.allow).toBe(allowed);
    }
    expectScimError(await send("POST", "/Bulk", {}), 501, "clearstream.scim.unsupported");
    expectScimError(await send("GET", "/Me"), 501, "clearstream.scim.unsupported");
    const filtered = await send("GET", "/Schemas?filter=id%20pr");
    expectScimError(filtered, 403, "clearstream.scim.discovery-filter");
  });

  it("has its users again after a restart", async () => {
    const state = join(await temporaryFolder(), "state");
    const first = await testSandbox({ state });
    const { ssl: own } = await createConsumer(first, await temporaryFolder(), "keeper", [scope]);
    const request = async (on: TestSandbox, method: string, body?: string) =>
      call(`${on.urls.clearstream}/scim2/Users`, {
        method,
        headers: {
          Authorization: `Bearer ${await tokenOf(on, "keeper", `allow ${scope}`, own)}`,
          "Content-Type": "application/scim+json",
        },
        ...(body !== undefined && { body }),
        ca: on.ca,
        ...own,
      });
    await request(
      first,
      "POST",
      JSON.stringify({ schemas: [userUrn], userName: "kept", password: "S3cret-word" }),
    );
    await first.sandbox.close();
    const second = await testSandbox({ state });
    expect((await request(second, "GET")).json).toMatchObject({
      totalResults: 1,
      Resources: [{ userName: "kept" }],
    });
  });
});
