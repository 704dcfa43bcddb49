/** A value of a letter's parameter: text, or for a collection rows of texts. */
export interface ParameterValue {
  readonly parameterName: string;
  readonly value?: string;
  readonly valueList?: readonly {
    readonly subParameters: readonly { readonly subParameterName: string; readonly value: string }[];
  }[];
}

export interface TemplateParameter {
  readonly name: string;
  readonly displayType: "text" | "list" | "date" | "no_display";
  /** Where the value is computed from; for a list, what its values are. */
  readonly source?: string;
  readonly sourceType?: "date" | "list" | "collection";
  /** Whether a value can be computed. */
  readonly defined: boolean;
  /** Whether the computed value is known to be wrong. */
  readonly invalid: boolean;
  readonly editable: boolean;
  readonly description: string;
  readonly validation?: string;
  readonly format?: string;
  readonly displayOrder: string;
  readonly subParameters?: readonly TemplateParameter[];
}

/** What a generated letter is checked for: the elements of its root, in order, each with text of at most so many characters. */
export interface LetterValidator {
  readonly root: string;
  readonly elements: readonly { readonly name: string; readonly maxLength: number }[];
}

export interface LetterTemplate {
  readonly letterTemplateIdentifier: { readonly letterTemplateReference: string };
  readonly parameters: readonly TemplateParameter[];
  readonly description: string;
  /** The letter, with the names of parameters in braces. */
  readonly structure: string;
  readonly outputFormat: "XML";
  readonly category: string;
  readonly transformerType: "XSLT";
  /** Not on the wire. */
  readonly validator?: LetterValidator;
}

export interface Letter {
  /** Not on the wire: the card that the letter is about. */
  readonly cardReference: string;
  readonly letterIdentifier: { readonly letterId: string };
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly outputFormat: "XML";
  readonly category: string;
  validationStatus: "VALIDATION_NEEDED" | "VALIDATED";
  readonly generationDate: string;
}

export interface ExtensionPercentage {
  readonly value: number;
  readonly productExtensionIdentifier: { readonly issuerProductExtensionExternalReference: string };
}

/** The shares of the cards that it is for: new ones, or replacements of a template's cards by their tokens. */
export interface BalancingProfile {
  readonly name: string;
  readonly cardProductIdentifier?: { readonly cardTemplateReference: string };
  readonly deviceTokensOperator?: "<" | ">=";
  readonly merchantTokensOperator?: "<" | ">=";
  percentages: readonly ExtensionPercentage[];
}

export interface ProductExtensionBalancing {
  readonly productIdentifier: {
    readonly productReference: string;
    readonly issuerProductExternalReference: string;
  };
  /** Not on the wire: the product's extensions by their external references. */
  readonly extensions: readonly string[];
  deviceTokensThreshold: number;
  merchantTokensThreshold: number;
  readonly profiles: readonly BalancingProfile[];
}

export interface ProducerPercentage {
  readonly value: number;
  readonly cardProducer: string;
}

export interface CardProducerBalancing {
  readonly cardProductIdentifier: { readonly cardTemplateReference: string };
  percentages: readonly ProducerPercentage[];
  renewalPercentages: readonly ProducerPercentage[];
}

export interface BrandPercentage {
  readonly value: number;
  readonly productExtensionReference: string;
}

export interface BrandAdviceProfile {
  readonly name: string;
  readonly currentCardTemplateReference?: string;
  readonly deviceTokensOperator?: "<" | ">=";
  readonly merchantTokensOperator?: "<" | ">=";
  percentages: readonly BrandPercentage[];
}

export interface BrandAdviceConfig {
  /** Not on the wire. */
  readonly productIdentifier: ProductExtensionBalancing["productIdentifier"];
  /** Not on the wire: the product's extensions by their external references. */
  readonly extensions: readonly string[];
  deviceTokensThreshold: number;
  merchantTokensThreshold: number;
  readonly profiles: readonly BrandAdviceProfile[];
}
