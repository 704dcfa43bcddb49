import type { PaymentDetailedInformation } from "@countersign/worldline";
import { describe, expect, it } from "vitest";
import { readDebtor } from "../../../src/payments/read-debtor.js";

const read = (DebtorInformation: unknown) =>
  readDebtor({
    CommonPaymentData: { PaymentStatus: "SettlementCompleted", PaymentId: "1", DebtorInformation },
  } as PaymentDetailedInformation);

describe("who paid", () => {
  it("is read with the address, in the order of an envelope", () => {
    const address = {
      ...{
        FirstName: "Edsger",
        LastName: "Dijkstra",
        CompanyName: "THE",
        StreetName: "Dijk",
        BuildingNumber: "1",
      },
      ...{ Postcode: "5612 AZ", TownName: "Eindhoven", Country: "NL" },
    };
    expect(read({ Name: "E. Dijkstra", ShippingAddress: address })).toEqual({
      name: "E. Dijkstra",
      address: ["Edsger Dijkstra", "THE", "Dijk 1", "5612 AZ Eindhoven", "NL"],
    });
  });

  it("takes the postcode in the example's spelling too, and the name of the contact", () => {
    const contact = { FirstName: "Edsger", LastName: "Dijkstra" };
    expect(read({ ContactDetails: contact, ShippingAddress: { PostCode: "5612 AZ" } })).toEqual({
      name: "Edsger Dijkstra",
      address: ["5612 AZ"],
    });
  });

  it.each([undefined, {}, { Name: "" }, { ShippingAddress: null }, { Name: 7 }])(
    "is nobody in %j",
    (debtor) => {
      expect(read(debtor)).toBeUndefined();
    },
  );
});
