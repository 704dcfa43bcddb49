import type { Random } from "../random.js";
import { Refusal } from "../wire/refusal.js";
import { share } from "./advice-rules.js";
import type { CardContract } from "./state.js";

export interface ExtensionShare {
  readonly extension: string;
  /** Of the sum of all. That they come to 100 is written nowhere. */
  readonly value: number;
}

/** What the profiles of a balancing and those of brand advice have in common. */
export interface ChoiceProfile {
  /** Of the card to replace; a profile without it is for new cards, and for those that no other is for. */
  readonly cardTemplateReference: string | undefined;
  readonly deviceTokensOperator?: "<" | ">=";
  readonly merchantTokensOperator?: "<" | ">=";
  readonly shares: readonly ExtensionShare[];
}

interface Thresholds {
  readonly deviceTokensThreshold: number;
  readonly merchantTokensThreshold: number;
}

/**
 * Draws an extension by the shares of the profile that is for a new card, or of the first one whose conditions the
 * card to replace meets.
 *
 * @throws Refusal
 */
export function chooseExtension(
  random: Random,
  thresholds: Thresholds,
  profiles: readonly ChoiceProfile[],
  replaced?: CardContract,
): string {
  const forNewCards = profiles.find(({ cardTemplateReference }) => cardTemplateReference === undefined);
  const forReplacements = replaced && profiles.find((profile) => isFor(replaced, profile, thresholds));
  const { shares = [] } = forReplacements ?? forNewCards ?? {};
  const sum = shares.reduce((total, { value }) => total + value, 0);
  if (sum === 0) {
    throw new Refusal(share, "No extension has a share in the profile that applies: override the balancing.");
  }
  let drawn = random.integer(0, sum);
  const chosen = shares.find(({ value }) => {
    drawn -= value;
    return drawn < 0;
  });
  return chosen?.extension ?? "";
}

function isFor(
  card: CardContract,
  { cardTemplateReference, deviceTokensOperator, merchantTokensOperator }: ChoiceProfile,
  { deviceTokensThreshold, merchantTokensThreshold }: Thresholds,
): boolean {
  return (
    cardTemplateReference === card.cardTemplateReference &&
    compares(card.deviceTokensNumber, deviceTokensOperator, deviceTokensThreshold) &&
    compares(card.merchantTokensNumber, merchantTokensOperator, merchantTokensThreshold)
  );
}

function compares(count: number, operator: string | undefined, threshold: number): boolean {
  return operator === undefined || (operator === "<" ? count < threshold : count >= threshold);
}
