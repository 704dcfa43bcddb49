import { createSignatureBase, digestHeader } from "@countersign/crypto-core";
import type { StepRunner } from "./step-runner.js";

/** What the source documents print, recomputed here from what they print it for. Needs no network. */
export async function checkDocuments({ step }: StepRunner): Promise<void> {
  for (const { title, body, printed } of digests) {
    await step(`Digest of the ${title} that Worldline's documentation prints`, (show) => {
      const computed = digestHeader(body);
      show("body", body);
      show("computed", computed);
      mustBe(computed, printed);
      show("match", "the documentation prints the same");
    });
  }
  for (const { title, fields, order, request, printed } of signingStrings) {
    await step(`Signing string of the ${title} that Worldline's documentation prints`, (show) => {
      const computed = createSignatureBase({ ...request, headers: fields }, order);
      show("computed", computed);
      mustBe(computed, printed);
      show("match", "the documentation prints the same");
    });
  }
}

function mustBe(computed: string, printed: string): void {
  if (computed !== printed) throw new Error(`The documentation prints ${printed}`);
}

const digests = [
  {
    title: "payment",
    body: '{"PaymentProduct":["IDEAL"],"CommonPaymentData":{"Amount":{"Type":"Fixed","Amount":"10.00","Currency":"EUR"},"RemittanceInformation":"Cookie","RemittanceInformationStructured":{"Reference":"iDEALpurchase21"}},"IDEALPayments":{"UseDebtorToken":false,"FlowType":"Standard"}}',
    printed: "SHA-256=DUJtNvyhZZmAueNxsl4vFygbsoWmNCkNPaBCMySbVso=",
  },
  {
    title: "notification",
    body: '{"PaymentProductUsed":"IDEAL","CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110","AspspPaymentId":"0001115682120510","AspspId":"10002","DebtorInformation":{"Name":"Edsger Wybe Dijkstra - Callback","Agent":"ABNANL2AXXX","Account":{"SchemeName":"IBAN","Identification":"NL44RABO0123456789"}}}}',
    printed: "SHA-256=sSGTcBibfH1n9k/W9yFoGHND1jnzrq2o6jorNuD6wpc=",
  },
];

const signingStrings = [
  {
    title: "token request",
    fields: { App: "IDEAL", Date: "Fri, 25 Mar 2022 20:51:35 GMT", Client: "idealClient", Id: "434" },
    order: ["app", "client", "id", "date"],
    request: {},
    printed: "app: IDEAL\nclient: idealClient\nid: 434\ndate: Fri, 25 Mar 2022 20:51:35 GMT",
  },
  {
    title: "payment request",
    fields: {
      Digest: "SHA-256=B/O1sG0L8+bEAqWF3aMZn3I0rx5YVi8r5cM6JHlTW7Q=",
      "X-Request-ID": "1aad5e0f-02d7-aefb-61e3-6f4d3322cf71",
      MessageCreateDateTime: "2023-03-15T10:07:26.264Z",
    },
    order: ["digest", "x-request-id", "messagecreatedatetime", "(request-target)"],
    request: { method: "POST", target: "/xs2a/routingservice/services/ob/pis/v3/payments" },
    printed:
      "digest: SHA-256=B/O1sG0L8+bEAqWF3aMZn3I0rx5YVi8r5cM6JHlTW7Q=\nx-request-id: 1aad5e0f-02d7-aefb-61e3-6f4d3322cf71\nmessagecreatedatetime: 2023-03-15T10:07:26.264Z\n(request-target): post /xs2a/routingservice/services/ob/pis/v3/payments",
  },
  {
    title: "notification",
    fields: {
      Digest: "SHA-256=9CfdR8v5UlVl8YHNnpbO4v6uB/1B0EtWGLtnP7t2iVs=",
      "X-Request-ID": "7e04be55-f710-4660-8254-a48d0246d56b",
      MessageCreateDateTime: "2024-01-30T17:03:52.111+01:00",
    },
    order: ["messagecreatedatetime", "x-request-id", "digest"],
    request: {},
    printed:
      "messagecreatedatetime: 2024-01-30T17:03:52.111+01:00\nx-request-id: 7e04be55-f710-4660-8254-a48d0246d56b\ndigest: SHA-256=9CfdR8v5UlVl8YHNnpbO4v6uB/1B0EtWGLtnP7t2iVs=",
  },
];
