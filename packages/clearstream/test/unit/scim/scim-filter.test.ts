import { describe, expect, it } from "vitest";
import { type ScimFilter, scimFilter } from "../../../src/index.js";

const { and, co, eq, ew, ge, gt, le, lt, ne, not, or, pr, sw, where } = scimFilter;

describe("a filter", () => {
  it.each<[ScimFilter, string]>([
    // RFC 7644 section 3.4.2.2, figure 4
    [eq("userName", "bjensen"), 'userName eq "bjensen"'],
    [co("name.familyName", "O'Malley"), `name.familyName co "O'Malley"`],
    [
      sw("urn:ietf:params:scim:schemas:core:2.0:User:userName", "J"),
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
    ],
    [pr("title"), "title pr"],
    [
      gt("meta.lastModified", new Date("2011-05-13T04:42:34Z")),
      'meta.lastModified gt "2011-05-13T04:42:34.000Z"',
    ],
    [and(pr("title"), eq("userType", "Employee")), 'title pr and userType eq "Employee"'],
    [
      and(eq("userType", "Employee"), or(co("emails", "example.com"), co("emails.value", "example.org"))),
      'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    ],
    [
      and(ne("userType", "Employee"), not(or(co("emails", "a"), pr("x")))),
      'userType ne "Employee" and not (emails co "a" or x pr)',
    ],
    [
      where("emails", and(eq("type", "work"), co("value", "@example.com"))),
      'emails[type eq "work" and value co "@example.com"]',
    ],
    // Those that the standard's examples leave out.
    [or(and(pr("a"), pr("b")), or(pr("c"), pr("d"))), "(a pr and b pr) or c pr or d pr"],
    [and(pr("a")), "a pr"],
    [and(or(pr("a"), pr("b"))), "a pr or b pr"],
    [or(ge("n", 1), gt("n", -2.5), le("n", 3), lt("n", 4)), "n ge 1 or n gt -2.5 or n le 3 or n lt 4"],
    [
      or(eq("active", true), eq("manager", null), ew("userName", "z")),
      'active eq true or manager eq null or userName ew "z"',
    ],
    [eq("manager.$ref", "x"), 'manager.$ref eq "x"'],
    // What is quoted stays inside its quotes.
    [
      eq("userName", 'a" or userName pr or userName eq "'),
      'userName eq "a\\" or userName pr or userName eq \\""',
    ],
    [eq("userName", "back\\slash\nline\u0000é"), 'userName eq "back\\\\slash\\nline\\u0000é"'],
  ])("%o", ({ text }, expected) => {
    expect(text).toBe(expected);
  });

  it.each([
    "",
    "user Name",
    "a.b.c",
    "1a",
    'x" pr',
    "userName eq 1 or x",
    "urn:a b:c",
    "emails[type]",
    "$ref",
  ])("is not on %j", (attribute) => {
    expect(() => pr(attribute)).toThrow(TypeError);
    expect(() => eq(attribute, "x")).toThrow(/not the path of an attribute/);
  });

  it("compares with no number that JSON lacks, and joins something", () => {
    expect(() => gt("n", Number.NaN)).toThrow(/n cannot be compared with NaN/);
    expect(() => gt("n", Number.POSITIVE_INFINITY)).toThrow(TypeError);
    expect(() => gt("n", new Date("x"))).toThrow(/n cannot be compared with Invalid Date/);
    expect(() => and()).toThrow(/"and" needs at least one filter/);
    expect(() => or()).toThrow(TypeError);
  });
});
