/** SEPA direct debits. */
export const sepaDirectDebitWebhooks = {
  "Sepa.DD.DebitPayment.CollectionPending": {
    1: {
      payload: {
        TransactionId: "guid",
        PaymentId: "guid",
        EndToEndId: "text",
        MandateId: "text",
        CreditorSchemeIdentification: {
          Identification: "text",
        },
        InstructedAmount: "money",
        RequestedCollectionDate: "date",
        SequenceType: "text",
        Debtor: "sepaParty",
        DebtorAccount: "ibanAccount",
        Creditor: "sepaParty",
        CreditorAccount: "ibanAccount",
        CreditorAgent: {
          Bic: "text",
        },
        "TransactionReference?": "text",
        "TxId?": "text",
      },
    },
  },
  "Sepa.DD.DebitPayment.Completed": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        SettlementDate: "date",
        InterbankSettlementAmount: "money",
        DebtorAccount: "ibanAccount",
      },
    },
  },
  "Sepa.DD.DebitPayment.Failed": {
    1: {
      payload: {
        PaymentId: "guid",
        "TransactionId?": "guid",
        Reason: "text",
        AdditionalInformation: "text",
      },
    },
  },
  "Sepa.DD.DebitPayment.RefundCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        OriginalTransactionId: "guid",
        SettlementDate: "date",
        InterbankSettlementAmount: "money",
        DebtorAccount: "ibanAccount",
      },
    },
  },
  "Sepa.DD.DebitPayment.RefundFailed": {
    1: {
      payload: {
        PaymentId: "guid",
        "TransactionId?": "guid",
        OriginalTransactionId: "guid",
        Reason: "text",
        AdditionalInformation: "text",
      },
    },
  },
  "Sepa.DD.DebitPayment.RefusalCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        "TransactionId?": "guid",
      },
    },
  },
  "Sepa.DD.DebitPayment.RefusalFailed": {
    1: {
      payload: {
        PaymentId: "guid",
        "TransactionId?": "guid",
        Reason: "text",
        AdditionalInformation: "text",
      },
    },
  },
  "Sepa.DD.DebitPayment.ReturnCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        OriginalTransactionId: "guid",
        SettlementDate: "date",
        InterbankSettlementAmount: "money",
        DebtorAccount: "ibanAccount",
      },
    },
  },
  "Sepa.DD.DebitPayment.ReturnFailed": {
    1: {
      payload: {
        PaymentId: "guid",
        "TransactionId?": "guid",
        OriginalTransactionId: "guid",
        Reason: "text",
        AdditionalInformation: "text",
      },
    },
  },
} as const;
