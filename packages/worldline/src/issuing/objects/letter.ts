import type { DateTime, Known } from "./values.js";

export interface DeleteCardLetterResponse {
  readonly letterIdentifier: { readonly letterId?: string };
}

export interface GenerateCardLetterRequest {
  readonly letterTemplateIdentifier: { readonly letterTemplateReference?: string };
  readonly letterTemplateParameterValues?: readonly LetterTemplateParameterValue[];
  readonly validationNeeded?: boolean;
}

export interface GenerateCardLetterResponse {
  readonly letterIdentifier: { readonly letterId?: string };
  readonly name: string;
  readonly generationDate: DateTime;
}

export interface Letter {
  readonly issuerId?: string;
  readonly letterIdentifier?: { readonly letterId?: string };
  readonly name?: string;
  readonly description?: string;
  /** Base64. */
  readonly content?: string;
  readonly outputFormat?: Known<"PDF" | "XML" | "WORD">;
  readonly category?: string;
  readonly owner?: string;
  readonly validationStatus?: Known<"VALIDATION_NEEDED" | "VALIDATED">;
  readonly generationDate?: DateTime;
}

export interface LetterTemplate {
  readonly issuerId?: string;
  readonly letterTemplateIdentifier?: { readonly letterTemplateReference?: string };
  /** With `embed`. */
  readonly parameters?: readonly LetterTemplateParameter[];
  readonly description?: string;
  readonly structure?: string;
  readonly outputFormat?: Known<"PDF" | "XML" | "WORD">;
  readonly category?: Known<"CARD" | "DISPUTE" | "FRAUD">;
  readonly transformerType?: Known<"JASPER" | "XSLT">;
}

export interface LetterTemplateParameter {
  readonly name?: string;
  readonly displayType?: Known<"text" | "list" | "date" | "no_display">;
  readonly source?: string;
  readonly sourceType?: Known<"date" | "list" | "collection">;
  readonly defined?: boolean;
  readonly invalid?: boolean;
  readonly editable?: boolean;
  readonly description?: string;
  /** A regular expression. */
  readonly validation?: string;
  readonly format?: string;
  readonly displayOrder?: string;
  readonly subParameters?: readonly LetterTemplateParameter[];
}

export interface LetterTemplateParameterValue {
  readonly value?: string;
  readonly parameterName?: string;
  readonly valueList?: readonly LetterTemplateParameterValueParameters[];
}

export interface LetterTemplateParameterValueParameters {
  readonly subParameters?: readonly LetterTemplateParameterValueSubParameter[];
}

export interface LetterTemplateParameterValueSubParameter {
  readonly subParameterName?: string;
  readonly value?: string;
}

export interface PrefilledLetterTemplate {
  readonly issuerId?: string;
  readonly letterTemplateIdentifier: { readonly letterTemplateReference?: string };
  readonly parametersValues?: readonly LetterTemplateParameterValue[];
  readonly parameters?: readonly LetterTemplateParameter[];
  readonly description?: string;
  readonly outputFormat?: string;
  readonly structure?: string;
  readonly category?: string;
  readonly transformerType?: string;
}

export interface ValidateCardLetterResponse {
  readonly letterIdentifier: { readonly letterId?: string };
  readonly validationStatus: string;
}
