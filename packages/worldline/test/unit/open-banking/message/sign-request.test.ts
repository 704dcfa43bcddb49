import { describe, expect, it } from "vitest";
import { signRequest } from "../../../../src/index.js";
import { connect, isOurs, parametersOf, us } from "../../../support/open-banking.js";

/** The payload that Worldline's documentation prints, with the Digest that it prints. */
const printed =
  '{"PaymentProduct":["IDEAL"],"CommonPaymentData":{"Amount":{"Type":"Fixed","Amount":"10.00","Currency":"EUR"},"RemittanceInformation":"Cookie","RemittanceInformationStructured":{"Reference":"iDEALpurchase21"}},"IDEALPayments":{"UseDebtorToken":false,"FlowType":"Standard"}}';
const printedDigest = "SHA-256=DUJtNvyhZZmAueNxsl4vFygbsoWmNCkNPaBCMySbVso=";

const request = {
  method: "POST",
  target: "/xs2a/routingservice/services/ob/pis/v3/payments",
  body: Buffer.from(printed),
  requestId: "1aad5e0f-02d7-aefb-61e3-6f4d3322cf71",
  messageCreateDateTime: "2023-03-15T10:07:26.264Z",
};

describe("the documentation's examples", () => {
  it("of a payment's Digest and string come out as printed", async () => {
    const { headers, signatureBase } = await signRequest(request, us);
    expect(headers.Digest).toBe(printedDigest);
    expect(signatureBase).toBe(
      `digest: ${printedDigest}\nx-request-id: 1aad5e0f-02d7-aefb-61e3-6f4d3322cf71\nmessagecreatedatetime: 2023-03-15T10:07:26.264Z\n(request-target): post /xs2a/routingservice/services/ob/pis/v3/payments`,
    );
    const { signature } = parametersOf(headers.Signature ?? null);
    expect(isOurs(signatureBase, signature)).toBe(true);
  });

  it("of a payment whose JSON was formatted have another Digest", async () => {
    const body = Buffer.from(JSON.stringify(JSON.parse(printed), null, 2));
    expect((await signRequest({ ...request, body }, us)).headers.Digest).not.toBe(printedDigest);
  });

  it("of a token's string come out as printed", async () => {
    const { client, signed } = await connect(undefined, {
      initiatingPartyId: "434",
      token: { version: 1, app: "IDEAL", client: "idealClient", dateFormat: "rfc1123" },
      now: () => new Date("2022-03-25T20:51:35.999Z"),
    });
    await client.getToken();
    expect(signed).toEqual(["app: IDEAL\nclient: idealClient\nid: 434\ndate: Fri, 25 Mar 2022 20:51:35 GMT"]);
  });

  it.each(["rsa-sha256", "SHA256withRSA"] as const)("of labels are both to be had: %s", async (algorithm) => {
    const { headers } = await signRequest(request, { ...us, algorithm });
    const printedAs = parametersOf(headers.Signature ?? null);
    expect(printedAs.algorithm).toBe(algorithm);
    expect(printedAs.headers).toBe("digest x-request-id messagecreatedatetime (request-target)");
    // Straight quotes, which the documentation does not print everywhere.
    expect(headers.Signature).toMatch(/^keyId="[0-9A-F]{40}",/);
  });
});
