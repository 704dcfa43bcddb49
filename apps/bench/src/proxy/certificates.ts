import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Names of files in a folder. */
export interface CertificateFiles {
  /** Root and intermediate. */
  readonly ca: string;
  /** Certificate chain and key in one, each. */
  readonly server: string;
  readonly client: string;
}

/** An authority, and what server and client need. */
export function makeCertificates(folder: string): CertificateFiles {
  const openssl = (line: string) => execFileSync("openssl", line.split(" "), { cwd: folder, stdio: "pipe" });
  const path = (name: string) => join(folder, name);
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  const isCa = "basicConstraints=critical,CA:TRUE";
  const certify = (name: string, issuer: string, extensions: string) => {
    writeFileSync(path("extensions"), extensions);
    openssl(`req -new ${newKey} -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
    openssl(
      `x509 -req -in ${name}.csr -CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial -days 2 -extfile extensions -out ${name}.pem`,
    );
  };
  const bundle = (target: string, ...names: string[]) => {
    writeFileSync(path(target), names.map((name) => readFileSync(path(name), "utf8")).join(""));
    return path(target);
  };
  openssl(`req -x509 ${newKey} -keyout root.key -out root.pem -days 2 -subj /CN=root -addext ${isCa}`);
  certify("sub", "root", isCa);
  certify("server", "sub", "subjectAltName=DNS:localhost");
  certify("client", "sub", "basicConstraints=CA:FALSE");
  return {
    ca: bundle("ca.pem", "root.pem", "sub.pem"),
    server: bundle("server-all.pem", "server.pem", "sub.pem", "server.key"),
    client: bundle("client-all.pem", "client.pem", "sub.pem", "client.key"),
  };
}
