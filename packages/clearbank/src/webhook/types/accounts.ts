/** Accounts and virtual accounts in sterling, and the checks of retail customers. */
export const accountWebhooks = {
  AccountClosureCompleted: {
    1: {
      payload: {
        AccountId: "guid",
        ClosureReason: "text",
        "AccountModifiedDateTime?": "timestamp",
        "TimestampCreated?": "timestamp",
      },
    },
  },
  AccountClosureFailed: {
    1: {
      payload: {
        AccountId: "guid",
        "ClosureReason?": "text",
        ClosureFailureReasons: ["text"],
        AccountModifiedDateTime: "timestamp",
      },
    },
  },
  AccountCreated: {
    1: {
      identity: ["AccountId"],
      payload: {
        AccountId: "guid",
        AccountName: "text",
        AccountHolderLabel: "text",
        AccountIdentifiers: "ibanAndBban",
        TimestampCreated: "timestamp",
        AccountType: "text",
        "LegalOwnerType?": "text",
        "RelationshipType?": "text",
        Customers: [
          {
            CustomerId: "guid",
          },
        ],
      },
    },
  },
  "RetailCustomer.AdditionalInfoRequired": {
    1: {
      payload: {
        ApplicationId: "guid",
        KycStatus: "text",
        RequiredActions: [
          {
            action: "text",
            url: "text",
          },
        ],
      },
    },
  },
  "RetailCustomer.ApplicationDeclined": {
    1: {
      payload: {
        ApplicationId: "guid",
        KycStatus: "text",
      },
    },
  },
  "RetailCustomer.ApplicationSuccessful": {
    1: {
      payload: {
        ApplicationId: "guid",
        CustomerId: "guid",
        KycStatus: "text",
      },
    },
  },
  VirtualAccountCreated: {
    2: {
      identity: ["VirtualAccountId"],
      payload: {
        ClientMoneyAccountId: "guid",
        VirtualAccountIdentifiers: "namedAccount",
        VirtualAccountId: "guid",
        TimestampCreated: "timestamp",
      },
    },
    3: {
      identity: ["VirtualAccountId"],
      payload: {
        AccountId: "guid",
        VirtualAccountId: "guid",
        AccountIdentifier: {
          Iban: "text",
          Bban: "text",
          ExternalIdentifier: "text",
          "IBAN?": "text",
          "BBAN?": "text",
        },
        "OwnerName?": "text",
        TimestampCreated: "timestamp",
      },
    },
  },
  VirtualAccountCreationFailed: {
    2: {
      payload: {
        VirtualAccountId: "guid",
        ClientMoneyAccountId: "guid",
        VirtualAccountIdentifiers: "namedAccount",
        "Errors?": "unknown",
        "Timestamp?": "timestamp",
        "TimestampCreated?": "timestamp",
      },
    },
    3: {
      payload: {
        AccountId: "guid",
        VirtualAccountId: "guid",
        "AccountIdentifiers?": "ibanAndBban",
        Errors: "textByName",
        "OwnerName?": "text",
        Timestamp: "timestamp",
        "AccountIdentifier?": {
          Iban: "text",
          Bban: "text",
          ExternalIdentifier: "text",
        },
      },
    },
  },
} as const;
