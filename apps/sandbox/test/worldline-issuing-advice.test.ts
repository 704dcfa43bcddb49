import { beforeAll, describe, expect, it } from "vitest";
import { createRandom, seededBytes } from "../src/random.js";
import { type ChoiceProfile, chooseExtension } from "../src/worldline-issuing/extension-choice.js";
import { consumerProduct } from "../src/worldline-issuing/seed-products.js";
import type { CardContract } from "../src/worldline-issuing/state.js";
import { type Issuer, type IssuingAnswer, openIssuer } from "./support/issuing.js";
import { expectRefusal, testSandbox } from "./support/sandbox.js";

let issuer: Issuer;
let cardIdentifier: Readonly<Record<string, string>>;
let cardPaths: string[];

beforeAll(async () => {
  issuer = await openIssuer(await testSandbox());
  [cardIdentifier = {}] = issuer.references.cards ?? [];
  const { cardReference, issuerCardExternalReference } = cardIdentifier;
  cardPaths = [`/cards/${cardReference}`, `/cards/external-cards/${issuerCardExternalReference}`];
});

const { productIdentifier } = consumerProduct;
const { issuerProductExternalReference } = productIdentifier;
const [first, second] = consumerProduct.extensions;

function dataOf(answer: IssuingAnswer): Record<string, unknown> {
  expect([answer.status, answer.reason]).toEqual([200, ""]);
  return answer.data;
}

function extension(issuerProductExtensionExternalReference: string): object {
  return { issuerProductExtensionExternalReference };
}

describe("the choice of an extension", () => {
  const thresholds = { deviceTokensThreshold: 3, merchantTokensThreshold: 5 };
  const shares = [
    { extension: "a", value: 60 },
    { extension: "none", value: 0 },
    { extension: "b", value: 40 },
  ];
  const newCard: ChoiceProfile = { cardTemplateReference: undefined, shares };
  const random = createRandom(seededBytes("advice"));

  it("follows the shares", () => {
    const draws = Array.from({ length: 10_000 }, () => chooseExtension(random, thresholds, [newCard]));
    const count = (wanted: string) => draws.filter((each) => each === wanted).length;
    // Four standard deviations; the draws are the same in every run.
    expect(Math.abs(count("a") - 6_000)).toBeLessThan(200);
    expect(count("a") + count("b")).toBe(10_000);
  });

  it("takes the shares of their sum, whatever that is", () => {
    const halves = ["a", "b"].map((each) => ({ extension: each, value: 1 }));
    const profile = { ...newCard, shares: halves };
    const draws = Array.from({ length: 1_000 }, () => chooseExtension(random, thresholds, [profile]));
    expect(Math.abs(draws.filter((each) => each === "a").length - 500)).toBeLessThan(65);
  });

  it("takes the first profile whose conditions the card to replace meets", () => {
    const only = (name: string) => [{ extension: name, value: 100 }];
    const profiles: ChoiceProfile[] = [
      { cardTemplateReference: undefined, shares: only("new") },
      { cardTemplateReference: "other", shares: only("other template") },
      {
        cardTemplateReference: "template",
        deviceTokensOperator: "<",
        merchantTokensOperator: "<",
        shares: only("few"),
      },
      { cardTemplateReference: "template", deviceTokensOperator: ">=", shares: only("many devices") },
      { cardTemplateReference: "template", shares: only("rest") },
    ];
    const choose = (template: string, deviceTokensNumber: number, merchantTokensNumber: number) => {
      const card = { cardTemplateReference: template, deviceTokensNumber, merchantTokensNumber };
      return chooseExtension(random, thresholds, profiles, card as unknown as CardContract);
    };
    expect(choose("template", 2, 4)).toBe("few");
    expect(choose("template", 2, 5)).toBe("rest");
    expect(choose("template", 3, 4)).toBe("many devices");
    expect(choose("other", 9, 9)).toBe("other template");
    expect(choose("unknown", 0, 0)).toBe("new");
    expect(chooseExtension(random, thresholds, profiles)).toBe("new");
  });
});

describe("product extension advice", () => {
  const balancing = `/products/external-products/${issuerProductExternalReference}/product-extension-balancing`;
  const override = async (body: object) => dataOf(await issuer.call("PATCH", balancing, body));
  const all = (name: string, reference: string) => ({
    profiles: [{ name, percentages: [{ value: 100, productExtensionIdentifier: extension(reference) }] }],
  });
  const advise = () =>
    issuer.call("POST", "/contracts/advise-product-extension", { issuerProductExternalReference });

  it("is one of the product's extensions, for a new card", async () => {
    const data = dataOf(await advise());
    expect(data.productIdentifier).toEqual(productIdentifier);
    expect([first, second].map(extension)).toContainEqual(data.productExtensionIdentifier);
  });

  it("follows the balancing in force, for a new card", async () => {
    for (const reference of [first, second, first]) {
      await override(all("NEW-CARD", reference));
      for (let each = 0; each < 3; each += 1) {
        expect(dataOf(await advise())).toEqual({
          productIdentifier,
          productExtensionIdentifier: extension(reference),
        });
      }
    }
  });

  it("is given for a card together with the extension that it has", async () => {
    await override(all("FEW-TOKENS", second));
    await override({ deviceTokensThreshold: 1_000, merchantTokensThreshold: 1_000 });
    const expected = {
      cardIdentifier,
      advisedProductExtensionIdentifier: extension(second),
      currentProductExtensionIdentifier: extension(first),
    };
    for (const path of cardPaths) {
      expect(dataOf(await issuer.call("POST", `${path}/advise-product-extension`))).toEqual(expected);
    }
    // With a lower threshold the card has many tokens, and another profile applies.
    await override({ deviceTokensThreshold: 0 });
    for (const path of cardPaths) {
      expect(dataOf(await issuer.call("POST", `${path}/advise-product-extension`))).toEqual({
        ...expected,
        advisedProductExtensionIdentifier: extension(first),
      });
    }
  });

  it("needs an extension with a share", async () => {
    await override({ profiles: [{ name: "NEW-CARD", percentages: [] }] });
    expectRefusal(await advise(), 400, "worldline-issuing.advice.share");
    const none = { value: 0, productExtensionIdentifier: extension(first) };
    await override({ profiles: [{ name: "NEW-CARD", percentages: [none] }] });
    expectRefusal(await advise(), 400, "worldline-issuing.advice.share");
    await override(all("NEW-CARD", first));
    expect((await advise()).status).toBe(200);
  });

  it("is about something known", async () => {
    const product = { issuerProductExternalReference: "SAVINGS" };
    const answers = [
      await issuer.call("POST", "/contracts/advise-product-extension", product),
      await issuer.call("POST", "/cards/9000000000000000/advise-product-extension"),
      await issuer.call("POST", "/cards/external-cards/NO-CARD/advise-product-extension"),
    ];
    for (const answer of answers) expectRefusal(answer, 404, "worldline-issuing.not-found");
  });
});

describe("brand advice", () => {
  const configuration = `/contracts/brand-advice-config/${issuerProductExternalReference}`;
  const advise = (body: object) => issuer.call("POST", "/contracts/brand-advice", body);
  const modify = async (body: object) => dataOf(await issuer.call("PATCH", configuration, body));
  const all = (name: string, productExtensionReference: string) => ({
    profiles: [{ name, percentages: [{ value: 100, productExtensionReference }] }],
  });

  it("follows the configuration in force, for a new card", async () => {
    for (const reference of [second, first]) {
      await modify(all("NEW-CARD", reference));
      expect(dataOf(await advise({ issuerProductExternalReference }))).toEqual({
        productIdentifier,
        productExtensionReference: reference,
      });
    }
  });

  it("follows it for a card by either of its references", async () => {
    await modify({
      ...all("FEW-TOKENS", second),
      deviceTokensThreshold: 1_000,
      merchantTokensThreshold: 1_000,
    });
    const { cardReference, issuerCardExternalReference } = cardIdentifier;
    for (const body of [{ cardReference }, { issuerCardExternalReference }, cardIdentifier]) {
      const expected = { cardIdentifier, productIdentifier, productExtensionReference: second };
      expect(dataOf(await advise(body))).toEqual(expected);
    }
  });

  it("is for a product or for a card", async () => {
    const rule = "worldline-issuing.brand-advice.identification";
    expectRefusal(await advise({}), 400, rule);
    const { cardReference, issuerCardExternalReference } = cardIdentifier;
    for (const reference of [{ cardReference }, { issuerCardExternalReference }]) {
      expectRefusal(await advise({ issuerProductExternalReference, ...reference }), 400, rule);
    }
  });

  it("needs an extension with a share", async () => {
    await modify({ profiles: [{ name: "NEW-CARD", percentages: [] }] });
    expectRefusal(await advise({ issuerProductExternalReference }), 400, "worldline-issuing.advice.share");
  });

  it("is about something known", async () => {
    for (const body of [
      { issuerProductExternalReference: "SAVINGS" },
      { cardReference: "9000000000000000" },
    ]) {
      expectRefusal(await advise(body), 404, "worldline-issuing.not-found");
    }
  });
});
