import type { Account, Ledger, Statement, Transaction } from "./ledger.js";
import { fromMinor, toMinor } from "./money.js";

interface Page {
  readonly number: number;
  readonly isLast: boolean;
}

/** One page of a statement of all real accounts, as ISO 20022 camt.053.001.08. */
export function camt053(
  ledger: Ledger,
  statement: Statement,
  entries: readonly Transaction[],
  page: Page,
): string {
  const statements = ledger.accounts.map((account) =>
    statementOf(
      ledger,
      statement,
      account,
      entries.filter(({ accountId }) => accountId === account.id),
    ),
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr>' +
    `<MsgId>${escapeXml(statement.messageId)}</MsgId><CreDtTm>${statement.createdAt}</CreDtTm>` +
    `<MsgPgntn><PgNb>${page.number}</PgNb><LastPgInd>${page.isLast}</LastPgInd></MsgPgntn></GrpHdr>` +
    `${statements.join("")}</BkToCstmrStmt></Document>`
  );
}

function statementOf(
  ledger: Ledger,
  { messageId, from, to }: Statement,
  account: Account,
  entries: readonly Transaction[],
): string {
  return (
    `<Stmt><Id>${escapeXml(`${messageId.slice(0, 20)}-${account.bban.slice(10)}`)}</Id>` +
    `<FrToDt><FrDtTm>${from}</FrDtTm><ToDtTm>${to}</ToDtTm></FrToDt>` +
    `<Acct><Id><IBAN>${account.iban}</IBAN></Id><Ccy>GBP</Ccy><Nm>${escapeXml(account.name.slice(0, 70))}</Nm></Acct>` +
    balance("OPBD", balanceAt(ledger, account, from), from) +
    balance("CLBD", balanceAt(ledger, account, to), to) +
    `${entries.map(entryOf).join("")}</Stmt>`
  );
}

/** Booked up to then: today's balance and what is set aside, without what was booked later. */
function balanceAt(ledger: Ledger, account: Account, moment: string): bigint {
  const sum = (isCounted: (each: Transaction) => boolean) =>
    ledger.transactions
      .filter((each) => each.accountId === account.id && isCounted(each))
      .reduce(
        (total, { debitCredit, amount }) => total + (debitCredit === "CRDT" ? 1n : -1n) * toMinor(amount),
        0n,
      );
  const setAside = sum(({ status, debitCredit }) => status === "PDNG" && debitCredit === "DBIT");
  const later = sum(({ settledAt }) => settledAt !== undefined && Date.parse(settledAt) > Date.parse(moment));
  return toMinor(account.balance) - setAside - later;
}

function balance(code: string, minor: bigint, at: string): string {
  const amount = fromMinor(minor < 0n ? -minor : minor);
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">${amount}</Amt>` +
    `<CdtDbtInd>${minor < 0n ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>${at.slice(0, 10)}</Dt></Dt></Bal>`
  );
}

function entryOf(transaction: Transaction): string {
  const { id, amount, debitCredit, endToEndId, isReturn, reference, settledAt } = transaction;
  const remittance = reference === "" ? "" : `<RmtInf><Ustrd>${escapeXml(reference)}</Ustrd></RmtInf>`;
  return (
    `<Ntry><Amt Ccy="GBP">${amount}</Amt><CdtDbtInd>${debitCredit}</CdtDbtInd><RvslInd>${isReturn}</RvslInd>` +
    `<Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>${settledAt}</DtTm></BookgDt>` +
    `<AcctSvcrRef>${id.replaceAll("-", "")}</AcctSvcrRef><BkTxCd><Prtry><Cd>${transaction.scheme}</Cd></Prtry></BkTxCd>` +
    `<NtryDtls><TxDtls><Refs><EndToEndId>${escapeXml(endToEndId)}</EndToEndId></Refs>${remittance}</TxDtls></NtryDtls>` +
    "</Ntry>"
  );
}

function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "?")
  );
}
