/** Bacs: direct credits, direct debits and their mandates. */
export const bacsWebhooks = {
  BacsCreditContraReceived: {
    3: {
      payload: {
        ServiceUserInformation: "bacsAccount",
        BeneficiaryDetails: "bacsAccount",
        Reference: "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        Status: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsCreditPaymentNotSettled: {
    3: {
      payload: {
        DebtorInformation: "bacsAccount",
        CreditorInformation: "bacsAccount",
        Reference: "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        Status: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDebitContraReceived: {
    3: {
      payload: {
        "PayerInformation?": "bacsAccount",
        "OriginatorInformation?": "bacsAccount",
        "Reference?": "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        "TransactionCode?": "text",
        Status: "text",
        Source: "text",
        "BacsTransactionId?": "guid",
      },
    },
  },
  BacsDebitPaymentNotSettled: {
    3: {
      payload: {
        CreditorInformation: "bacsAccount",
        DebtorInformation: "bacsAccount",
        Reference: "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        Status: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDirectCreditInboundPaymentCreated: {
    2: {
      payload: {
        ServiceUserInformation: "bacsAccount",
        BeneficiaryDetails: "bacsAccount",
        Reference: "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        ServiceUserNumber: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDirectCreditInboundPaymentHeld: {
    3: {
      payload: {
        ServiceUserInformation: "bacsAccount",
        BeneficiaryDetails: "bacsAccount",
        Reference: "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDirectCreditRecalled: {
    1: {
      payload: {
        CreditorInformation: "bacsAccount",
        DebtorInformation: "bacsAccount",
        RecallingAccountInformation: "bacsAccount",
        ServiceUserName: "text",
        ServiceUserNumber: "text",
        Amount: "decimal",
        PaymentReference: "text",
        TransactionCode: "text",
        Status: "text",
        ProcessingDate: "timestamp",
        SettlementDate: "timestamp",
        TransactionType: "text",
        Source: "text",
        BacsTransactionId: "guid",
        SuspenseAccountId: "guid",
        RecallReference: "text",
      },
    },
  },
  BacsDirectCreditReturnCreated: {
    4: {
      payload: {
        SuspenseAccount: "bacsAccount",
        "BeneficiaryDetails?": "bacsAccount",
        ServiceUserInformation: "bacsAccount",
        ReasonCode: "text",
        Reference: "text",
        Amount: "decimal",
        TransactionCode: "text",
        Source: "text",
        BacsTransactionId: "guid",
        "OriginalBacsTransactionId?": "guid",
        "OriginalBacsTransactionSun?": "text",
      },
    },
  },
  BacsDirectDebitInboundPaymentCreated: {
    2: {
      payload: {
        "PayerInformation?": "bacsAccount",
        "OriginatorInformation?": "bacsAccount",
        Amount: "decimal",
        "Reference?": "text",
        ProcessingDate: "timestamp",
        "ServiceUserNumber?": "text",
        "TransactionCode?": "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDirectDebitIndemnityClaimReceived: {
    3: {
      payload: {
        "CreditorInformation?": "bacsAccount",
        "DebtorInformation?": "bacsAccount",
        "Reference?": "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        "TransactionCode?": "text",
        Status: "text",
        "ServiceUserNumber?": "text",
        "ReasonCode?": "text",
        SettlementDate: "timestamp",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsDirectDebitReturnCreated: {
    4: {
      payload: {
        "PayerInFormation?": "bacsAccount",
        "OriginatorInFormation?": "bacsAccount",
        ReasonCode: "text",
        Reference: "text",
        Amount: "decimal",
        TransactionCode: "text",
        Source: "text",
        BacsTransactionId: "guid",
        ProcessingDate: "timestamp",
        ServiceUserNumber: "text",
        OriginalBacsTransactionId: "guid",
        "PayerInformation?": "bacsAccount",
        "OriginatorInformation?": "bacsAccount",
        "OriginalBacsTransactionSun?": "text",
      },
    },
  },
  BacsMandateCancellationFailed: {
    1: {
      payload: {
        ReasonCode: "text",
        TransactionCode: "text",
        OriginatorInformation: "bacsAccount",
        PayerInformation: "bacsAccount",
        ServiceUserNumber: "text",
        Reference: "text",
        Source: "text",
        EventDate: "timestamp",
      },
    },
  },
  BacsMandateCancelled: {
    2: {
      payload: {
        MandateId: "guid",
        OriginatorInformation: "bacsAccount",
        PayerInformation: "bacsAccount",
        ServiceUserNumber: "text",
        Reference: "text",
        TransactionCode: "text",
        Source: "text",
      },
    },
  },
  BacsMandateInitiated: {
    2: {
      payload: {
        MandateId: "guid",
        OriginatorInformation: "bacsAccount",
        PayerInformation: "bacsAccount",
        ServiceUserNumber: "text",
        Reference: "text",
        TransactionCode: "text",
        Source: "text",
      },
    },
  },
  BacsMandateInitiationFailed: {
    1: {
      payload: {
        ReasonCodes: "text",
        ReceivedDateUtc: "timestamp",
        EffectiveDateUtc: "timestamp",
        OriginatorInformation: "bacsAccount",
        PayerInformation: "bacsAccount",
        ServiceUserNumber: "text",
        Reference: "text",
        Source: "text",
        EventDate: "timestamp",
      },
    },
  },
  BacsMandateMigrated: {
    2: {
      payload: {
        "Reference?": "text",
        "MandateId?": "guid",
        "OriginatorInformation?": "bacsAccount",
        "PayerInformation?": "bacsAccount",
        "ServiceUserNumber?": "text",
        "TransactionCode?": "text",
        "Source?": "text",
      },
    },
  },
  BacsMandateReturnFailed: {
    1: {
      payload: {
        MandateId: "guid",
        ErrorMessage: "text",
        OriginatorInformation: "bacsAccount",
        PayerInformation: "bacsAccount",
        ServiceUserNumber: "text",
        Reference: "text",
        Source: "text",
        EventDate: "timestamp",
      },
    },
  },
  BacsMandateReturned: {
    1: {
      payload: {
        "Reference?": "text",
        "MandateId?": "guid",
        "ReasonCode?": "text",
        "OriginatorInformation?": "bacsAccount",
        "PayerInformation?": "bacsAccount",
        "ServiceUserNumber?": "text",
        "Source?": "text",
        "EventDate?": "timestamp",
      },
    },
  },
  BacsUnappliedCreditReceived: {
    3: {
      payload: {
        "CreditorInformation?": "bacsAccount",
        "DebtorInformation?": "bacsAccount",
        "Reference?": "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        "TransactionCode?": "text",
        Status: "text",
        "ServiceUserNumber?": "text",
        ReasonCode: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
  BacsUnpaidDirectDebitReceived: {
    3: {
      payload: {
        "CreditorInformation?": "bacsAccount",
        "DebtorInformation?": "bacsAccount",
        "Reference?": "text",
        Amount: "decimal",
        ProcessingDate: "timestamp",
        TransactionCode: "text",
        Status: "text",
        "ServiceUserNumber?": "text",
        ReasonCode: "text",
        Source: "text",
        BacsTransactionId: "guid",
      },
    },
  },
} as const;
