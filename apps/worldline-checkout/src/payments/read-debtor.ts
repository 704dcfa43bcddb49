import type { PaymentDetailedInformation } from "@countersign/worldline";
import type { Debtor } from "../orders/order.js";

type Members = Readonly<Record<string, unknown>>;

/** Who paid, as far as the payment tells. */
export function readDebtor({ CommonPaymentData }: PaymentDetailedInformation): Debtor | undefined {
  const debtor = members(CommonPaymentData.DebtorInformation);
  const contact = members(debtor.ContactDetails);
  const address = members(debtor.ShippingAddress);
  const name = text(debtor.Name) ?? join(contact.FirstName, contact.LastName);
  const lines = [
    join(address.FirstName, address.LastName),
    text(address.CompanyName),
    join(address.StreetName, address.BuildingNumber),
    // The interface's table says Postcode, its example PostCode.
    join(address.Postcode ?? address.PostCode, address.TownName),
    text(address.Country),
  ].filter((line) => line !== undefined);
  return name === undefined && lines.length === 0 ? undefined : { name, address: lines };
}

function members(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function join(...values: readonly unknown[]): string | undefined {
  return text(values.map(text).filter(Boolean).join(" "));
}
