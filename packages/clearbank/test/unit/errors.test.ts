import { inspect } from "node:util";
import type { ApiErrorContext } from "@countersign/auth";
import { describe, expect, it } from "vitest";
import { refusalError } from "../../src/errors.js";
import { ClearBankApiError, DuplicateRequestError } from "../../src/index.js";

const context = { method: "POST", url: "https://bank.example/v1/Test", requestId: "r", correlationId: "c" };

const refusal = (status: number, body?: unknown): ApiErrorContext => ({ ...context, status, body });

const messageOf = (status: number, body?: unknown) => new ClearBankApiError(refusal(status, body)).message;

describe("the message", () => {
  it.each([
    [400, "something in the request is wrong"],
    [401, "the API token was not accepted"],
    [403, "the API token is unknown, expired or not allowed to do this"],
    [404, "there is no such resource, or no such path"],
    [405, "the path does not take this method"],
    [406, "the answer cannot be given in the form that was asked for"],
    [409, "what was asked for does not fit the present state of the resource"],
    [410, "this is no longer there"],
    [415, "the body is not of a type that the endpoint takes"],
    [422, "the request was understood, and cannot be carried out as it is"],
    [423, "the resource is locked by another request"],
    [424, "another institution that had to be asked did not answer as it should"],
    [429, "too many requests: wait and send again"],
    [500, "an internal error: send again with the same X-Request-Id and body"],
    [502, "an internal error: send again with the same X-Request-Id and body"],
    [503, "unavailable: send again with the same X-Request-Id and body"],
    [302, "a redirect, which is never followed"],
    [418, "no reason was given"],
  ])("says what a silent %d means", (status, meaning) => {
    for (const body of [undefined, "", { status }]) {
      expect(messageOf(status, body)).toContain(
        `ClearBank answered ${status} to POST https://bank.example/v1/Test: ${meaning}`,
      );
    }
  });

  it("is ClearBank's words, with the names of fields but not their verdicts, and the reasons", () => {
    const body = {
      title: "Invalid",
      detail: "See\n errors.",
      errors: { iban: ["GB33BUKB is wrong"], "": ["x"] },
    };
    expect(messageOf(400, body)).toBe(
      "ClearBank answered 400 to POST https://bank.example/v1/Test: Invalid: See errors.: see fieldErrors of iban (X-Request-Id r, X-Correlation-Id c)",
    );
    const transactions = ["Rejected", "Rejected", "InvalidAccount"].map((response) => ({ response }));
    expect(messageOf(400, { transactions })).toContain(": Rejected, InvalidAccount (X-Request-Id");
    expect(messageOf(400, { errorCode: "E17" })).toContain(": E17 (");
  });

  it("is not as long as the answer may be, and names no ids that there are not", () => {
    const message = new ClearBankApiError({ method: "GET", url: "u", status: 500, body: "x".repeat(9999) })
      .message;
    expect(message).toBe(`ClearBank answered 500 to GET u: ${"x".repeat(499)}\u2026`);
  });
});

describe("the error", () => {
  it("has what was said, and keeps the body out of what is printed", () => {
    const body = { title: "Bad Request", messageId: "m", errorCode: "E17", iban: "GB33BUKB20201555555555" };
    const error = new ClearBankApiError(refusal(400, body));
    expect(error).toMatchObject({
      name: "ClearBankApiError",
      code: "ERR_CLEARBANK_API",
      status: 400,
      title: "Bad Request",
      messageId: "m",
      errorCode: "E17",
      requestId: "r",
      correlationId: "c",
      isRetryable: false,
      body,
    });
    expect(inspect(error) + JSON.stringify(error)).not.toContain("GB33");
  });

  it.each(["unknown", "not-this-call"] as const)("is a duplicate for an untitled 409: %s", (firstAttempt) => {
    const error = refusalError(refusal(409, { status: 409 }), firstAttempt);
    expect(error).toBeInstanceOf(DuplicateRequestError);
    expect(error).toBeInstanceOf(ClearBankApiError);
    expect(error).toMatchObject({
      name: "DuplicateRequestError",
      code: "ERR_CLEARBANK_DUPLICATE_REQUEST",
      firstAttempt,
      message: expect.stringContaining("a request with this X-Request-Id was received before"),
    });
  });

  it("is none where the 409 has a title, the request no id, or the status is another", () => {
    const others = [
      refusal(409, { title: "Account closed" }),
      { ...refusal(409), requestId: undefined },
      refusal(400, { status: 409 }),
    ];
    for (const other of others) expect(refusalError(other, "unknown").code).toBe("ERR_CLEARBANK_API");
  });
});
