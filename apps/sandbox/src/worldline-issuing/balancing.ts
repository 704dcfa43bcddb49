import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./advice-rules.js";
import type { HandlersOf } from "./call.js";
import { applyOverride, type Override, requirePercentage } from "./override.js";
import type {
  CardProducerBalancing,
  ExtensionPercentage,
  ProducerPercentage,
  ProductExtensionBalancing,
} from "./products-state.js";
import { notFound } from "./rules.js";
import type { IssuerState } from "./state.js";

interface ProducersOverride {
  readonly percentages?: readonly ProducerPercentage[];
  readonly renewalPercentages?: readonly ProducerPercentage[];
}

export const balancingHandlers: HandlersOf<"productExtensionBalancing" | "cardProducerBalancing"> = {
  "productExtensionBalancing.retrieve": ({ issuer, names }) => {
    const { extensions: _kept, ...balancing } = requireBalancing(
      issuer,
      names.issuerProductExternalReference,
    );
    return { issuerId: issuer.issuerId, ...balancing };
  },

  "productExtensionBalancing.override": ({ issuer, names, body }) => {
    const balancing = requireBalancing(issuer, names.issuerProductExternalReference);
    applyOverride(balancing, body as Override<ExtensionPercentage>, rules, extensionOf);
    return { productIdentifier: balancing.productIdentifier };
  },

  "cardProducerBalancing.retrieve": ({ issuer, names }) =>
    requireProducers(issuer, names.cardTemplateReference),

  // A PATCH by its method, but the whole is replaced: what the body leaves out is empty afterwards.
  "cardProducerBalancing.override": ({ issuer, names, body }) => {
    const balancing = requireProducers(issuer, names.cardTemplateReference);
    const { percentages = [], renewalPercentages = [] } = body as ProducersOverride;
    for (const { value, cardProducer } of [...percentages, ...renewalPercentages]) {
      requirePercentage(value);
      if (!cardProducer) throw new Refusal(rules.percentage, "Expected a cardProducer beside each value.");
    }
    balancing.percentages = percentages;
    balancing.renewalPercentages = renewalPercentages;
    return { cardProductIdentifier: balancing.cardProductIdentifier };
  },
};

export function extensionOf({
  productExtensionIdentifier,
}: Partial<ExtensionPercentage>): string | undefined {
  return productExtensionIdentifier?.issuerProductExtensionExternalReference;
}

/** @throws Refusal */
export function requireBalancing(issuer: IssuerState, reference: string = ""): ProductExtensionBalancing {
  const found = issuer.productExtensionBalancings.find(
    ({ productIdentifier }) => productIdentifier.issuerProductExternalReference === reference,
  );
  if (found !== undefined) return found;
  throw new Refusal(notFound, `Expected a product whose extensions are balanced, got ${quoted(reference)}.`);
}

function requireProducers(issuer: IssuerState, reference: string = ""): CardProducerBalancing {
  const found = issuer.cardProducerBalancings.find(
    ({ cardProductIdentifier }) => cardProductIdentifier.cardTemplateReference === reference,
  );
  if (found !== undefined) return found;
  throw new Refusal(
    notFound,
    `Expected a card template whose producers are balanced, got ${quoted(reference)}.`,
  );
}
