import { describe, expect, it } from "vitest";
import { pages } from "../support/pages.js";
import { packageFolders, sourceText, unionMembers } from "../support/sources.js";

const apps = ["apps/cli/src", "apps/mtls-proxy/src", "apps/clearbank-webhooks/src"];
const library = packageFolders.map(sourceText).join("\n");
const everything = [library, ...apps.map(sourceText)].join("\n");

/** Codes of Node, OpenSSL and jose, which our sources read and never give. */
const foreign =
  /^ERR_(?:DLOPEN_FAILED|HTTP_|INVALID_CHAR|JOSE_|JWKS_|JWS_|JWT_|MISSING_PASSPHRASE|OSSL_|SSL_|TLS_CERT_ALTNAME_INVALID)/;

function codesOf(source: string): string[] {
  const found = [...source.matchAll(/"(ERR_[A-Z0-9_]*[A-Z0-9])"/g)].map(([, code = ""]) => code);
  return [...new Set(found)].filter((code) => !foreign.test(code)).sort();
}

const chapter = pages.filter(({ name }) => name.startsWith("troubleshooting/"));
const text = chapter.map((page) => page.text).join("\n");

const headings = [...text.matchAll(/^### (ERR_\w+)$/gm)].map(([, code = ""]) => code);
/** The first cells of the rows of a table. */
const cells = [...text.matchAll(/^\| ((?:`[^`]+`(?:, )?)+)(?: [^|]*)?\|/gm)].flatMap(([, cell = ""]) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
);

/** The rows of the table below a heading of a page, by the codes of their first cells. */
function rows(page: string, heading: string): string[] {
  const [, section = ""] = chapter.find(({ name }) => name === page)?.text.split(`# ${heading}\n`) ?? [];
  const [own = ""] = section.split(/\n##+ /);
  return [...own.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
  );
}

describe("the index of error codes", () => {
  it("has every code that a package gives, each with a heading of its own", () => {
    expect(codesOf(library).length).toBeGreaterThan(100);
    expect(codesOf(library).filter((code) => !headings.includes(code))).toEqual([]);
  });

  it("has every code of the programs", () => {
    const listed = new Set([...headings, ...cells]);
    expect(codesOf(everything).filter((code) => !listed.has(code))).toEqual([]);
  });

  it("has none that there is not, and none twice", () => {
    const known = new Set(codesOf(everything));
    const listed = [...headings, ...cells.filter((cell) => /^ERR_[A-Z0-9_]+[A-Z0-9]$/.test(cell))];
    expect(listed.filter((code) => !known.has(code))).toEqual([]);
    expect(headings.filter((code, index) => headings.indexOf(code) !== index)).toEqual([]);
  });

  it("quotes messages as the sources have them", () => {
    const quotes = [...text.matchAll(/^> (.*)$/gm)].flatMap(([, quote = ""]) => quote.split("…"));
    const parts = quotes.map((part) => part.trim()).filter((part) => part !== "");
    expect(parts.length).toBeGreaterThan(100);
    expect(parts.filter((part) => !everything.includes(part))).toEqual([]);
  });
});

describe("the other findings", () => {
  it("has all causes of explain, and no other", () => {
    expect(rows("troubleshooting/keys-and-signatures", "What explain finds").sort()).toEqual(
      unionMembers(library, "CauseCode").sort(),
    );
  });

  it("has all findings of profile check, and no other", () => {
    expect(rows("troubleshooting/clearbank", "What profile check finds").sort()).toEqual(
      unionMembers(everything, "FindingCode").sort(),
    );
  });

  it("has all reasons of a 403 of Clearstream's, and no other", () => {
    const reasons = rows("troubleshooting/clearstream", "ERR_CLEARSTREAM_FORBIDDEN").filter(
      (code) => code !== "reason",
    );
    expect(reasons.sort()).toEqual(unionMembers(library, "ForbiddenReason").sort());
  });

  it("has ClearBank's reasons for another delivery, and no other", () => {
    const source = sourceText("apps/cli/src/clearbank").split("retryReasons: Readonly")[1] ?? "";
    const names = [...source.matchAll(/^ {2}"?([A-Z][\w /-]*?)"?: \{$/gm)].map(([, name = ""]) => name);
    expect(names).toHaveLength(5);
    expect(rows("troubleshooting/clearbank", "x-retry-reason").sort()).toEqual(names.sort());
  });

  it("has Worldline's codes as the package knows them", () => {
    const codes = rows("troubleshooting/worldline", "Worldline's codes");
    const known = [...library.matchAll(/^ {2}"(\d{3})":/gm)].map(([, code = ""]) => code);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  });
});

describe("the doctors' steps", () => {
  it("are all of ClearBank's, and no other", () => {
    const steps = unionMembers(everything, "CheckName");
    expect(rows("troubleshooting/clearbank", "The doctor's steps").sort()).toEqual(steps.sort());
  });

  it.each(["clearstream", "worldline"])("are all of %s's, and no other", (institution) => {
    const source = sourceText(`apps/cli/src/${institution}`);
    const said = source.matchAll(/(?:(?:ok|failed|notTried|attempt)\(\s*|step: |step of \[)"([a-z0-9-]+)"/g);
    const steps = new Set([...said].map(([, step = ""]) => step));
    if (institution === "clearstream") steps.add("token:");
    const listed = rows(`troubleshooting/${institution}`, "The doctor's steps");
    expect([...steps].filter((step) => !listed.includes(step))).toEqual([]);
    expect(listed.filter((step) => !source.includes(`"${step}"`) && step !== "token:")).toEqual([]);
  });
});
