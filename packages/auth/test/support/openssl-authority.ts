import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCertificate } from "@countersign/crypto-core";
import { TlsIdentity } from "../../src/index.js";
import type { TestCertificate } from "./certificates.js";

/** A certificate authority made by openssl: a root, an intermediate, and what that issues. */
export interface OpensslAuthority {
  /** Where `name.pem` and `name.key` of everything that was issued are, and `root.pem` and `sub.pem`. */
  readonly folder: string;
  readonly root: string;
  readonly intermediate: string;
  issue(commonName: string, options?: IssueOptions): TestCertificate;
  /** Not imported: what has ended would be refused before a server could. */
  issueIdentity(commonName: string, options?: IssueOptions): TlsIdentity;
  remove(): void;
}

export interface IssueOptions {
  readonly subjectAltNames?: readonly string[];
  /** 30 by default; below 0 it has ended. */
  readonly days?: number;
}

/** @param name goes before Root and Intermediate in their names. */
export function createOpensslAuthority(name: string): OpensslAuthority {
  const folder = mkdtempSync(join(tmpdir(), "countersign-tls-"));
  const openssl = (line: string, ...more: string[]) =>
    execFileSync("openssl", [...line.split(" "), ...more], { cwd: folder, stdio: "pipe" });
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  const certify = (file: string, issuer: string, days: number, extensions: string) => {
    writeFileSync(join(folder, "extensions"), extensions);
    openssl(
      `x509 -req -in ${file}.csr -CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial -days ${days} -extfile extensions -out ${file}.pem`,
    );
  };
  const isCa = "basicConstraints=critical,CA:TRUE";
  openssl(
    `req -x509 ${newKey} -keyout root.key -out root.pem -days 30 -addext ${isCa} -subj`,
    `/CN=${name} Root`,
  );
  openssl(`req -new ${newKey} -keyout sub.key -out sub.csr -subj`, `/CN=${name} Intermediate`);
  certify("sub", "root", 30, `${isCa}\n`);
  const issue = (commonName: string, { subjectAltNames = [], days = 30 }: IssueOptions = {}) => {
    openssl(`req -new ${newKey} -keyout ${commonName}.key -out ${commonName}.csr -subj`, `/CN=${commonName}`);
    const names = subjectAltNames.length > 0 ? `subjectAltName=${subjectAltNames.join(",")}\n` : "";
    certify(commonName, "sub", days, `basicConstraints=CA:FALSE\n${names}`);
    return { key: read(`${commonName}.key`), certificate: read(`${commonName}.pem`) };
  };
  return {
    folder,
    root: read("root.pem"),
    intermediate: read("sub.pem"),
    issue,
    issueIdentity(commonName, options) {
      const { certificate, key } = issue(commonName, options);
      return new TlsIdentity(parseCertificate(certificate), { cert: certificate + read("sub.pem"), key });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
