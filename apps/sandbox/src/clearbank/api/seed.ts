import type { Random } from "../../random.js";
import { openAccount } from "./accounts.js";
import { emptyLedger, type Ledger } from "./ledger.js";
import { openMccyAccount } from "./mccy-accounts.js";

const sortCode = "040405";

/** A new institution's ledger: an account with two million pounds, an empty one, and one in several currencies. */
export function seedLedger(random: Random, now: Date): Ledger {
  const ledger = emptyLedger();
  const books = { ledger, context: { random, now: () => now } };
  const funded = openAccount(books, {
    name: "Operating Account",
    ownerName: "Sandbox Institution",
    sortCode,
  });
  funded.balance = "2000000.00";
  openAccount(books, {
    name: "Client Account",
    ownerName: "Sandbox Institution Clients",
    sortCode,
    usageType: "SegregatedPooled",
  });
  const currencies = openMccyAccount(books, {
    label: "Currency Account",
    owner: "Sandbox Institution",
    kind: "YourFunds",
    currencies: ["EUR", "USD"],
  });
  currencies.balances.EUR = "500000.00";
  return ledger;
}
