import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate authority made by openssl: a root, an intermediate, and certificates for requests. */
export interface Authority {
  /** Root and intermediate. */
  readonly bundle: string;
  readonly root: string;
  readonly intermediate: string;
  /** Certifies a PKCS#10 request, for 30 days. */
  certify(request: string, extensions?: readonly string[]): string;
  remove(): void;
}

/** Needs the openssl command, which Debian's package openssl brings. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "countersign-ca-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  const isCa = "basicConstraints=critical,CA:TRUE";
  openssl(
    ..."req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 30 -subj /CN=Root -addext".split(
      " ",
    ),
    isCa,
  );
  openssl(
    ..."req -new -newkey rsa:2048 -nodes -keyout sub.key -out sub.csr -subj /CN=Intermediate".split(" "),
  );
  writeFileSync(join(folder, "ca.ext"), `${isCa}\n`);
  openssl(
    ..."x509 -req -in sub.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile ca.ext -out sub.pem".split(
      " ",
    ),
  );
  return {
    root: file("root.pem"),
    intermediate: file("sub.pem"),
    bundle: file("root.pem") + file("sub.pem"),
    certify(request, extensions = ["basicConstraints=CA:FALSE"]) {
      writeFileSync(join(folder, "request.csr"), request);
      writeFileSync(join(folder, "leaf.ext"), extensions.join("\n"));
      const line =
        "x509 -req -in request.csr -CA sub.pem -CAkey sub.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.pem";
      openssl(...line.split(" "));
      return file("leaf.pem");
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
