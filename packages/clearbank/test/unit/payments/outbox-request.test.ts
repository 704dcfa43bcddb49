import { describe, expect, it } from "vitest";
import { toOutboxRequest } from "../../../src/index.js";
import { readTarget } from "../../../src/payments/outbox-request.js";

const path = "/v3/payments/fps";

describe("toOutboxRequest", () => {
  it("writes the bytes once, with the amount's own digits", () => {
    const body = { amount: { instructedAmount: "2000000.00" } };
    const request = toOutboxRequest({ requestId: "r1", path, body });
    expect(request).toMatchObject({ requestId: "r1", target: "POST /v3/payments/fps" });
    expect(Buffer.from(request.body).toString()).toBe('{"amount":{"instructedAmount":2000000.00}}');
    expect(readTarget(request.target)).toBe(path);
  });

  it("keeps ready bytes, in a copy", () => {
    const bytes = Buffer.from('{ "Message": "Hello World" }');
    const { body } = toOutboxRequest({ requestId: "r1", path, body: bytes });
    bytes.fill(0);
    expect(Buffer.from(body).toString()).toBe('{ "Message": "Hello World" }');
  });

  it("takes ids that ClearBank takes, and no others", () => {
    const requestId = "x".repeat(83);
    expect(toOutboxRequest({ requestId, path, body: {} }).requestId).toBe(requestId);
    for (const requestId of ["", "x".repeat(84), "a b", "a\n"]) {
      expect(() => toOutboxRequest({ requestId, path, body: {} })).toThrow(/1 to 83 visible ASCII/);
    }
  });

  it("takes a path, and neither a URL nor a template", () => {
    for (const path of ["", "v3/payments/fps", "https://bank.example/v3", "/v3/ payments", "/v3/{id}"]) {
      expect(() => toOutboxRequest({ requestId: "r1", path, body: {} })).toThrow(
        /the path must begin with a slash/,
      );
    }
  });

  it("needs a body that can be written", () => {
    expect(() => toOutboxRequest({ requestId: "r1", path, body: undefined })).toThrow(TypeError);
  });
});

describe("readTarget", () => {
  it.each(["DELETE /v3/payments/fps", "/v3/payments/fps", "POST", "POST /a b", ""])(
    "refuses %j",
    (target) => {
      expect(() => readTarget(target)).toThrow(TypeError);
    },
  );
});
