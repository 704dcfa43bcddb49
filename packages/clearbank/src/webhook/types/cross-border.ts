/** Payments across borders, and transactions on customers' accounts in euro. */
export const crossBorderWebhooks = {
  "CustomerAccounts.TransactionCompleted": {
    1: {
      payload: {
        TransactionId: "guid",
        EndToEndIdentification: "text",
        CreatedDateTime: "timestamp",
        CompletedDateTime: "timestamp",
        "ClearingChannel?": "text",
        DebitCreditCode: "text",
        Amount: "decimal",
        Currency: "text",
        "RemittanceInformation?": "text",
        "CreditorAccount?": {
          "AccountId?": "text",
          "IBAN?": "text",
          "BBAN?": "text",
          "Descriptor?": "text",
          "Iban?": "text",
          "Bban?": "text",
        },
        "DebtorAccount?": {
          "AccountId?": "text",
          "IBAN?": "text",
          "BBAN?": "text",
          "Descriptor?": "text",
          "Iban?": "text",
          "Bban?": "text",
        },
      },
    },
  },
  "Payments.CBEU.CrossBorder.OutboundPaymentAccepted": {
    1: {
      payload: {
        "TransactionId?": "text",
        "EndToEndId?": "text",
        "InstructionId?": "text",
        "Uetr?": "guid",
        "PaymentId?": "text",
        "InstructedCcy?": "text",
        "InstructedAmount?": "decimal",
        "ExchangeRate?": "decimal",
        "InterbankSettlementCcy?": "text",
        "InterbankSettlementAmount?": "decimal",
        "PaymentValueDate?": "timestamp",
      },
    },
  },
  "Payments.CBEU.CrossBorder.OutboundPaymentCompleted": {
    1: {
      payload: {
        "EndToEndId?": "text",
        "InstructionId?": "text",
        "Uetr?": "guid",
        "PaymentId?": "text",
      },
    },
  },
  "Payments.CBEU.CrossBorder.OutboundPaymentFailed": {
    1: {
      payload: {
        "EndToEndId?": "text",
        "InstructionId?": "text",
        "Uetr?": "guid",
        "PaymentId?": "text",
        "Errors?": [
          {
            Reason: "text",
            "AdditionalInformation?": "text",
          },
        ],
      },
    },
  },
  "Payments.CrossBorder.InboundPaymentCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        PaymentIdentification: {
          InstructionIdentification: "text",
          EndToEndIdentification: "text",
          TransactionIdentification: "text",
          "UETR?": "guid",
        },
        InterbankSettlementAmount: "money",
        "DebtorAccount?": {
          "IBAN?": "text",
        },
        "CreditorAccount?": {
          "IBAN?": "text",
        },
        "CreditorAgent?": {
          "BICFI?": "text",
        },
        "DebtorAgent?": {
          "BICFI?": "text",
        },
        "InstructingAgent?": {
          "BICFI?": "text",
        },
        "UltimateDebtor?": "crossBorderParty",
        "Debtor?": "crossBorderParty",
        "Creditor?": "crossBorderParty",
        "UltimateCreditor?": "crossBorderParty",
        "RemittanceInformation?": {
          Structured: [
            {
              CreditorReferenceInformation: {
                Type: {
                  Code: "text",
                  Issuer: "text",
                },
                Reference: "text",
              },
            },
          ],
          Unstructured: ["text"],
        },
      },
    },
  },
  "Payments.CrossBorder.OutboundPaymentCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        MessageIdentification: "text",
        PaymentInformationIdentification: "text",
        InstructionIdentification: "text",
        EndToEndIdentification: "text",
        UETR: "guid",
        InstructedAmount: "decimal",
        InstructedCurrency: "text",
      },
    },
  },
  "Payments.CrossBorder.OutboundPaymentFailed": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        MessageIdentification: "text",
        PaymentInformationIdentification: "text",
        InstructionIdentification: "text",
        EndToEndIdentification: "text",
        UETR: "guid",
        InstructedAmount: "decimal",
        InstructedCurrency: "text",
        "StatusReasonInformation?": [
          {
            AdditionalInformation: ["text"],
          },
        ],
      },
    },
  },
  "Payments.CrossBorder.OutboundPaymentReturnCompleted": {
    1: {
      payload: {
        OriginalPaymentId: "guid",
        OriginalTransactionId: "guid",
        TransactionId: "guid",
        ReturnId: "guid",
        TransactionInformation: {
          OriginalMessageIdentification: "text",
          OriginalUETR: "guid",
          OriginalEndToEndIdentification: "text",
          OriginalInterbankSettlementAmount: "money",
          ReturnedInterbankSettlementAmount: "money",
          ReturnReasonInformation: [
            {
              ReasonCode: "text",
              Originator: {
                Name: "text",
                Identification: {
                  OrganisationIdentification: {
                    AnyBIC: "text",
                  },
                },
              },
              AdditionalInformation: ["text"],
            },
          ],
        },
      },
    },
  },
} as const;
