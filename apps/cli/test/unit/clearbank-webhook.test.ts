import {
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const bank = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherBank = generateKeyPairSync("rsa", { modulusLength: 2048 });
let ours: KeyObject;

beforeAll(async () => {
  await terminal.succeed(["clearbank", "profile", "new", "--subject", "CN=p", "--out", "profile"]);
  ours = createPrivateKey(terminal.read("profile/clearbank-1.key"));
  terminal.write("bank.key", bank.privateKey.export({ format: "pem", type: "pkcs8" }));
  terminal.write("bank.pem", bank.publicKey.export({ format: "pem", type: "spki" }));
  terminal.write("other-bank.pem", otherBank.publicKey.export({ format: "pem", type: "spki" }));
  await terminal.succeed(["key", "generate", "--out", "server.key"]);
  const sans = ["--san", "DNS:localhost", "--san", "IP:127.0.0.1"];
  const cert = [
    "--key",
    "server.key",
    "--subject",
    "CN=server",
    "--days",
    "30",
    "--out",
    "server.pem",
    ...sans,
  ];
  await terminal.succeed(["cert", "self-signed", ...cert], { now: new Date() });
});

const bytesOf = async (message: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const sign = (body: Uint8Array, key: KeyObject) =>
  createSign("sha256").update(body).sign(key).toString("base64");
const verify = (body: Uint8Array, signature: unknown, key: KeyObject) =>
  createVerify("sha256")
    .update(body)
    .verify(key, Buffer.from(String(signature), "base64"));
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("clearbank webhook send", () => {
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
    return `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  }

  interface Seen {
    readonly body: string;
    readonly headers: IncomingMessage["headers"];
  }

  /** A listener that does everything right, or what `change` makes of it. */
  function good(
    seen: Seen[] = [],
    change: (answer: { status: number; body: string; key: KeyObject }) => object = () => ({}),
  ): RequestListener {
    return async (incoming, outgoing) => {
      const received = await bytesOf(incoming);
      seen.push({ body: received.toString(), headers: incoming.headers });
      const isGenuine = verify(received, incoming.headers.digitalsignature, bank.publicKey);
      const nonce = /"Nonce":(\d+)\}$/.exec(received.toString())?.[1];
      const right = { status: isGenuine ? 200 : 401, body: `{"Nonce":${nonce}}`, key: ours, headers: {} };
      const { status, body, key, headers } = { ...right, ...change(right) } as typeof right;
      const digitalsignature = sign(Buffer.from(body), key);
      outgoing.writeHead(status, { digitalsignature, ...headers }).end(body);
    };
  }

  const send = (args: readonly string[], options: Parameters<typeof terminal.run>[1] = {}) =>
    terminal.run(["clearbank", "webhook", "send", ...args], options);
  const to = (url: string, ...more: string[]) => [
    "--to",
    url,
    "--type",
    "TransactionSettled",
    "--key",
    "bank.key",
    "--ack-key",
    "profile/clearbank-1.csr",
    ...more,
  ];

  it("sends signed webhooks, checks each acknowledgement and prints each round trip", async () => {
    const seen: Seen[] = [];
    const url = await listener(good(seen));
    const { exitCode, stdout, stderr } = await send(to(url, "--count", "12"));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.split("\n").sort()).toEqual(
      [
        "",
        ...Array.from(
          { length: 12 },
          (_, n) => `${String(n + 1).padStart(2)}/12  TransactionSettled  200  0 ms  acknowledged`,
        ),
        "12 sent, 12 acknowledged.",
      ].sort(),
    );
    expect(stdout.trimEnd().endsWith("12 sent, 12 acknowledged.")).toBe(true);
    for (const unique of [
      /"TransactionId":"([^"]+)"/,
      /"EndToEndTransactionId":"([^"]+)"/,
      /"Nonce":(\d+)/,
    ]) {
      expect(new Set(seen.map(({ body }) => unique.exec(body)?.[1])).size).toBe(12);
    }
    expect(new Set(seen.map(({ headers }) => headers["x-request-id"])).size).toBe(12);
    for (const { headers } of seen) {
      expect(headers).toMatchObject({ "content-type": "application/json", "x-delivery-attempt": "1" });
    }
  });

  it("prints JSON, an object on each line", async () => {
    const url = await listener(good());
    const { stdout } = await send(to(url, "--count", "2", "--json"));
    expect(lines(stdout)).toEqual([
      expect.objectContaining({
        event: "round-trip",
        type: "TransactionSettled",
        status: 200,
        isAcknowledged: true,
      }),
      expect.objectContaining({
        event: "round-trip",
        durationMs: 0,
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      }),
      { ok: true, event: "end", sent: 2, acknowledged: 2 },
    ]);
  });

  it("sends over TLS that it trusts only", async () => {
    const url = await listener(good(), true);
    expect((await send(to(url, "--ca", "server.pem"))).exitCode).toBe(0);
    const { exitCode, stdout } = await send(to(url));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^1\/1 {2}TransactionSettled {2}--- {2}0 ms {2}not acknowledged: .*certificate/);
  });

  it.each<[string, object, RegExp]>([
    ["another status", { status: 202 }, /The status is 202/],
    ["another nonce", { body: '{"Nonce":1}' }, /The nonce is 1,/],
    ["no nonce", { body: "{}" }, /no nonce/],
    ["no JSON", { body: "thanks" }, /not JSON/],
    ["another key", { key: otherBank.privateKey }, /not of this key/],
    ["a signature that is not base64", { headers: { digitalsignature: "?" } }, /not standard base64/],
  ])("does not take an answer with %s for an acknowledgement", async (_what, change, message) => {
    const url = await listener(good([], () => change));
    const { exitCode, stdout } = await send(to(url));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(message);
    expect(stdout).toContain("1 sent, 0 acknowledged.");
    const { json } = await send(to(url, "--json")).then(({ stdout }) => ({ json: lines(stdout).at(-1) }));
    expect(json).toMatchObject({
      ok: false,
      code: "ERR_CLEARBANK_NOT_ACKNOWLEDGED",
      sent: 1,
      acknowledged: 0,
    });
  });

  it("takes neither a nonce that lost digits nor a refusal for an acknowledgement", async () => {
    const url = await listener(
      good([], ({ body }) => ({ body: body.replace(/\d+/, (digits) => String(Number(digits) >>> 0)) })),
    );
    expect((await send(to(url))).stdout).toMatch(/copy its digits as text/);
    const refusing = await listener((_in, out) => void out.writeHead(401).end());
    expect((await send(to(refusing))).stdout).toMatch(/401 {2}0 ms {2}not acknowledged: The status is 401/);
  });

  it("tells that nobody listens", async () => {
    const { exitCode, stdout } = await send(to("http://127.0.0.1:1/", "--count", "3"));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("3 sent, 0 acknowledged.");
  });

  it("waits for an answer as long as ClearBank does, which is five seconds", async () => {
    const { exitCode, stdout } = await send(to(await listener(() => {})));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/TransactionSettled {2}--- {2}0 ms {2}not acknowledged: .*5000 ms/);
  });

  it("warns where the listener's key is not known, and checks the rest", async () => {
    const args = (url: string) => ["--to", url, "--type", "FITestEvent", "--key", "bank.key"];
    const { exitCode, stderr } = await send(
      args(await listener(good([], () => ({ key: otherBank.privateKey })))),
    );
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/warning: .*not checked: --ack-key FILE/);
    expect((await send(args(await listener(good([], () => ({ body: "{}" })))))).exitCode).toBe(1);
  });

  it("stops after those that are under way, at Ctrl-C", async () => {
    const interrupt = new AbortController();
    const seen: Seen[] = [];
    const url = await listener(good(seen));
    const onOutput = () => interrupt.abort();
    const { exitCode, stdout } = await send(to(url, "--count", "1000"), {
      interrupt: interrupt.signal,
      onOutput,
    });
    expect(exitCode).toBe(0);
    const [, sent] =
      /(\d+) sent, \1 acknowledged\. It was stopped before the other (\d+)\./.exec(stdout) ?? [];
    expect(Number(sent)).toBe(seen.length);
    expect(seen.length).toBeLessThanOrEqual(5);
  });

  it("lists the types", async () => {
    const { stdout } = await terminal.succeed(["clearbank", "webhook", "send", "--list"]);
    for (const type of ["FITestEvent", "TransactionSettled", "PaymentMessageAssesmentFailed"]) {
      expect(stdout.split("\n")).toContain(type);
    }
    const { json } = await terminal.succeed(["clearbank", "webhook", "send", "--list", "--json"]);
    expect((json.types as string[]).length).toBeGreaterThan(100);
  });

  it("sends every type that it lists", async () => {
    const seen: Seen[] = [];
    const url = await listener(good(seen));
    const { json } = await terminal.succeed(["clearbank", "webhook", "send", "--list", "--json"]);
    const types = json.types as string[];
    for (const type of types) {
      const args = ["--to", url, "--type", type, "--key", "bank.key", "--ack-key", "profile/clearbank-1.csr"];
      expect((await send(args)).exitCode).toBe(0);
    }
    expect(seen.map(({ body }) => (JSON.parse(body) as { Type: string }).Type)).toEqual(types);
  });

  it.each([
    [["--type", "TransactionSettled"], /One of --to and --list is missing/],
    [["--to", "https://a.example/"], /--type is missing/],
    [
      ["--to", "https://a.example/", "--type", "Nonsense", "--key", "bank.key"],
      /no webhook of the type "Nonsense"; --list/,
    ],
    [["--to", "https://a.example/", "--type", "FITestEvent"], /--key is missing/],
    [["--to", "http://a.example/", "--type", "FITestEvent", "--key", "bank.key"], /must begin with https/],
    [["--to", "nowhere", "--type", "FITestEvent", "--key", "bank.key"], /not an absolute URL/],
    [
      ["--to", "http://u:s3cret@127.0.0.1/", "--type", "FITestEvent", "--key", "bank.key"],
      /no user name or password/,
    ],
    [
      ["--to", "https://a.example/?token=s3cret", "--type", "FITestEvent", "--key", "bank.key"],
      /token looks like one/,
    ],
    [
      ["--to", "https://a.example/", "--type", "FITestEvent", "--key", "bank.key", "--count", "0"],
      /--count is a whole number/,
    ],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await send(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("s3cret");
  });
});

describe("clearbank webhook listen", () => {
  /** Starts it, hands over its URL, and ends it as Ctrl-C does. */
  async function listen(
    args: readonly string[],
    use: (url: string, output: () => string) => Promise<void>,
  ): ReturnType<typeof terminal.run> {
    const interrupt = new AbortController();
    let output = "";
    const common = ["--public-key", "bank.pem", "--key", "profile/clearbank-1.key", "--port", "0"];
    const ended = terminal.run(["clearbank", "webhook", "listen", ...common, ...args], {
      interrupt: interrupt.signal,
      onOutput: (text) => {
        output += text;
      },
    });
    try {
      await vi.waitFor(() => expect(output).toMatch(/\n/), { timeout: 30_000 });
      await use(/https?:\/\/[^\s"]+\//.exec(output)?.[0] ?? "", () => output);
    } finally {
      interrupt.abort();
    }
    return await ended;
  }

  async function post(url: string, body: string, headers: Record<string, string> = {}, method = "POST") {
    const signature = sign(Buffer.from(body), bank.privateKey);
    const sent = request(url, {
      method,
      headers: { digitalsignature: signature, ...headers },
      agent: false,
    }).end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await bytesOf(answer) };
  }

  const settled =
    '{"Type":"TransactionSettled","Version":6,"Payload":{"TransactionId":"t-1","Status":"Settled","Amount":13.0,"Reference":"\\u001b[2Jrent"},"Nonce":9007199254740993}';

  it("shows what arrives, acknowledges it, and says at the end how many there were", async () => {
    const headers = { "x-request-id": "r-1", "x-delivery-attempt": "2", "x-retry-reason": "Non-repudiation" };
    const { exitCode, stdout, stderr } = await listen([], async (url) => {
      const answer = await post(url, settled, headers);
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.body.toString()).toBe('{"Nonce":9007199254740993}');
      expect(verify(answer.body, answer.headers.digitalsignature, createPublicKey(ours))).toBe(true);
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(
      stdout.replace(/:\d+\//, ":PORT/"),
    ).toBe(`Listening on http://127.0.0.1:PORT/. What is acknowledged is not kept. Ctrl-C ends it.
2025-06-01T12:00:00.000Z  TransactionSettled 6, key TransactionSettled 6 t-1 Settled, request r-1, attempt 2, acknowledged in 0 ms
  sent again because of Non-repudiation: The acknowledgement's DigitalSignature is missing, or does not verify with the key of any certificate request that was uploaded.
1 acknowledged, 0 refused.
`);
  });

  it("shows payloads only where it is asked to, and nothing that a terminal obeys", async () => {
    const { stdout } = await listen(["--show-payload"], async (url) => {
      await post(url, settled);
      await post(url, settled.replace("t-1", "\\u001b[2J"), { "x-retry-reason": "\u009b2J" });
    });
    expect(stdout).toContain('"Amount": 13.0');
    for (const control of ["\u001b", "\u009b"]) expect(stdout).not.toContain(control);
    const json = await listen(["--json"], async (url) => void (await post(url, settled)));
    expect(json.stdout).not.toContain("13.0");
    const shown = await listen(["--json", "--show-payload"], async (url) => void (await post(url, settled)));
    expect(lines(shown.stdout)).toEqual([
      { event: "listening", url: expect.stringMatching(/^http:/) },
      expect.objectContaining({
        event: "webhook",
        type: "TransactionSettled",
        version: 6,
        payload: expect.objectContaining({ Amount: "13.0" }),
      }),
      { ok: true, event: "end", acknowledged: 1, refused: 0 },
    ]);
  });

  it.each<[string, number, Record<string, string>, (body: string) => string, RegExp]>([
    [
      "a body that a parser wrote anew",
      401,
      {},
      (body) => JSON.stringify(JSON.parse(body)),
      /refused \(signature\)/,
    ],
    [
      "no signature",
      401,
      { digitalsignature: "" },
      (body) => body,
      /\(signature\): It has no DigitalSignature header/,
    ],
    [
      "a signature that is no base64",
      401,
      { digitalsignature: "??" },
      (body) => body,
      /\(signature\): .*base64/,
    ],
  ])("tells in a sentence why it refuses %s", async (_what, status, headers, change, message) => {
    const { stdout } = await listen([], async (url) => {
      const digitalsignature = sign(Buffer.from(settled), bank.privateKey);
      const answer = await post(url, change(settled), { digitalsignature, ...headers });
      expect(answer.status).toBe(status);
    });
    expect(stdout).toMatch(message);
    expect(stdout).toContain("0 acknowledged, 1 refused.");
  });

  it("tells that a webhook is another institution's, and takes several keys while they change", async () => {
    const digitalsignature = sign(Buffer.from(settled), otherBank.privateKey);
    const one = await listen([], async (url) => {
      expect((await post(url, settled, { digitalsignature })).status).toBe(401);
    });
    expect(one.stdout).toMatch(/refused \(signature\): It is not signed with the key of --public-key/);
    await listen(["--public-key", "other-bank.pem"], async (url) => {
      for (const key of [bank, otherBank]) {
        const headers = { digitalsignature: sign(Buffer.from(settled), key.privateKey) };
        expect((await post(url, settled, headers)).status).toBe(200);
      }
    });
  });

  it("tells the same of what is signed and no webhook", async () => {
    const { stdout } = await listen([], async (url) => {
      expect((await post(url, "thanks")).status).toBe(400);
      expect((await post(url, "", {}, "GET")).status).toBe(405);
      expect((await post(url, `"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
    });
    expect(stdout).toMatch(/refused \(malformed\): .*not JSON/);
    expect(stdout).toMatch(/refused \(method\): Webhooks come as POST/);
    expect(stdout).toMatch(/refused \(too-large\): The request is longer/);
    expect(stdout).toContain("0 acknowledged, 3 refused.");
  });

  it("speaks TLS where it has a certificate, and webhook send gets through", async () => {
    const { stdout } = await listen(["--tls-cert", "server.pem", "--tls-key", "server.key"], async (url) => {
      const args = [
        "--to",
        url,
        "--type",
        "FITestEvent",
        "--count",
        "2",
        "--key",
        "bank.key",
        "--ca",
        "server.pem",
      ];
      await terminal.succeed([
        "clearbank",
        "webhook",
        "send",
        ...args,
        "--ack-key",
        "profile/clearbank-1.csr",
      ]);
    });
    expect(stdout).toContain("Listening on https://127.0.0.1:");
    expect(stdout).toContain("2 acknowledged, 0 refused.");
  });

  it.each([
    [["--key", "bank.key"], /--public-key FILE is missing/],
    [["--public-key", "bank.pem"], /One of --key and --signer is missing/],
    [["--public-key", "bank.pem", "--key", "bank.key", "--tls-cert", "server.pem"], /go together/],
    [["--public-key", "bank.pem", "--key", "bank.key", "--port", "65536"], /--port is a whole number/],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await terminal.run(["clearbank", "webhook", "listen", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("tells that the port is taken, and that a certificate is none", async () => {
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const common = [
      "clearbank",
      "webhook",
      "listen",
      "--public-key",
      "bank.pem",
      "--key",
      "bank.key",
      "--port",
    ];
    expect((await terminal.run([...common, String(port)])).stderr).toMatch(
      /ERR_LISTEN: .*another program listens there/,
    );
    const tls = ["--tls-cert", "bank.pem", "--tls-key", "bank.key"];
    expect((await terminal.run([...common, "0", ...tls])).stderr).toMatch(
      /ERR_LISTEN: --tls-cert and --tls-key/,
    );
  });
});
