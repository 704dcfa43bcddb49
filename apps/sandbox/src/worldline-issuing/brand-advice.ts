import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./advice-rules.js";
import type { HandlersOf } from "./call.js";
import { chooseExtension } from "./extension-choice.js";
import { cardContracts, cards, requireNamed } from "./find.js";
import { applyOverride, type Override } from "./override.js";
import type { BrandAdviceConfig, BrandPercentage } from "./products-state.js";
import { notFound } from "./rules.js";
import type { IssuerState } from "./state.js";

interface BrandAdviceRequest {
  readonly issuerProductExternalReference?: string;
  readonly cardReference?: string;
  readonly issuerCardExternalReference?: string;
}

/** What product extension balancing has come in the place of: it is configured, and advises, on its own. */
export const brandAdviceHandlers: HandlersOf<"brandAdvice"> = {
  "brandAdvice.advise": ({ issuer, body, context }) => {
    const request = body as BrandAdviceRequest;
    const { issuerProductExternalReference, cardReference, issuerCardExternalReference } = request;
    const isByCard = (cardReference ?? issuerCardExternalReference) !== undefined;
    if (isByCard === (issuerProductExternalReference !== undefined)) {
      const reason = `Expected issuerProductExternalReference or the reference of a card, got ${isByCard ? "both" : "neither"}.`;
      throw new Refusal(rules.brandIdentification, reason);
    }
    const card = isByCard ? requireNamed(cards, issuer, request) : undefined;
    const replaced = card && requireNamed(cardContracts, issuer, card.cardContractIdentifier);
    const product =
      replaced?.productIdentifier.issuerProductExternalReference ?? issuerProductExternalReference;
    const config = requireConfig(issuer, product);
    const profiles = config.profiles.map(({ currentCardTemplateReference, percentages, ...profile }) => ({
      ...profile,
      cardTemplateReference: currentCardTemplateReference,
      shares: percentages.map((each) => ({ extension: each.productExtensionReference, value: each.value })),
    }));
    return {
      ...(card !== undefined && { cardIdentifier: card.cardIdentifier }),
      productIdentifier: config.productIdentifier,
      productExtensionReference: chooseExtension(context.random, config, profiles, replaced),
    };
  },

  "brandAdvice.retrieveConfiguration": ({ issuer, names }) => ({
    brandAdviceConfiguration: show(requireConfig(issuer, names.issuerProductExternalReference)),
  }),

  "brandAdvice.modifyConfiguration": ({ issuer, names, body }) => {
    const config = requireConfig(issuer, names.issuerProductExternalReference);
    const { brandProfile: profile, brandExtension: extension } = rules;
    applyOverride(
      config,
      body as Override<BrandPercentage>,
      { profile, extension },
      ({ productExtensionReference }) => productExtensionReference,
    );
    return { newBrandAdviceConfiguration: show(config) };
  },
};

function show({
  productIdentifier: _product,
  extensions: _extensions,
  ...config
}: BrandAdviceConfig): object {
  return config;
}

function requireConfig(issuer: IssuerState, reference: string = ""): BrandAdviceConfig {
  const found = issuer.brandAdviceConfigs.find(
    ({ productIdentifier }) => productIdentifier.issuerProductExternalReference === reference,
  );
  if (found !== undefined) return found;
  throw new Refusal(notFound, `Expected a product with brand selection, got ${quoted(reference)}.`);
}
