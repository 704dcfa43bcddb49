import { describe, expect, it } from "vitest";
import { AccessToken } from "../../../src/token/access-token.js";
import { SharedTokens } from "../../../src/token/shared-tokens.js";
import { tokenCodec } from "../../../src/token/token-record.js";
import type { TokenStore } from "../../../src/token/token-store.js";
import { testClock } from "../../support/token-endpoint.js";
import { mapStore } from "../../support/token-store.js";

const key = "countersign:token:1";
const lease = `${key}:lease`;

function share(store: TokenStore) {
  const clock = testClock();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const shared = new SharedTokens({ store, codec: tokenCodec(), onFailure, now: clock.now, random: () => 0 });
  const { now } = clock;
  const token = new AccessToken({
    value: "t",
    obtainedAt: now(),
    expiresAt: new Date(now().getTime() + 300_000),
    scope: [],
  });
  return { shared, clock, failures, token };
}

describe("a token", () => {
  it("is there for every process, as long as it lasts", async () => {
    const store = mapStore();
    const { shared, token, clock } = share(store);
    clock.pass(100);
    await shared.write(key, token);
    expect(store.calls).toEqual([["set", key, 200_000]]);
    expect((await share(store).shared.read(key))?.value).toBe("t");
  });

  it("is not written once it has ended", async () => {
    const store = mapStore();
    const { shared, token, clock } = share(store);
    clock.pass(300);
    await shared.write(key, token);
    expect(store.calls).toEqual([]);
  });

  it.each([undefined, null])("is none where the store says %s", async (nothing) => {
    const { shared, failures } = share(mapStore(undefined, nothing));
    expect(await shared.read(key)).toBeUndefined();
    expect(failures).toEqual([]);
  });

  it("is none where something else lies there", async () => {
    const store = mapStore();
    store.values.set(key, "somebody else's");
    expect(await share(store).shared.read(key)).toBeUndefined();
  });
});

describe("the lease", () => {
  it.each([undefined, null])(
    "is had where nobody has it (%s), for 15 seconds, and given back",
    async (nothing) => {
      const store = mapStore(undefined, nothing);
      const release = await share(store).shared.lease(key);
      expect(store.calls.filter(([method]) => method === "set")).toEqual([["set", lease, 15_000]]);
      expect([...store.values.keys()]).toEqual([lease]);
      await release?.();
      expect(store.values.size).toBe(0);
    },
  );

  it("is not had, and not touched, where another process has it", async () => {
    const store = mapStore();
    store.values.set(lease, "another");
    expect(await share(store).shared.lease(key)).toBeUndefined();
    expect([...store.values]).toEqual([[lease, "another"]]);
    expect(store.calls).toEqual([["get", lease]]);
  });

  it("is had by one of many who ask at once", async () => {
    const store = mapStore();
    const asked = await Promise.all(Array.from({ length: 20 }, () => share(store).shared.lease(key)));
    expect(asked.filter((release) => release !== undefined)).toHaveLength(1);
  });

  it("of one token is not that of another", async () => {
    const { shared } = share(mapStore());
    expect(await shared.lease(key)).toBeDefined();
    expect(await shared.lease("countersign:token:2")).toBeDefined();
  });

  it("is waited for until it is given back", async () => {
    const store = mapStore((method) => {
      if (method === "get" && store.calls.length === 3) store.values.delete(lease);
    });
    store.values.set(lease, "another");
    await share(store).shared.waitForOther(key);
    expect(store.calls).toEqual([
      ["get", lease],
      ["get", lease],
      ["get", lease],
    ]);
  });
});

describe("a store that fails", () => {
  const down = new Error("connect ECONNREFUSED");

  it.each<[string, TokenStore["get"]]>([
    ["rejects", () => Promise.reject(down)],
    [
      "throws",
      () => {
        throw down;
      },
    ],
  ])("is told of, once, and is as good as none: it %s", async (_name, fail) => {
    let calls = 0;
    const failing: TokenStore["get"] = (name) => {
      calls += 1;
      return fail(name);
    };
    const { shared, failures, token } = share({ get: failing, set: failing, delete: failing });
    expect(await shared.read(key)).toBeUndefined();
    await shared.write(key, token);
    const release = await shared.lease(key);
    expect(release).toBeDefined();
    await release?.();
    await shared.waitForOther(key);
    expect([failures, calls]).toEqual([[down], 1]);
  });

  it("is tried again after 1, 2, 4 … seconds, and used once it is back", async () => {
    let isDown = true;
    const store = mapStore(() => {
      if (isDown) throw down;
    });
    store.values.set(key, tokenCodec().encode(key, share(store).token));
    const { shared, clock, failures } = share(store);
    for (let second = 0; second < 7; second += 1) {
      expect(await shared.read(key)).toBeUndefined();
      clock.pass(1);
    }
    expect([store.calls.length, failures.length]).toEqual([3, 3]);
    isDown = false;
    expect((await shared.read(key))?.value).toBe("t");
    isDown = true;
    await shared.read(key);
    clock.pass(1);
    isDown = false;
    expect((await shared.read(key))?.value).toBe("t");
  });

  it("by not answering is left after a second", async () => {
    const { shared, failures } = share(mapStore(() => new Promise(() => {})));
    expect(await shared.read(key)).toBeUndefined();
    expect(failures).toEqual([new Error("The token store did not answer within 1000 ms.")]);
  });
});
