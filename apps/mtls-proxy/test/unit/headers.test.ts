import { describe, expect, it } from "vitest";
import { endToEndHeaders } from "../../src/headers.js";

const none = new Set<string>();

describe("endToEndHeaders", () => {
  it("keeps order, case and repetition", () => {
    const raw = ["B", "1", "a", "2", "b", "3", "Set-Cookie", "x", "set-cookie", "y"];
    expect(endToEndHeaders(raw, none)).toEqual(raw);
  });

  it("drops what belongs to one connection, in any case", () => {
    const names = "connection keep-alive te trailer transfer-encoding upgrade http2-settings";
    const proxies = "proxy-connection proxy-authorization proxy-authenticate proxy-status";
    const raw = `${names} ${proxies}`.split(" ").flatMap((name) => [name.toUpperCase(), "x"]);
    expect(endToEndHeaders(["A", "1", ...raw, "B", "2"], none)).toEqual(["A", "1", "B", "2"]);
  });

  it("drops what any Connection field names", () => {
    const raw = [
      "Connection",
      "x-a,X-B ",
      "X-A",
      "1",
      "connection",
      "x-c",
      "x-b",
      "2",
      "X-C",
      "3",
      "X-D",
      "4",
    ];
    expect(endToEndHeaders(raw, none)).toEqual(["X-D", "4"]);
  });

  it("drops what it is told to", () => {
    expect(endToEndHeaders(["Host", "h", "X", "1"], new Set(["host"]))).toEqual(["X", "1"]);
  });
});
