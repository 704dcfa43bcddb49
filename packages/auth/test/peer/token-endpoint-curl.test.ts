import { execFile, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import {
  createNotificationTokenEndpoint,
  type NotificationTokenEndpointSettings,
} from "../../src/inbound/notification-token-endpoint.js";
import { serveHandler } from "../support/inbound-server.js";

const isMissing = spawnSync("curl", ["--version"]).error !== undefined && !process.env.CI;
const awkward = { id: "shop:1 ü", secret: "p:l+u%s &=ü\"'" };
const plain = { id: "worldline", secret: "letters-digits_1.2~3" };

const settings: NotificationTokenEndpointSettings = {
  issuer: "https://us.example",
  audience: "us",
  clients: [awkward, plain].map(({ id, secret }) => ({ id, secrets: [secret] })),
  keys: [{ kid: "1", algorithm: "EdDSA", key: generateKeyPairSync("ed25519").privateKey }],
  methods: ["basic", "form", "unsafeQuery"],
};

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Record<string, unknown>;
}

/** Runs curl without waiting in a way that would keep the server, which is in this process, from answering. */
async function curl(...args: readonly string[]): Promise<Answer> {
  const written = '\n{"status":%{http_code},"headers":%{header_json}}';
  const all = ["--silent", "--show-error", "--noproxy", "*", "--write-out", written, ...args];
  const { stdout } = await promisify(execFile)("curl", all);
  const [body = "", ...rest] = stdout.split("\n");
  return { ...JSON.parse(rest.join("\n")), body: JSON.parse(body) };
}

const encode = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);
const grant = ["--data", "grant_type=client_credentials"];

describe.skipIf(isMissing)("curl (where it is missing: apt-get install curl)", () => {
  async function start() {
    const tokens = createNotificationTokenEndpoint(settings);
    return { tokens, url: (await serveHandler(tokens)).href };
  }

  it.each<[string, { id: string; secret: string }, (url: string) => readonly string[]]>([
    ["Basic", plain, (url) => ["--user", `${plain.id}:${plain.secret}`, ...grant, url]],
    [
      "Basic, form-urlencoded",
      awkward,
      (url) => ["--user", `${encode(awkward.id)}:${encode(awkward.secret)}`, ...grant, url],
    ],
    [
      "form",
      awkward,
      (url) => [
        ...["--data-urlencode", `client_id=${awkward.id}`],
        ...["--data-urlencode", `client_secret=${awkward.secret}`],
        ...[...grant, url],
      ],
    ],
    [
      "query, and the grant in the form",
      awkward,
      (url) => [...grant, `${url}?client_id=${encode(awkward.id)}&client_secret=${encode(awkward.secret)}`],
    ],
    [
      "query alone",
      plain,
      (url) => [
        ...["--request", "POST"],
        `${url}?grant_type=client_credentials&client_id=${plain.id}&client_secret=${plain.secret}`,
      ],
    ],
  ])("gets a token by %s, which is accepted", async (_name, { id }, args) => {
    const { tokens, url } = await start();
    const { status, headers, body } = await curl(...args(url));
    expect([status, body]).toEqual([
      200,
      { access_token: expect.any(String), token_type: "Bearer", expires_in: 300 },
    ]);
    expect(headers).toMatchObject({ "cache-control": ["no-store"], pragma: ["no-cache"] });
    await expect(tokens.verify(`Bearer ${body.access_token}`)).resolves.toMatchObject({ sub: id });
  });

  it.each<[string, (url: string) => readonly string[], number, string]>([
    ["a wrong secret", (url) => ["--user", "worldline:wrong", ...grant, url], 401, "invalid_client"],
    [
      "a secret that is not form-urlencoded but should be",
      (url) => ["--user", `${encode(awkward.id)}:${awkward.secret}`, ...grant, url],
      401,
      "invalid_client",
    ],
    ["nobody", (url) => [...grant, url], 401, "invalid_client"],
    [
      "two ways at once",
      (url) => ["--user", "worldline:x", "--data", "client_id=worldline&client_secret=x", ...grant, url],
      400,
      "invalid_request",
    ],
    [
      "another grant",
      (url) => ["--user", `${plain.id}:${plain.secret}`, "--data", "grant_type=password", url],
      400,
      "unsupported_grant_type",
    ],
    [
      "JSON",
      (url) => ["--user", "a:b", "--header", "content-type: application/json", "--data", "{}", url],
      400,
      "invalid_request",
    ],
    ["GET", (url) => ["--user", `${plain.id}:${plain.secret}`, url], 405, "invalid_request"],
  ])("is refused: %s", async (_name, args, status, error) => {
    const { url } = await start();
    const answer = await curl(...args(url));
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
    expect(answer.headers["www-authenticate"]).toEqual(status === 401 ? ['Basic realm="token"'] : undefined);
    expect(answer.headers.allow).toEqual(status === 405 ? ["POST"] : undefined);
  });
});
