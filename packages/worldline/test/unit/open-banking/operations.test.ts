import { existsSync, readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type ConfirmationRequest,
  type OperationAnswer,
  type OperationBody,
  type OperationParams,
  type PaymentAuthorisationRequest,
  type PaymentAuthorisationResponse,
  type PaymentAuthorisationUpdateRequest,
  type PaymentCancellationResponse,
  type PaymentIdentificationRequest,
  type PaymentInitiationRequest,
  type PaymentInitiationResponse,
  paymentStatuses,
  type RefundAuthorisationResponse,
  type RefundStatusResponse,
  type WorldlineOperation,
  worldlineOperations,
  worldlinePaymentErrorCodes,
  worldlineTokenErrorCodes,
} from "../../../src/index.js";
import { connect, pisPath } from "../../support/open-banking.js";

const folder = new URL("../../../../../../shared/reference/openapi/worldline/", import.meta.url);
const isThere = existsSync(folder);
const read = (name: string) => (isThere ? readFileSync(new URL(name, folder), "utf8") : "");

describe("operations", () => {
  it("are called by name", async () => {
    const { client, sent } = await connect(() => Response.json({}));
    for (const [name, [method, path]] of Object.entries(worldlineOperations)) {
      const params = Object.fromEntries(Array.from(path.matchAll(/\{(\w+)\}/g), ([, each]) => [each, "a/b"]));
      await client.request(name as WorldlineOperation, { params, sign: false } as object);
      expect(sent.at(-1)?.request.method).toBe(method);
      expect(sent.at(-1)?.path).toBe(pisPath(path.replaceAll(/\{\w+\}/g, "a%2Fb")));
    }
    expect(sent).toHaveLength(47);
  });

  it("send a body once as it is, and headers in Worldline's spelling", async () => {
    const { client, sent } = await connect(() => Response.json({}));
    await client.request("paymentAuthorisation", {
      params: { paymentId: "e2e1" },
      headers: { PsuIpAddress: "192.0.2.1" },
      body: new TextEncoder().encode('{ "PsuCredentials": [] }'),
    });
    expect(sent[0]?.body.toString()).toBe('{ "PsuCredentials": [] }');
    expect(sent[0]?.request.headers.get("psuipaddress")).toBe("192.0.2.1");
  });

  it("are none by another name, and none with a wrong header", async () => {
    const { client, sent } = await connect();
    await expect(client.request("toString" as "paymentStatus")).rejects.toThrow("there is no operation");
    await expect(client.request("paymentStatus", {})).rejects.toThrow("paymentId must be a text");
    await expect(
      client.request("paymentStatus", { params: { paymentId: "1" }, headers: { PsuIpAddress: "1\r\nX: 2" } }),
    ).rejects.toMatchObject({
      code: "ERR_WORLDLINE_INVALID_REQUEST",
      violations: [{ path: "PsuIpAddress" }],
    });
    expect(sent).toEqual([]);
  });
});

describe("the types of operations", () => {
  it("follow from their names", () => {
    expectTypeOf<OperationBody<"paymentInitiate">>().toEqualTypeOf<PaymentInitiationRequest>();
    expectTypeOf<OperationBody<"paymentStatus">>().toEqualTypeOf<undefined>();
    expectTypeOf<OperationBody<"bulkPaymentCancellation">>().toEqualTypeOf<undefined>();
    expectTypeOf<
      OperationBody<"PeriodicPaymentIdentification">
    >().toEqualTypeOf<PaymentIdentificationRequest>();
    expectTypeOf<OperationBody<"refundConfirmation">>().toEqualTypeOf<ConfirmationRequest>();
    expectTypeOf<OperationBody<"paymentAuthorisation">>().toEqualTypeOf<PaymentAuthorisationRequest>();
    expectTypeOf<
      OperationBody<"refundAuthorisationUpdate">
    >().toEqualTypeOf<PaymentAuthorisationUpdateRequest>();
    expectTypeOf<OperationAnswer<"scheduledPaymentInitiate">>().toEqualTypeOf<PaymentInitiationResponse>();
    expectTypeOf<OperationAnswer<"paymentCancellation">>().toEqualTypeOf<
      PaymentCancellationResponse | undefined
    >();
    expectTypeOf<
      OperationAnswer<"paymentCancellationAuthorisationUpdate">
    >().toEqualTypeOf<PaymentAuthorisationResponse>();
    expectTypeOf<OperationAnswer<"refundStatus">>().toEqualTypeOf<RefundStatusResponse>();
    expectTypeOf<OperationAnswer<"refundAuthorisation">>().toEqualTypeOf<RefundAuthorisationResponse>();
    expectTypeOf<OperationParams<"paymentAuthorisationUpdate">>().toEqualTypeOf<
      Readonly<Record<"paymentId" | "authorisationId", string>>
    >();
  });
});

describe.runIf(isThere)("the interface files (need the folder shared beside the project)", () => {
  const pis = read("open-banking-pis-v3.6.0.yaml");

  it("have these operations, no more and no fewer", () => {
    const published: [string, string, string][] = [];
    let [path, method] = ["", ""];
    for (const line of pis.split("\n")) {
      path = /^ {2}(\/.*):\s*$/.exec(line)?.[1] ?? path;
      method = /^ {4}(get|post|put|delete):\s*$/.exec(line)?.[1]?.toUpperCase() ?? method;
      const name = /^ {6}operationId: (\w+)/.exec(line)?.[1];
      if (name !== undefined) published.push([name, method, path.replace(/\/$/, "")]);
    }
    expect(published).toEqual(Object.entries(worldlineOperations).map(([name, call]) => [name, ...call]));
  });

  it("have these statuses", () => {
    const block = /^ {4}PaymentStatusEnum:[\s\S]*?enum:\s*\n((?: +- \w+\s*\n)+)/m.exec(pis)?.[1] ?? "";
    const published = Array.from(block.matchAll(/- (\w+)/g), ([, name]) => name);
    expect(published.sort()).toEqual(Object.keys(paymentStatuses).sort());
  });

  it("have no error code that is missing here", () => {
    const codesOf = (text: string) =>
      Array.from(text.matchAll(/^\s*\|\s*(?:\d{3})?\s*\|(\d{3})\s*\|/gm), ([, code]) => code ?? "");
    const published = codesOf(pis);
    expect(published.length).toBeGreaterThan(30);
    // 159 and 160 are in a later version.
    expect([...new Set([...published, "159", "160"])].sort()).toEqual(
      Object.keys(worldlinePaymentErrorCodes).sort(),
    );
    const ofTokens = codesOf(read("swagger-oauth-v1.4.5.yaml"));
    expect([...new Set(ofTokens)].sort()).toEqual(Object.keys(worldlineTokenErrorCodes).sort());
  });
});
