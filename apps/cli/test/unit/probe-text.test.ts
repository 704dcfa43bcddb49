import type { TlsProbeReport } from "@countersign/auth";
import { expect, it } from "vitest";
import { describeProbe } from "../../src/probe-text.js";

const names = Array.from({ length: 7 }, (_, index) => `n${index}`);
const report: TlsProbeReport = {
  host: "api.example",
  port: 443,
  tcpMs: 1,
  protocol: "TLSv1.2",
  chain: [
    {
      subject: "CN=api",
      issuer: "CN=Root",
      notBefore: new Date(0),
      notAfter: new Date(1000),
      daysLeft: -1,
      subjectAltNames: names,
    },
  ],
  authorized: false,
  clientCertificate: {
    requested: true,
    authorities: names,
    presented: "CN=us",
    accepted: false,
    detail: "Refused, for a reason.",
  },
  failure: { phase: "tls-client-certificate", message: "Refused." },
};

it("is short where lists are long, and leaves out what was not reached", () => {
  expect(describeProbe(report)).toBe(`server         api.example, port 443
TCP            1 ms
protocol       TLSv1.2
certificate    CN=api
  for          n0, n1, n2, n3, n4 and 2 more
  until        1970-01-01T00:00:01.000Z (over)
issued by      CN=Root
asks for ours  yes
  issued by    n0; n1; n2; n3; n4 and 2 more
  sent         CN=us
  accepted     no

It would not work (tls-client-certificate): Refused, for a reason.
`);
});

it("says where it is not known whether a certificate was asked for", () => {
  const { failure, ...rest } = report;
  const text = describeProbe({
    ...rest,
    clientCertificate: { requested: undefined, presented: undefined, accepted: undefined, detail: "Unseen." },
  });
  expect(text).toMatch(/\nasks for ours {2}not known\n\nUnseen\.\nIt would work\.\n$/);
});

it("escapes what a server could make a terminal do", () => {
  const text = describeProbe({
    ...report,
    chain: [{ ...(report.chain[0] as (typeof report.chain)[0]), subjectAltNames: ["DNS:\u001b[2J\r"] }],
    clientCertificate: { ...report.clientCertificate, detail: "refused by \u009b" },
  });
  expect(text).toContain("DNS:\\u001b[2J\\u000d\n");
  expect(text).toContain("refused by \\u009b\n");
});
