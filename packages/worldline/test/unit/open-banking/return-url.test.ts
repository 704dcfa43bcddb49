import { describe, expect, it } from "vitest";
import { parseReturnUrl } from "../../../src/index.js";

const encoded = Buffer.from("IDEAL:170600").toString("base64");
const found = { service: "IDEAL", paymentId: "170600" };

describe("parseReturnUrl", () => {
  it.each([
    ["alone", `https://shop.example/return?scope=${encoded}`],
    ["behind another parameter", `https://shop.example/return?order=5&scope=${encoded}`],
    ["behind a second question mark", `https://shop.example/return?order=5?scope=${encoded}`],
    ["percent-encoded", `https://shop.example/return?scope=${encodeURIComponent(`${encoded}==`)}`],
    ["before a fragment", `https://shop.example/return?scope=${encoded}#x`],
    ["of an app", `shop://return?scope=${encoded}`],
  ])("reads the scope: %s", (_name, url) => {
    expect(parseReturnUrl(url)).toEqual(found);
    expect(parseReturnUrl(new URL(url))).toEqual(found);
  });

  it("keeps a payment id as the text that it is", () => {
    const scope = Buffer.from("IDEAL:0001?>").toString("base64");
    expect(scope).toContain("+");
    expect(parseReturnUrl(`https://shop.example/?scope=${scope}`)).toEqual({
      service: "IDEAL",
      paymentId: "0001?>",
    });
  });

  it.each([
    "https://shop.example/return",
    "https://shop.example/return?scope=",
    "https://shop.example/return?scope=%",
    "https://shop.example/return?scope=AAAA",
    `https://shop.example/return?microscope=${encoded}`,
    `https://shop.example/return?scope=${Buffer.from("IDEAL:").toString("base64")}`,
    `https://shop.example/return?scope=${Buffer.from(`IDEAL:${"1".repeat(36)}`).toString("base64")}`,
    `https://shop.example/return?scope=${Buffer.from("IDEAL:1\r\nX: 2").toString("base64")}`,
  ])("gives nothing for %s", (url) => {
    expect(parseReturnUrl(url)).toBeUndefined();
  });
});
