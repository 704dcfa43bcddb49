/**
 * Every operation of the card issuing API as of release 2.30.1, by resource and name. It is all that client, command
 * line and sandbox know of methods, paths and parameters.
 *
 * @see Worldline, "Release Notes: Recent Update", Version 2.29.1 to 2.30.1
 */
// biome-ignore format: a table
export const issuingOperations = {
  contracts: {
    /** A consumer contract. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/contracts/{contractReference}",
        "/issuers/{issuerId}/contracts/external-contracts/{issuerContractExternalReference}"],
      query: { filter: "texts", relatedResourceIdentifiersOnly: "flag", relatedResourceBaseInfoOnly: "flag",
        embed: ["advertisementFlags", "deliveryChannel", "legitimacyDocuments", "contractFees",
        "accountIdentifiers", "accounts", "cardContractIdentifiers", "cardContracts", "dataAnalysisFlags",
        "contractCustomerIdentifiers", "contractCustomers", "addonSubscriptions"] },
      response: "Contract",
    },
    /** The consumer contract that an account belongs to. */
    retrieveForAccount: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/contract",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/contract"],
      query: { filter: "texts", relatedResourceIdentifiersOnly: "flag", relatedResourceBaseInfoOnly: "flag",
        embed: ["advertisementFlags", "deliveryChannel", "legitimacyDocuments", "contractFees",
        "accountIdentifiers", "accounts", "cardContractIdentifiers", "cardContracts", "cardContracts.cards",
        "dataAnalysisFlags", "contractCustomerIdentifiers", "contractCustomers", "addonSubscriptions"] },
      response: "Contract",
    },
    /** The consumer contract that a card contract belongs to. */
    retrieveForCardContract: {
      method: "GET",
      paths: ["/issuers/{issuerId}/card-contracts/{cardContractReference}/contract",
        "/issuers/{issuerId}/card-contracts/external-card-contracts/{issuerCardContractExternalReference}/contract"],
      query: { filter: "texts", embed: ["advertisementFlags", "deliveryChannel", "legitimacyDocuments",
        "contractFees", "accountIdentifiers", "accounts", "cardContractIdentifiers", "cardContracts",
        "dataAnalysisFlags", "contractCustomerIdentifiers", "contractCustomers", "addonSubscriptions"] },
      response: "Contract",
    },
    /** The consumer contracts of a customer. */
    listForCustomer: {
      method: "GET",
      paths: ["/issuers/{issuerId}/customers/{customerReference}/contracts",
        "/issuers/{issuerId}/customers/external-customers/{issuerCustomerExternalReference}/contracts"],
      query: { filter: "texts" },
      response: "Contract[]",
    },
    /** The contracts of the issuer that fit. Worldline no longer extends it; its successor is `searchAll`. */
    search: {
      method: "POST",
      paths: ["/issuers/{issuerId}/contracts/search"],
      query: { filter: "texts", embed: ["advertisementFlags", "deliveryChannel", "legitimacyDocuments",
        "contractFees", "accountIdentifiers", "accounts", "accounts.selectedModels",
        "cardContractIdentifiers", "cardContracts", "cardContracts.cards", "dataAnalysisFlags",
        "contractCustomerIdentifiers", "contractCustomers", "addonSubscriptions",
        "contractCustomers.addresses", "cardContracts.relatedAccounts", "cardContracts.selectedModels",
        "cardContracts.cardIdentifiers", "cards.statusHistory", "cards.renewedBy", "cards.renewedFor",
        "cards.replacementBy", "cards.replacementFor", "cards.orderIdentifiers", "cards.orders"], page:
        "count", offset: "count" },
      request: "SearchContractRequest",
      response: "Contract[]",
      isReading: true,
    },
    /** The contracts that fit, of the issuers in the body. */
    searchAll: {
      method: "POST",
      paths: ["/search-contracts"],
      query: { filter: "texts", page: "count", offset: "count", embed: ["advertisementFlags",
        "deliveryChannel", "legitimacyDocuments", "contractFees", "accountIdentifiers", "accounts",
        "accounts.selectedModels", "cardContractIdentifiers", "cardContracts", "cardContracts.cards",
        "dataAnalysisFlags", "contractCustomerIdentifiers", "contractCustomers", "addonSubscriptions",
        "contractCustomers.addresses", "cardContracts.relatedAccounts", "cardContracts.selectedModels",
        "cardContracts.cardIdentifiers", "cards.statusHistory", "cards.renewedBy", "cards.renewedFor",
        "cards.replacementBy", "cards.replacementFor", "cards.orderIdentifiers", "cards.orders"] },
      request: "GlobalSearchContractRequest",
      response: "Contract[]",
      isReading: true,
    },
    /** Membership and account setup fees of a contract, by account. */
    listFees: {
      method: "GET",
      paths: ["/issuers/{issuerId}/contracts/{contractReference}/contract-fees",
        "/issuers/{issuerId}/contracts/external-contracts/{issuerContractExternalReference}/contract-fees"],
      query: { filter: "texts" },
      response: "ContractFee[]",
    },
    /** Puts another customer in the place of one of a contract: an existing one, or a new one. */
    replaceCustomer: {
      method: "POST",
      paths: ["/issuers/{issuerId}/contracts/{contractReference}/replace-customer",
        "/issuers/{issuerId}/contracts/external-contracts/{issuerContractExternalReference}/replace-customer"],
      query: { filter: "texts" },
      request: "ReplaceCustomerInContractRequest",
      response: "ReplaceCustomerInConsumerContractResponse",
      isIdempotent: true,
      isPatch: true,
    },
  },
  corporateContracts: {
    /** A new corporate contract, with its companies, customers, entities, accounts and cards. */
    create: {
      method: "POST",
      paths: ["/issuers/{issuerId}/corporate-contracts/create-corporate-contract"],
      query: { filter: "texts" },
      request: "CreateCorporateContractRequest",
      response: "CreateCorporateContractResponse",
      isIdempotent: true,
    },
    /** A corporate contract. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/corporate-contracts/{contractReference}",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}"],
      query: { filter: "texts", embed: ["corporateContractEntities", "contractCustomers", "contractCompanies",
        "corporateEmployeeAccounts", "rootAccount", "corporateEmployeeAccounts.customerIdentifiers",
        "contractCustomers.addresses", "contractCompanies.addresses"] },
      response: "CorporateContract",
    },
    /**
     * The corporate contract that an account belongs to.
     *
     * @beta
     */
    retrieveForAccount: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/corporate-contract",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/corporate-contract"],
      query: { filter: "texts", embed: ["corporateContractEntities", "contractCustomers", "contractCompanies",
        "corporateEmployeeAccounts", "rootAccount"] },
      response: "CorporateContract",
      isBeta: true,
    },
    /** The corporate contract that a card contract belongs to. */
    retrieveForCardContract: {
      method: "GET",
      paths: ["/issuers/{issuerId}/card-contracts/{cardContractReference}/corporate-contract",
        "/issuers/{issuerId}/card-contracts/external-card-contracts/{issuerCardContractExternalReference}/corporate-contract"],
      query: { filter: "texts", embed: ["corporateContractEntities", "contractCustomers", "contractCompanies",
        "corporateEmployeeAccounts", "rootAccount"] },
      response: "CorporateContract",
    },
    /** The corporate contracts of a company. */
    listForCompany: {
      method: "GET",
      paths: ["/issuers/{issuerId}/companies/{customerReference}/corporate-contracts",
        "/issuers/{issuerId}/companies/external-customers/{issuerCustomerExternalReference}/corporate-contracts"],
      query: { filter: "texts" },
      response: "CorporateContract[]",
    },
    /** The corporate contracts that fit, of the issuers in the body. */
    searchAll: {
      method: "POST",
      paths: ["/search-corporate-contracts"],
      query: { filter: "texts", embed: ["rootAccount", "contractCompanies", "contractCompanies.addresses",
        "corporateContractEntities", "corporateEmployeeAccounts"], page: "count", offset: "count" },
      request: "GlobalSearchCorporateContractRequest",
      response: "CorporateContract[]",
      isReading: true,
    },
    /** Adds a company entity, with its accounts, below another one. */
    addEntity: {
      method: "POST",
      paths: ["/issuers/{issuerId}/corporate-contracts/{contractReference}/add-corporate-contract-entity",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}/add-corporate-contract-entity"],
      query: { filter: "texts" },
      request: "AddCorporateContractEntityRequest",
      response: "AddCorporateContractEntityResponse",
      isIdempotent: true,
    },
    /** Adds employees' cards and accounts. */
    addEmployeeCardsAndAccounts: {
      method: "POST",
      paths:
        ["/issuers/{issuerId}/corporate-contracts/{contractReference}/add-corporate-employee-cards-accounts",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}/add-corporate-employee-cards-accounts"],
      query: { filter: "texts" },
      request: "AddCorporateEmployeeCardsAndAccountsRequest",
      response: "AddCorporateEmployeeCardsAndAccountsResponse",
      isIdempotent: true,
    },
    /** Adds accounts with cards for the service of virtual cards. */
    addVirtualCardsAndAccounts: {
      method: "POST",
      paths:
        ["/issuers/{issuerId}/corporate-contracts/{contractReference}/add-virtual-cards-accounts-service",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}/add-virtual-cards-accounts-service"],
      query: { filter: "texts" },
      request: "AddCorporateVcaServiceCardsAndAccountsRequest",
      response: "AddCorporateVcaServiceCardsAndAccountsResponse",
      isIdempotent: true,
    },
  },
  corporateEmployeeAccounts: {
    /** An employee's account within a corporate contract. Contract and account are each named in either way. */
    retrieve: {
      method: "GET",
      paths:
        ["/issuers/{issuerId}/corporate-contracts/{contractReference}/corporate-employee-accounts/{accountReference}",
        "/issuers/{issuerId}/corporate-contracts/{contractReference}/corporate-employee-accounts/external-accounts/{issuerAccountExternalReference}",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}/corporate-employee-accounts/{accountReference}",
        "/issuers/{issuerId}/corporate-contracts/external-contracts/{issuerContractExternalReference}/corporate-employee-accounts/external-accounts/{issuerAccountExternalReference}"],
      query: { filter: "texts", embed: ["account", "cardContracts", "cardContracts.cards", "cards.orders",
        "customers", "customers.addresses"] },
      response: "CorporateEmployeeAccount",
    },
  },
  statements: {
    /** The statements of an account. */
    list: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements"],
      query: { filter: "texts", periodStartDateTime: "dateTime", periodEndDateTime: "dateTime",
        includeOriginalAccount: "flag", embed: ["reprintHistory"] },
      response: "Statement[]",
    },
    /** The statement of the cycle that closed at a date, `2026-01-31T23:59:59Z`. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/{cycleClosureDate}",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/{cycleClosureDate}"],
      query: { filter: "texts", embed: ["reprintHistory"] },
      response: "Statement",
    },
    /** The statement of the last cycle that has closed. */
    retrieveLast: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/last",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/last"],
      query: { filter: "texts", embed: ["reprintHistory"] },
      response: "Statement",
    },
    /** What the statement of the open cycle would be. */
    retrieveNext: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/next",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/next"],
      query: { filter: "texts", embed: ["reprintHistory"] },
      response: "Statement",
    },
    /** What was posted in the cycle that closed at a date. */
    listOperations: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/{cycleClosureDate}/operations",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/{cycleClosureDate}/operations"],
      query: { filter: "texts", excludeOperationKinds: "texts" },
      response: "Operation[]",
    },
    /** What was posted in the last cycle that has closed. */
    listLastOperations: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/last/operations",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/last/operations"],
      query: { filter: "texts" },
      response: "Operation[]",
    },
    /** What was posted in the open cycle. */
    listNextOperations: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/statements/next/operations",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/statements/next/operations"],
      query: { filter: "texts" },
      response: "Operation[]",
    },
  },
  operations: {
    /** What was posted to an account within a time. */
    list: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/operations",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/operations"],
      query: { filter: "texts", allAccountHierarchy: "flag", printOnStatement: "flag", panReference: "text",
        excludeOperationKinds: "texts", sort: { one: ["asc", "desc"] }, startTime: "dateTime", endTime:
        "dateTime", page: "count", offset: "count", includeOriginalAccount: "flag", embed: ["authorization",
        "addendum"] },
      requiredQuery: ["startTime", "endTime"],
      response: "Operation[]",
    },
    /** One posted operation. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/operations/{operationId}",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/operations/{operationId}"],
      query: { filter: "texts", embed: ["parentOperation", "authorization", "addendum"] },
      response: "OperationDetails",
    },
    /** One posted operation, by the three parts of its external identity. */
    inquire: {
      method: "POST",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/inquire-operation",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/inquire-operation"],
      query: { filter: "texts", embed: ["parentOperation", "authorization", "addendum"] },
      request: "InquireOperationRequest",
      response: "OperationDetails",
      isReading: true,
    },
    /** The posted operations that fit, of the issuers in the body. */
    searchAll: {
      method: "POST",
      paths: ["/search-operations"],
      query: { filter: "texts", page: "count", offset: "count", embed: ["addendum", "virtualCardService"] },
      request: "GlobalSearchOperationRequest",
      response: "Operation[]",
      isReading: true,
    },
  },
  transactions: {
    /** The card transactions that fit, of the issuers in the body. */
    searchAll: {
      method: "POST",
      paths: ["/search-transactions"],
      query: { filter: "texts", page: "count", offset: "count", embed: ["addendum"] },
      request: "GlobalSearchTransactionRequest",
      response: "Transaction[]",
      isReading: true,
    },
  },
  creditTransfers: {
    /** The credit transfers from an account. */
    list: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/credit-transfers",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/credit-transfers"],
      query: { filter: "texts", reimbursementTriggers: ["ON_DEMAND", "CYCLIC", "DAILY", "ON_TRANSACTION",
        "ON_TERMINATION"], periodStartDateTime: "dateTime", periodEndDateTime: "dateTime" },
      response: "CreditTransfer[]",
    },
    /** A credit transfer. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/credit-transfers/{endToEndId}"],
      query: { filter: "texts", embed: ["statusHistory"] },
      response: "CreditTransfer",
    },
  },
  directDebits: {
    /** The direct debits for an account. */
    list: {
      method: "GET",
      paths: ["/issuers/{issuerId}/accounts/{accountReference}/direct-debits",
        "/issuers/{issuerId}/accounts/external-accounts/{issuerAccountExternalReference}/direct-debits"],
      query: { filter: "texts", paymentTriggers: ["ON_DEMAND", "CYCLIC", "ON_TRANSACTION"],
        periodStartDateTime: "dateTime", periodEndDateTime: "dateTime" },
      response: "DirectDebit[]",
    },
    /** A direct debit. */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/direct-debits/{endToEndId}"],
      query: { filter: "texts", embed: ["statusHistory"] },
      response: "DirectDebit",
    },
  },
  letters: {
    /**
     * Makes a letter for a card from a template. What no value is given for is computed.
     *
     * @beta
     */
    generate: {
      method: "POST",
      paths: ["/issuers/{issuerId}/cards/{cardReference}/generate-letter",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/generate-letter"],
      request: "GenerateCardLetterRequest",
      response: "GenerateCardLetterResponse",
      isBeta: true,
      isIdempotent: true,
    },
    /**
     * A letter, its content in base64.
     *
     * @beta
     */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/cards/{cardReference}/letters/{letterId}",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/letters/{letterId}"],
      response: "Letter",
      isBeta: true,
    },
    /**
     * Releases a letter that was generated to be validated first.
     *
     * @beta
     */
    validate: {
      method: "POST",
      paths: ["/issuers/{issuerId}/cards/{cardReference}/letters/{letterId}/validate",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/letters/{letterId}/validate"],
      response: "ValidateCardLetterResponse",
      isBeta: true,
    },
    /**
     * Deletes a letter on the day of its generation.
     *
     * @beta
     */
    delete: {
      method: "DELETE",
      paths: ["/issuers/{issuerId}/cards/{cardReference}/letters/{letterId}",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/letters/{letterId}"],
      response: "DeleteCardLetterResponse",
      isBeta: true,
    },
  },
  letterTemplates: {
    /**
     * The templates for letters about cards.
     *
     * @beta
     */
    list: {
      method: "GET",
      paths: ["/issuers/{issuerId}/cards/letter-templates"],
      query: { embed: ["parameters"] },
      response: "LetterTemplate[]",
      isBeta: true,
    },
    /**
     * A template for letters about cards.
     *
     * @beta
     */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/cards/letter-templates/{letterTemplateReference}"],
      query: { embed: ["parameters"] },
      response: "LetterTemplate",
      isBeta: true,
    },
    /**
     * A template's parameters, with the values computed for a card.
     *
     * @beta
     */
    prefill: {
      method: "GET",
      paths:
        ["/issuers/{issuerId}/cards/{cardReference}/prefilled-letter-templates/{letterTemplateReference}",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/prefilled-letter-templates/{letterTemplateReference}"],
      response: "PrefilledLetterTemplate",
      isBeta: true,
    },
  },
  productExtensions: {
    /**
     * Which extension of a product a new card should have, by the balancing in force.
     *
     * @beta
     */
    advise: {
      method: "POST",
      paths: ["/issuers/{issuerId}/contracts/advise-product-extension"],
      request: "AdviceProductExtensionRequest",
      response: "AdviceProductExtensionResponse",
      isReading: true,
      isBeta: true,
    },
    /**
     * Which extension a card's replacement should have, and which one the card has.
     *
     * @beta
     */
    adviseForCard: {
      method: "POST",
      paths: ["/issuers/{issuerId}/cards/{cardReference}/advise-product-extension",
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/advise-product-extension"],
      response: "AdviceProductExtensionCardResponse",
      isReading: true,
      isBeta: true,
    },
  },
  productExtensionBalancing: {
    /**
     * How new cards of a product are spread over its extensions.
     *
     * @beta
     */
    retrieve: {
      method: "GET",
      paths:
        ["/issuers/{issuerId}/products/external-products/{issuerProductExternalReference}/product-extension-balancing"],
      response: "ProductExtensionBalancing",
      isBeta: true,
    },
    /**
     * Changes what is given of a product's balancing; the rest stays.
     *
     * @beta
     */
    override: {
      method: "PATCH",
      paths:
        ["/issuers/{issuerId}/products/external-products/{issuerProductExternalReference}/product-extension-balancing"],
      request: "OverrideProductExtensionBalancingRequest",
      response: "OverrideProductExtensionBalancingResponse",
      isBeta: true,
      isPatch: true,
    },
  },
  cardProducerBalancing: {
    /**
     * How the cards of a template are spread over their producers.
     *
     * @beta
     */
    retrieve: {
      method: "GET",
      paths: ["/issuers/{issuerId}/card-products/{cardTemplateReference}/card-producer-balancing"],
      response: "CardProducerBalancing",
      isBeta: true,
    },
    /**
     * Replaces the whole balancing of a template.
     *
     * @beta
     */
    override: {
      method: "PATCH",
      paths: ["/issuers/{issuerId}/card-products/{cardTemplateReference}/card-producer-balancing"],
      request: "OverrideCardProducerBalancingRequest",
      response: "OverrideCardProducerBalancingResponse",
      isBeta: true,
    },
  },
  brandAdvice: {
    /**
     * Which brand a card should have.
     *
     * @beta
     * @deprecated by Worldline in 2.30.1, which names no successor; compare `productExtensions.advise`.
     */
    advise: {
      method: "POST",
      paths: ["/issuers/{issuerId}/contracts/brand-advice"],
      request: "BrandAdviceRequest",
      response: "BrandAdviceResponse",
      isReading: true,
      isBeta: true,
      isDeprecated: true,
    },
    /**
     * The configuration of a product's brand advice.
     *
     * @beta
     * @deprecated by Worldline in 2.30.1, which names no successor; compare `productExtensionBalancing.retrieve`.
     */
    retrieveConfiguration: {
      method: "GET",
      paths: ["/issuers/{issuerId}/contracts/brand-advice-config/{issuerProductExternalReference}"],
      response: "BrandAdviceConfigResponse",
      isBeta: true,
      isDeprecated: true,
    },
    /**
     * Changes what is given of a product's brand advice; the rest stays.
     *
     * @beta
     * @deprecated by Worldline in 2.30.1, which names no successor; compare `productExtensionBalancing.override`.
     */
    modifyConfiguration: {
      method: "PATCH",
      paths: ["/issuers/{issuerId}/contracts/brand-advice-config/{issuerProductExternalReference}"],
      request: "ModifyBrandAdviceConfigRequest",
      response: "ModifyBrandAdviceConfigResponse",
      isBeta: true,
      isDeprecated: true,
      isPatch: true,
    },
  },
} as const;
