/** An amount as text with exactly two decimals. Money is never a double here. */
export type Amount = string;

export type LegalOwnerType = "Personal" | "Business";
export type RelationshipType = "Single" | "Joint";

export interface Account {
  readonly id: string;
  name: string;
  ownerName: string;
  readonly label: string;
  readonly iban: string;
  readonly bban: string;
  readonly usageType: string;
  legalOwnerType: LegalOwnerType;
  relationshipType: RelationshipType;
  status: "Enabled" | "Closed" | "Suspended";
  statusReason: string;
  balance: Amount;
  balanceUpdatedAt: string;
  minimumBalance: Amount;
  readonly createdAt: string;
  modifiedAt: string;
  /** The reason given to the Confirmation of Payee opt-out; absent while the account takes part. */
  copOptOut?: string;
  nominated?: NominatedAccount;
  /** The last attempt to close it. */
  closure?: { readonly status: "Failed" | "Complete"; readonly failures: readonly string[] };
}

/** Where an account's money goes when it is closed. */
export interface NominatedAccount {
  readonly identifier: string;
  readonly identifierKind: string;
  readonly ownerName: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export interface VirtualAccount {
  readonly id: string;
  readonly accountId: string;
  ownerName: string;
  readonly iban?: string;
  readonly bban?: string;
  readonly proprietaryIdentifier?: string;
  readonly externalIdentifier?: string;
  legalOwnerType: LegalOwnerType;
  relationshipType: RelationshipType;
  status: "Enabled" | "Disabled";
  readonly createdAt: string;
  copOptOut?: string;
}

/** The account at the other end. */
export interface Party {
  readonly name: string;
  readonly iban?: string;
  readonly bban?: string;
}

export type Scheme = "Transfer" | "FasterPayments" | "Bacs" | "Chaps";

export interface Transaction {
  readonly id: string;
  readonly accountId: string;
  readonly virtualAccountId?: string;
  readonly scheme: Scheme;
  readonly endToEndId: string;
  readonly amount: Amount;
  readonly debitCredit: "CRDT" | "DBIT";
  readonly reference: string;
  readonly counterparty: Party;
  readonly isReturn: boolean;
  /** The one that this one sends back. */
  readonly returns?: string;
  status: "PDNG" | "ACSC" | "RJCT";
  readonly createdAt: string;
  settledAt?: string;
  /** Of the account, after it. */
  balance?: Amount;
}

/** A transaction that waits for a person's release or decline. */
export interface Held {
  readonly transactionId: string;
  readonly heldAt: string;
}

export interface Mandate {
  readonly id: string;
  readonly accountId: string;
  readonly virtualAccountId?: string;
  readonly serviceUserNumber: string;
  readonly reference: string;
  readonly originatorName: string;
  readonly payerName: string;
  readonly mandateType: string;
  state: "Active" | "Cancelled" | "Returned";
  readonly createdAt: string;
  modifiedAt: string;
}

export interface Statement {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly createdAt: string;
}

export interface MccyAccount {
  readonly id: string;
  readonly name: string;
  label: string;
  owner: string;
  readonly kind: string;
  readonly iban: string;
  readonly currencies: string[];
  /** By currency. */
  readonly balances: Record<string, Amount>;
  status: string;
  statusReason: string;
  statusInformation: string;
  readonly createdAt: string;
  modifiedAt: string;
}

export interface MccyVirtualAccount {
  readonly id: string;
  readonly accountId: string;
  owner: string;
  readonly iban: string;
  status: string;
  statusReason: string;
  statusInformation: string;
  readonly createdAt: string;
  modifiedAt: string;
}

export interface MccyTransaction {
  readonly id: string;
  readonly batchId: string;
  /** Of a SEPA credit transfer; used once. */
  readonly uetr?: string;
  readonly accountId: string;
  readonly endToEndId: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly debitCredit: "Debit" | "Credit";
  readonly reference: string;
  readonly counterparty: Party;
  status: "Pending" | "Settled" | "Cancelled";
  readonly createdAt: string;
  settledAt?: string;
}

/** What an institution owns, kept in the state file: JSON values only. */
export interface Ledger {
  readonly accounts: Account[];
  readonly virtualAccounts: VirtualAccount[];
  readonly transactions: Transaction[];
  readonly held: Held[];
  readonly mandates: Mandate[];
  readonly statements: Statement[];
  readonly mccyAccounts: MccyAccount[];
  readonly mccyVirtualAccounts: MccyVirtualAccount[];
  readonly mccyTransactions: MccyTransaction[];
}

export function emptyLedger(): Ledger {
  return {
    accounts: [],
    virtualAccounts: [],
    transactions: [],
    held: [],
    mandates: [],
    statements: [],
    mccyAccounts: [],
    mccyVirtualAccounts: [],
    mccyTransactions: [],
  };
}
