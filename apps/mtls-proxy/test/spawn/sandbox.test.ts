import { createHttpClient } from "@countersign/auth";
import { prepareConsumer } from "@countersign/clearstream";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkplace } from "../support/program.js";
import { send } from "../support/send.js";

const userId = "a00012345_0012345";
const password = "correct horse battery staple";
const localSecret = "0123456789abcdef0123456789abcdef";
let sandbox: Sandbox;
let files: Record<string, string>;

/** What an administrator does in the portal, and what its page does in the browser. */
beforeAll(async () => {
  sandbox = await startSandbox();
  const portal = async (path: string, body: unknown) => {
    const response = await fetch(`${sandbox.urls.control}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
    return (await response.json()) as { ssl: string; signing: string };
  };
  await portal("/clearstream/consumers", { userId, apis: ["ocapi-playground-v1"] });
  const consumer = await prepareConsumer(userId);
  const certificates = await portal(`/clearstream/consumers/${userId}/certificates`, {
    password,
    ...consumer.certificateRequests,
  });
  const http = createHttpClient({ ca: sandbox.ca });
  const cacerts = await http.get(new URL("/server-cert-cacerts.pem", sandbox.urls.clearstream)).text();
  await http.close();
  const credentials = consumer.complete(certificates).map(({ name, content }) => [name, content]);
  files = { ...Object.fromEntries(credentials), "cacerts.pem": cacerts };
});

afterAll(() => sandbox?.close());

const options = () => [
  ...["--upstream", sandbox.urls.clearstream],
  ...["--ssl-file", `ocapi-${userId}-ssl.pem`, "--ca-file", "cacerts.pem"],
  ...["--port", "0", "--metrics-port", "0", "--allow", "/playground"],
];

describe("software without mutual TLS, with the sandbox behind", () => {
  it("gets a token and calls the playground as the guide does, in plain HTTP", async () => {
    const { start } = openWorkplace(files);
    const program = await start([...options(), "--allow", "/authmanager/oauth2/access_token"]);
    const form = new URLSearchParams({
      grant_type: "password",
      scope: "allow ocapi-playground-v1",
      username: userId,
      password,
    });
    const granted = await send(`${program.url}/authmanager/oauth2/access_token`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: "Basic cGxhY2U6aG9sZGVy",
      },
      body: String(form),
    });
    expect(granted.status).toBe(200);
    const { access_token: token } = JSON.parse(granted.body) as { access_token: string };
    const authorization = `Bearer ${token}`;
    const echo = await send(`${program.url}/playground/v1/echo?value=Hello%20World`, {
      headers: { authorization },
    });
    expect(echo).toMatchObject({ status: 200, body: expect.stringContaining("Hello World") });
    expect(await send(`${program.url}/playground/v1/info`)).toMatchObject({
      status: 403,
      body: expect.stringContaining("required_scopes"),
    });
    expect((await send(`${program.url}/scim2/Users`, { headers: { authorization } })).status).toBe(403);
    expect((await fetch(`${program.operations}/readyz`)).status).toBe(200);
    await program.stop();
    for (const secret of [
      password,
      encodeURIComponent(password),
      String(form),
      token,
      "cGxhY2U6aG9sZGVy",
      "Hello",
    ]) {
      expect(program.output()).not.toContain(secret);
    }
  });

  it("needs no token where the proxy gets them, renews them, and keeps all secrets to itself", async () => {
    const { start } = openWorkplace({ ...files, password });
    const args = ["--inject-token", "--scope", "ocapi-playground-v1", "--local-secret-env", "LOCAL_SECRET"];
    const program = await start([...options(), ...args], {
      LOCAL_SECRET: localSecret,
      COUNTERSIGN_PROXY_PASSWORD_FILE: "password",
    });
    const info = () =>
      send(`${program.url}/playground/v1/info`, { headers: { "countersign-proxy-secret": localSecret } });
    expect(await info()).toMatchObject({ status: 200, body: expect.stringContaining("info_str") });
    expect((await send(`${program.url}/playground/v1/info`)).status).toBe(403);
    expect((await fetch(`${program.operations}/readyz`)).status).toBe(200);
    // In the sandbox an hour passes, so that its tokens end; in the proxy none does.
    await sandbox.advanceClock(3_700);
    expect(await info()).toMatchObject({ status: 200 });
    await program.stop();
    for (const secret of [password, localSecret, "Bearer", "eyJ"]) {
      expect(program.output()).not.toContain(secret);
    }
  });
});
