import { list, nullable, object, oneOf, present, type Shape, text, uuid } from "./shape.js";

export interface NewMccyAccount {
  readonly label: string;
  readonly owner: string;
  readonly kind: string;
  readonly currencies: readonly string[];
}

const identifiers = nullable(list(object({ identifier: text({ min: 1, max: 50 }), kind: text() })));

export const createMccyAccount: Shape<NewMccyAccount> = object({
  label: text({ min: 1, max: 100 }),
  owner: text({ min: 1, max: 140 }),
  kind: text(),
  currencies: list(text()),
  identifiers,
  routingCode: object({ code: text({ min: 1, max: 11 }), kind: text() }),
  productId: nullable(uuid),
  customerId: nullable(uuid),
});

const kinds = [
  "YourFunds",
  "GeneralSegregated",
  "DesignatedSegregated",
  "GeneralClient",
  "DesignatedClient",
] as const;
const plain = /^[^<>;"]*$/;

export const createMccyAccountV2: Shape<NewMccyAccount> = object({
  label: text({ min: 1, max: 100, pattern: plain }),
  owner: text({ min: 1, max: 140, pattern: plain }),
  kind: oneOf(kinds),
  currencies: list(text()),
  identifiers: nullable(list(object({ identifier: text({ min: 1, max: 50 }), kind: oneOf(["Iban"]) }))),
  bankIdentifierCode: present(nullable(text())),
  routingCode: present(nullable(text())),
  productId: nullable(uuid),
  customerId: nullable(uuid),
});

export const patchMccyAccount: Shape<{ readonly label: string; readonly owner: string }> = object({
  label: text({ min: 1, max: 100 }),
  owner: text({ min: 1, max: 140 }),
});
export const addMccyCurrency: Shape<{ readonly currency: string }> = object({
  currency: text({ min: 3, max: 3 }),
});
