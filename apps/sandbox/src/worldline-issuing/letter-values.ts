import type { ParameterValue, TemplateParameter } from "./products-state.js";
import type { Card, Customer, IssuerState } from "./state.js";

/** What values are computed from. */
export interface LetterSubject {
  readonly issuer: IssuerState;
  readonly card: Card;
  readonly cardHolder: Customer;
  readonly now: Date;
}

/** The values of lists, by what the source of a parameter is called. */
const languages: readonly string[] = ["en", "fr", "nl", "de"];
const lists: Readonly<Record<string, readonly string[]>> = { languages };

const cardTexts: Readonly<Record<string, (card: Card) => string>> = {
  "card.maskedPan": ({ maskedPan }) => maskedPan,
  "card.expiryDate": ({ expiryDate }) => expiryDate,
};

const texts: Readonly<Record<string, (subject: LetterSubject) => string>> = {
  "cardHolder.name": ({ cardHolder }) => `${cardHolder.firstName} ${cardHolder.lastName}`,
  languages: ({ cardHolder }) =>
    languages.find((each) => each === cardHolder.preferredCorrespondenceLanguage) ?? "en",
  today: ({ now }) => now.toISOString().slice(0, 10),
};

const collections: Readonly<Record<string, (subject: LetterSubject) => readonly Card[]>> = {
  "cardHolder.cards": ({ issuer, cardHolder }) => cardsOf(issuer, cardHolder),
};

/** The value that the system has for a parameter; none where it is not defined. */
export function computeValue(
  parameter: TemplateParameter,
  subject: LetterSubject,
): ParameterValue | undefined {
  const { name, source = "", subParameters = [] } = parameter;
  const rows = collections[source]?.(subject);
  if (rows !== undefined) {
    const valueList = rows.map((card) => ({
      subParameters: subParameters.map((each) => ({
        subParameterName: each.name,
        value: cardTexts[each.source ?? ""]?.(card) ?? "",
      })),
    }));
    return { parameterName: name, valueList };
  }
  const value = cardTexts[source]?.(subject.card) ?? texts[source]?.(subject);
  return value === undefined ? undefined : { parameterName: name, value };
}

/** What may be chosen for a parameter that is a list. */
export function choicesOf({ displayType, source = "" }: TemplateParameter): readonly string[] | undefined {
  return displayType === "list" ? (lists[source] ?? []) : undefined;
}

function cardsOf({ cards, cardContracts }: IssuerState, { customerIdentifier }: Customer): readonly Card[] {
  const { customerReference } = customerIdentifier;
  const held = cardContracts
    .filter(({ cardHolderIdentifier }) => cardHolderIdentifier.customerReference === customerReference)
    .map(({ cardContractIdentifier }) => cardContractIdentifier.cardContractReference);
  return cards.filter(({ cardContractIdentifier }) =>
    held.includes(cardContractIdentifier.cardContractReference),
  );
}
