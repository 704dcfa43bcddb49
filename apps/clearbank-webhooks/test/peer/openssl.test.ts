import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithPrograms } from "@countersign/service/testing";
import { expect, it } from "vitest";
import { settled } from "../support/clearbank.js";
import { openWorkplace } from "../support/program.js";
import { runProgram } from "../support/tools.js";

/** ClearBank played by openssl and curl: keys, signatures, TLS, the way there and back. */
describeWithPrograms(["openssl", "curl"], "openssl and curl", () => {
  it("sign a webhook, send it over TLS, and verify its acknowledgement", async () => {
    const { folder, run, start } = openWorkplace();
    const openssl = (...args: string[]) => runProgram(folder, "openssl", args);
    const rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"];
    openssl("genpkey", ...rsa, "-out", "bank.key");
    openssl("pkey", "-in", "bank.key", "-pubout", "-out", "bank.pem");
    const subject = ["-subj", "/C=GB/O=Example/CN=example"];
    openssl(
      "req",
      "-new",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "ours.key",
      "-out",
      "ours.csr",
      ...subject,
    );
    openssl("pkey", "-in", "ours.key", "-pubout", "-out", "ours.pem");
    const server = ["-newkey", "rsa:2048", "-nodes", "-days", "30", "-keyout", "tls.key", "-out", "tls.crt"];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    openssl("req", "-x509", ...server, ...names);
    const program = await start({
      COUNTERSIGN_PUBLIC_KEY_FILES: "bank.pem",
      COUNTERSIGN_KEY_FILE: "ours.key",
      COUNTERSIGN_CSR_FILE: "ours.csr",
      COUNTERSIGN_TLS_CERTIFICATE_FILE: "tls.crt",
      COUNTERSIGN_TLS_KEY_FILE: "tls.key",
      COUNTERSIGN_TOKEN_EXPIRES_AT: "2027-03-01",
    });

    writeFileSync(join(folder, "webhook.json"), settled("t-1", "8553416320"));
    openssl("dgst", "-sha256", "-sign", "bank.key", "-out", "webhook.sig", "webhook.json");
    const signature = readFileSync(join(folder, "webhook.sig")).toString("base64");
    const send = (...args: string[]) =>
      runProgram(folder, "curl", [
        ...["--silent", "--show-error", "--cacert", "tls.crt", "--data-binary", "@webhook.json"],
        ...["--header", "Content-Type: application/json", "--header", `DigitalSignature: ${signature}`],
        ...["--dump-header", "answer.headers", "--output", "answer.json", "--write-out", "%{http_code}"],
        ...args,
        program.webhooks.replace("http:", "https:"),
      ]);
    expect(send()).toBe("200");
    expect(readFileSync(join(folder, "answer.json"), "utf8")).toBe('{"Nonce":8553416320}');
    const headers = readFileSync(join(folder, "answer.headers"), "latin1");
    const answered = /^digitalsignature: (\S+)\r$/im.exec(headers)?.[1] ?? "";
    writeFileSync(join(folder, "answer.sig"), Buffer.from(answered, "base64"));
    const verify = (file: string) =>
      openssl("dgst", "-sha256", "-verify", "ours.pem", "-signature", "answer.sig", file);
    expect(verify("answer.json")).toBe("Verified OK\n");
    expect(() => verify("webhook.json")).toThrow(/Verification failure/);

    const { status, stderr } = run(["--check"], {
      COUNTERSIGN_DATABASE_FILE: "another.sqlite",
      COUNTERSIGN_TLS_CERTIFICATE_FILE: "tls.crt",
      COUNTERSIGN_TLS_KEY_FILE: "ours.key",
    });
    expect(status).toBe(2);
    expect(stderr).toContain("tlsCertificateFile and tlsKeyFile make no server's identity");

    // The same signature over another amount.
    writeFileSync(join(folder, "webhook.json"), settled("t-1", "8553416320").replace("13.0", "13"));
    expect(send()).toBe("401");

    const ends = openssl("x509", "-in", "tls.crt", "-noout", "-enddate", "-dateopt", "iso_8601");
    const seconds = Date.parse(ends.replace("notAfter=", "").trim().replace(" ", "T")) / 1000;
    expect(await program.metric('certificate_expiry_timestamp_seconds{certificate="tls"}')).toBe(seconds);
    expect(await program.metric("token_expiry_timestamp_seconds")).toBe(Date.parse("2027-03-01") / 1000);
  });
});
