import { expect, it } from "vitest";
import { createTokenSource } from "../../../src/index.js";

/** A token endpoint and a clock that the test moves. */
function endpoint(expiresIn = 300) {
  let requests = 0;
  let time = Date.parse("2026-01-01T00:00:00Z");
  const source = createTokenSource({
    now: () => new Date(time),
    request: async () => {
      requests += 1;
      const body = { access_token: `t${requests}`, token_type: "Bearer", expires_in: expiresIn };
      await new Promise((resolve) => setImmediate(resolve));
      return Response.json(body);
    },
  });
  return {
    source,
    requests: () => requests,
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

it("keeps a token until half a minute before its end", async () => {
  const { source, requests, pass } = endpoint();
  expect(await source.getToken()).toMatchObject({ value: "t1", expiresAt: new Date("2026-01-01T00:05:00Z") });
  pass(269);
  expect((await source.getToken()).value).toBe("t1");
  pass(1);
  expect((await source.getToken()).value).toBe("t2");
  expect(requests()).toBe(2);
});

it("has one request in flight, however many ask", async () => {
  const { source, requests } = endpoint();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => source.getToken()));
  expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(["t1"]));
  expect(requests()).toBe(1);
});

it("gets a new one where that is demanded", async () => {
  const { source } = endpoint();
  await source.getToken();
  expect((await source.getToken({ forceRefresh: true })).value).toBe("t2");
});

it("ends the waiting of the caller who aborts, and of no other", async () => {
  const { source } = endpoint();
  const controller = new AbortController();
  const reason = new Error("enough");
  const [impatient, patient] = [source.getToken({ signal: controller.signal }), source.getToken()];
  controller.abort(reason);
  await expect(impatient).rejects.toBe(reason);
  expect((await patient).value).toBe("t1");
  await expect(source.getToken({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

it("asks again after a failure", async () => {
  const answers = [new Response("", { status: 500 }), Response.json({ access_token: "t", expires_in: 60 })];
  const source = createTokenSource({
    now: () => new Date(),
    request: async () => answers.shift() as Response,
  });
  await expect(source.getToken()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED", status: 500 });
  expect((await source.getToken()).value).toBe("t");
});
