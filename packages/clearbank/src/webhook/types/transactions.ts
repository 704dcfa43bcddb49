/** Transactions in sterling, what became of payment messages, statements, and the test webhook. */
export const transactionWebhooks = {
  FITestEvent: {
    1: {
      payload: "unknown",
    },
  },
  InboundHeldTransaction: {
    1: {
      identity: ["EndToEndTransactionId", "TimestampCreated"],
      payload: {
        "TimestampCreated?": "timestamp",
        Scheme: "text",
        Account: "ibanAndBban",
        "CounterpartAccount?": "ibanAndBban",
        "TransactionAmount?": "decimal",
        "EndToEndTransactionId?": "text",
        "PaymentReference?": "text",
      },
    },
  },
  OutboundHeldTransaction: {
    1: {
      identity: ["EndToEndTransactionId", "TimestampCreated"],
      payload: {
        "TimestampCreated?": "timestamp",
        Scheme: "text",
        CounterpartAccount: "ibanAndBban",
        Account: "ibanAndBban",
        "TransactionAmount?": "decimal",
        "PaymentReference?": "text",
        "EndToEndTransactionId?": "text",
      },
    },
  },
  PaymentMessageAssesmentFailed: {
    1: {
      identity: ["MessageId", "AssesmentFailure.EndToEndId"],
      payload: {
        MessageId: "guid",
        "PaymentMethodType?": "text",
        "AssesmentFailure?": ["failure"],
        AccountIdentification: {
          Debtor: "ibanAndBban",
          Creditors: [
            {
              Reference: "text",
              Amount: "decimal",
              "CurrencyCode?": "text",
              IBAN: "text",
              BBAN: "text",
            },
          ],
        },
        "AssessmentFailure?": ["failure"],
      },
    },
  },
  PaymentMessageValidationFailed: {
    1: {
      identity: ["MessageId", "ValidationFailure.EndToEndId"],
      payload: {
        MessageId: "guid",
        PaymentMethodType: "text",
        "AccountIdentification?": {
          Debtor: {
            IBAN: "text",
            BBAN: "text",
            "CUID?": "text",
            "UPIC?": "text",
            AccountName: "text",
            AccountHolderLabel: "text",
            InstitutionName: "text",
          },
          Creditors: [
            {
              Reference: "text",
              Amount: "decimal",
              CurrencyCode: "text",
              IBAN: "text",
              BBAN: "text",
              "CUID?": "text",
              "UPIC?": "text",
              AccountName: "text",
              AccountHolderLabel: "text",
              InstitutionName: "text",
            },
          ],
        },
        "ValidationFailure?": ["failure"],
      },
    },
  },
  "Statements.ReadyForDownload": {
    1: {
      payload: {
        MessageId: "text",
        TotalPages: "integer|text",
        StartDateTime: "timestamp",
        EndDateTime: "timestamp",
      },
    },
  },
  TransactionRejected: {
    2: {
      identity: ["TransactionId", "Status"],
      payload: {
        TransactionId: "guid",
        Status: "text",
        "Scheme?": "text",
        EndToEndTransactionId: "text",
        Amount: "decimal",
        TimestampModified: "timestamp",
        "CurrencyCode?": "text",
        DebitCreditCode: "text",
        Reference: "text",
        IsReturn: "boolean",
        "CancellationReason?": "text",
        "CancellationCode?": "text",
        Account: "ibanAndBban",
        CounterpartAccount: "ibanAndBban",
      },
    },
  },
  TransactionSettled: {
    6: {
      identity: ["TransactionId", "Status"],
      payload: {
        TransactionId: "guid",
        Status: "text",
        "Scheme?": "text",
        EndToEndTransactionId: "text",
        Amount: "decimal",
        TimestampSettled: "timestamp",
        TimestampCreated: "timestamp",
        "CurrencyCode?": "text",
        DebitCreditCode: "text",
        "Reference?": "text",
        IsReturn: "boolean",
        Account: {
          IBAN: "text",
          BBAN: "text",
          "OwnerName?": "text",
          "TransactionOwnerName?": "text",
          "InstitutionName?": "text",
          "Balance?": "decimal",
          "BalanceLastUpdatedAt?": "timestamp",
        },
        "CounterpartAccount?": {
          "IBAN?": "text",
          "BBAN?": "text",
          "OwnerName?": "text",
          "TransactionOwnerName?": "text",
          "InstitutionName?": "text",
        },
        "ActualEndToEndTransactionId?": "text",
        "DirectDebitMandateId?": "guid",
        "TransactionCode?": "text",
        "ServiceUserNumber?": "text",
        "BacsTransactionId?": "guid",
        "BacsTransactionDescription?": "text",
        "TransactionType?": "text",
        "TransactionSource?": "text",
        "SupplementaryData?": [
          {
            Name: "text",
            Value: "text",
          },
        ],
        "Iso20022XmlDocument?": "text",
      },
    },
  },
} as const;
