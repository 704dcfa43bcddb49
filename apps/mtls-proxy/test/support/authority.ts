import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, in PEM. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
  /** Both in one, as Clearstream's files have them. */
  readonly file: string;
}

/** A certificate authority made by openssl: a root, an intermediate, and what that issues. */
export interface Authority {
  /** Root and intermediate. */
  readonly bundle: string;
  /** For `localhost` and 127.0.0.1 too; for 30 days, or so many. */
  readonly issue: (commonName: string, days?: number) => TestCertificate;
  readonly remove: () => void;
}

/** Needs the openssl command, which Debian's package openssl brings. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "mtls-proxy-ca-"));
  const openssl = (line: string, ...more: string[]) =>
    execFileSync("openssl", [...line.split(" "), ...more], { cwd: folder, stdio: "pipe" });
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  const isCa = "basicConstraints=critical,CA:TRUE";
  const certify = (name: string, issuer: string, days: number, extensions: string) => {
    writeFileSync(join(folder, "extensions"), extensions);
    openssl(
      `x509 -req -in ${name}.csr -CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial -days ${days} -extfile extensions -out ${name}.pem`,
    );
  };
  openssl(`req -x509 ${newKey} -keyout root.key -out root.pem -days 30 -subj /CN=Root -addext ${isCa}`);
  openssl(`req -new ${newKey} -keyout sub.key -out sub.csr -subj /CN=Intermediate`);
  certify("sub", "root", 30, isCa);
  return {
    bundle: file("root.pem") + file("sub.pem"),
    issue(commonName, days = 30) {
      openssl(`req -new ${newKey} -keyout leaf.key -out leaf.csr -subj`, `/CN=${commonName}`);
      certify("leaf", "sub", days, "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n");
      const certificate = file("leaf.pem") + file("sub.pem");
      const key = file("leaf.key");
      return { certificate, key, file: key + certificate };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
