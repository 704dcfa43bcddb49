import { describe, expect, it } from "vitest";
import { isBodySigned, type SignBodyless } from "../../../src/client/sign-request.js";

describe("without a body, and nothing said by the call", () => {
  it.each<[SignBodyless, readonly boolean[]]>([
    ["never", [false, false, false, false, false]],
    ["delete", [false, false, false, false, true]],
    ["always", [false, true, true, true, true]],
  ])("%s signs these of GET, POST, PUT, PATCH and DELETE: %s", (signBodyless, expected) => {
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
    expect(methods.map((method) => isBodySigned(method, false, undefined, signBodyless))).toEqual(expected);
  });
});

describe("the call decides", () => {
  it.each([
    ["whenBody", true, true],
    ["whenBody", false, false],
    ["always", true, true],
    ["always", false, true],
    ["never", true, false],
    ["never", false, false],
  ] as const)("%s, with a body: %s, is signed: %s", (sign, hasBody, expected) => {
    for (const signBodyless of ["never", "delete", "always"] as const) {
      expect(isBodySigned("DELETE", hasBody, sign, signBodyless)).toBe(expected);
    }
  });

  it("and else a body is signed", () => {
    expect(isBodySigned("POST", true, undefined, "never")).toBe(true);
  });
});
