import { describe, expect, it } from "vitest";
import type { OutboxChange } from "../../../src/index.js";
import { judgeAnswer, judgeError, maySend } from "../../../src/outbox/next-step.js";

const change = (state: OutboxChange["state"], atMs: number, evidence = {}): OutboxChange => ({
  state,
  at: new Date(atMs),
  evidence,
});
const claimed = (history: OutboxChange[], claimedAtMs: number) => ({
  id: "r1",
  attempt: 1,
  requestId: "r1",
  envelope: new Uint8Array(),
  body: new Uint8Array(),
  history,
  claimedAt: new Date(claimedAtMs),
});
const prepared = change("prepared", 0);
const sent = [prepared, change("sending", 1000), change("unknown", 2000)];

describe("a request may be sent", () => {
  it("for the first time whenever, also by a clock that was set back", () => {
    expect(maySend(claimed([prepared], 1e12), 1)).toBe(true);
    expect(maySend(claimed([prepared], -1), 1)).toBe(true);
  });

  it("again within the window, counted from the first sending", () => {
    expect(maySend(claimed(sent, 10_999), 10_000)).toBe(true);
    expect(maySend(claimed(sent, 11_000), 10_000)).toBe(false);
    const twice = [...sent, change("sending", 9000), change("unknown", 9500)];
    expect(maySend(claimed(twice, 11_000), 10_000)).toBe(false);
  });

  it("not after its outcome can be told by asking only", () => {
    const told = [...sent, change("unknown", 3000, { mayResend: false })];
    expect(maySend(claimed(told, 4000), 10_000)).toBe(false);
  });

  it("not where the clock is behind what has happened already", () => {
    expect(maySend(claimed(sent, 2000), 10_000)).toBe(true);
    expect(maySend(claimed(sent, 1999), 10_000)).toBe(false);
  });
});

describe("an error of sending", () => {
  const error = (fields: object) => Object.assign(new Error("what went wrong"), fields);

  it.each([400, 401, 403, 404, 422])("is a refusal where it is not retryable and has status %i", (status) => {
    expect(judgeError(error({ status, isRetryable: false, correlationId: "c" }), [prepared])).toEqual({
      state: "refused",
      evidence: { status, correlationId: "c" },
    });
  });

  it.each([
    ["a status that may pass", { status: 429, isRetryable: true }],
    ["the server's failure", { status: 500, isRetryable: false }],
    ["a success that cannot be read", { status: 202, isRetryable: false }],
    ["no status", { isRetryable: false }],
    ["no word on retrying", { status: 400 }],
    ["a status that is no number", { status: "400", isRetryable: false }],
  ])("leaves the outcome unknown with %s", (_, fields) => {
    const { state, evidence } = judgeError(error(fields), [prepared]);
    expect(state).toBe("unknown");
    expect(evidence).toMatchObject({ reason: "Error: what went wrong" });
    expect(evidence).not.toHaveProperty("mayResend");
  });

  it.each([undefined, null, "text", 1])("leaves it unknown where %j was thrown", (thrown) => {
    expect(judgeError(thrown, [prepared])).toEqual({
      state: "unknown",
      evidence: { reason: String(thrown) },
    });
  });

  it("that says the id is known makes sending again pointless", () => {
    expect(judgeError(error({ status: 409, isRetryable: false }), [prepared])).toMatchObject({
      state: "unknown",
      evidence: { status: 409, mayResend: false },
    });
  });

  it("that refuses a second sending does not tell about the first", () => {
    expect(judgeError(error({ status: 400, isRetryable: false }), sent)).toMatchObject({
      state: "unknown",
      evidence: { status: 400, mayResend: false, reason: expect.stringMatching(/the first time/) },
    });
  });
});

describe("an answer", () => {
  it("counts as it stands for the first sending", () => {
    expect(judgeAnswer({ state: "refused", status: 400 }, [prepared])).toEqual({
      state: "refused",
      evidence: { status: 400 },
    });
    expect(judgeAnswer({ state: "accepted" }, [prepared])).toEqual({ state: "accepted", evidence: {} });
  });

  it("that accepts ends it, that refuses does not, after an unknown outcome", () => {
    expect(judgeAnswer({ state: "accepted", correlationId: "c" }, sent)).toEqual({
      state: "accepted",
      evidence: { correlationId: "c" },
    });
    expect(judgeAnswer({ state: "refused" }, sent)).toMatchObject({ state: "unknown" });
  });
});
