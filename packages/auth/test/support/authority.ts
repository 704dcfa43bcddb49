import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { daysFromNow, type TestCertificate, type Validity } from "./certificates.js";

/** A certificate authority of openssl's `ca` command. */
export interface Authority {
  readonly certificate: string;
  /** Makes a key, and certifies it. */
  issue(commonName: string, validity?: Validity): TestCertificate;
  /** Makes an authority below this one. */
  createIntermediate(commonName: string): Authority;
  revoke(certificate: string): void;
  /** In PEM. */
  revocationList(): string;
  remove(): void;
}

const settings = `
[req]
distinguished_name = none
[none]
[ca]
default_ca = this
[this]
database = index
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
default_md = sha256
default_crl_days = 1
rand_serial = yes
unique_subject = no
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:true
[leaf]
basicConstraints = critical, CA:false
subjectAltName = DNS:localhost, IP:127.0.0.1
`;

const ecKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(" ");

/** Needs the openssl command. */
export function createAuthority(commonName: string): Authority {
  return openAuthority((folder) => {
    const selfSigned = "req -x509 -days 2 -config settings -extensions authority -keyout ca.key -out ca.pem";
    openssl(folder, ...selfSigned.split(" "), ...ecKey, ...subject(commonName));
  });
}

function openAuthority(makeCertificate: (folder: string) => void): Authority {
  const folder = mkdtempSync(join(tmpdir(), "countersign-ca-"));
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("settings", settings);
  write("index", "");
  makeCertificate(folder);

  const certify = (request: string, kind: "authority" | "leaf", { notBefore, notAfter }: Validity) => {
    write("request", request);
    const from = time(notBefore ?? daysFromNow(-1));
    const until = time(notAfter ?? daysFromNow(1));
    const ca = `ca -batch -notext -config settings -extensions ${kind} -in request -out leaf.pem`;
    openssl(folder, ...ca.split(" "), "-startdate", from, "-enddate", until);
    return read("leaf.pem");
  };

  return {
    certificate: read("ca.pem"),
    issue(commonName, validity = {}) {
      requestFor(folder, commonName, "leaf.key");
      return { key: read("leaf.key"), certificate: certify(read("leaf.key.csr"), "leaf", validity) };
    },
    createIntermediate: (name) =>
      openAuthority((below) => {
        requestFor(below, name, "ca.key");
        const request = readFileSync(join(below, "ca.key.csr"), "utf8");
        writeFileSync(join(below, "ca.pem"), certify(request, "authority", {}));
      }),
    revoke(certificate) {
      write("revoked.pem", certificate);
      openssl(folder, ..."ca -config settings -revoke revoked.pem".split(" "));
    },
    revocationList() {
      openssl(folder, ..."ca -config settings -gencrl -out crl.pem".split(" "));
      return read("crl.pem");
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function requestFor(folder: string, commonName: string, keyFile: string): void {
  const request = `req -new -config settings -keyout ${keyFile} -out ${keyFile}.csr`;
  openssl(folder, ...request.split(" "), ...ecKey, ...subject(commonName));
}

function openssl(folder: string, ...args: string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
}

function subject(commonName: string): [string, string] {
  return ["-subj", `/CN=${commonName}`];
}

/** `20260131235959Z` */
function time(date: Date): string {
  return date.toISOString().replace(/\.\d+|[-:T]/g, "");
}
