import { describe, expect, it } from "vitest";
import { baseUrlOf, type ClearstreamEnvironment } from "../../../src/client/environment.js";

describe("an environment", () => {
  it.each<[ClearstreamEnvironment, string]>([
    ["production", "https://api.clearstream.com/"],
    ["preProduction", "https://api-t2s-test.clearstream.com/"],
    [new URL("https://localhost:8443/ocapi"), "https://localhost:8443/ocapi"],
  ])("%s is at %s", (environment, url) => {
    expect(baseUrlOf(environment).href).toBe(url);
  });

  it.each([
    ["https://xact.clearstream.com", /is at https:\/\/api\.clearstream\.com$/],
    ["https://XACT.clearstream.com.:443/authmanager", /is at https:\/\/api\.clearstream\.com$/],
    ["https://xact-t2s-test.clearstream.com/", /is at https:\/\/api-t2s-test\.clearstream\.com$/],
  ])("is not the portal %s, and the error names the right host", (url, message) => {
    expect(() => baseUrlOf(new URL(url))).toThrow(TypeError);
    expect(() => baseUrlOf(new URL(url))).toThrow(message);
  });

  it("is not without TLS: the password would be sent in clear text", () => {
    expect(() => baseUrlOf(new URL("http://127.0.0.1:8080"))).toThrow(
      /needs an https: URL; this one is http:/,
    );
  });

  it.each(["staging", "toString", "https://api.clearstream.com"])("is not %s", (name) => {
    expect(() => baseUrlOf(name as "production")).toThrow(
      /one of production, preProduction, or a URL object/,
    );
  });
});
