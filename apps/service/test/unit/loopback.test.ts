import { expect, it } from "vitest";
import { isLoopbackHost } from "../../src/loopback.js";

it.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["127.0.0.1", true],
  ["127.8.0.1", true],
  ["::1", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["::", false],
  ["[::2]", false],
  ["10.0.0.1", false],
  ["127.0.0.1.example.com", false],
  ["", false],
])("whether %s is this machine's alone: %s", (host, isLoopback) => {
  expect(isLoopbackHost(host)).toBe(isLoopback);
});
