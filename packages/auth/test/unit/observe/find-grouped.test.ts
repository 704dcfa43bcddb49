import { describe, expect, it } from "vitest";
import { findCardNumbers } from "../../../src/observe/find-card-numbers.js";
import { findIbans } from "../../../src/observe/find-ibans.js";
import { hideRanges } from "../../../src/observe/hidden-ranges.js";

describe("IBANs", () => {
  it.each([
    ["GB33BUKB20201555555555", "GB33***5555"],
    ["gb33bukb20201555555555", "gb33***5555"],
    ["NO9386011117947", "NO93***7947"],
    ["MT84MALT011000012345MTLCAST001S", "MT84***001S"],
    ["DE89 3704 0044 0532 0130 00", "DE89***30 00"],
    ["DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000", "DE89***30\u00a000"],
    ["AT61 1904 3002 3457 3201 paid by him", "AT61***3201 paid by him"],
    ["AB12 GB33 BUKB 2020 1555 5555 55", "AB12 GB33***55 55"],
    ["/v1/GB33BUKB20201555555555/NO9386011117947?", "/v1/GB33***5555/NO93***7947?"],
  ])("are hidden but for both ends: %s", (text, expected) => {
    expect(hideRanges(text, findIbans(text))).toBe(expected);
  });

  it.each([
    "GB33BUKB20201555555556",
    "GB34BUKB20201555555555",
    "xGB33BUKB20201555555555",
    "GB33BUKB20201555555555x",
    "GB33 BUKB-2020-1555-5555-55",
    "123e4567-e89b-12d3-a456-426614174000",
  ])("are not seen in %s", (text) => {
    expect(findIbans(text)).toEqual([]);
  });
});

describe("card numbers", () => {
  it.each([
    ["4111111111111111", "***1111"],
    ["4222222222222", "***2222"],
    ["4222 2222 2222 2", "***222 2"],
    ["3782 822463 10005", "***0005"],
    ["6304-0000-0000-0000-000", "***0-000"],
    ["4111 1111 1111 1111 12/28", "***1111 12/28"],
    ["12 4111 1111 1111 1111", "12 ***1111"],
    ["card_4111111111111111.", "card_***1111."],
  ])("are hidden but for their last four digits: %s", (text, expected) => {
    expect(hideRanges(text, findCardNumbers(text))).toBe(expected);
  });

  it.each([
    "4111111111111112",
    "411111111111",
    "41111111111111110000",
    "a4111111111111111",
    "4111111111111111a",
    "0.4111111111111111",
    "2026-01-01 12:00:00.000",
  ])("are not seen in %s", (text) => {
    expect(findCardNumbers(text)).toEqual([]);
  });
});
