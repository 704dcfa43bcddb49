import { describe, expect, it } from "vitest";
import { halLink } from "../../../src/client/hal.js";
import type { ClearBankParameters } from "../../../src/index.js";

const base = new URL("https://bank.example/base");

function follow(
  href: string,
  variables: ClearBankParameters = {},
  { templated = true, url = "https://bank.example/base/v3/Accounts?pageNumber=2" } = {},
): string {
  return halLink({ halLinks: [{ name: "x", href, templated }] }, "x", variables, { base, url: new URL(url) });
}

describe("a link", () => {
  const id = { accountId: "9140d28b" };

  it.each([
    [
      "names another host",
      "https://blue-institution-api.clearbank.co.uk/v3/Accounts/{accountId}",
      "/v3/Accounts/9140d28b",
    ],
    [
      "names the simulation",
      "https://institution-api-sim.clearbank.co.uk/v3/Accounts/{accountId}/Mandates",
      "/v3/Accounts/9140d28b/Mandates",
    ],
    [
      "names the host that was asked, and its path",
      "https://bank.example/base/v3/Accounts/{accountId}",
      "/v3/Accounts/9140d28b",
    ],
    ["names user, port and fragment", "http://a:b@other.example:81/v1/{accountId}?c=d#e", "/v1/9140d28b?c=d"],
    ["is a path", "/v3/Accounts/{accountId}", "/v3/Accounts/9140d28b"],
    ["is a path with the base's", "/base/v3/Accounts/{accountId}", "/v3/Accounts/9140d28b"],
    ["is relative, as published", "{accountId}/Mandates", "/v3/Accounts/9140d28b/Mandates"],
    ["is relative, and one step", "{accountId}", "/v3/Accounts/9140d28b"],
    ["has no scheme", "//other.example/v1/{accountId}", "/v1/9140d28b"],
    ["leads out of its own path", "../../../../../v1/{accountId}", "/v1/9140d28b"],
  ])("is resolved on the base URL where it %s", (_name, href, expected) => {
    expect(follow(href, id)).toBe(expected);
  });

  it.each([
    ["", "/v3/Accounts?pageNumber=2"],
    ["?PageNumber=3&PageSize=50", "/v3/Accounts?PageNumber=3&PageSize=50"],
    ["https://other.example/v3/Accounts?PageNumber=1", "/v3/Accounts?PageNumber=1"],
  ])("may have nothing to fill in: %s", (href, expected) => {
    expect(follow(href, {}, { templated: false })).toBe(expected);
  });

  it("is relative to where the answer came from, with and without a slash at the end", () => {
    for (const url of ["https://bank.example/base/v3/Accounts/", "https://bank.example/base/v3/Accounts"]) {
      expect(follow("{id}", { id: 1 }, { url })).toBe("/v3/Accounts/1");
    }
  });

  it("fills in what RFC 6570 says", () => {
    const variables = { id: "a/b \u00e9", from: new Date(0) };
    expect(follow("/a/{id}{?from,to}", variables)).toBe(
      "/a/a%2Fb%20%C3%A9?from=1970-01-01T00%3A00%3A00.000Z",
    );
    expect(follow("/a{/id}{?from,to}", { id: 1 })).toBe("/a/1");
  });

  it("is left as it is where it is no template, or nothing says that it is one", () => {
    expect(follow("/a/{id}", {}, { templated: false })).toBe("/a/%7Bid%7D");
    const data = { halLinks: [{ name: "x", href: "/a/{id}" }] };
    expect(halLink(data, "x", {}, { base, url: base })).toBe("/a/%7Bid%7D");
  });
});

describe("a link is refused", () => {
  it.each<[string, string, ClearBankParameters, RegExp]>([
    ["without a variable of its path", "/a/{id}", {}, /^the parameter id of the path must have a value/],
    ["with one that climbs", "/a/{id}", { id: ".." }, /other than "\." and "\.\."$/],
    ["with one that it does not have", "/a/{id}", { id: 1, other: 2 }, /^the link x has no variable other$/],
    ["that is no URL", "https://[", {}, /^the link is not a URL$/],
    ["that is none of HTTP's", "javascript:alert(1)", {}, /^the link is not a URL of the API$/],
  ])("%s", (_name, href, variables, message) => {
    expect(() => follow(href, variables)).toThrow(TypeError);
    expect(() => follow(href, variables)).toThrow(message);
  });

  it.each([
    [
      {
        halLinks: [
          { name: "self", href: "" },
          { name: "Account", href: "a" },
        ],
      },
      "it has self, Account",
    ],
    [{ halLinks: [null, { name: "x" }, { name: 1, href: "" }] }, "it has none at all"],
    [{ halLinks: "x" }, "it has none at all"],
    [{}, "it has none at all"],
    [undefined, "it has none at all"],
    [null, "it has none at all"],
    ["text", "it has none at all"],
  ])("by a name that is not there: %j", (data, names) => {
    expect(() => halLink(data, "x", {}, { base, url: base })).toThrow(
      new TypeError(`the answer has no link x; ${names}`),
    );
  });
});
