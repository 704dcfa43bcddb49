/** What identifies an organisation or a person. */
export interface MccyPartyIdentification {
  readonly organisationIdentification?: MccyOrganisationIdentification;
  readonly privateIdentification?: MccyPrivateIdentification;
}

/** What identifies an organisation. */
export interface MccyOrganisationIdentification {
  readonly Other?: MccyOrganisationOther;
}

/** An identification of an organisation that is no BIC. */
export interface MccyOrganisationOther {
  /** Up to 35 characters. */
  readonly identification?: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName?: MccyScheme;
  /** Who assigned the identification. Up to 35 characters. */
  readonly issuer?: string;
}

/** What identifies a person. */
export interface MccyPrivateIdentification {
  readonly dateAndPlaceOfBirth?: MccyBirth;
  readonly other?: MccyOtherIdentification;
}

/** When and where a person was born. */
export interface MccyBirth {
  /** Date, YYYY-MM-DD. */
  readonly dateOfBirth?: string;
  /** Up to 35 characters. */
  readonly cityOfBirth?: string;
  /** Two capital letters, ISO 3166. */
  readonly countryOfBirth?: string;
}

/** Such as a passport number. */
export interface MccyOtherIdentification {
  /** Up to 35 characters. */
  readonly identification?: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName?: MccyScheme;
}

/** The kind of an identification: `code` or `proprietary`, one of the two. */
export interface MccyScheme {
  /** Up to 4 characters. */
  readonly code?: string;
  /** In free text, where there is no `code`. Up to 35 characters. */
  readonly proprietary?: string;
}

/** A bank between the two. */
export interface MccyIntermediaryAgent {
  readonly FinancialInstitutionIdentification?: MccyIntermediaryInstitution;
}

/** What identifies the bank between the two. */
export interface MccyIntermediaryInstitution {
  /** Business Identifier Code. 8 to 11 characters. */
  readonly bic?: string;
  /** Routing number of the American Bankers Association, instead of the BIC. Up to 35 characters. */
  readonly aba?: string;
  /** Up to 140 characters. */
  readonly name?: string;
  readonly addressDetails: MccyAgentAddress | null;
}

/** The payee's bank. */
export interface MccyCreditorAgent {
  readonly FinancialInstitutionIdentification: MccyCreditorInstitution;
  /** Up to 35 characters. */
  readonly branchId?: string;
}

/** What identifies the payee's bank. */
export interface MccyCreditorInstitution {
  /** Business Identifier Code. 8 to 11 characters. */
  readonly bic?: string;
  /** Routing number of the American Bankers Association, instead of the BIC. Up to 35 characters. */
  readonly aba?: string;
  /** Instead of BIC and ABA number. Up to 35 characters. */
  readonly clearingSystemIdCode?: string;
  /** Needed with `clearingSystemIdCode`. Up to 35 characters. */
  readonly memberId?: string;
  /** 1 to 140 characters. */
  readonly name: string;
  readonly addressDetails: MccyAgentAddress | null;
}

/** A postal address of which only the country is needed. */
export interface MccyAgentAddress {
  /** Up to 70 characters. */
  readonly addressLine1?: string;
  /** From 30 October 2026 the town, and nothing else. Up to 35 characters. */
  readonly addressLine2?: string;
  /** Up to 35 characters. */
  readonly addressLine3?: string;
  /** Up to 16 characters. */
  readonly postCode?: string;
  /** Two capital letters, ISO 3166. */
  readonly country: string;
}
