import { createHash, createSign, createVerify, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const env = { TOKEN: "token-of-the-tests", OTHER: "another-token" };

/** A key and its certificate, `NAME.key` and `NAME.pem`, made at `now`. */
async function makeIdentity(name: string, days: string, now?: Date): Promise<void> {
  await terminal.succeed(["key", "generate", "--out", `${name}.key`]);
  const sans = ["--san", "DNS:localhost", "--san", "IP:127.0.0.1"];
  const args = [
    "--key",
    `${name}.key`,
    "--subject",
    `CN=${name}`,
    "--days",
    days,
    "--out",
    `${name}.pem`,
    ...sans,
  ];
  await terminal.succeed(["cert", "self-signed", ...args], now ? { now } : {});
}

beforeAll(async () => {
  await makeIdentity("service", "365");
  await makeIdentity("other", "365");
  await makeIdentity("expired", "10", new Date("2025-05-01T00:00:00Z"));
  await makeIdentity("server", "30", new Date());
});

const bytesOf = async (message: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const thumbprint = (name: string) =>
  new X509Certificate(terminal.read(`${name}.pem`)).fingerprint.replaceAll(":", "");
const digestOf = (body: string | Uint8Array) =>
  `SHA-256=${createHash("sha256").update(body).digest("base64")}`;

describe("worldline notification send", () => {
  /** A listener that answers as it is told; ends with the test. */
  async function listener(answer: RequestListener, tls = false): Promise<string> {
    const server = tls
      ? createTlsServer({ key: terminal.read("server.key"), cert: terminal.read("server.pem") }, answer)
      : createServer(answer);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    });
    return `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}/shop/v3`;
  }

  interface Seen {
    readonly path: string | undefined;
    readonly body: string;
    readonly headers: IncomingMessage["headers"];
    readonly isGenuine: boolean;
  }

  /** A listener that checks everything, and keeps what it saw. */
  function good(seen: Seen[] = [], status = 204): RequestListener {
    return async (incoming, outgoing) => {
      const body = await bytesOf(incoming);
      const { headers } = incoming;
      const { messagecreatedatetime: time, "x-request-id": id, digest } = headers;
      const [, keyId, signature = ""] =
        /^keyId="(.*?)",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="(.*?)"$/.exec(
          String(headers.signature),
        ) ?? [];
      const base = `messagecreatedatetime: ${time}\nx-request-id: ${id}\ndigest: ${digest}`;
      const isSigned = createVerify("sha256")
        .update(base)
        .verify(
          new X509Certificate(terminal.read("service.pem")).publicKey,
          Buffer.from(signature, "base64"),
        );
      const isGenuine = isSigned && keyId === thumbprint("service") && digest === digestOf(body);
      seen.push({ path: incoming.url, body: body.toString(), headers, isGenuine });
      outgoing
        .writeHead(isGenuine && headers.authorization === "Bearer token-of-the-tests" ? status : 401)
        .end();
    };
  }

  const send = (args: readonly string[], options: Parameters<typeof terminal.run>[1] = {}) =>
    terminal.run(["worldline", "notification", "send", ...args], { env, ...options });
  const to = (url: string, type = "status", ...more: string[]) => [
    ...["--to", url, "--type", type, "--key", "service.key", "--cert", "service.pem", "--token-env", "TOKEN"],
    ...more,
  ];

  it("sends signed notifications, each of another payment, and prints each round trip", async () => {
    const seen: Seen[] = [];
    const url = await listener(good(seen));
    const { exitCode, stdout, stderr } = await send(to(url, "status", "--count", "12"));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^ 1\/12 {2}status {2}204 {2}0 ms {2}accepted$/m);
    expect(stdout.trimEnd().endsWith("12 sent, 12 accepted.")).toBe(true);
    expect(new Set(seen.map(({ body }) => /"PaymentId":"(\d{12})"/.exec(body)?.[1])).size).toBe(12);
    expect(new Set(seen.map(({ headers }) => headers["x-request-id"])).size).toBe(12);
    for (const { path, headers, isGenuine } of seen) {
      expect({ path, isGenuine }).toEqual({ path: "/shop/v3/notification/status", isGenuine: true });
      // The local time of the service, which is signed as this text.
      expect(headers.messagecreatedatetime).toBe("2025-06-01T13:00:00.000+01:00");
    }
    expect(stdout).not.toContain(env.TOKEN);
  });

  it("sends the payment and the status that it is told, and debtor tokens", async () => {
    const seen: Seen[] = [];
    const url = await listener(good(seen));
    expect(await send(to(url, "status", "--status", "Expired", "--payment", "141110"))).toMatchObject({
      exitCode: 0,
    });
    expect(await send(to(url, "debtorToken", "--payment", "141110"))).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
      CommonPaymentData: { PaymentId: "141110", PaymentStatus: "Expired" },
    });
    expect(JSON.parse(seen[1]?.body ?? "")).toEqual({
      PsuId: "example-payer",
      PaymentId: "141110",
      DebtorToken: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(seen[1]?.path).toBe("/shop/v3/notification/debtorToken");
  });

  it.each([200, 202])("takes %i for an answer as well", async (status) => {
    expect(await send(to(await listener(good([], status))))).toMatchObject({ exitCode: 0 });
  });

  it("sends a status where it is told no type", async () => {
    const seen: Seen[] = [];
    const args = to(await listener(good(seen))).filter((each) => each !== "--type" && each !== "status");
    expect(await send(args)).toMatchObject({ exitCode: 0 });
    expect(seen[0]?.path).toBe("/shop/v3/notification/status");
  });

  it("tells of refusals, and of nobody who listens", async () => {
    const refusing = await send(
      to(await listener((_in, out) => void out.writeHead(403).end()), "status", "--json"),
    );
    expect(refusing.exitCode).toBe(1);
    expect(lines(refusing.stdout)).toMatchObject([
      { event: "round-trip", isAccepted: false, status: 403, reason: expect.stringMatching(/only 204/) },
      { ok: false, code: "ERR_WORLDLINE_NOT_ACCEPTED", sent: 1, accepted: 0 },
    ]);
    const nobody = await send(to("http://127.0.0.1:1/v3"));
    expect(nobody.exitCode).toBe(1);
    expect(nobody.stdout).toMatch(/^1\/1 {2}status {2}--- {2}0 ms {2}not accepted: /m);
  });

  it("speaks TLS to a listener whose authority it is given, and to no other", async () => {
    const url = await listener(good(), true);
    expect(await send(to(url, "status", "--ca", "server.pem"))).toMatchObject({ exitCode: 0 });
    const untrusted = await send(to(url));
    expect(untrusted.exitCode).toBe(1);
    expect(untrusted.stdout).toMatch(/not accepted: .*certificate/);
  });

  it.each<[readonly string[], number, RegExp]>([
    [to("http://shop.example/v3"), 2, /must begin with https/],
    [to("https://me:secret@shop.example/v3"), 2, /no user name or password/],
    [to("https://shop.example/"), 2, /must end in \/v3/],
    [to("https://shop.example/v3", "refund"), 2, /--type is one of status, debtorToken/],
    [
      to("https://shop.example/v3", "debtorToken", "--status", "Open"),
      2,
      /--status is for notifications of the type status/,
    ],
    [to("https://shop.example/v3").slice(0, -2), 2, /One of --token-env and --token-file is missing/],
    [
      to("https://shop.example/v3").map((each) => (each === "service.key" ? "other.key" : each)),
      1,
      /ERR_CERTIFICATE_NO_MATCH: service.pem: The certificate is of another key/,
    ],
  ])("refuses %j, and sends nothing", async (args, expected, message) => {
    const { exitCode, stderr } = await send(args);
    expect(exitCode).toBe(expected);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("secret@");
  });
});

describe("worldline notification listen", () => {
  const common = ["--service-cert", "service.pem", "--token-env", "TOKEN", "--port", "0"];

  /** Listens while `use` lasts. */
  async function listen(args: readonly string[], use: (url: string, output: () => string) => Promise<void>) {
    const interrupt = new AbortController();
    let output = "";
    const ended = terminal.run(["worldline", "notification", "listen", ...common, ...args], {
      env,
      interrupt: interrupt.signal,
      onOutput: (text) => {
        output += text;
      },
    });
    try {
      await vi.waitFor(() => expect(output).toMatch(/\n/), { timeout: 30_000 });
      await use(/https?:\/\/[^\s"]+\/v3/.exec(output)?.[0] ?? "", () => output);
    } finally {
      interrupt.abort();
    }
    return await ended;
  }

  const expiredPayment =
    '{"CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110","PsuMessage":"\\u001b[2Jgone"}}';
  const time = "2025-06-01T14:00:00.1+02:00";

  interface Sent {
    readonly body?: string;
    readonly by?: string;
    readonly order?: readonly string[];
    readonly printed?: string;
    readonly headers?: Record<string, string>;
    readonly method?: string;
  }

  /** Posts what is signed by node:crypto; `headers` replace what was signed, and empty ones are left out. */
  async function post(url: string, sent: Sent = {}) {
    const { body = expiredPayment, by = "service", headers = {}, method = "POST" } = sent;
    const { order = ["messagecreatedatetime", "x-request-id", "digest"] } = sent;
    const covered: Record<string, string> = {
      messagecreatedatetime: time,
      "x-request-id": "n-1",
      digest: digestOf(body),
    };
    const base = order.map((name) => `${name}: ${covered[name]}`).join("\n");
    const signature = createSign("sha256")
      .update(base)
      .sign(terminal.read(`${by}.key`), "base64");
    const all = {
      authorization: "Bearer token-of-the-tests",
      ...covered,
      signature: `keyId="${thumbprint(by)}",algorithm="rsa-sha256",headers="${sent.printed ?? order.join(" ")}",signature="${signature}"`,
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const outgoing = request(`${url}/notification/status`, { method, headers: given, agent: false }).end(
      body,
    );
    const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  }

  it("shows what arrives, answers it, and says at the end how many there were", async () => {
    const { exitCode, stdout, stderr } = await listen([], async (url) => {
      expect(await post(url)).toBe(204);
      expect(await post(url, { printed: "digest x-request-id messagecreatedatetime (request-target)" })).toBe(
        204,
      );
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const fact =
      "2025-06-01T12:00:00.000Z  status, key status 141110 Expired, request n-1, made 2025-06-01T14:00:00.1+02:00";
    expect(stdout.replace(/:\d+\//, ":PORT/")).toBe(
      `Listening on http://127.0.0.1:PORT/v3. What is answered is not kept. Ctrl-C ends it.
${fact}, answered in 0 ms
${fact}, signed over the fixed three headers, not over those that it lists, answered in 0 ms
2 accepted, 0 refused.
`,
    );
  });

  it("shows payloads only where it is asked to, and nothing that a terminal obeys", async () => {
    const { stdout } = await listen(["--show-payload"], async (url) => void (await post(url)));
    expect(stdout).toContain('"PsuMessage": "\\u001b[2Jgone"');
    expect(stdout).not.toContain("\u001b");
    const json = await listen(["--json"], async (url) => void (await post(url)));
    expect(json.stdout).not.toContain("gone");
    const shown = await listen(["--json", "--show-payload"], async (url) => void (await post(url)));
    expect(lines(shown.stdout)).toEqual([
      { event: "listening", url: expect.stringMatching(/^http:.*\/v3$/) },
      {
        event: "notification",
        type: "status",
        key: "status 141110 Expired",
        requestId: "n-1",
        messageCreateDateTime: time,
        usedFallback: false,
        durationMs: 0,
        payload: JSON.parse(expiredPayment),
      },
      { ok: true, event: "end", accepted: 1, refused: 0 },
    ]);
  });

  it.each<[string, number, Sent, RegExp]>([
    [
      "no signature",
      403,
      { headers: { signature: "" } },
      /\(signature\), request n-1: It has no Signature header: the acquirer does not sign/,
    ],
    [
      "a key that is not known",
      403,
      { by: "other" },
      /\(signature\).*none of the certificates of --service-cert/,
    ],
    [
      "another order than it lists",
      403,
      {
        order: ["x-request-id", "digest", "messagecreatedatetime"],
        printed: "digest x-request-id messagecreatedatetime",
      },
      /\(signature\).*another order/,
    ],
    ["another X-Request-ID", 403, { headers: { "x-request-id": "n-2" } }, /\(signature\), request n-2: /],
    [
      "a wrong token",
      401,
      { headers: { authorization: "Bearer another-token" } },
      /\(token\).*Notification Bearer Token of the subscription/,
    ],
    ["no token", 401, { headers: { authorization: "" } }, /\(token\)/],
    ["no JSON", 400, { body: "thanks" }, /\(malformed\).*no JSON object/],
    ["another method", 405, { method: "PUT" }, /\(method\).*come as POST/],
    ["what is too long", 413, { body: "x".repeat(256 * 1024 + 1) }, /\(too-large\)/],
  ])("tells in a sentence why it refuses %s", async (_what, status, sent, message) => {
    const { stdout } = await listen([], async (url) => expect(await post(url, sent)).toBe(status));
    expect(stdout).toMatch(message);
    expect(stdout).toContain("0 accepted, 1 refused.");
    for (const token of Object.values(env)) expect(stdout).not.toContain(token);
  });

  /** Signed for one body, sent with another. */
  async function postAltered(url: string, body: string) {
    const digest = digestOf(JSON.stringify(JSON.parse(body)));
    const base = `messagecreatedatetime: ${time}\nx-request-id: n-1\ndigest: ${digest}`;
    const signature = createSign("sha256").update(base).sign(terminal.read("service.key"), "base64");
    const printed = `keyId="${thumbprint("service")}",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="${signature}"`;
    return await post(url, { body, headers: { digest, signature: printed } });
  }

  it("explains a body that was written anew", async () => {
    const { stdout } = await listen([], async (url) => {
      expect(await postAltered(url, JSON.stringify(JSON.parse(expiredPayment), null, 2))).toBe(400);
    });
    expect(stdout).toMatch(/refused \(digest\), request n-1: The Digest header is that of .*JSON/);
  });

  it("takes several certificates, and tells that one has expired", async () => {
    const { stdout } = await listen(
      ["--service-cert", "other.pem", "--service-cert", "expired.pem"],
      async (url) => {
        expect(await post(url, { by: "other" })).toBe(204);
        expect(await post(url, { by: "expired" })).toBe(503);
      },
    );
    expect(stdout).toMatch(
      /refused \(certificate\), request n-1: .*ended on 2025-05-11T.*from the back office/,
    );
    expect(stdout).toContain("1 accepted, 1 refused.");
  });

  it("speaks TLS where it has a certificate, and notification send gets through", async () => {
    const { stdout } = await listen(["--tls-cert", "server.pem", "--tls-key", "server.key"], async (url) => {
      for (const type of ["status", "debtorToken"]) {
        const args = [
          "--to",
          url,
          "--type",
          type,
          "--count",
          "2",
          "--ca",
          "server.pem",
          "--token-env",
          "TOKEN",
        ];
        const keys = ["--key", "service.key", "--cert", "service.pem"];
        await terminal.succeed(["worldline", "notification", "send", ...args, ...keys], { env });
      }
    });
    expect(stdout).toContain("Listening on https://127.0.0.1:");
    expect(stdout).toContain("4 accepted, 0 refused.");
  });

  it.each([
    [["--token-env", "TOKEN"], /--service-cert FILE is missing/],
    [["--service-cert", "service.pem"], /One of --token-env and --token-file is missing/],
    [
      ["--service-cert", "service.pem", "--token-env", "TOKEN", "--port", "65536"],
      /--port is a whole number/,
    ],
    [["--service-cert", "service.pem", "--token", "x"], /Secrets are not taken as arguments/],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await terminal.run(["worldline", "notification", "listen", ...args], {
      env,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("tells which file is no certificate", async () => {
    const args = ["--service-cert", "service.key", "--token-env", "TOKEN"];
    const { exitCode, stderr } = await terminal.run(["worldline", "notification", "listen", ...args], {
      env,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_CERTIFICATE_UNREADABLE: service\.key: /);
  });
});
