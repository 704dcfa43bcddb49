import { extensionOf, requireBalancing } from "./balancing.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { chooseExtension } from "./extension-choice.js";
import { cardContracts, cards, requireNamed } from "./find.js";
import type { ProductExtensionBalancing } from "./products-state.js";
import type { CardContract, ProductExtensionIdentifier } from "./state.js";

export const productExtensionHandlers: HandlersOf<"productExtensions"> = {
  "productExtensions.advise": (call) => {
    const { issuerProductExternalReference } = call.body as {
      readonly issuerProductExternalReference: string;
    };
    const balancing = requireBalancing(call.issuer, issuerProductExternalReference);
    return {
      productIdentifier: balancing.productIdentifier,
      productExtensionIdentifier: advise(call, balancing),
    };
  },

  "productExtensions.adviseForCard": (call) => {
    const card = requireNamed(cards, call.issuer, call.names);
    const cardContract = requireNamed(cardContracts, call.issuer, card.cardContractIdentifier);
    const { issuerProductExternalReference } = cardContract.productIdentifier;
    const balancing = requireBalancing(call.issuer, issuerProductExternalReference);
    return {
      cardIdentifier: card.cardIdentifier,
      advisedProductExtensionIdentifier: advise(call, balancing, cardContract),
      currentProductExtensionIdentifier: cardContract.productExtensionIdentifier,
    };
  },
};

function advise(
  { context }: IssuingCall,
  balancing: ProductExtensionBalancing,
  replaced?: CardContract,
): ProductExtensionIdentifier {
  const profiles = balancing.profiles.map(({ cardProductIdentifier, percentages, ...profile }) => ({
    ...profile,
    cardTemplateReference: cardProductIdentifier?.cardTemplateReference,
    shares: percentages.map((each) => ({ extension: extensionOf(each) ?? "", value: each.value })),
  }));
  const extension = chooseExtension(context.random, balancing, profiles, replaced);
  return { issuerProductExtensionExternalReference: extension };
}
