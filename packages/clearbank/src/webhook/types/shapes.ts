/** Parts of payloads that many of them have. A row names one where it would otherwise write it out again. */
export const shapes = {
  bacsAccount: {
    "AccountName?": "text",
    "SortCode?": "text",
    "AccountNumber?": "text",
  },
  crossBorderParty: {
    Name: "text",
    "PostalAddress?": {
      "Department?": "text",
      "SubDepartment?": "text",
      "StreetName?": "text",
      "BuildingNumber?": "text",
      "BuildingName?": "text",
      "Floor?": "text",
      "PostBox?": "text",
      "Room?": "text",
      "PostCode?": "text",
      "TownName?": "text",
      "TownLocationName?": "text",
      "DistrictName?": "text",
      "CountrySubDivision?": "text",
      "Country?": "text",
      "AddressLine?": ["text"],
    },
    "OrganisationIdentification?": {
      "AnyBIC?": "text",
    },
    "PrivateIdentification?": {
      "BirthDate?": "date",
      "ProvinceOfBirth?": "text",
      "CityOfBirth?": "text",
      "CountryOfBirth?": "text",
      "Other?": [
        {
          "Identification?": "text",
        },
      ],
    },
  },
  failure: {
    EndToEndId: "text",
    Reasons: ["text"],
  },
  ibanAccount: {
    "Iban?": "text",
  },
  ibanAndBban: {
    "IBAN?": "text",
    "BBAN?": "text",
  },
  identifier: {
    Kind: "text",
    Identifier: "text",
  },
  money: {
    Amount: "decimal",
    Currency: "text",
  },
  namedAccount: {
    IBAN: "text",
    BBAN: "text",
    AccountName: "text",
    AccountHolderLabel: "text",
  },
  property: {
    "Key?": "text",
    "Value?": "text",
  },
  scopedIdentifier: {
    Scope: "text",
    Name: "text",
    Identifier: "text",
  },
  sepaParty: {
    Name: "text",
    PostalAddress: {
      "BuildingNumber?": "text",
      "BuildingName?": "text",
      "StreetName?": "text",
      "TownName?": "text",
      "Country?": "text",
      "PostCode?": "text",
    },
  },
  sortCodeAccount: {
    SortCode: "text",
    AccountNumber: "text",
  },
  target2Address: {
    "TownName?": "text",
    "Country?": "text",
    "AddressLine?": ["text"],
  },
  target2Agent: {
    "Name?": "text",
    "BicFi?": "text",
    "Address?": "target2Address",
    "Bic?": "text",
  },
  target2Error: {
    "Reason?": "text",
    "AdditionalInformation?": "text",
    "ErrorCode?": "text",
  },
  target2Intermediary: {
    FinancialInstitutionId: "target2Agent",
    "Account?": "ibanAccount",
  },
  target2Party: {
    "Name?": "text",
    "Bic?": "text",
    "Address?": "target2Address",
  },
} as const;
