import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { passwordGrant } from "../../../src/token/password-grant.js";
import { refreshTokenGrant } from "../../../src/token/refresh-token-grant.js";
import type { TokenStore } from "../../../src/token/token-store.js";
import { gate, settle, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";
import { mapStore } from "../../support/token-store.js";

/** Two processes that share a store; each has an endpoint of its own that says who asked, and takes its time. */
function startTwo(store: TokenStore) {
  const start = (process: string) =>
    startTokenSource(
      async (_request, number) => {
        await settle();
        return tokenAnswer(`${process}${number}`);
      },
      { store },
    );
  return [start("a"), start("b")] as const;
}

/** How many tokens lie there, and the lease beside them. */
const kept = (store: { readonly values: Map<string, string> }) =>
  [...store.values.keys()].map((key) => key.replace(/[0-9a-f]{64}/, "…"));

describe("a token in the store", () => {
  it("is adopted by another process, without a request", async () => {
    const store = mapStore();
    const [a, b] = startTwo(store);
    expect(await a.token()).toBe("a1");
    expect(await b.token()).toBe("a1");
    expect((await b.source.getToken()).expiresAt).toEqual((await a.source.getToken()).expiresAt);
    expect([a.requests.length, b.requests.length]).toEqual([1, 0]);
    expect(kept(store)).toEqual(["countersign:token:…"]);
  });

  it("is adopted where it was renewed by another process", async () => {
    const [a, b] = startTwo(mapStore());
    await a.token();
    await b.token();
    a.clock.pass(290);
    b.clock.pass(290);
    expect([await a.token(), await b.token(), b.requests.length]).toEqual(["a2", "a2", 0]);
  });

  it("is adopted in the place of one that a server refused", async () => {
    const [a, b] = startTwo(mapStore());
    const refused = await a.source.getToken();
    await b.token();
    expect((await a.source.getToken({ refused })).value).toBe("a2");
    expect((await b.source.getToken({ refused: await b.source.getToken() })).value).toBe("a2");
    expect([a.requests.length, b.requests.length]).toEqual([2, 0]);
  });

  it("is not adopted where it has ended, or nearly so", async () => {
    const [a, b] = startTwo(mapStore());
    await a.token();
    b.clock.pass(240);
    expect(await b.token()).toBe("b1");
  });

  it("is not adopted where it is another user's", async () => {
    const store = mapStore();
    const other = passwordGrant({ username: "v", password: "p", scope: ["allow"] });
    await startTwo(store)[0].token();
    const b = startTokenSource(() => tokenAnswer("b1"), { store, grant: other });
    expect(await b.token()).toBe("b1");
  });

  it("keeps the end that it had, where the endpoint repeats it to another process", async () => {
    const store = mapStore();
    const start = () =>
      startTokenSource(() => tokenAnswer("same", { expires_in: 3600 }), { store, refreshAheadSeconds: 600 });
    const [a, b] = [start(), start()];
    const { expiresAt } = await a.source.getToken();
    b.clock.pass(3000);
    expect(await b.source.getToken()).toMatchObject({ value: "same", expiresAt });
    expect(b.requests).toHaveLength(1);
  });

  it("brings its refresh token along", async () => {
    const store = mapStore();
    const grant = refreshTokenGrant(passwordGrant({ username: "u", password: "p", scope: [] }));
    const start = () =>
      startTokenSource((_request, number) => tokenAnswer("t", { refresh_token: `r${number}` }), {
        store,
        grant,
      });
    const [a, b] = [start(), start()];
    await a.token();
    b.clock.pass(250);
    await b.token();
    expect(b.requests.map(({ body }) => body)).toEqual(["grant_type=refresh_token&refresh_token=r1"]);
  });

  it("is encrypted where a key is given, and of use to nobody without it", async () => {
    const store = mapStore();
    const start = (encryptionKey?: Uint8Array) =>
      startTokenSource((_request, number) => tokenAnswer(`the-token-${number}`), {
        store,
        ...(encryptionKey && { encryptionKey }),
      });
    const encryptionKey = randomBytes(32);
    await start(encryptionKey).token();
    const all = JSON.stringify([...store.values]);
    expect(all).not.toMatch(/the-token|2026|value/);
    const [same, other, none] = [start(encryptionKey), start(randomBytes(32)), start()];
    await Promise.all([same.token(), other.token(), none.token()]);
    expect([same, other, none].map(({ requests }) => requests.length)).toEqual([0, 1, 1]);
  });
});

describe("of processes that need a token at the same time", () => {
  it("one asks for it, and the others wait for that", async () => {
    const store = mapStore();
    const processes = Array.from({ length: 5 }, () => startTwo(store)).flat();
    const tokens = await Promise.all(processes.map(({ token }) => token()));
    expect(new Set(tokens).size).toBe(1);
    expect(processes.flatMap(({ requests }) => requests)).toHaveLength(1);
    expect(kept(store)).toEqual(["countersign:token:…"]);
  });

  it("those who have one that still holds use it meanwhile, and adopt the new one a second later", async () => {
    const { opened, open } = gate();
    const store = mapStore();
    const a = startTokenSource(
      async (_request, number) => {
        if (number === 2) await opened;
        return tokenAnswer(`a${number}`);
      },
      { store },
    );
    const b = startTwo(store)[1];
    await a.token();
    await b.token();
    a.clock.pass(240);
    b.clock.pass(240);
    const renewal = a.source.getToken({ forceRefresh: true });
    // It has the lease once it asks the endpoint.
    await expect.poll(() => a.requests.length).toBe(2);
    expect(await b.token()).toBe("a1");
    await settle();
    const looked = store.calls.length;
    for (let caller = 0; caller < 100; caller += 1) expect(await b.token()).toBe("a1");
    await settle();
    expect(store.calls).toHaveLength(looked);
    open();
    expect((await renewal).value).toBe("a2");
    b.clock.pass(1);
    await b.token();
    await settle();
    expect([await b.token(), b.requests.length]).toEqual(["a2", 0]);
  });

  it("who finds the lease free because another one has just renewed asks nobody", async () => {
    const store = mapStore();
    let isRacing = true;
    const [a, b] = startTwo({
      ...store,
      async get(key) {
        if (key.endsWith(":lease") && isRacing) {
          isRacing = false;
          await a.token();
        }
        return await store.get(key);
      },
    });
    expect([await b.token(), a.requests.length, b.requests.length]).toEqual(["a1", 1, 0]);
  });

  it("the lease of one that died ends, and another one asks", async () => {
    const store = mapStore((method, key) => {
      if (method === "get" && key.endsWith(":lease") && store.calls.length === 5) store.values.delete(key);
      if (method === "get" && store.calls.length === 1) store.values.set(`${key}:lease`, "dead");
    });
    const [a] = startTwo(store);
    expect([await a.token(), a.requests.length]).toEqual(["a1", 1]);
  });

  it("one that is refused gives the lease back", async () => {
    const store = mapStore();
    const a = startTokenSource(() => new Response("", { status: 401 }), { store });
    await expect(a.token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED" });
    expect(kept(store)).toEqual([]);
    expect(await startTwo(store)[1].token()).toBe("b1");
  });
});

describe("a store that is down", () => {
  const down = new Error("connect ECONNREFUSED");

  it("is no outage: the process goes on alone, and says so once", async () => {
    const store = mapStore(() => {
      throw down;
    });
    const [a] = startTwo(store);
    expect([await a.token(), await a.token(), a.requests.length]).toEqual(["a1", "a1", 1]);
    expect(a.warnings).toEqual([["the token store failed; going on without it", down]]);
    expect(store.calls).toHaveLength(1);
  });

  it("and comes back is used again", async () => {
    let isDown = true;
    const store = mapStore(() => {
      if (isDown) throw down;
    });
    const [a, b] = startTwo(store);
    await a.token();
    isDown = false;
    a.clock.pass(290);
    expect(await a.token()).toBe("a2");
    b.clock.pass(290);
    expect([await b.token(), b.requests.length]).toEqual(["a2", 0]);
  });

  it("or does not answer costs the first caller a second", async () => {
    const [a] = startTwo(mapStore(() => new Promise(() => {})));
    expect([await a.token(), a.requests.length]).toEqual(["a1", 1]);
    expect(a.warnings).toEqual([
      [
        "the token store failed; going on without it",
        new Error("The token store did not answer within 1000 ms."),
      ],
    ]);
  });
});

it("a key of another length is refused before anything is asked", () => {
  expect(() => startTokenSource(undefined, { store: mapStore(), encryptionKey: new Uint8Array(31) })).toThrow(
    new TypeError("encryptionKey must have 32 bytes; this one has 31"),
  );
});
