import { AccessToken } from "@countersign/auth";
import { describe, expect, it } from "vitest";
import { createRenewal } from "../../src/renewal.js";

const credentials = { identity: { certificate: { subjectCommonName: "me" } } } as unknown as Parameters<
  ReturnType<typeof createRenewal>["mayHelp"]
>[2];

const tokenOf = (subject: string) =>
  new AccessToken({
    value: ["e30", Buffer.from(JSON.stringify({ sub: subject })).toString("base64url"), "x"].join("."),
    scope: ["allow", "api"],
    obtainedAt: new Date(0),
    expiresAt: new Date(1),
  });

const answer = (status: number, scope: string) => ({
  status,
  body: Buffer.from(JSON.stringify({ required_scopes: { mandatory: "allow", at_least_one_of: [scope] } })),
  release() {},
});

describe("createRenewal", () => {
  it("renews where nothing else explains the refusal", () => {
    const { mayHelp } = createRenewal(() => new Date(0));
    expect(mayHelp(answer(403, "api"), tokenOf("me"), credentials)).toBe(true);
    expect(mayHelp(answer(401, "other"), tokenOf("other"), credentials)).toBe(true);
  });

  it("does not where a new token would have the same fault", () => {
    const { mayHelp } = createRenewal(() => new Date(0));
    expect(mayHelp(answer(403, "other"), tokenOf("me"), credentials)).toBe(false);
    expect(mayHelp(answer(403, "api"), tokenOf("somebody"), credentials)).toBe(false);
  });

  it("pauses for a minute after one in vain", () => {
    let ms = 0;
    const renewal = createRenewal(() => new Date(ms));
    const mayHelp = () => renewal.mayHelp(answer(401, "api"), tokenOf("me"), credentials);
    renewal.noteInVain();
    ms = 59_999;
    expect(mayHelp()).toBe(false);
    ms = 60_000;
    expect(mayHelp()).toBe(true);
  });
});
