import { describe, expect, it } from "vitest";
import type { AccessToken } from "../../../src/token/access-token.js";
import { type SendWithTokenOptions, sendWithToken } from "../../../src/token/send-with-token.js";
import { gate, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

const isExpired: SendWithTokenOptions["isExpired"] = ({ status }) => status === 401;

/** Tokens t1, t2 … of an endpoint, and an API that takes some of them. */
function start(accepts: (token: string) => boolean, refusal = () => new Response("ended", { status: 401 })) {
  const { source: tokens, requests } = startTokenSource();
  const sent: string[] = [];
  const send = async ({ value }: AccessToken) => {
    sent.push(value);
    return accepts(value) ? new Response(`for ${value}`) : refusal();
  };
  return { tokens, requests, send, sent };
}

describe("an answer that does not say that the token has ended", () => {
  it("is the answer, and the token is used again", async () => {
    const { tokens, requests, send, sent } = start(() => true);
    for (const expected of ["for t1", "for t1"]) {
      const { response, token } = await sendWithToken(tokens, send, { isExpired });
      expect(await response.text()).toBe(expected);
      expect(token.value).toBe("t1");
    }
    expect([sent, requests.length]).toEqual([["t1", "t1"], 1]);
  });

  it("is not even asked about where it is a success", async () => {
    const { tokens, send, sent } = start(() => true);
    await sendWithToken(tokens, send, { isExpired: () => true });
    expect(sent).toEqual(["t1"]);
  });

  it.each([400, 403, 500])("is the answer too where it is another refusal: %d", async (status) => {
    const refusal = () => new Response("no", { status });
    const { tokens, requests, send, sent } = start(() => false, refusal);
    const { response } = await sendWithToken(tokens, send, { isExpired });
    expect([response.status, await response.text()]).toEqual([status, "no"]);
    expect([sent, requests.length]).toEqual([["t1"], 1]);
  });
});

describe("an answer that says so", () => {
  it("causes one token request, and is followed by the answer to the other token", async () => {
    const { tokens, requests, send, sent } = start((value) => value !== "t1");
    const { response, token } = await sendWithToken(tokens, send, { isExpired });
    expect(await response.text()).toBe("for t2");
    expect(token.value).toBe("t2");
    expect([sent, requests.length]).toEqual([["t1", "t2"], 2]);
  });

  it("is the answer where the other token is refused too; there is no third", async () => {
    const { tokens, requests, send, sent } = start(() => false);
    const { response, token } = await sendWithToken(tokens, send, { isExpired });
    expect([response.status, await response.text(), token.value]).toEqual([401, "ended", "t2"]);
    expect([sent, requests.length]).toEqual([["t1", "t2"], 2]);
  });

  it("may be told by the body, which the caller can read all the same", async () => {
    const options: SendWithTokenOptions = {
      isExpired: async (copy) => ((await copy.json()) as { code: string }).code === "017",
    };
    const ended = start(
      (value) => value !== "t1",
      () => Response.json({ code: "017" }, { status: 403 }),
    );
    expect(await (await sendWithToken(ended.tokens, ended.send, options)).response.text()).toBe("for t2");
    const denied = start(
      () => false,
      () => Response.json({ code: "119" }, { status: 403 }),
    );
    const { response } = await sendWithToken(denied.tokens, denied.send, options);
    expect(await response.json()).toEqual({ code: "119" });
    expect(denied.sent).toEqual(["t1"]);
  });

  it("is the answer where the endpoint gives the same token again", async () => {
    const { source: tokens } = startTokenSource(() => tokenAnswer("same"));
    let sent = 0;
    const send = async () => {
      sent += 1;
      return new Response("ended", { status: 401 });
    };
    const { response } = await sendWithToken(tokens, send, { isExpired });
    expect([response.status, await response.text(), sent]).toEqual([401, "ended", 1]);
  });

  it("is not hidden where no other token is to be had: that is the error", async () => {
    const { source: tokens } = startTokenSource((_request, number) =>
      number === 1 ? tokenAnswer("t1") : Response.json({ error: "invalid_grant" }, { status: 400 }),
    );
    const send = async () => new Response("ended", { status: 401 });
    await expect(sendWithToken(tokens, send, { isExpired })).rejects.toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      error: "invalid_grant",
    });
  });
});

it("100 calls that are refused with the same token cause one token request", async () => {
  const { tokens, requests, send, sent } = start((value) => value !== "t1");
  await tokens.getToken();
  const results = await Promise.all(
    Array.from({ length: 100 }, () => sendWithToken(tokens, send, { isExpired })),
  );
  for (const { response } of results) expect(await response.text()).toBe("for t2");
  expect(requests).toHaveLength(2);
  expect(sent.filter((value) => value === "t1")).toHaveLength(100);
  expect(sent.filter((value) => value === "t2")).toHaveLength(100);
});

it("one that is refused late, when its token was replaced already, causes none", async () => {
  const { tokens, requests, send } = start((value) => value !== "t1");
  const { opened, open } = gate();
  let isSlow = true;
  const sendSlowly = async (token: AccessToken) => {
    if (isSlow) await opened;
    isSlow = false;
    return await send(token);
  };
  const late = sendWithToken(tokens, sendSlowly, { isExpired });
  await sendWithToken(tokens, send, { isExpired });
  open();
  expect(await (await late).response.text()).toBe("for t2");
  expect(requests).toHaveLength(2);
});

it("an aborted call waits for no token and sends nothing", async () => {
  const { tokens, send, sent } = start(() => true);
  const reason = new Error("enough");
  const aborted = sendWithToken(tokens, send, { isExpired, signal: AbortSignal.abort(reason) });
  await expect(aborted).rejects.toBe(reason);
  expect(sent).toEqual([]);
});

it("what fails to be sent is the error, and is not sent again", async () => {
  const { tokens } = start(() => true);
  const reason = new Error("no connection");
  let sent = 0;
  const send = () => {
    sent += 1;
    return Promise.reject(reason);
  };
  await expect(sendWithToken(tokens, send, { isExpired })).rejects.toBe(reason);
  expect(sent).toBe(1);
});
