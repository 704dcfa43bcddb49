import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../src/sandbox.js";
import { createConsumer, expectAudited, password, postToken, tokenPath } from "./support/clearstream.js";
import { certificateRequest, ecKey, file, openssl, rsaKey, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, hour, minute, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call, type FormFields, form, formType } from "./support/wire.js";

const run = promisify(execFile);
const userId = "a00012345_0012345";
const playgroundScope = "allow ocapi-playground-v1";

let box: TestSandbox;
let folder: string;
let ssl: { cert: string; key: string };
let signing: { cert: string; key: string };

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  ({ ssl, signing } = await createConsumer(box, folder, userId));
});

function requestToken(
  fields: FormFields = {},
  { on = box, ...tls }: { on?: TestSandbox; cert?: string; key?: string } = ssl,
): Promise<Answer> {
  const usual = { grant_type: "password", scope: playgroundScope, username: userId, password };
  return postToken(on, Array.isArray(fields) ? fields : { ...usual, ...fields }, tls);
}

async function tokenFor(scope = playgroundScope): Promise<string> {
  return String((await requestToken({ scope })).json.access_token);
}

function get(
  path: string,
  token: string | undefined,
  tls: { cert?: string; key?: string } = ssl,
): Promise<Answer> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return call(`${box.urls.clearstream}${path}`, { headers, ca: box.ca, ...tls });
}

function claimsOf(jwt: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(jwt).split(".")[1] ?? "", "base64url").toString());
}

describe("with curl, as the guide has it", () => {
  it("gets a token and calls the playground", async () => {
    const pem = await file(folder, `ocapi-${userId}-ssl.pem`, `${ssl.key}${ssl.cert}`);
    const ca = await file(folder, "cacert.pem", (await get("/server-cert-cacerts.pem", undefined, {})).text);
    const curl = async (...args: string[]) =>
      (await run("curl", ["--silent", "--show-error", "--cert", pem, "--cacert", ca, ...args])).stdout;
    const answer = JSON.parse(
      await curl(
        "--data",
        "grant_type=password",
        "--data",
        `scope=${playgroundScope}`,
        "--data",
        `username=${userId}`,
        "--data",
        `password=${password}`,
        `${box.urls.clearstream}${tokenPath}`,
      ),
    );
    expect(answer).toMatchObject({ token_type: "Bearer", expires_in: 3599, scope: playgroundScope });
    const bearer = ["--header", `Authorization: Bearer ${answer.access_token}`];
    const info = await curl(...bearer, `${box.urls.clearstream}/playground/v1/info`);
    expect(JSON.parse(info)).toEqual({
      info_str: "Welcome to OCAPI Playground API ... ",
      version: "1.221101XP.12",
    });
    const echo = await curl(...bearer, `${box.urls.clearstream}/playground/v1/echo?value=Hello%20World`);
    expect(JSON.parse(echo)).toEqual({ value: "Hello World" });
  });

  it("issues certificates that openssl accepts for TLS clients, for two years", async () => {
    const ca = await file(
      folder,
      "client-ca.pem",
      (await get("/client-cert-cacerts.pem", undefined, {})).text,
    );
    const [sslFile, signingFile] = [
      await file(folder, "ssl.crt", ssl.cert),
      await file(folder, "signing.crt", signing.cert),
    ];
    const verify = (path: string, purpose: string) =>
      openssl(["verify", "-x509_strict", "-CAfile", ca, "-purpose", purpose, path]).then(String);
    expect(await verify(sslFile, "sslclient")).toContain("OK");
    await expect(verify(signingFile, "sslclient")).rejects.toThrow(/purpose/);
    const subject = String(await openssl(["x509", "-noout", "-subject", "-nameopt", "RFC2253"], ssl.cert));
    expect(subject.trim()).toBe(`subject=CN=${userId}`);
    const twoYears = 2 * 365 * 24 * 3600;
    await expect(
      openssl(["x509", "-noout", "-checkend", String(twoYears - 3600)], ssl.cert),
    ).resolves.toBeDefined();
    await expect(
      openssl(["x509", "-noout", "-checkend", String(twoYears + 3 * 86400)], ssl.cert),
    ).rejects.toThrow();
  });

  it("shows a server chain that openssl verifies up to the root, by name and by address", async () => {
    const bundle = await file(folder, "root.pem", box.ca);
    const leaf = await new Promise<string>((resolve, reject) => {
      const url = new URL(box.urls.clearstream);
      const socket = connect({ host: url.hostname, port: Number(url.port), ca: box.ca }, () => {
        resolve(socket.getPeerX509Certificate()?.toString() ?? "");
        socket.destroy();
      });
      socket.on("error", reject);
    });
    const leafFile = await file(folder, "leaf.pem", leaf);
    for (const name of [
      ["-verify_ip", "127.0.0.1"],
      ["-verify_ip", "::1"],
      ["-verify_hostname", "localhost"],
    ]) {
      const args = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", bundle, ...name, leafFile];
      expect(String(await openssl(args))).toContain("OK");
    }
    expect(box.ca.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });
});

describe("the token endpoint", () => {
  it("issues a JWT with the granted scope", async () => {
    const answer = await requestToken();
    expect(answer.status).toBe(200);
    const claims = claimsOf(answer.json.access_token);
    expect(claims).toMatchObject({ sub: userId, scope: playgroundScope });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3599);
    expect(claims.jti).toBeTruthy();
    expect(claims.iss).toContain(box.urls.clearstream);
  });

  it("ignores a Basic Authorization header", async () => {
    const answer = await call(`${box.urls.clearstream}${tokenPath}`, {
      method: "POST",
      headers: { ...formType, Authorization: "Basic eDp5" },
      body: form({ grant_type: "password", scope: playgroundScope, username: userId, password }),
      ca: box.ca,
      ...ssl,
    });
    expect(answer.status).toBe(200);
  });

  it("lists the valid scopes when the requested ones are wrong", async () => {
    for (const scope of [
      "",
      "allow scim2-ext-v1",
      "allow nonsense",
      "ocapi-playground-v1",
      "allow,ocapi-playground-v1",
    ]) {
      const answer = await requestToken({ scope });
      expectRefusal(answer, 400, "clearstream.token.scope");
      expect(answer.json).toMatchObject({
        error: "invalid_scope",
        valid_scopes: ["allow", "ocapi-playground-v1"],
      });
    }
  });

  it("says little about any other wrong parameter, and all of it in the audit log", async () => {
    const cases: [FormFields, string][] = [
      [{ password: "wrong" }, "clearstream.token.password"],
      [{ username: "nobody" }, "clearstream.token.username"],
      [{ grant_type: "client_credentials" }, "clearstream.token.grant-type"],
      [{ grant_type: "refresh_token", refresh_token: "x.y.z" }, "clearstream.token.refresh-token"],
      [
        [
          ["grant_type", "password"],
          ["grant_type", "password"],
        ],
        "clearstream.token.form",
      ],
    ];
    for (const [fields, rule] of cases) {
      const answer = await requestToken(fields);
      await expectAudited(box, answer, rule);
      expect(answer.json).toEqual({ status: 403, error: "Forbidden" });
    }
    const log = (await box.control("GET", "/clearstream/requests")).text;
    expect(
      JSON.parse(log)
        .slice(-5)
        .map(({ rule }: { rule: string }) => rule),
    ).toEqual(cases.map(([, rule]) => rule));
    expect(log).not.toContain("wrong");
  });

  it("takes POST and forms only", async () => {
    const read = await get(tokenPath, undefined);
    expectRefusal(read, 405, "clearstream.token.method");
    expect(read.headers.allow).toBe("POST");
    const answer = await call(`${box.urls.clearstream}${tokenPath}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
      ca: box.ca,
      ...ssl,
    });
    await expectAudited(box, answer, "clearstream.token.form");
  });

  it("wants the consumer's own certificate", async () => {
    const other = await createConsumer(box, folder, "stb2_01014172_1000000");
    await expectAudited(box, await requestToken({}, other.ssl), "clearstream.token.common-name");
    await expectAudited(box, await requestToken({}, {}), "clearstream.client-certificate.missing");
  });

  it("knows no user before step 2", async () => {
    await box.control("POST", "/clearstream/consumers", { userId: "half", apis: ["cmax-api"] });
    const early = await requestToken({ username: "half", password: "" });
    await expectAudited(box, early, "clearstream.token.username");
  });

  it("gives a new refresh token for each use of the old one, which dies", async () => {
    const first = (await requestToken()).json;
    const refresh = { grant_type: "refresh_token", refresh_token: String(first.refresh_token) };
    const second = await requestToken(Object.entries(refresh));
    expect(second.status).toBe(200);
    expect(claimsOf(second.json.access_token).sub).toBe(userId);
    const again = await requestToken(Object.entries(refresh));
    await expectAudited(box, again, "clearstream.token.refresh-token");
    const narrower = { ...refresh, refresh_token: String(second.json.refresh_token), scope: "allow" };
    const third = await requestToken(Object.entries(narrower));
    expect(third.json.scope).toBe("allow");
    const wider = { ...refresh, refresh_token: String(third.json.refresh_token), scope: playgroundScope };
    expectRefusal(await requestToken(Object.entries(wider)), 400, "clearstream.token.scope");
    const access = { ...refresh, refresh_token: String(first.access_token) };
    const misused = await requestToken(Object.entries(access));
    await expectAudited(box, misused, "clearstream.token.refresh-token");
  });
});

describe("a protected call", () => {
  it("is refused with one body for every fault, and a rule for each", async () => {
    const token = await tokenFor();
    const other = await createConsumer(box, folder, "another_user");
    const foreign = await selfSignedIdentity();
    const tampered = `${token.slice(0, -8)}AAAAAAAA`;
    const refresh = String((await requestToken()).json.refresh_token);
    const cases: [Promise<Answer>, string][] = [
      [get("/playground/v1/info", token, {}), "clearstream.client-certificate.missing"],
      [get("/playground/v1/info", token, foreign), "clearstream.client-certificate.untrusted"],
      [get("/playground/v1/info", token, signing), "clearstream.client-certificate.purpose"],
      [get("/playground/v1/info", undefined), "clearstream.bearer.missing"],
      [get("/playground/v1/info", "x.y.z"), "clearstream.bearer.invalid"],
      [get("/playground/v1/info", tampered), "clearstream.bearer.invalid"],
      [get("/playground/v1/info", refresh), "clearstream.bearer.invalid"],
      [get("/playground/v1/info", await tokenFor("allow")), "clearstream.bearer.scope"],
      [get("/playground/v1/info", token, other.ssl), "clearstream.bearer.common-name"],
    ];
    const bodies = new Set<string>();
    for (const [answer, rule] of cases) {
      expectRefusal(await answer, 403, rule);
      expect((await answer).headers["content-type"]).toBe("application/json; charset=utf-8");
      bodies.add((await answer).text);
    }
    expect(bodies.size).toBe(1);
    expect(JSON.parse([...bodies][0] ?? "")).toMatchObject({
      status: 403,
      error: "Forbidden",
      required_scopes: { mandatory: "allow", at_least_one_of: ["ocapi-playground-v1"] },
    });
  });

  it("needs the scope of its own API", async () => {
    const answer = await get("/scim2/v1/Users", await tokenFor());
    expectRefusal(answer, 403, "clearstream.bearer.scope");
    expect(answer.json.required_scopes).toEqual({ mandatory: "allow", at_least_one_of: ["scim2-ext-v1"] });
    const admin = await createConsumer(box, folder, "scim_admin", ["scim2-ext-v1"]);
    const granted = await requestToken({ username: "scim_admin", scope: "allow scim2-ext-v1" }, admin.ssl);
    const allowed = await get("/scim2/v1/Users", String(granted.json.access_token), admin.ssl);
    expectRefusal(allowed, 404, "clearstream.scim.not-found");
  });

  it("is refused after the token's expiry", async () => {
    const own = await testSandbox();
    const consumer = await createConsumer(own, folder, "late_user");
    const { json } = await requestToken({ username: "late_user" }, { on: own, ...consumer.ssl });
    const info = () =>
      call(`${own.urls.clearstream}/playground/v1/info`, {
        headers: { Authorization: `Bearer ${json.access_token}` },
        ca: own.ca,
        ...consumer.ssl,
      });
    own.clock.advance(hour - minute);
    expect((await info()).status).toBe(200);
    own.clock.advance(minute);
    expectRefusal(await info(), 403, "clearstream.bearer.expired");
  });

  it("is refused with a certificate that has expired since, and with one that TLS finds expired", async () => {
    const state = join(await temporaryFolder(), "state");
    const threeYearsAgo = () => new Date(Date.now() - 3 * 366 * 24 * hour);
    const past = await startSandbox({ state, now: threeYearsAgo });
    const client = (to: typeof past) => ({
      control: (method: string, path: string, body?: unknown) =>
        call(`${to.urls.control}${path}`, {
          method,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body ?? {}),
        }),
    });
    const old = await createConsumer({ ...box, ...client(past) } as TestSandbox, folder, "old_user").finally(
      () => past.close(),
    );
    const own = await testSandbox({ state });
    const call403 = (tls: object) =>
      call(`${own.urls.clearstream}/playground/v1/info`, { ca: own.ca, ...tls });
    expectRefusal(await call403(old.ssl), 403, "clearstream.client-certificate.expired");
    const fresh = await createConsumer(own, folder, "fresh_user");
    expectRefusal(await call403(fresh.ssl), 403, "clearstream.bearer.missing");
    await own.control("POST", "/clock/advance", { seconds: (2 * 366 * 24 * hour) / 1000 });
    expectRefusal(await call403(fresh.ssl), 403, "clearstream.client-certificate.expired");
    // Certificates that are made now are not valid yet for TLS itself, which goes by the machine's clock.
    const later = await createConsumer(own, folder, "later_user");
    expectRefusal(await call403(later.ssl), 403, "clearstream.bearer.missing");
  });

  it("serves the playground's two operations only", async () => {
    expectRefusal(await get("/playground/v1/other", await tokenFor()), 404, "clearstream.operation");
  });
});

async function selfSignedIdentity(): Promise<{ cert: string; key: string }> {
  const key = await ecKey(folder, "foreign");
  const args = ["req", "-x509", "-new", "-key", key, "-subj", `/CN=${userId}`, "-days", "30"];
  return { cert: String(await openssl(args)), key: await readFile(key, "utf8") };
}

describe("TLS", () => {
  it("never resumes a session, in either version", async () => {
    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
      const first = await handshake({ ...ssl, version });
      const second = await handshake({ version, ...(first.session && { session: first.session }) });
      expect([version, second.reused]).toEqual([version, false]);
    }
  });

  it("is of version 1.2 or later", async () => {
    // Node's own client would refuse before the server can; openssl can be talked into trying.
    const connectWith = (version: string) => {
      const address = new URL(box.urls.clearstream).host;
      return openssl(["s_client", "-connect", address, version, "-cipher", "ALL:@SECLEVEL=0"]).then(String);
    };
    await expect(connectWith("-tls1_1")).rejects.toThrow(/alert protocol version/);
    expect(await connectWith("-tls1_2")).toContain("TLSv1.2");
  });

  it("fails in the handshake without a certificate when the switch says so, and the audit log tells", async () => {
    const token = await tokenFor();
    await box.withSwitch("clearstream.clientCertificate", "require-in-handshake", async () => {
      await expect(get("/playground/v1/info", token, {})).rejects.toThrow(
        /certificate required|hang up|ECONNRESET/,
      );
      await expect(get("/playground/v1/info", token, await selfSignedIdentity())).rejects.toThrow();
      expect((await get("/playground/v1/info", token)).status).toBe(200);
      const entries = JSON.parse((await box.control("GET", "/clearstream/requests")).text);
      const logged = entries.filter(
        ({ rule }: { rule?: string }) => rule === "clearstream.client-certificate.handshake",
      );
      expect(logged.length).toBeGreaterThanOrEqual(1);
      expect(logged[0]).toMatchObject({ status: 0 });
    });
    expectRefusal(await get("/playground/v1/info", token, {}), 403, "clearstream.client-certificate.missing");
  });

  function handshake({
    version,
    ...more
  }: {
    version: "TLSv1.2" | "TLSv1.3";
    cert?: string;
    key?: string;
    session?: Buffer;
  }): Promise<{ session: Buffer | undefined; reused: boolean }> {
    const url = new URL(box.urls.clearstream);
    return new Promise((resolve, reject) => {
      let session: Buffer | undefined;
      const options = { ca: box.ca, minVersion: version, maxVersion: version, ...more };
      const socket: TLSSocket = connect({ host: url.hostname, port: Number(url.port), ...options }, () => {
        // A server sends its tickets after the handshake: an answer to a request comes after them.
        socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      });
      socket.on("session", (ticket) => {
        session = ticket;
      });
      socket.on("error", reject);
      socket.on("data", () => {});
      socket.on("end", () => {
        resolve({ session: session ?? socket.getSession(), reused: socket.isSessionReused() });
        socket.destroy();
      });
    });
  }
});

describe("the portal", () => {
  it("checks the certificate requests of step 2", async () => {
    const good = await certificateRequest(await ecKey(folder, "good"), userId);
    const refused = async (ssl: string) => {
      const body = { password, ssl, signing: good };
      const answer = await box.control("POST", `/clearstream/consumers/${userId}/certificates`, body);
      expect(answer.status).toBe(400);
      return answer.rule;
    };
    const weak = await rsaKey(folder, "weak", 1024);
    expect(await refused(await certificateRequest(weak, userId))).toBe("clearstream.csr.key");
    expect(await refused(await certificateRequest(await ecKey(folder, "cn"), "someone"))).toBe(
      "clearstream.csr.common-name",
    );
    expect(await refused("nothing")).toBe("clearstream.csr.format");
    const der = await openssl(["req", "-outform", "DER"], good);
    der.writeUInt8((der.at(-1) ?? 0) ^ 1, der.length - 1);
    const broken = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString("base64")}\n-----END CERTIFICATE REQUEST-----\n`;
    expect(await refused(broken)).toBe("clearstream.csr.signature");
  });

  it("knows its APIs, its users and its order of steps", async () => {
    const bad = await box.control("POST", "/clearstream/consumers", { userId: "x", apis: ["invented"] });
    expect(bad.status).toBe(400);
    expect(bad.json.message).toContain("ocapi-playground-v1");
    const taken = await box.control("POST", "/clearstream/consumers", { userId, apis: ["cmax-api"] });
    expect(taken.status).toBe(409);
    const early = await box.control("POST", "/clearstream/consumers/missing/certificates", {
      password,
      ssl: "x",
      signing: "x",
    });
    expect(early.status).toBe(404);
  });
});

it("answers any other path with a page and status 200", async () => {
  const answer = await get("/.well-known/openid-configuration", undefined, {});
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
});

describe("maintenance", () => {
  it("is a page with status 503 on every path, until the switch is off again", async () => {
    const token = await tokenFor();
    const everywhere = () =>
      Promise.all([
        requestToken(),
        get("/server-cert-cacerts.pem", undefined, {}),
        get("/client-cert-cacerts.pem", undefined, {}),
        get("/playground/v1/info", token),
        get("/anything", undefined, {}),
      ]);
    await box.withSwitch("clearstream.maintenance", "on", async () => {
      for (const answer of await everywhere()) {
        expectRefusal(answer, 503, "clearstream.maintenance");
        expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
        expect(answer.headers["retry-after"]).toBeUndefined();
        expect(answer.text).toContain("Scheduled Maintenance");
      }
    });
    expect((await everywhere()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});
