import { describe, expect, it } from "vitest";
import { createCheckoutForms } from "../../../src/shop/checkout-form.js";

const forms = createCheckoutForms(new Uint8Array(32).fill(1));
const visitor = "0".repeat(32);

describe("a checkout form", () => {
  it("is read as it was made", () => {
    const form = forms.make(visitor, "Standard", "tea*1");
    expect(forms.read(visitor, { ...form, bank: "PLDRNL2U" })).toEqual(form);
  });

  it("is another one each time", () => {
    const [one, two] = [forms.make(visitor, "Standard", "tea*1"), forms.make(visitor, "Standard", "tea*1")];
    expect(one.checkout).not.toBe(two.checkout);
  });

  it.each([
    ["another basket", { basket: "tea*2" }],
    ["another flow", { flow: "FastCheckout" }],
    ["a flow that there is not", { flow: "Free" }],
    ["another number", { checkout: "0".repeat(32) }],
    ["another seal", { seal: "0".repeat(64) }],
    ["a seal that is cut off", { seal: "" }],
    ["two seals", { seal: ["0", "0"] }],
    ["no basket", { basket: undefined }],
  ])("does not hold with %s", (_what, changes) => {
    expect(forms.read(visitor, { ...forms.make(visitor, "Standard", "tea*1"), ...changes })).toBeUndefined();
  });

  it("does not hold for another visitor, nor by another shop's secret", () => {
    const form = { ...forms.make(visitor, "Standard", "tea*1") };
    expect(forms.read("1".repeat(32), form)).toBeUndefined();
    expect(createCheckoutForms(new Uint8Array(32)).read(visitor, form)).toBeUndefined();
  });
});
