import { letterTemplates } from "./seed-letter-templates.js";
import type { IssuerState, ProductIdentifier } from "./state.js";

interface SeededProduct {
  readonly productIdentifier: ProductIdentifier;
  readonly cardTemplateReference: string;
  /** By their external references; the first one is what the seeded cards have. */
  readonly extensions: readonly [string, string];
}

export const consumerProduct: SeededProduct = {
  productIdentifier: { productReference: "PRODUCT-01", issuerProductExternalReference: "CONSUMER-CREDIT" },
  cardTemplateReference: "TEMPLATE-CONSUMER",
  extensions: ["CONSUMER-CREDIT-VISA", "CONSUMER-CREDIT-MASTERCARD"],
};

export const corporateProduct: SeededProduct = {
  productIdentifier: { productReference: "PRODUCT-02", issuerProductExternalReference: "CORPORATE-CHARGE" },
  cardTemplateReference: "TEMPLATE-CORPORATE",
  extensions: ["CORPORATE-CHARGE-VISA", "CORPORATE-CHARGE-MASTERCARD"],
};

const products = [consumerProduct, corporateProduct];
const thresholds = { deviceTokensThreshold: 3, merchantTokensThreshold: 5 };

/**
 * What a new issuer has of products. Which words the operators of a profile may be is not published: the seeded ones are
 * the only ones here, for an override cannot change them.
 */
export function seedProducts(): Pick<
  IssuerState,
  | "letterTemplates"
  | "letters"
  | "productExtensionBalancings"
  | "cardProducerBalancings"
  | "brandAdviceConfigs"
> {
  return {
    letterTemplates: [...letterTemplates],
    letters: [],
    productExtensionBalancings: products.map((product) => ({
      productIdentifier: product.productIdentifier,
      extensions: product.extensions,
      ...thresholds,
      profiles: profilesOf(product).map(({ cardTemplateReference, shares, ...profile }) => ({
        ...profile,
        ...(cardTemplateReference !== undefined && { cardProductIdentifier: { cardTemplateReference } }),
        percentages: shares.map(([issuerProductExtensionExternalReference, value]) => ({
          value,
          productExtensionIdentifier: { issuerProductExtensionExternalReference },
        })),
      })),
    })),
    cardProducerBalancings: products.map(({ cardTemplateReference }) => ({
      cardProductIdentifier: { cardTemplateReference },
      percentages: [
        { value: 70, cardProducer: "PRODUCER-NORTH" },
        { value: 30, cardProducer: "PRODUCER-SOUTH" },
      ],
      renewalPercentages: [{ value: 100, cardProducer: "PRODUCER-SOUTH" }],
    })),
    brandAdviceConfigs: products.map((product) => ({
      productIdentifier: product.productIdentifier,
      extensions: product.extensions,
      ...thresholds,
      profiles: profilesOf(product).map(({ cardTemplateReference, shares, ...profile }) => ({
        ...profile,
        ...(cardTemplateReference !== undefined && { currentCardTemplateReference: cardTemplateReference }),
        percentages: shares.map(([productExtensionReference, value]) => ({
          value,
          productExtensionReference,
        })),
      })),
    })),
  };
}

interface SeededProfile {
  readonly name: string;
  readonly cardTemplateReference?: string;
  readonly deviceTokensOperator?: "<" | ">=";
  readonly merchantTokensOperator?: "<" | ">=";
  readonly shares: readonly (readonly [extension: string, percentage: number])[];
}

function profilesOf({ cardTemplateReference, extensions: [first, second] }: SeededProduct): SeededProfile[] {
  return [
    {
      name: "NEW-CARD",
      shares: [
        [first, 60],
        [second, 40],
      ],
    },
    {
      name: "FEW-TOKENS",
      cardTemplateReference,
      deviceTokensOperator: "<",
      merchantTokensOperator: "<",
      shares: [
        [first, 20],
        [second, 80],
      ],
    },
    {
      // With many tokens a change of brand costs more: the wallets and merchants would have to be told.
      name: "MANY-TOKENS",
      cardTemplateReference,
      shares: [[first, 100]],
    },
  ];
}
