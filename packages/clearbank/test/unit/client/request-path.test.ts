import { describe, expect, it } from "vitest";
import { requestPath } from "../../../src/client/request-path.js";

describe("a path", () => {
  it.each([
    ["stays as it is", "/v1/Test", {}, "/v1/Test"],
    [
      "is filled",
      "/v3/Accounts/{accountId}/Virtual/{id}",
      { accountId: "a-1", id: 2 },
      "/v3/Accounts/a-1/Virtual/2",
    ],
    ["is filled wherever a name stands", "/{a}/{a}", { a: "x" }, "/x/x"],
    [
      "has its parameters encoded",
      "/{a}",
      { a: "/?#%&+ \u00e9{b}\\" },
      "/%2F%3F%23%25%26%2B%20%C3%A9%7Bb%7D%5C",
    ],
    ["takes dots that are no segment", "/{a}", { a: "..." }, "/..."],
    ["takes dots that look encoded as text", "/{a}", { a: "%2e%2E" }, "/%252e%252E"],
    ["leaves what was not given out", "/a", { b: undefined }, "/a"],
    ["keeps braces of its query", "/a?b={c}", {}, "/a?b={c}"],
  ])("%s", (_name, path, params, expected) => {
    expect(requestPath({ path, params })).toBe(expected);
  });

  it.each([
    ["no value", "/{a}", {}, "the parameter a of the path must have a value"],
    ["an empty one", "/{a}", { a: "" }, "the parameter a of the path must have a value"],
    ["a dot", "/{a}", { a: "." }, 'other than "." and ".."'],
    ["two dots", "/{a}", { a: ".." }, 'other than "." and ".."'],
    ["an unknown one", "/{a}", { a: 1, b: 2 }, "the path has no parameter b"],
    ["half a brace", "/{a", {}, "a brace without its counterpart"],
    ["half a character", "/{a}", { a: "\ud800" }, "the parameter a holds half a character"],
    ["no number", "/{a}", { a: Number.NaN }, "the parameter a is NaN"],
    ["no date", "/{a}", { a: new Date("x") }, "the parameter a is an invalid date"],
  ])("is refused with %s", (_name, path, params, message) => {
    expect(() => requestPath({ path, params })).toThrow(TypeError);
    expect(() => requestPath({ path, params })).toThrow(message);
  });
});

describe("a query", () => {
  it.each([
    ["is left out where it is empty", { a: undefined }, "/p"],
    ["has dates in ISO 8601", { a: new Date(1) }, "/p?a=1970-01-01T00%3A00%3A00.001Z"],
    ["is encoded", { "a b": "+&= \u00e9" }, "/p?a%20b=%2B%26%3D%20%C3%A9"],
    ["keeps the empty text, no and nought", { a: "", b: false, c: 0 }, "/p?a=&b=false&c=0"],
  ])("%s", (_name, query, expected) => {
    expect(requestPath({ path: "/p", query })).toBe(expected);
  });

  it("is added to the path's own", () => {
    expect(requestPath({ path: "/p?a=b?c", query: { d: 1 } })).toBe("/p?a=b?c&d=1");
    expect(requestPath({ path: "/p?", query: { d: 1 } })).toBe("/p?d=1");
  });
});
