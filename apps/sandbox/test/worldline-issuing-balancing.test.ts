import { beforeAll, describe, expect, it } from "vitest";
import { consumerProduct, corporateProduct } from "../src/worldline-issuing/seed-products.js";
import { type Issuer, type IssuingAnswer, openIssuer } from "./support/issuing.js";
import { expectRefusal, testSandbox } from "./support/sandbox.js";

let issuer: Issuer;

beforeAll(async () => {
  issuer = await openIssuer(await testSandbox());
});

function balancingPath({ productIdentifier }: typeof consumerProduct): string {
  const { issuerProductExternalReference } = productIdentifier;
  return `/products/external-products/${issuerProductExternalReference}/product-extension-balancing`;
}

function brandPath({ productIdentifier }: typeof consumerProduct): string {
  return `/contracts/brand-advice-config/${productIdentifier.issuerProductExternalReference}`;
}

async function read(path: string): Promise<Record<string, unknown>> {
  return dataOf(await issuer.call("GET", path));
}

function dataOf(answer: IssuingAnswer): Record<string, unknown> {
  expect([answer.status, answer.reason]).toEqual([200, ""]);
  return answer.data;
}

async function refused(rule: string, path: string, bodies: readonly object[]): Promise<void> {
  const before = await read(path);
  for (const body of bodies) expectRefusal(await issuer.call("PATCH", path, body), 400, rule);
  expect(await read(path)).toEqual(before);
}

const [first, second] = consumerProduct.extensions;
const foreign: string = corporateProduct.extensions[0];

function extensions(...shares: [string, number][]): object[] {
  return shares.map(([issuerProductExtensionExternalReference, value]) => ({
    value,
    productExtensionIdentifier: { issuerProductExtensionExternalReference },
  }));
}

describe("the balancing of product extensions", () => {
  const path = balancingPath(consumerProduct);

  it("has thresholds and profiles", async () => {
    expect(await read(path)).toEqual({
      issuerId: issuer.issuerId,
      productIdentifier: consumerProduct.productIdentifier,
      deviceTokensThreshold: 3,
      merchantTokensThreshold: 5,
      profiles: [
        { name: "NEW-CARD", percentages: extensions([first, 60], [second, 40]) },
        {
          name: "FEW-TOKENS",
          cardProductIdentifier: { cardTemplateReference: consumerProduct.cardTemplateReference },
          deviceTokensOperator: "<",
          merchantTokensOperator: "<",
          percentages: extensions([first, 20], [second, 80]),
        },
        {
          name: "MANY-TOKENS",
          cardProductIdentifier: { cardTemplateReference: consumerProduct.cardTemplateReference },
          percentages: extensions([first, 100]),
        },
      ],
    });
  });

  it("is overridden where something is given, and stays as it is elsewhere", async () => {
    const before = await read(path);
    const [newCard, fewTokens, manyTokens] = before.profiles as object[];
    const body = {
      deviceTokensThreshold: 7,
      profiles: [{ name: "FEW-TOKENS", percentages: extensions([second, 100]) }, { name: "MANY-TOKENS" }],
    };
    const answer = await issuer.call("PATCH", path, body);
    expect(dataOf(answer)).toEqual({ productIdentifier: consumerProduct.productIdentifier });
    const after = {
      ...before,
      deviceTokensThreshold: 7,
      profiles: [newCard, { ...fewTokens, percentages: extensions([second, 100]) }, manyTokens],
    };
    expect(await read(path)).toEqual(after);
    dataOf(await issuer.call("PATCH", path, { merchantTokensThreshold: 0 }));
    expect(await read(path)).toEqual({ ...after, merchantTokensThreshold: 0 });
    dataOf(await issuer.call("PATCH", path, {}));
    expect(await read(path)).toEqual({ ...after, merchantTokensThreshold: 0 });
    expect((await read(balancingPath(corporateProduct))).deviceTokensThreshold).toBe(3);
  });

  it("has the profiles that it was configured with", async () => {
    const known = { name: "NEW-CARD", percentages: extensions([first, 100]) };
    await refused("worldline-issuing.balancing.profile", path, [
      { profiles: [known, { name: "OLD-CARD", percentages: extensions([first, 100]) }] },
      { profiles: [{ name: "new-card" }] },
      { deviceTokensThreshold: 1, profiles: [{ percentages: extensions([first, 100]) }] },
    ]);
  });

  it("is between the extensions of the product", async () => {
    await refused("worldline-issuing.balancing.extension", path, [
      { profiles: [{ name: "NEW-CARD", percentages: extensions([first, 50], [foreign, 50]) }] },
      { profiles: [{ name: "NEW-CARD", percentages: [{ value: 100 }] }] },
    ]);
  });

  it("is in whole percentages", async () => {
    const [{ productExtensionIdentifier } = {}] = extensions([first, 1]) as Record<string, unknown>[];
    await refused("worldline-issuing.balancing.percentage", path, [
      { profiles: [{ name: "NEW-CARD", percentages: extensions([first, 101]) }] },
      { profiles: [{ name: "NEW-CARD", percentages: extensions([first, -1]) }] },
      { profiles: [{ name: "NEW-CARD", percentages: [{ productExtensionIdentifier }] }] },
    ]);
  });

  it("is that of a known product", async () => {
    const unknown = "/products/external-products/SAVINGS/product-extension-balancing";
    expectRefusal(await issuer.call("GET", unknown), 404, "worldline-issuing.not-found");
    expectRefusal(await issuer.call("PATCH", unknown, {}), 404, "worldline-issuing.not-found");
  });
});

describe("the balancing of card producers", () => {
  const { cardTemplateReference } = consumerProduct;
  const path = `/card-products/${cardTemplateReference}/card-producer-balancing`;
  const cardProductIdentifier = { cardTemplateReference };

  it("is replaced as a whole", async () => {
    expect(await read(path)).toEqual({
      cardProductIdentifier,
      percentages: [
        { value: 70, cardProducer: "PRODUCER-NORTH" },
        { value: 30, cardProducer: "PRODUCER-SOUTH" },
      ],
      renewalPercentages: [{ value: 100, cardProducer: "PRODUCER-SOUTH" }],
    });
    const percentages = [{ value: 100, cardProducer: "PRODUCER-EAST" }];
    const answer = await issuer.call("PATCH", path, { percentages });
    expect(dataOf(answer)).toEqual({ cardProductIdentifier });
    expect(await read(path)).toEqual({ cardProductIdentifier, percentages, renewalPercentages: [] });
    dataOf(await issuer.call("PATCH", path, { renewalPercentages: percentages }));
    expect(await read(path)).toEqual({
      cardProductIdentifier,
      percentages: [],
      renewalPercentages: percentages,
    });
  });

  it("is in whole percentages of named producers", async () => {
    await refused("worldline-issuing.balancing.percentage", path, [
      { percentages: [{ value: 101, cardProducer: "PRODUCER-EAST" }] },
      { renewalPercentages: [{ value: -1, cardProducer: "PRODUCER-EAST" }] },
      { percentages: [{ cardProducer: "PRODUCER-EAST" }] },
      { percentages: [{ value: 100 }] },
    ]);
  });

  it("is that of a known card template", async () => {
    const unknown = "/card-products/TEMPLATE-SAVINGS/card-producer-balancing";
    expectRefusal(await issuer.call("GET", unknown), 404, "worldline-issuing.not-found");
    expectRefusal(await issuer.call("PATCH", unknown, {}), 404, "worldline-issuing.not-found");
  });
});

describe("the configuration of brand advice", () => {
  const path = brandPath(corporateProduct);
  const [visa, mastercard] = corporateProduct.extensions;
  const brands = (...shares: [string, number][]) =>
    shares.map(([productExtensionReference, value]) => ({ value, productExtensionReference }));

  it("is modified where something is given, and apart from the balancing of extensions", async () => {
    const balancing = await read(balancingPath(corporateProduct));
    const { brandAdviceConfiguration: before } = (await read(path)) as {
      brandAdviceConfiguration: { profiles: object[] };
    };
    expect(before).toEqual({
      deviceTokensThreshold: 3,
      merchantTokensThreshold: 5,
      profiles: [
        { name: "NEW-CARD", percentages: brands([visa, 60], [mastercard, 40]) },
        {
          name: "FEW-TOKENS",
          currentCardTemplateReference: corporateProduct.cardTemplateReference,
          deviceTokensOperator: "<",
          merchantTokensOperator: "<",
          percentages: brands([visa, 20], [mastercard, 80]),
        },
        {
          name: "MANY-TOKENS",
          currentCardTemplateReference: corporateProduct.cardTemplateReference,
          percentages: brands([visa, 100]),
        },
      ],
    });
    const percentages = brands([mastercard, 100]);
    const body = { merchantTokensThreshold: 9, profiles: [{ name: "NEW-CARD", percentages }] };
    const after = {
      ...before,
      merchantTokensThreshold: 9,
      profiles: [{ ...before.profiles[0], percentages }, ...before.profiles.slice(1)],
    };
    const answer = await issuer.call("PATCH", path, body);
    expect(dataOf(answer)).toEqual({ newBrandAdviceConfiguration: after });
    expect(await read(path)).toEqual({ brandAdviceConfiguration: after });
    expect(await read(balancingPath(corporateProduct))).toEqual(balancing);
  });

  it("has the profiles that it was made with", async () => {
    await refused("worldline-issuing.brand-advice.profile", path, [
      { profiles: [{ name: "OLD-CARD", percentages: brands([visa, 100]) }] },
    ]);
  });

  it("is between the extensions of the product", async () => {
    await refused("worldline-issuing.brand-advice.extension", path, [
      { profiles: [{ name: "NEW-CARD", percentages: brands([first, 100]) }] },
    ]);
  });

  it("is in whole percentages", async () => {
    await refused("worldline-issuing.balancing.percentage", path, [
      { profiles: [{ name: "NEW-CARD", percentages: brands([visa, 101]) }] },
    ]);
  });

  it("is that of a product with brand selection", async () => {
    const unknown = "/contracts/brand-advice-config/SAVINGS";
    expectRefusal(await issuer.call("GET", unknown), 404, "worldline-issuing.not-found");
    expectRefusal(await issuer.call("PATCH", unknown, {}), 404, "worldline-issuing.not-found");
  });
});
