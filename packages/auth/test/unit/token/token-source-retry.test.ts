import { generateKeyPairSync } from "node:crypto";
import { importSigner, type Signer } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { RetryPolicy } from "../../../src/http/retry.js";
import { passwordGrant } from "../../../src/token/password-grant.js";
import { signedClientCredentialsGrant } from "../../../src/token/signed-grant.js";
import { type TestClock, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

const retry: RetryPolicy = { limit: 2, methods: ["get"], statusCodes: [503] };

/** 503 so often, a second each, then a token. */
const unavailable = (times: number, clock: () => TestClock) => (_request: unknown, number: number) => {
  clock().pass(1);
  return number <= times ? new Response("", { status: 503 }) : tokenAnswer("good");
};

let signer: Signer;
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  signer = await importSigner(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
});

const signed = (sentAs: "headers" | "body") => {
  const bases: string[] = [];
  const grant = signedClientCredentialsGrant({
    signer,
    keyId: "a1",
    parameters: { Id: "002881" },
    form: { client_id: "c" },
    sentAs,
    onSigned: (base) => bases.push(base),
  });
  return { grant, bases };
};

describe("an endpoint that is unavailable twice, then good", () => {
  it("gives a token, to a client whose policy repeats requests", async () => {
    const started = startTokenSource(
      unavailable(2, () => started.clock),
      {},
      { retry },
    );
    expect(await started.token()).toBe("good");
    expect(new Set(started.requests.map(({ body }) => body)).size).toBe(1);
    expect(started.requests).toHaveLength(3);
  });

  it("gives none to a client that repeats nothing, and none where it is so once more", async () => {
    const never = startTokenSource(unavailable(1, () => never.clock));
    await expect(never.token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED", status: 503 });
    expect(never.requests).toHaveLength(1);
    const thrice = startTokenSource(
      unavailable(3, () => thrice.clock),
      {},
      { retry },
    );
    await expect(thrice.token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED", status: 503 });
    expect(thrice.requests).toHaveLength(3);
  });

  it("gives a token whose life is counted from the request that was answered", async () => {
    const started = startTokenSource(
      unavailable(2, () => started.clock),
      {},
      { retry },
    );
    const { obtainedAt, expiresAt } = await started.source.getToken();
    expect(obtainedAt).toEqual(new Date("2026-01-01T00:00:02Z"));
    expect(expiresAt).toEqual(new Date("2026-01-01T00:05:02Z"));
  });

  it("is asked with a fresh date and signature each time, in headers", async () => {
    const { grant, bases } = signed("headers");
    const started = startTokenSource(
      unavailable(2, () => started.clock),
      { grant },
      { retry },
    );
    expect(await started.token()).toBe("good");
    const { requests } = started;
    const dates = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z", "2026-01-01T00:00:02.000Z"];
    expect(requests.map(({ headers }) => headers.get("date"))).toEqual(dates);
    expect(bases).toEqual(dates.map((date) => `id: 002881\ndate: ${date}`));
    expect(new Set(requests.map(({ headers }) => headers.get("authorization"))).size).toBe(3);
    expect(new Set(requests.map(({ body }) => body))).toEqual(
      new Set(["grant_type=client_credentials&client_id=c"]),
    );
    const others = requests.map(({ headers }) =>
      [...headers].filter(([name]) => name !== "date" && name !== "authorization"),
    );
    expect(others[0]).toContainEqual(["user-agent", "countersign"]);
    expect(others[1]).toEqual(others[0]);
    expect(others[2]).toEqual(others[0]);
  });

  it("is asked with a fresh date and signature each time, in the body, and the same form otherwise", async () => {
    const { grant, bases } = signed("body");
    const started = startTokenSource(
      unavailable(1, () => started.clock),
      { grant },
      { retry },
    );
    expect(await started.token()).toBe("good");
    const [first, second] = started.requests.map(({ form }) => Object.fromEntries(form));
    expect(bases).toEqual([
      "id: 002881\ndate: 2026-01-01T00:00:00.000Z",
      "id: 002881\ndate: 2026-01-01T00:00:01.000Z",
    ]);
    expect([first?.date, second?.date]).toEqual(["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"]);
    expect(second?.signature).not.toBe(first?.signature);
    expect({ ...second, date: "", signature: "" }).toEqual({ ...first, date: "", signature: "" });
  });
});

it("a lost connection is followed by another request too, a refusal by none", async () => {
  const lost = startTokenSource(
    (_request, number) =>
      number === 1
        ? Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }))
        : tokenAnswer("good"),
    {},
    { retry },
  );
  expect(await lost.token()).toBe("good");
  const refused = startTokenSource(() => new Response("", { status: 401 }), {}, { retry });
  await expect(refused.token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED", status: 401 });
  expect(refused.requests).toHaveLength(1);
});

it("a password that cannot be read any more ends the trying, with that reason", async () => {
  const reason = new Error("the vault is sealed");
  let reads = 0;
  const password = () => {
    reads += 1;
    if (reads > 1) throw reason;
    return "p";
  };
  const grant = passwordGrant({ username: "u", password, scope: [] });
  const started = startTokenSource(
    unavailable(2, () => started.clock),
    { grant },
    { retry },
  );
  await expect(started.token()).rejects.toBe(reason);
  expect(started.requests).toHaveLength(1);
});
