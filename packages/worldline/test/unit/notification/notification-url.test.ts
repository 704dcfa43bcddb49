import { expect, it } from "vitest";
import { notificationUrlProblem } from "../../../src/index.js";

it.each([
  "https://shop.example/v3",
  "https://shop.example:8443/worldline/v3",
  `https://shop.example/${"a".repeat(4000 - 24)}/v3`,
])("takes %s", (url) => expect(notificationUrlProblem(url)).toBeUndefined());

it.each([
  ["http://shop.example/v3", /must begin with https:\/\//],
  ["http://127.0.0.1/v3", /must begin with https:\/\//],
  ["ftp://shop.example/v3", /must begin with https:\/\//],
  ["shop.example/v3", /not an absolute URL/],
  ["https://me:secret@shop.example/v3", /no user name or password/],
  ["https://me@shop.example/v3", /no user name or password/],
  ["https://shop.example/v3?token=secret", /no query/],
  ["https://shop.example/v3?", /no query/],
  ["https://shop.example/v3#a", /fragment/],
  ["https://shop.example/v3/", /must end in \/v3/],
  ["https://shop.example/v2", /must end in \/v3/],
  ["https://shop.example/v3/notification/status", /must end in \/v3/],
  [`https://shop.example/${"a".repeat(4000 - 23)}/v3`, /4000 characters/],
])("refuses %s", (url, problem) => {
  expect(notificationUrlProblem(url)).toMatch(problem);
  expect(notificationUrlProblem(url)).not.toContain("secret");
});
