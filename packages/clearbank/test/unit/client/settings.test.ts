import { describe, expect, it } from "vitest";
import { describeEnvironment } from "../../../src/client/environments.js";
import { toSurroundings } from "../../../src/client/settings.js";
import { clearBankEnvironments } from "../../../src/index.js";

const euCanonical = () => "";

describe("environments", () => {
  it.each([
    ["simulation", "https://institution-api-sim.clearbank.co.uk/", false, false],
    ["production", "https://institution-api.clearbank.co.uk/", true, false],
    ["eu-simulation", "https://institution-api-sim.eu.clearbank.io/", false, true],
    ["eu-production", "https://institution-api.eu.clearbank.io/", true, true],
  ] as const)("%s is the same by its name and by its URL", (name, url, isProduction, isEu) => {
    const facts = { base: new URL(url), isProduction, isEu };
    expect(describeEnvironment(name)).toEqual(facts);
    expect(describeEnvironment(new URL(clearBankEnvironments[name]))).toEqual(facts);
  });

  it.each([
    "blue-institution-api.clearbank.co.uk",
    "green-institution-api.clearbank.co.uk",
    "institution-api.clearbank.co.uk.",
  ])("production is production by another name of its host too: %s", (host) => {
    expect(describeEnvironment(new URL(`https://${host}`))).toMatchObject({
      isProduction: true,
      isEu: false,
    });
  });

  it("another base URL is of no known region", () => {
    const base = new URL("http://127.0.0.1:8080/base");
    expect(describeEnvironment(base)).toEqual({ base, isProduction: false, isEu: undefined });
  });

  it.each(["prod", "toString", ""])("other names are refused: %s", (name) => {
    expect(() => describeEnvironment(name as "production")).toThrow(
      new TypeError(
        'environment must be a URL object, as new URL("https://…") makes one, or one of simulation, production, eu-simulation, eu-production',
      ),
    );
  });

  it.each([
    "https://user@bank.example",
    "https://:pass@bank.example",
    "https://bank.example?a=b",
    "https://bank.example#a",
    "file:///bank",
    "http://bank.example",
    "http://localhost.bank.example",
  ])("a base URL is an address and a path: not %s", (url) => {
    expect(() => describeEnvironment(new URL(url))).toThrow(/^the base URL must be https and hold no/);
  });
});

describe("regions", () => {
  it.each(["eu-simulation", "eu-production", new URL("https://institution-api.eu.clearbank.io")] as const)(
    "the EU needs to be told what is signed: %s",
    (environment) => {
      expect(() => toSurroundings({ environment })).toThrow(
        /^the EU's environments need euCanonical: what is signed for a GET or a DELETE there is not published/,
      );
      expect(toSurroundings({ environment, euCanonical }).euCanonical).toBe(euCanonical);
    },
  );

  it("the UK does not want it, and a URL of one's own decides by it", () => {
    expect(() => toSurroundings({ environment: "simulation", euCanonical })).toThrow(
      "euCanonical is for the EU; this environment is the UK's",
    );
    const environment = new URL("https://bank.example");
    expect(toSurroundings({ environment }).euCanonical).toBeUndefined();
    expect(toSurroundings({ environment, euCanonical }).euCanonical).toBe(euCanonical);
  });
});
