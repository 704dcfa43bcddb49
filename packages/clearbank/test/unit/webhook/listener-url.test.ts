import { expect, it } from "vitest";
import { webhookUrlProblem } from "../../../src/index.js";

it.each([
  "https://us.example/webhooks",
  "https://us.example:8443/clearbank?environment=simulation",
  "https://us.example/?author=me&monkey=1&keyboard=qwerty&sortKey=date&country_code=GB",
  "https://192.0.2.1/",
])("finds nothing wrong with %s", (url) => {
  expect(webhookUrlProblem(url)).toBeUndefined();
});

it.each(
  [
    ["us.example/webhooks", "is not an absolute URL"],
    ["", "is not an absolute URL"],
    ["http://us.example/webhooks", "must begin with https://"],
    ["ftp://us.example/webhooks", "must begin with https://"],
    ["https://me@us.example/webhooks", "no user name or password"],
    ["https://:hunter2@us.example/webhooks", "no user name or password"],
    ["https://us.example/webhooks#part", "no fragment"],
    ...[
      "key",
      "apikey",
      "apiKey",
      "api_key",
      "x-api-key",
      "token",
      "accessToken",
      "client_secret",
      "clientsecret",
      "password",
      "pwd",
    ],
    ...["sig", "signature", "SAS", "auth", "Authorization", "jwt", "code", "subscription-key", "auth.id"],
    ...[
      "secret_key",
      "passwd",
      "pass",
      "authkey",
      "token2",
      "ApiToken2",
      "hmac",
      "master_key",
      "webhook_key",
    ],
    "x-functions-key",
  ].map((each) =>
    typeof each === "string" ? [`https://us.example/?a=1&${each}=hunter2`, `parameter ${each} looks`] : each,
  ),
)("refuses %s", (url = "", problem = "") => {
  expect(webhookUrlProblem(url)).toContain(problem);
  expect(webhookUrlProblem(url)).not.toContain("hunter2");
});
