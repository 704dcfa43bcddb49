/** Cheques. */
export const chequeWebhooks = {
  CassSwitchedChequeNotification: {
    1: {
      payload: {
        SortCode: "text",
        AccountNumber: "text",
        ChequeAmount: "decimal",
        TransactionSetId: "text",
        CreditItemId: "text",
      },
    },
  },
  ChequeFailedScrutiny: {
    1: {
      payload: {
        ScrutinyFailureReasonCode: "text",
        MessageId: "text",
        "TransSetId?": "text",
        Account: "sortCodeAccount",
        CounterpartAccount: "sortCodeAccount",
        ChequeAmount: "decimal",
        ChequeSerialNumber: "text",
        ProcessingDate: "date",
        CollectionChannel: "text",
        TimestampCreated: "timestamp",
        "TransactionSetId?": "text",
      },
    },
  },
  ChequeNotPaid: {
    1: {
      payload: {
        NoPayReasonCode: "text",
        TransactionSetId: "text",
        CreditItemId: "text",
        Account: "sortCodeAccount",
        DebitItemId: "text",
        ChequeAmount: "decimal",
        CounterpartAccount: "sortCodeAccount",
        ChequeSerialNumber: "text",
        "SwitchedSortCode?": "text",
        "SwitchedAccountNumber?": "text",
        MessageId: "text",
        "MessageSourceId?": "text",
        TimestampCreated: "timestamp",
      },
    },
  },
  ChequePaid: {
    1: {
      payload: {
        TransactionSetId: "text",
        CreditItemId: "text",
        Account: "sortCodeAccount",
        DebitItemId: "text",
        ChequeAmount: "decimal",
        CounterpartAccount: "sortCodeAccount",
        ChequeSerialNumber: "text",
        "SwitchedSortCode?": "text",
        "SwitchedAccountNumber?": "text",
        MessageId: "text",
        "MessageSourceId?": "text",
        TimestampCreated: "timestamp",
      },
    },
  },
  ChequeProcessCompleted: {
    1: {
      payload: {
        MessageId: "text",
        Status: "text",
      },
    },
  },
  ChequeReconciled: {
    1: {
      payload: {
        TransactionSetId: "text",
        CreditItemId: "text",
        Account: "sortCodeAccount",
        DebitItemId: "text",
        ChequeAmount: "decimal",
        CounterpartAccount: "sortCodeAccount",
        ChequeSerialNumber: "text",
        "SwitchedSortCode?": "text",
        "SwitchedAccountNumber?": "text",
        MessageId: "text",
        "MessageSourceId?": "text",
        TimestampCreated: "timestamp",
      },
    },
  },
} as const;
