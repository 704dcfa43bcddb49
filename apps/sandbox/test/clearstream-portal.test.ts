import { readFile } from "node:fs/promises";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createConsumer,
  expectAudited,
  type Identity,
  password,
  postToken,
  tokenOf,
} from "./support/clearstream.js";
import { certificateRequest, rsaKey, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call } from "./support/wire.js";

const playground = "ocapi-playground-v1";
const scim = "scim2-ext-v1";
const userManagement = "Xact Web Portal User Management API";

let box: TestSandbox;
let folder: string;
beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
});

const ready = {
  isServiceGranted: true,
  apis: [playground, scim, "cmax-api", "digital-instruments"],
  administrators: ["first-administrator", "second-administrator"],
};
const setUnit = (changes: object) => box.control("PUT", "/clearstream/organisation-unit", changes);
beforeEach(async () => {
  await setUnit(ready);
});

const create = (userId: string, more: object = {}) =>
  box.control("POST", "/clearstream/consumers", { userId, apis: [playground], ...more });

function expectPortalRefusal(answer: Answer, rule: string): void {
  expect([answer.status, answer.json.error]).toEqual([400, rule]);
}

const requestToken = (userId: string, scope: string, tls: Identity) =>
  postToken(box, { grant_type: "password", scope, username: userId, password }, tls);

describe("the organisation unit", () => {
  it("has everything granted from the start", async () => {
    const fresh = await testSandbox();
    expect((await fresh.control("GET", "/clearstream/organisation-unit")).json).toEqual(ready);
  });

  it("keeps what a change does not name, and refuses what it does not know", async () => {
    expect((await setUnit({ administrators: ["ann"] })).json).toEqual({ ...ready, administrators: ["ann"] });
    for (const wrong of [
      { apis: ["invented"] },
      { apis: [playground, playground] },
      { administrators: ["ann", "ann"] },
      { administrators: ["two words"] },
      { isServiceGranted: "yes" },
    ]) {
      expect((await setUnit(wrong)).status).toBe(400);
    }
  });

  it("needs the service before it can have API consumers", async () => {
    await setUnit({ isServiceGranted: false });
    expectPortalRefusal(await create("a1"), "clearstream.portal.service");
    await setUnit({ isServiceGranted: true });
    expect((await create("a1")).status).toBe(201);
  });

  it("needs two administrators, for both steps", async () => {
    expect((await create("b1")).status).toBe(201);
    await setUnit({ administrators: ["alone"] });
    expectPortalRefusal(await create("b2"), "clearstream.portal.administrators");
    const step2 = await box.control("POST", "/clearstream/consumers/b1/certificates", {
      password,
      ssl: "x",
      signing: "x",
    });
    expectPortalRefusal(step2, "clearstream.portal.administrators");
  });

  it("grants what is linked to it only", async () => {
    await setUnit({ apis: [playground] });
    expectPortalRefusal(await create("c1", { apis: [scim] }), "clearstream.portal.linked-api");
    expect((await create("c1")).status).toBe(201);
    const more = await box.control("PUT", "/clearstream/consumers/c1/grants", { apis: [playground, scim] });
    expectPortalRefusal(more, "clearstream.portal.linked-api");
    await setUnit({ apis: [playground, scim] });
    const granted = await box.control("PUT", "/clearstream/consumers/c1/grants", { apis: [scim] });
    expect(granted.json).toMatchObject({ apis: [scim], roles: [] });
  });

  it("takes scopes with it when an API is no longer linked, and all tokens with the service", async () => {
    const { ssl } = await createConsumer(box, folder, "d1", [playground, scim]);
    const { refresh_token: refresh } = (await requestToken("d1", `allow ${scim}`, ssl)).json;
    await setUnit({ apis: [playground] });
    const unlinked = await requestToken("d1", `allow ${scim}`, ssl);
    expectRefusal(unlinked, 400, "clearstream.token.scope");
    expect(unlinked.json.valid_scopes).toEqual(["allow", playground]);
    const fields = { grant_type: "refresh_token", refresh_token: String(refresh) };
    expectRefusal(await postToken(box, fields, ssl), 400, "clearstream.token.scope");
    await setUnit({ isServiceGranted: false });
    await expectAudited(box, await requestToken("d1", "allow", ssl), "clearstream.token.service");
    await expectAudited(box, await postToken(box, fields, ssl), "clearstream.token.service");
  });
});

describe("an API consumer", () => {
  it("shows its grants, and from step 2 on when its certificates expire", async () => {
    await create("e1");
    const show = async () => (await box.control("GET", "/clearstream/consumers/e1")).json;
    expect(await show()).toEqual({ userId: "e1", apis: [playground], roles: [], expiresAt: null });
    await createConsumer(box, folder, "e2");
    const shown = (await box.control("GET", "/clearstream/consumers/e2")).json;
    expect(String(shown.expiresAt)).toMatch(/^20\d\d-/);
    const all = JSON.parse((await box.control("GET", "/clearstream/consumers")).text);
    expect(all).toContainEqual(shown);
    expect((await box.control("GET", "/clearstream/consumers/nobody")).status).toBe(404);
    expect((await box.control("PUT", "/clearstream/consumers/nobody/grants", {})).status).toBe(404);
  });

  it("gets new certificates beside the earlier ones, and a new password for all of them", async () => {
    const { ssl } = await createConsumer(box, folder, "f1");
    const key = await rsaKey(folder, "f1-again");
    const csr = await certificateRequest(key, "f1");
    const path = "/clearstream/consumers/f1/certificates";
    const again = await box.control("POST", path, { password: "a new one", ssl: csr, signing: csr });
    const renewed = { cert: String(again.json.ssl), key: await readFile(key, "utf8") };
    const fields = { grant_type: "password", scope: "allow", username: "f1", password: "a new one" };
    for (const identity of [ssl, renewed]) {
      expect((await postToken(box, fields, identity)).status).toBe(200);
      await expectAudited(box, await requestToken("f1", "allow", identity), "clearstream.token.password");
    }
  });

  it("has the roles that it needs where nothing is said of them", async () => {
    const answer = await create("g1", { apis: [scim] });
    expect(answer.json.roles).toEqual([userManagement, "SCIM Admin"]);
    expect((await create("g2", { roles: ["SCIM King"] })).status).toBe(400);
  });

  it("needs two roles to read users, and SCIM Admin to change them", async () => {
    const { ssl } = await createConsumer(box, folder, "h1", [scim], { roles: [] });
    const token = await tokenOf(box, "h1", `allow ${scim}`, ssl);
    const send = (method: string, body?: string) =>
      call(`${box.urls.clearstream}/scim2/Users`, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" },
        ...(body !== undefined && { body }),
        ca: box.ca,
        ...ssl,
      });
    const grant = (...roles: string[]) => box.control("PUT", "/clearstream/consumers/h1/grants", { roles });
    for (const roles of [[], [userManagement], ["SCIM Admin"], ["SCIM Read-Only"]]) {
      await grant(...roles);
      const answer = await send("GET");
      expectRefusal(answer, 403, "clearstream.scim.role");
      expect(answer.headers["content-type"]).toBe("application/scim+json");
      expect(answer.json).toMatchObject({
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "403",
      });
    }
    const user = JSON.stringify({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "x",
    });
    await grant(userManagement, "SCIM Read-Only");
    expect((await send("GET")).status).toBe(200);
    expectRefusal(await send("POST", user), 403, "clearstream.scim.read-only");
    await grant(userManagement, "SCIM Admin");
    expect((await send("POST", user)).status).toBe(201);
  });
});
