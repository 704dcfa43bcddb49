import { describe, expect, it } from "vitest";
import { BearerTokenError } from "../../../src/inbound/bearer-token-error.js";
import { verifyStaticBearer } from "../../../src/inbound/static-bearer.js";

describe("verifyStaticBearer", () => {
  it.each(["Bearer new", "bearer old", "BEARER   new"])("accepts %j", (header) => {
    expect(() => verifyStaticBearer(header, ["old", "new"])).not.toThrow();
  });

  it.each([
    [undefined, "ERR_BEARER_TOKEN_MISSING", /^There is no Authorization header with a bearer token\.$/],
    [null, "ERR_BEARER_TOKEN_MISSING", /no Authorization header/],
    ["", "ERR_BEARER_TOKEN_MISSING", /no Authorization header/],
    ["Basic b2xkOm5ldw==", "ERR_BEARER_TOKEN_MISSING", /no Authorization header/],
    ["Bearer ", "ERR_BEARER_TOKEN_MISSING", /no Authorization header/],
    ["Bearer old, Bearer new", "ERR_BEARER_TOKEN_MISSING", /no Authorization header/],
    ["Bearer ol", "ERR_BEARER_TOKEN_WRONG", /^The bearer token is not one that is accepted here\.$/],
    ["Bearer old2", "ERR_BEARER_TOKEN_WRONG", /not one that is accepted/],
    ["Bearer OLD", "ERR_BEARER_TOKEN_WRONG", /not one that is accepted/],
  ])("refuses %j", (header, code, message) => {
    const verify = () => verifyStaticBearer(header, ["old", "new"]);
    expect(verify).toThrow(BearerTokenError);
    expect(verify).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it.each([[[]], [[""]]])("accepts nothing where %j is accepted", (accepted) => {
    for (const header of ["Bearer x", "Bearer undefined"]) {
      expect(() => verifyStaticBearer(header, accepted)).toThrow(
        expect.objectContaining({ code: "ERR_BEARER_TOKEN_WRONG" }),
      );
    }
  });
});
