import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestHeader, verifyDigestHeader } from "../../../src/index.js";

const body = '{"hello": "world"}';
const right = "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
const sha512 = `sha-512=${createHash("sha512").update(body).digest("base64")}`;

describe("digestHeader", () => {
  it("gives what RFC 9530 and the draft print", () => expect(digestHeader(body)).toBe(right));
  it("gives the digest of nothing for a request without body", () => {
    expect(digestHeader()).toBe("SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  });
  it("gives the digests that Worldline prints", () => {
    expect(
      digestHeader(
        '{"PaymentProduct":["IDEAL"],"CommonPaymentData":{"Amount":{"Type":"Fixed","Amount":"10.00","Currency":"EUR"},"RemittanceInformation":"Cookie","RemittanceInformationStructured":{"Reference":"iDEALpurchase21"}},"IDEALPayments":{"UseDebtorToken":false,"FlowType":"Standard"}}',
      ),
    ).toBe("SHA-256=DUJtNvyhZZmAueNxsl4vFygbsoWmNCkNPaBCMySbVso=");
    expect(
      digestHeader(
        '{"PaymentProductUsed":"IDEAL","CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110","AspspPaymentId":"0001115682120510","AspspId":"10002","DebtorInformation":{"Name":"Edsger Wybe Dijkstra - Callback","Agent":"ABNANL2AXXX","Account":{"SchemeName":"IBAN","Identification":"NL44RABO0123456789"}}}}',
      ),
    ).toBe("SHA-256=sSGTcBibfH1n9k/W9yFoGHND1jnzrq2o6jorNuD6wpc=");
  });
});

describe("verifyDigestHeader", () => {
  it.each([
    ["as formatted", right],
    ["the algorithm in another case", right.replace("SHA", "sha")],
    ["SHA-512", sha512],
    ["both", `${right}, ${sha512}`],
    ["beside an algorithm that is not checked", `md5=abc, ${right}`],
  ])("accepts %s", (_name, value) => expect(() => verifyDigestHeader(value, body)).not.toThrow());

  it.each([
    ["nothing", undefined, "ERR_DIGEST_MISSING"],
    ["an empty header", " ", "ERR_DIGEST_MISSING"],
    ["no list", "SHA-256", "ERR_DIGEST_MALFORMED"],
    ["an empty element", `${right},`, "ERR_DIGEST_MALFORMED"],
    ["base64url", right.replace("X48E9q", "X48-9q"), "ERR_DIGEST_MALFORMED"],
    ["a short hash", "SHA-256=X48E", "ERR_DIGEST_MALFORMED"],
    ["only what is not checked", "md5=abc", "ERR_DIGEST_UNSUPPORTED"],
    ["an algorithm called like a method", "constructor=abc", "ERR_DIGEST_UNSUPPORTED"],
    ["another body's digest", digestHeader("x"), "ERR_DIGEST_MISMATCH"],
    ["a right one beside a wrong one", `${sha512},${digestHeader("x")}`, "ERR_DIGEST_MISMATCH"],
  ])("refuses %s", (_name, value, code) => {
    expect(() => verifyDigestHeader(value, body)).toThrow(expect.objectContaining({ code }));
  });

  it("says so where hex stands for base64", () => {
    const hex = createHash("sha256").update(body).digest("hex");
    expect(() => verifyDigestHeader(`SHA-256=${hex}`, body)).toThrow(/written in hex/);
  });

  it("refuses a pair that Worldline prints: a header and a body of two different notifications", () => {
    const value = "SHA-256=9CfdR8v5UlVl8YHNnpbO4v6uB/1B0EtWGLtnP7t2iVs=";
    expect(() => verifyDigestHeader(value, '{"PaymentProductUsed":"IDEAL"}')).toThrow(
      expect.objectContaining({ code: "ERR_DIGEST_MISMATCH" }),
    );
  });
});
