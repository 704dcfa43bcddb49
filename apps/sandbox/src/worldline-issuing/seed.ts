import type { Random } from "../random.js";
import { seedConsumer } from "./seed-consumer.js";
import { seedCorporate } from "./seed-corporate.js";
import { seedMovements } from "./seed-movements.js";
import { seedProducts } from "./seed-products.js";
import { emptyIssuer, type IssuerState } from "./state.js";

/** A new issuer with a few customers, contracts, accounts and cards, and what has happened to them. */
export function seedIssuer(
  identity: Pick<IssuerState, "issuerId" | "clientId" | "secretHash">,
  now: Date,
  random: Random,
): IssuerState {
  const issuer: IssuerState = { ...emptyIssuer(identity), ...seedProducts() };
  const account = seedConsumer(issuer, now, random);
  seedCorporate(issuer, now, random);
  seedMovements(issuer, account, now);
  return issuer;
}
