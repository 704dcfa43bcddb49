import type { LetterTemplate, TemplateParameter } from "./products-state.js";

const nameValidation = "[\\p{L} .'-]{2,60}";

const maskedPan: TemplateParameter = {
  name: "maskedPan",
  displayType: "no_display",
  source: "card.maskedPan",
  defined: true,
  invalid: false,
  editable: false,
  description: "The number of the card, masked",
  displayOrder: "1",
};

const holderName: TemplateParameter = {
  name: "holderName",
  displayType: "text",
  source: "cardHolder.name",
  defined: true,
  invalid: false,
  editable: true,
  description: "Who the letter is for",
  validation: nameValidation,
  displayOrder: "2",
};

/** Between them, these give every control of a letter's generation something to do. */
export const letterTemplates: readonly LetterTemplate[] = [
  {
    letterTemplateIdentifier: { letterTemplateReference: "CARD-DELIVERY" },
    description: "Goes with a new card",
    structure:
      "<cardDelivery><card>{maskedPan}</card><holder>{holderName}</holder><date>{letterDate}</date>" +
      "<language>{language}</language><message>{message}</message></cardDelivery>",
    outputFormat: "XML",
    category: "CARD",
    transformerType: "XSLT",
    parameters: [
      maskedPan,
      holderName,
      {
        name: "letterDate",
        displayType: "date",
        source: "today",
        sourceType: "date",
        defined: true,
        invalid: false,
        editable: true,
        description: "The date on the letter",
        validation: "\\d{4}-\\d{2}-\\d{2}",
        format: "yyyy-MM-dd",
        displayOrder: "3",
      },
      {
        name: "language",
        displayType: "list",
        source: "languages",
        sourceType: "list",
        defined: true,
        invalid: false,
        editable: true,
        description: "The language of the letter",
        displayOrder: "4",
      },
      {
        name: "message",
        displayType: "text",
        defined: false,
        invalid: false,
        editable: true,
        description: "A few words to the card holder",
        displayOrder: "5",
      },
    ],
    validator: {
      root: "cardDelivery",
      elements: [
        { name: "card", maxLength: 19 },
        { name: "holder", maxLength: 60 },
        { name: "date", maxLength: 10 },
        { name: "language", maxLength: 2 },
        { name: "message", maxLength: 140 },
      ],
    },
  },
  {
    letterTemplateIdentifier: { letterTemplateReference: "NAME-CORRECTION" },
    description: "Confirms that a wrong name has been corrected",
    structure: "<nameCorrection><card>{maskedPan}</card><name>{correctedName}</name></nameCorrection>",
    outputFormat: "XML",
    category: "CARD",
    transformerType: "XSLT",
    parameters: [
      maskedPan,
      {
        name: "correctedName",
        displayType: "text",
        source: "cardHolder.name",
        defined: true,
        invalid: true,
        editable: true,
        description: "The name as it should have been",
        validation: nameValidation,
        displayOrder: "2",
      },
    ],
  },
  {
    letterTemplateIdentifier: { letterTemplateReference: "CARD-OVERVIEW" },
    description: "Lists the cards of a card holder",
    structure: "<cardOverview><holder>{holderName}</holder><cards>{cards}</cards></cardOverview>",
    outputFormat: "XML",
    category: "CARD",
    transformerType: "XSLT",
    parameters: [
      holderName,
      {
        name: "cards",
        displayType: "no_display",
        source: "cardHolder.cards",
        sourceType: "collection",
        defined: true,
        invalid: false,
        editable: false,
        description: "The cards of the card holder",
        displayOrder: "3",
        subParameters: [
          maskedPan,
          {
            name: "expiryDate",
            displayType: "no_display",
            source: "card.expiryDate",
            defined: true,
            invalid: false,
            editable: false,
            description: "When the card expires",
            format: "MMyy",
            displayOrder: "2",
          },
        ],
      },
    ],
  },
];
