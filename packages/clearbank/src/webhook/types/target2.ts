/** TARGET2. */
export const target2Webhooks = {
  "Target2.CustomerCreditTransfer.Inbound.Completed": {
    1: {
      payload: {
        PaymentId: "text",
        InstructionId: "text",
        EndToEndId: "text",
        UnstructuredRemittanceInfo: "text",
        Uetr: "guid",
        TransactionId: "guid",
        SettlementAmount: "money",
        "Debtor?": "target2Party",
        "DebtorAccount?": {
          "Iban?": "text",
          "OtherAccountId?": "text",
        },
        "DebtorAgent?": "target2Agent",
        "DebtorAgentAccount?": "ibanAccount",
        "UltimateDebtor?": "target2Party",
        "InitiatingParty?": "target2Party",
        "Creditor?": "target2Party",
        "CreditorAccount?": {
          "Iban?": "text",
          "OtherAccountId?": "text",
        },
        "CreditorAgent?": "target2Agent",
        "CreditorAgentAccount?": "ibanAccount",
        "UltimateCreditor?": "target2Party",
        "PreviousInstructingAgents?": ["target2Intermediary"],
        "IntermediaryAgent?": ["target2Intermediary"],
        "InstructedAmount?": "money",
        "ExchangeRate?": "decimal",
        "ChargesInformation?": [
          {
            Amount: "decimal",
            Currency: "text",
            "AgentBic?": "text",
          },
        ],
      },
    },
  },
  "Target2.CustomerCreditTransfer.Outbound.Completed": {
    1: {
      payload: {
        InstructionId: "text",
        Uetr: "guid",
        TransactionId: "guid",
        PaymentId: "text",
        EndToEndId: "text",
      },
    },
  },
  "Target2.CustomerCreditTransfer.Outbound.Failed": {
    1: {
      payload: {
        InstructionId: "text",
        Uetr: "guid",
        PaymentId: "text",
        EndToEndId: "text",
        Errors: ["target2Error"],
      },
    },
  },
  "Target2.FICreditTransfer.Inbound.Completed": {
    1: {
      payload: {
        PaymentId: "text",
        InstructionId: "text",
        EndToEndId: "text",
        UnstructuredRemittanceInfo: "text",
        Uetr: "guid",
        TransactionId: "guid",
        SettlementAmount: "money",
        "Debtor?": "target2Party",
        "DebtorAccount?": {
          "Iban?": "text",
          "OtherAccountId?": "text",
        },
        "DebtorAgent?": "target2Agent",
        "Creditor?": "target2Party",
        "CreditorAccount?": {
          "Iban?": "text",
          "OtherAccountId?": "text",
        },
        "CreditorAgent?": "target2Agent",
        "PreviousInstructingAgents?": ["target2Intermediary"],
        "IntermediaryAgent?": ["target2Intermediary"],
      },
    },
  },
  "Target2.FICreditTransfer.Outbound.Completed": {
    1: {
      payload: {
        InstructionId: "text",
        Uetr: "guid",
        TransactionId: "guid",
        PaymentId: "text",
        EndToEndId: "text",
      },
    },
  },
  "Target2.FICreditTransfer.Outbound.Failed": {
    1: {
      payload: {
        InstructionId: "text",
        Uetr: "guid",
        PaymentId: "text",
        EndToEndId: "text",
        Errors: ["target2Error"],
      },
    },
  },
  "Target2.PaymentReturn.Inbound.Completed": {
    1: {
      payload: {
        PaymentReturnId: "text",
        "OriginalInstructionId?": "text",
        OriginalEndToEndId: "text",
        OriginalUetr: "guid",
        TransactionId: "guid",
        ReturnReason: {
          Code: "text",
          ReturnReasonAdditionalInformation: ["text"],
        },
        "OriginalSettlementAmount?": "money",
        ReturnedSettlementAmount: "money",
        "UltimateDebtor?": "target2Party",
        "UltimateCreditor?": "target2Party",
        "Creditor?": {
          "Name?": "text",
          "Bic?": "text",
          "Address?": "target2Address",
          "Party?": "target2Party",
          "Agent?": "target2Agent",
        },
        "CreditorAgent?": "target2Agent",
        "Debtor?": {
          "Name?": "text",
          "Bic?": "text",
          "Address?": "target2Address",
          "Party?": "target2Party",
          "Agent?": "target2Agent",
        },
        "InitiatingParty?": "target2Agent",
        "DebtorAgent?": "target2Agent",
        "PreviousInstructingAgents?": ["target2Intermediary"],
        "ReturnOriginator?": "target2Agent",
      },
    },
  },
  "Target2.PaymentReturn.Outbound.Completed": {
    1: {
      payload: {
        ReturnInstructionId: "text",
        Uetr: "guid",
        TransactionId: "guid",
        PaymentReturnId: "text",
        EndToEndId: "text",
      },
    },
  },
  "Target2.PaymentReturn.Outbound.Failed": {
    1: {
      payload: {
        ReturnInstructionId: "text",
        Uetr: "guid",
        PaymentReturnId: "text",
        EndToEndId: "text",
        Errors: ["target2Error"],
      },
    },
  },
} as const;
