/** The payer, as the payer's bank knows them. */
export interface PsuData {
  /** Not empty. */
  readonly AspspId?: string;
  readonly AspspProductCode?: string;
  readonly AspspPsuId?: string;
  readonly AspspCustomerId?: string;
  readonly AspspPsuIdType?: string;
  readonly AspspPsuCorporateId?: string;
  readonly AspspPsuCorporateIdType?: string;
  /** ISO 3166, two letters. */
  readonly Country?: string;
}

/** Who the payer is at the bank. */
export interface PsuDataIdentification {
  readonly AspspPsuId?: string;
  readonly AspspCustomerId?: string;
  readonly AspspPsuIdType?: string;
  readonly AspspPsuCorporateId?: string;
  readonly AspspPsuCorporateIdType?: string;
}

/** What kind of account number it is. */
export type AccountScheme = "IBAN" | "SortCodeAccountNumber";

/** The payer's account. */
export interface DebtorAccount {
  readonly SchemeName?: AccountScheme;
  readonly Identification: string;
  readonly SecondaryIdentification?: string;
  /** ISO 4217. */
  readonly Currency?: string;
}

/** The payer. */
export interface DebtorInformation {
  /** Up to 140 characters. */
  readonly Name?: string;
  /** BIC of the bank; for iDEAL in the standard flow only. */
  readonly Agent?: string;
  readonly Account?: DebtorAccount;
  /** Up to 140 characters. */
  readonly UltimateDebtor?: string;
  readonly ShippingAddress?: AddressData;
  readonly BillingAddress?: BillingAddress;
}

/** How the payer can be reached, where fast checkout asked for it. */
export interface ContactDetails {
  readonly FirstName?: string;
  readonly LastName?: string;
  /** E.164. */
  readonly PhoneNumber?: string;
  /** Not empty. */
  readonly Email?: string;
}

/** The payer, as the bank tells it. Expect it with `SettlementCompleted` only. */
export interface DebtorInformationResponse {
  /** Up to 140 characters. */
  readonly Name?: string;
  /** BIC. */
  readonly Agent?: string;
  readonly Account?: DebtorAccount;
  readonly ContactDetails?: ContactDetails;
  readonly ShippingAddress?: ReceivedAddress;
  readonly BillingAddress?: ReceivedAddress;
}

/** The payee's account. */
export interface CreditorAccount {
  readonly SecondaryIdentification?: string;
  readonly SchemeName?: AccountScheme;
  readonly Identification?: string;
  /** ISO 4217. */
  readonly Currency?: string;
}

/** When and where the payee was born. */
export interface CreditorDateAndPlaceOfBirth {
  /** ISO 8601, without a time. */
  readonly BirthDate: string;
  /** Up to 35 characters. */
  readonly CityOfBirth: string;
  /** ISO 3166, two letters. */
  readonly CountryOfBirth: string;
}

/** The payee. */
export interface CreditorInformation {
  /** 1 to 50 characters. */
  readonly InitiatingPartySubId?: string;
  readonly Name?: string;
  readonly Account?: CreditorAccount;
  /** BIC. */
  readonly Agent?: string;
  /** Up to 140 characters. */
  readonly UltimateCreditor?: string;
  readonly PostalAddress?: AddressData;
  readonly CreditorDateAndPlaceOfBirth?: CreditorDateAndPlaceOfBirth;
}

/** An address. */
export interface AddressData {
  /** Not empty. */
  readonly FirstName?: string;
  /** Not empty. */
  readonly LastName?: string;
  /** Not empty. */
  readonly CompanyName?: string;
  /** Not empty. */
  readonly PostCode?: string;
  /** Not empty. */
  readonly BuildingNumber?: string;
  /** Not empty. */
  readonly Floor?: string;
  /** Not empty. */
  readonly StreetName?: string;
  /** Not empty. */
  readonly TownName?: string;
  /** Not empty. */
  readonly Country?: string;
  /** 1 to 35 characters. */
  readonly CountrySubDivision?: string;
}

/** An address as it comes: the interface file spells `PostCode`, the implementation guide `Postcode`. */
export interface ReceivedAddress extends AddressData {
  readonly Postcode?: string;
}

/** Where the bill goes. */
export interface BillingAddress {
  /** False by default. */
  readonly SameAsShippingAddress?: boolean;
  readonly BillingAddressDetails?: AddressData;
}
