import { describe, expect, it } from "vitest";
import { formatBasket, parseBasket, totalCents, withQuantity } from "../../../src/shop/basket.js";
import { catalogue } from "../../../src/shop/catalogue.js";
import { formatEuro, toDecimal } from "../../../src/shop/money.js";

const [mug, tea] = catalogue;

describe("the basket", () => {
  it("is read as it was written", () => {
    const lines = withQuantity(withQuantity([], mug as never, 2), tea as never, 1);
    expect(formatBasket(lines)).toBe("mug*2.tea*1");
    expect(parseBasket("mug*2.tea*1")).toEqual(lines);
    expect(totalCents(lines)).toBe(2 * 1250 + 875);
  });

  it.each([
    ["", ""],
    ["yacht*1.tea*1", "tea*1"],
    ["tea*0", ""],
    ["tea*-1.mug*1e3.mug*1,5", ""],
    ["tea*99", "tea*20"],
    ["tea*1.tea*3", "tea*3"],
    ["constructor*1.__proto__*1", ""],
  ])("takes %o for %o", (cookie, expected) => {
    expect(formatBasket(parseBasket(cookie))).toBe(expected);
  });

  it("loses a product of which there is none left, and takes twenty of one at most", () => {
    expect(formatBasket(withQuantity(parseBasket("mug*2.tea*1"), mug as never, 0))).toBe("tea*1");
    expect(formatBasket(withQuantity([], tea as never, 21))).toBe("tea*20");
  });
});

describe("money", () => {
  it.each([
    [0, "0.00"],
    [5, "0.05"],
    [100, "1.00"],
    [123456, "1234.56"],
  ])("%i cents are %s", (cents, text) => {
    expect(toDecimal(cents)).toBe(text);
    expect(formatEuro(cents)).toBe(`€${text}`);
  });
});
