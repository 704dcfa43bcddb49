import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { checkCertificate } from "../src/worldline/certificate-policy.js";
import { ecKey, rsaKey, selfSigned, temporaryFolder } from "./support/openssl.js";
import { day, type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let folder: string;
let key: string;
let subscription: string;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  key = await rsaKey(folder, "merchant");
  const created = await box.control("POST", "/worldline/subscriptions", {
    initiatingPartyId: "000021",
    client: "Worldline",
    services: ["IDEAL"],
  });
  expect(created.status).toBe(201);
  subscription = String(created.json.id);
});

function upload(certificate: string) {
  return box.control("POST", `/worldline/subscriptions/${subscription}/certificates`, { certificate });
}

async function violatedRules(certificate: string): Promise<string[]> {
  const answer = await upload(certificate);
  expect(answer.status).toBe(400);
  expect(answer.json.error).toBe("certificate-policy");
  return (answer.json.violations as { rule: string; message: string }[]).map(({ rule, message }) => {
    expect(message).toContain("Expected");
    return rule;
  });
}

describe("certificates", () => {
  it("are known by their thumbprint", async () => {
    const answer = await upload(await selfSigned(key, 365));
    expect(answer.status).toBe(201);
    expect(answer.json.thumbprint).toMatch(/^[0-9A-F]{40}$/);
    expect(Date.parse(String(answer.json.notAfter))).toBeGreaterThan(Date.now() + 364 * day);
  });

  it("have an RSA key of 2048 to 4096 bits", async () => {
    expect((await upload(await selfSigned(await rsaKey(folder, "largest", 4096), 365))).status).toBe(201);
    const small = await selfSigned(await rsaKey(folder, "small", 2040), 365);
    expect(await violatedRules(small)).toEqual(["worldline.certificate.key"]);
    const large = await selfSigned(await rsaKey(folder, "large", 4104), 365);
    expect(await violatedRules(large)).toEqual(["worldline.certificate.key"]);
  });

  it("are signed with SHA-256 and RSA", async () => {
    expect(await violatedRules(await selfSigned(key, 365, "-sha384"))).toEqual([
      "worldline.certificate.algorithm",
    ]);
  });

  it("run for at most five calendar years", async () => {
    // Five years have one or two leap days.
    expect((await upload(await selfSigned(key, 5 * 365 + 1))).status).toBe(201);
    expect(await violatedRules(await selfSigned(key, 5 * 365 + 3))).toEqual([
      "worldline.certificate.lifetime",
    ]);
  });

  it("have more than a month left", async () => {
    expect((await upload(await selfSigned(key, 32))).status).toBe(201);
    expect(await violatedRules(await selfSigned(key, 27))).toEqual(["worldline.certificate.remaining"]);
  });

  it("are told everything that is wrong with them", async () => {
    const ec = await ecKey(folder, "ec");
    expect(await violatedRules(await selfSigned(ec, 20))).toEqual([
      "worldline.certificate.key",
      "worldline.certificate.algorithm",
      "worldline.certificate.remaining",
    ]);
  });

  it("come alone, in PEM", async () => {
    const certificate = await selfSigned(key, 365);
    const unreadable = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (const pem of [
      "x",
      certificate + certificate,
      certificate + (await readFile(key, "utf8")),
      unreadable,
    ]) {
      const answer = await upload(pem);
      expect([answer.status, answer.rule]).toEqual([400, "worldline.certificate.format"]);
    }
  });

  it("are measured in calendar months and years, to the second", async () => {
    const certificate = await selfSigned(key, 365);
    const notAfter = new Date(checkCertificate(certificate, new Date()).notAfter);
    const monthBefore = new Date(notAfter);
    monthBefore.setUTCDate(1);
    monthBefore.setUTCMonth(notAfter.getUTCMonth() - 1);
    const lastDay = new Date(
      Date.UTC(monthBefore.getUTCFullYear(), monthBefore.getUTCMonth() + 1, 0),
    ).getUTCDate();
    monthBefore.setUTCDate(Math.min(notAfter.getUTCDate(), lastDay));
    const rulesAt = (ms: number) =>
      checkCertificate(certificate, new Date(monthBefore.getTime() + ms)).violations.map(({ rule }) => rule);
    expect(rulesAt(-1000)).toEqual([]);
    expect(rulesAt(4 * day)).toEqual(["worldline.certificate.remaining"]);
  });
});

describe("subscriptions", () => {
  it("give a party of a client each service once", async () => {
    const body = { initiatingPartyId: "000021", client: "Worldline", services: ["PIS", "IDEAL"] };
    const again = await box.control("POST", "/worldline/subscriptions", body);
    expect([again.status, again.json.error]).toEqual([409, "conflict"]);
    const more = await box.control("POST", "/worldline/subscriptions", { ...body, services: ["PIS"] });
    expect(more.status).toBe(201);
    const sub = await box.control("POST", "/worldline/subscriptions", {
      ...body,
      subId: "17",
      tenant: "Equens",
    });
    expect([sub.status, sub.json.clientId]).toEqual([201, "Equens-000021:17"]);
  });

  it("have known services", async () => {
    const body = { initiatingPartyId: "9", client: "Worldline", services: ["PIS", "SEPA"] };
    const answer = await box.control("POST", "/worldline/subscriptions", body);
    expect([answer.status, answer.json.message]).toEqual([
      400,
      expect.stringContaining("PIS, AIS, IDEAL, VOP"),
    ]);
  });

  it("are asked for by id", async () => {
    for (const path of ["secret", "certificates", "notifications"]) {
      const method = path === "notifications" ? "PUT" : "POST";
      const body = path === "certificates" ? { certificate: "x" } : { bearerToken: "x" };
      const answer = await box.control(method, `/worldline/subscriptions/unknown/${path}`, body);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});
