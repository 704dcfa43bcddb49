/** Names of fields with personal data, or with credentials of payers, which are masked where exchanges are recorded. */
export const worldlineOpenBankingPersonalFields: readonly string[] = [
  "AspspPsuId",
  "BillingAddress",
  "ContactDetails",
  "CredentialValue",
  "CreditorInformation",
  "DebtorAccountIdentification",
  "DebtorContactDetails",
  "DebtorInformation",
  "DebtorToken",
  "DeviceId",
  "GeoLocation",
  "PsuIpAddress",
  "ScaAuthenticationData",
  "ShippingAddress",
  "UltimateDebtor",
];
