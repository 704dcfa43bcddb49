import { parseCertificate } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { TlsIdentity } from "../../../src/tls/tls-identity.js";
import { makeCertificate } from "../../support/certificates.js";
import { gate, settle, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

describe("callers", () => {
  it("get the token that the endpoint gave, by one request", async () => {
    const { source, requests } = startTokenSource();
    const token = await source.getToken();
    expect(token).toMatchObject({ value: "t1", expiresAt: new Date("2026-01-01T00:05:00Z") });
    expect(await source.getToken()).toBe(token);
    expect(requests.map(({ url, body }) => [url, body])).toEqual([
      ["https://api.example/token", "grant_type=password&scope=allow&username=u&password=p"],
    ]);
  });

  it("10,000 at once cause one request and get the same token", async () => {
    const { source, requests } = startTokenSource();
    const tokens = await Promise.all(Array.from({ length: 10_000 }, () => source.getToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(requests).toHaveLength(1);
  });

  it("10,000 at once cause one request where it fails too, and get the same error", async () => {
    const { source, requests } = startTokenSource(() => new Response("", { status: 401 }));
    const results = await Promise.allSettled(Array.from({ length: 10_000 }, () => source.getToken()));
    const errors = new Set(results.map((result) => (result.status === "rejected" ? result.reason : result)));
    expect([...errors]).toEqual([expect.objectContaining({ code: "ERR_TOKEN_REFUSED", status: 401 })]);
    expect(requests).toHaveLength(1);
  });

  it("10,000 who demand a new one at once cause one more request", async () => {
    const { source, requests } = startTokenSource();
    await source.getToken();
    const tokens = await Promise.all(
      Array.from({ length: 10_000 }, () => source.getToken({ forceRefresh: true })),
    );
    expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(["t2"]));
    expect(requests).toHaveLength(2);
  });

  it("who abort end their own waiting, and nobody else's", async () => {
    const { opened, open } = gate();
    const { source, requests } = startTokenSource(async (_request, number) => {
      await opened;
      return tokenAnswer(`t${number}`);
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    const [impatient, patient] = [source.getToken({ signal: controller.signal }), source.getToken()];
    controller.abort(reason);
    await expect(impatient).rejects.toBe(reason);
    open();
    expect((await patient).value).toBe("t1");
    expect(requests).toHaveLength(1);
  });

  it("who aborted before they asked cause no request", async () => {
    const { source, requests } = startTokenSource();
    const reason = new Error("enough");
    await expect(source.getToken({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await settle();
    expect(requests).toHaveLength(0);
  });
});

describe("a token that lasts no longer than the margin", () => {
  it("is handed out for most of its life all the same", async () => {
    const { source, clock, requests } = startTokenSource((_request, number) =>
      tokenAnswer(`t${number}`, { expires_in: 8 }),
    );
    const token = await source.getToken();
    clock.pass(3);
    expect(await source.getToken()).toBe(token);
    expect(requests).toHaveLength(1);
    clock.pass(4);
    expect((await source.getToken()).value).toBe("t2");
  });
});

it("takes no credentials in the endpoint's address", () => {
  expect(() => startTokenSource(undefined, { url: new URL("https://u:secret@api.example/token") })).toThrow(
    new TypeError("url must not hold a user name or password"),
  );
});

it("takes no key to encrypt with where nothing is stored", () => {
  expect(() => startTokenSource(undefined, { encryptionKey: new Uint8Array(32) })).toThrow(
    new TypeError("encryptionKey is of use with a store only"),
  );
});

describe("ahead of its end", () => {
  it("the old token is handed out at once while one request is under way, then the new one", async () => {
    const { opened, open } = gate();
    const { clock, requests, token } = startTokenSource(async (_request, number) => {
      if (number === 2) await opened;
      return tokenAnswer(`t${number}`);
    });
    await token();
    clock.pass(239);
    expect([await token(), requests.length]).toEqual(["t1", 1]);
    clock.pass(1);
    for (let caller = 0; caller < 100; caller += 1) expect(await token()).toBe("t1");
    await settle();
    expect([await token(), requests.length]).toEqual(["t1", 2]);
    open();
    await settle();
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("the margin ends the handing out: then callers wait for the new one", async () => {
    const { clock, requests, token } = startTokenSource();
    await token();
    clock.pass(290);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("both times can be chosen", async () => {
    const { clock, requests, token } = startTokenSource(undefined, {
      refreshAheadSeconds: 100,
      marginSeconds: 50,
    });
    await token();
    clock.pass(199);
    await token();
    await settle();
    expect(requests).toHaveLength(1);
    clock.pass(1);
    expect(await token()).toBe("t1");
    await settle();
    expect([await token(), requests.length]).toEqual(["t2", 2]);
    clock.pass(250);
    expect([await token(), requests.length]).toEqual(["t3", 3]);
  });

  it("a token of a short life is used for half of it at least", async () => {
    const { clock, requests, token } = startTokenSource((_request, number) =>
      tokenAnswer(`t${number}`, { expires_in: 40 }),
    );
    await token();
    clock.pass(19);
    await token();
    await settle();
    expect(requests).toHaveLength(1);
    clock.pass(1);
    await token();
    await settle();
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("Worldline's version 2, 5 minutes each: an hour of calls takes 15 requests and no caller waits", async () => {
    const { clock, requests, source } = startTokenSource();
    await source.getToken();
    for (let seconds = 10; seconds < 3600; seconds += 10) {
      clock.pass(10);
      const asked = requests.length;
      const { expiresAt } = await source.getToken();
      expect(requests).toHaveLength(asked);
      expect(expiresAt > clock.now()).toBe(true);
      await settle();
    }
    expect(requests).toHaveLength(15);
  });
});

describe("a clock that was set", () => {
  it("back by an hour ends the token, whose end nobody knows any more", async () => {
    const { clock, requests, source, token } = startTokenSource();
    await token();
    clock.pass(-3600);
    expect(await source.getToken()).toMatchObject({
      value: "t2",
      obtainedAt: clock.now(),
      expiresAt: new Date(clock.now().getTime() + 300_000),
    });
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("back by a little does not", async () => {
    const { clock, requests, token } = startTokenSource();
    await token();
    clock.pass(-60);
    expect([await token(), requests.length]).toEqual(["t1", 1]);
    clock.pass(-1);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("back by an hour, where the endpoint repeats its token, is asked for once more only", async () => {
    const { clock, requests, token } = startTokenSource(() => tokenAnswer("same", { expires_in: 3600 }));
    await token();
    clock.pass(-3600);
    for (let call = 0; call < 10; call += 1) expect(await token()).toBe("same");
    expect(requests).toHaveLength(2);
  });

  it("forward by an hour ends it too, and back again the one that was asked for meanwhile", async () => {
    const { clock, requests, token } = startTokenSource();
    await token();
    clock.pass(3600);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
    clock.pass(-3600);
    expect([await token(), requests.length]).toEqual(["t3", 3]);
  });
});

describe("a certificate that was replaced", () => {
  const identityOf = async (name: string) => {
    const { key, certificate } = await makeCertificate(name);
    return new TlsIdentity(parseCertificate(certificate), { key, cert: certificate });
  };

  it("has a token of its own", async () => {
    const identity = await identityOf("first");
    const { requests, token } = startTokenSource(undefined, {}, { identity });
    expect(await token()).toBe("t1");
    identity.replace(await identityOf("second"));
    expect([await token(), await token(), requests.length]).toEqual(["t2", "t2", 2]);
  });

  it.each([
    ["token", () => tokenAnswer("old"), expect.objectContaining({ value: "old" })],
    [
      "failure",
      () => Response.json({ error: "invalid_client" }, { status: 401 }),
      expect.objectContaining({ code: "ERR_TOKEN_REFUSED" }),
    ],
  ])("is not given the %s that the old one gets meanwhile", async (_name, lateAnswer, expected) => {
    const identity = await identityOf("first");
    const { opened, open } = gate();
    const { source, requests, token } = startTokenSource(
      async (_request, number) => {
        if (number > 1) return tokenAnswer(`t${number}`);
        await opened;
        return lateAnswer();
      },
      {},
      { identity },
    );
    const early = source.getToken().catch((error) => error);
    await settle();
    identity.replace(await identityOf("second"));
    expect(await token()).toBe("t2");
    open();
    expect(await early).toEqual(expected);
    expect(await token()).toBe("t2");
    expect((await source.getToken({ forceRefresh: true })).value).toBe("t3");
    expect(requests).toHaveLength(3);
  });

  it("is tried at once, whatever the old one was refused", async () => {
    const identity = await identityOf("first");
    const { token } = startTokenSource(
      (_request, number) => (number === 1 ? new Response("", { status: 401 }) : tokenAnswer(`t${number}`)),
      {},
      { identity },
    );
    await expect(token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED" });
    identity.replace(await identityOf("second"));
    expect(await token()).toBe("t2");
  });
});
