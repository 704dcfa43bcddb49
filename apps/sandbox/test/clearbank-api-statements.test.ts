import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { receivePayment } from "../src/clearbank/api/institution.js";
import { cleanUp } from "./support/cleanup.js";
import { TestInstitution } from "./support/clearbank-api.js";
import { batch, transfer } from "./support/clearbank-requests.js";

const java = "java";

/** The JDK's parser and XPath: a reader of XML that nobody here wrote. */
const program = `
import java.io.File;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

class Read {
  public static void main(String[] args) throws Exception {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(args[0]));
    var xpath = XPathFactory.newInstance().newXPath();
    for (int index = 1; index < args.length; index += 1) System.out.println(xpath.evaluate(args[index], document));
  }
}
`;

const folder = mkdtempSync(join(tmpdir(), "sandbox-statements-"));
cleanUp(() => rmSync(folder, { recursive: true }));

function readXml(xml: string, paths: readonly string[]): string[] {
  writeFileSync(join(folder, "Read.java"), program);
  writeFileSync(join(folder, "statement.xml"), xml);
  const { status, stdout, stderr } = spawnSync(java, [
    join(folder, "Read.java"),
    join(folder, "statement.xml"),
    ...paths,
  ]);
  expect([status, stderr.toString()]).toEqual([0, ""]);
  return stdout.toString().trimEnd().split("\n");
}

const march = { startDateTimeUtc: "2026-03-01T00:00:00Z", endDateTimeUtc: "2026-03-31T23:59:59Z" };

function ask(institution: TestInstitution, body: object = march) {
  return institution.call("POST", "/v1/statementrequests", body);
}

function ready(institution: TestInstitution): { MessageId: string; TotalPages: string } {
  institution.take();
  expect(ask(institution).status).toBe(202);
  const [webhook, ...more] = institution.take();
  expect([webhook?.type, webhook?.version, more]).toEqual(["Statements.ReadyForDownload", 1, []]);
  return webhook?.payload;
}

// The JDK is on the machines of the CI, where nothing may be left out.
const hasJava = spawnSync(java, ["-version"]).error === undefined || process.env.CI !== undefined;

describe.runIf(hasJava)("a statement", () => {
  it("is camt.053 with the balances and what was booked", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[0]?.iban ?? "";
    receivePayment(institution, { iban, amount: "10.05", debtorName: "Bob", endToEndId: 'a<b>&"c' });
    const answer = institution.call(
      "POST",
      "/v3/payments/fps",
      batch(institution, [transfer({ amount: "0.10" })]),
    );
    expect(answer.status).toBe(202);
    const { MessageId } = ready(institution);
    const statement = institution.call("GET", `/v1/statements/${MessageId}?pageNumber=1`);
    expect([statement.status, statement.headers["Content-Type"]]).toEqual([200, "application/xml"]);
    const first = "/Document/BkToCstmrStmt/Stmt[1]";
    expect(
      readXml(statement.text, [
        "/Document/BkToCstmrStmt/GrpHdr/MsgId",
        "/Document/BkToCstmrStmt/GrpHdr/MsgPgntn/LastPgInd",
        "count(//Stmt)",
        `${first}/Acct/Id/IBAN`,
        `${first}/Bal[Tp/CdOrPrtry/Cd='OPBD']/Amt`,
        `${first}/Bal[Tp/CdOrPrtry/Cd='CLBD']/Amt`,
        `concat(${first}/Ntry[1]/Amt, ${first}/Ntry[1]/Amt/@Ccy, ${first}/Ntry[1]/CdtDbtInd)`,
        `${first}/Ntry[1]//EndToEndId`,
        `concat(${first}/Ntry[2]/Amt, ${first}/Ntry[2]/CdtDbtInd)`,
        "count(//Stmt[2]/Ntry)",
      ]),
    ).toEqual([
      MessageId,
      "true",
      "2",
      iban,
      "2000000.00",
      "2000009.95",
      "10.05GBPCRDT",
      'a<b>&"c',
      "0.10DBIT",
      "0",
    ]);
  });
});

describe("statements", () => {
  it("have pages, and no more than were announced", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[0]?.iban ?? "";
    for (let index = 0; index < 101; index += 1)
      receivePayment(institution, { iban, amount: "1", debtorName: "Bob" });
    const { MessageId, TotalPages } = ready(institution);
    expect(TotalPages).toBe("2");
    const page = (number: string) =>
      institution.call("GET", `/v1/statements/${MessageId}?pageNumber=${number}`);
    expect([page("1"), page("2")].map(({ text }) => text.split("<Ntry>").length - 1)).toEqual([100, 1]);
    expect([page("1"), page("2")].map(({ text }) => text.includes("<LastPgInd>true</LastPgInd>"))).toEqual([
      false,
      true,
    ]);
    expect([page("3").status, page("3").rule]).toEqual([404, "clearbank.unknown"]);
    expect([page("").status, page("0").rule]).toEqual([400, "clearbank.validation"]);
    expect(institution.call("GET", "/v1/statements/none?pageNumber=1").status).toBe(404);
  });

  it.each([
    ["no dates", {}],
    ["an end before the start", { ...march, endDateTimeUtc: "2026-02-01T00:00:00Z" }],
    [
      "a start that has not come",
      { startDateTimeUtc: "2026-04-01T00:00:00Z", endDateTimeUtc: "2026-04-02T00:00:00Z" },
    ],
    ["a day that is none", { ...march, startDateTimeUtc: "2026-02-40T00:00:00Z" }],
  ])("are refused for %s", (_, body) => {
    const institution = new TestInstitution();
    const answer = ask(institution, body);
    expect([answer.status, answer.rule]).toEqual([422, "clearbank.unprocessable"]);
    expect(institution.take()).toEqual([]);
  });
});
