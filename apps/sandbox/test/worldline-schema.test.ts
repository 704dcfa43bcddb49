import { describe, expect, it } from "vitest";
import { paymentInitiation } from "../src/worldline/payment-shapes.js";
import { idealPayment } from "./support/worldline.js";
import { hasInterfaceFiles, requestProblem, schemaProblem } from "./support/worldline-schemas.js";

/** A payment in which every kind of member is there. */
const full: Record<string, unknown> = {
  PaymentProduct: ["PSD2-SCT"],
  PaymentProductChangeable: true,
  ProductSpecificMasterData: [{ ParamName: "a", ParamValue: "b" }],
  PsuData: { AspspId: "20100", AspspPsuId: "p", Country: "NL" },
  CommonPaymentData: {
    UsePreAuthentication: false,
    EndToEndId: "e2e",
    InitiatingPartyReferenceId: "r".repeat(36),
    PreferredScaMethod: ["Redirect"],
    TransactionType: "QR",
    ExpirationPeriod: 60,
    Amount: {
      Type: "Change",
      Amount: "10.00",
      MaximumAmount: "20.00",
      MinimumAmount: "5.00000",
      Currency: "EUR",
      AmountBreakdown: { OrderAmount: "9.00", ShippingCost: "1.00" },
    },
    DebtorInformation: {
      Name: "n".repeat(140),
      Agent: "ABNANL2AXXX",
      Account: { SchemeName: "IBAN", Identification: "NL44RABO0123456789", Currency: "EUR" },
      ShippingAddress: { PostCode: "1234AB", CountrySubDivision: "x" },
      BillingAddress: { SameAsShippingAddress: false, BillingAddressDetails: { TownName: "Rotterdam" } },
    },
    CreditorInformation: {
      InitiatingPartySubId: "1",
      Agent: "RABONL2U",
      CreditorDateAndPlaceOfBirth: { BirthDate: "1980-01-31", CityOfBirth: "Utrecht", CountryOfBirth: "NL" },
    },
    ChargeBearer: "SLEV",
    CategoryPurpose: "CASH",
    PaymentContext: {
      PaymentContextCode: "EcommerceGoods",
      MerchantCategoryCode: "123",
      ChannelType: "Ecommerce",
    },
    CrossCurrencyPayments: {
      CrossCurrencyTransaction: true,
      ExchangeRateInformation: { UnitCurrency: "USD", ExchangeRate: 0.7, RateType: "Spot" },
    },
    RegulatoryReportingCodes: ["1"],
    RemittanceInformation: "x".repeat(140),
    RemittanceInformationStructured: { Reference: "ref1", ReferenceType: "t" },
  },
  IDEALPayments: {
    UseDebtorToken: false,
    DebtorTokenCallbackUrl: "https://shop.example/v3",
    FlowType: "FastCheckout",
    ExpectedCheckoutData: { DebtorContactDetails: { Email: true }, ShippingAddress: true },
  },
};

/** Our own reading: whether the shape has nothing against a body. */
function isTaken(body: unknown): boolean {
  const problems: string[] = [];
  paymentInitiation(body, "", problems);
  return problems.length === 0;
}

type Path = readonly (string | number)[];

function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [
    path,
    ...keys.flatMap((key) => paths((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

/** A copy in which the value at a path is another one; left out where that is undefined. */
function changed(value: unknown, [key, ...rest]: Path, replace: (old: unknown) => unknown): unknown {
  if (key === undefined) return replace(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = changed(copy[key], rest, replace);
  return JSON.parse(JSON.stringify(copy));
}

const mutations: [string, (old: unknown) => unknown][] = [
  ["left out", () => undefined],
  ["a number", () => 1.5],
  ["empty text", () => ""],
  ["long text", () => "x".repeat(3000)],
  ["lower case", (old) => (typeof old === "string" ? old.toLowerCase() : old)],
  ["true", () => true],
  ["an array", () => []],
  ["an object with an unknown member", (old) => ({ ...(old as object), toto: 1 })],
];

/** Where we are stricter on purpose: the file's patterns have no ends, one object is open, and formats are not judged. */
const stricter = /\.(Agent|Currency|UnitCurrency|Country|Reference|BirthDate|ExpectedCheckoutData)$/;

describe.runIf(hasInterfaceFiles)("the body of POST /payments, beside the interface file", () => {
  it("is taken where it is the full example, and the plain one", () => {
    for (const body of [full, idealPayment("1.00")]) {
      expect([isTaken(body), requestProblem(body)]).toEqual([true, undefined]);
    }
  });

  it.each(mutations)("is judged alike with each member in turn: %s", (_name, mutate) => {
    const differences: string[] = [];
    let refused = 0;
    for (const path of paths(full)) {
      if (path.length === 0) continue;
      const body = changed(full, path, mutate);
      const [ours, theirs] = [isTaken(body), requestProblem(body) === undefined];
      if (!theirs) refused += 1;
      const name = `.${path.join(".")}`;
      if (ours !== theirs && !(theirs && stricter.test(name)))
        differences.push(`${name}: ours ${ours}, theirs ${theirs}`);
    }
    expect(differences).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });

  it("the check of answers is one that can fail", () => {
    const schema = "pis#/components/schemas/PaymentInitiationResponse";
    const good = { CommonPaymentData: { PaymentId: "1", PaymentStatus: "Open" }, UseWaitingScreen: false };
    expect(schemaProblem(schema, good)).toBeUndefined();
    expect(schemaProblem(schema, { ...good, More: 1 })).toMatch(/additional properties/);
    expect(schemaProblem(schema, { CommonPaymentData: { PaymentId: "1", PaymentStatus: "Paid" } })).toMatch(
      /allowed values/,
    );
  });
});
