/** SEPA credit transfers. */
export const sepaCreditTransferWebhooks = {
  "Sepa.Ct.InboundPayment.Completed": {
    1: {
      payload: {
        PaymentId: "guid",
        EndToEndIdentification: "text",
        InstructedAmount: "money",
        Debtor: "sepaParty",
        Creditor: "sepaParty",
        DebtorAccount: "ibanAccount",
        CreditorAccount: "ibanAccount",
        TransactionId: "guid",
        "TransactionReference?": "text",
      },
    },
  },
  "Sepa.Ct.InboundPayment.Recalled": {
    1: {
      payload: {
        PaymentId: "guid",
        "CancellationReasonInformation?": {
          "Reason?": "text",
          "AdditionalInformation?": "text",
        },
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.InboundPayment.ReturnCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.InboundPayment.ReturnFailed": {
    1: {
      payload: {
        PaymentId: "guid",
        Reason: "text",
        AdditionalInformation: "text",
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.OutboundPayment.Completed": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.OutboundPayment.Failed": {
    1: {
      payload: {
        PaymentId: "guid",
        Reason: "text",
        AdditionalInformation: "text",
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.OutboundPayment.RecallRejected": {
    1: {
      payload: {
        PaymentId: "guid",
        Reason: "text",
        EndToEndIdentification: "text",
      },
    },
  },
  "Sepa.Ct.OutboundPayment.ReturnCompleted": {
    1: {
      payload: {
        PaymentId: "guid",
        TransactionId: "guid",
        Reason: "text",
        EndToEndIdentification: "text",
      },
    },
  },
} as const;
