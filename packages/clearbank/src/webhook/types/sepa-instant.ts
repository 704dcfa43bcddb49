/** SEPA instant credit transfers. */
export const sepaInstantWebhooks = {
  "Sepa.Instant.Inbound.Payment.Settled": {
    1: {
      payload: {
        TransactionId: "guid",
        PaymentId: "guid",
        DebtorName: "text",
        DebtorAccount: "text",
        CreditorName: "text",
        CreditorAccount: "text",
        InstructedAmount: "decimal",
        SchemePaymentMethod: "text",
        TimestampCreated: "timestamp",
        TimestampSubmitted: "timestamp",
        EndToEndId: "text",
        "AdditionalPaymentProperties?": ["property"],
        "TransactionReference?": "text",
      },
    },
  },
  "Sepa.Instant.Outbound.Payment.Cancelled": {
    1: {
      payload: {
        TransactionId: "guid",
        PaymentId: "guid",
        TimestampCreated: "timestamp",
        TimestampSubmitted: "timestamp",
        CancellationCode: "text",
        CancellationReason: "text",
        EndToEndId: "text",
        "AdditionalPaymentProperties?": ["property"],
      },
    },
  },
  "Sepa.Instant.Outbound.Payment.Created": {
    1: {
      payload: {
        TransactionId: "guid",
        PaymentId: "guid",
        TimestampCreated: "timestamp",
        EndToEndId: "text",
        "AdditionalPaymentProperties?": ["property"],
      },
    },
  },
  "Sepa.Instant.Outbound.Payment.Delayed": {
    1: {
      payload: {
        "TransactionId?": "guid",
        PaymentId: "guid",
        "TimestampCreated?": "timestamp",
        TimestampReceived: "timestamp",
        "TimestampSubmitted?": "timestamp",
        EndToEndId: "text",
        "AdditionalPaymentProperties?": ["property"],
      },
    },
  },
  "Sepa.Instant.Outbound.Payment.Settled": {
    1: {
      payload: {
        TransactionId: "guid",
        PaymentId: "guid",
        TimestampCreated: "timestamp",
        TimestampSubmitted: "timestamp",
        EndToEndId: "text",
        "AdditionalPaymentProperties?": ["property"],
      },
    },
  },
  "Sepa.Instant.RecallPayment.Cancelled": {
    2: {
      payload: {
        PaymentId: "guid",
        RecallTransactionId: "text",
        OriginalTransactionId: "text",
        TimestampCancelled: "timestamp",
        CancellationCode: "text",
        CancellationReason: "text",
        EndToEndId: "text",
      },
    },
  },
  "Sepa.Instant.RecallPayment.Created": {
    2: {
      payload: {
        RecallTransactionId: "text",
        OriginalTransactionId: "text",
        TotalReturnedAmount: "decimal",
        "TimestampSettled?": "timestamp",
        PaymentId: "guid",
        EndToEndId: "text",
        "TimestampCreated?": "timestamp",
      },
    },
  },
  "Sepa.Instant.RecallPayment.Settled": {
    2: {
      payload: {
        PaymentId: "guid",
        RecallTransactionId: "text",
        OriginalTransactionId: "text",
        TotalReturnedAmount: "decimal",
        TimestampSettled: "timestamp",
        EndToEndId: "text",
      },
    },
  },
  "Sepa.Instant.RecallRequest.Received": {
    2: {
      payload: {
        PaymentId: "guid",
        OriginalTransactionId: "text",
        ReasonCode: "text",
        TimestampCreated: "timestamp",
        EndToEndId: "text",
        "AdditionalInformation?": ["text"],
      },
    },
  },
  "Sepa.Instant.RecallRequest.Rejected": {
    2: {
      payload: {
        PaymentId: "guid",
        OriginalTransactionId: "text",
        RejectionCode: "text",
        TimestampRejected: "timestamp",
        EndToEndId: "text",
        "AdditionalInformation?": ["text"],
      },
    },
  },
} as const;
