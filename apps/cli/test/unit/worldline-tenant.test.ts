import { expect, it } from "vitest";
import { describeTenant } from "../../src/worldline/check-tenant.js";
import type { DoctorPlan } from "../../src/worldline/doctor-plan.js";

const plan = {
  party: { initiatingPartyId: "000021" },
  v1: undefined,
  v2: { tenant: "Worldline", realm: "r", scope: ["IDEAL"], clientSecret: undefined },
} as unknown as DoctorPlan;

const tokenWith = (claims: object) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [{ step: "token-v2" as const, value: `${part({ alg: "RS256" })}.${part(claims)}.AA` }];
};

it.each([
  [{ tenant: "Worldline", initiatingParty: "000021" }],
  // Claims that are not documented need not be there.
  [{}],
])("takes a token that says %j", (claims) => {
  expect(describeTenant(plan, tokenWith(claims), [])).toMatchObject({ step: "tenant", result: "ok" });
});

it("takes a token that is no JWT", () => {
  const token = [{ step: "token-v2" as const, value: "opaque" }];
  expect(describeTenant(plan, token, [])).toMatchObject({ result: "ok" });
});

it.each([
  [{ tenant: "Other", initiatingParty: "000021" }, "tenant Other"],
  [{ tenant: "Worldline", initiatingParty: "000022" }, "initiatingParty 000022"],
])("tells that a token is for another: %j", (claims, what) => {
  expect(describeTenant(plan, tokenWith(claims), [])).toMatchObject({
    step: "tenant",
    result: "failed",
    message: `The token of version 2 is for ${what}.`,
    remedy: expect.stringMatching(/Compare --tenant and --id/),
  });
});
