import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openTerminal } from "../support/terminal.js";
import { describeWith, runTool } from "../support/tools.js";

const terminal = openTerminal();
afterAll(terminal.remove);
const openssl = (...args: string[]) => runTool(terminal.folder, "openssl", args);
const newProfile = (folder: string, ...args: string[]) =>
  terminal.succeed([
    "clearbank",
    "profile",
    "new",
    "--subject",
    "CN=payments,O=Example,C=GB",
    "--out",
    folder,
    ...args,
  ]);
const check = async (folder: string) => {
  const { json } = await terminal.run(["clearbank", "profile", "check", folder, "--json"]);
  return (json.findings as { code: string }[]).map(({ code }) => code);
};

describeWith("openssl", "a profile that is made here", () => {
  it("has a key and a request that openssl takes, and that belong together", async () => {
    await newProfile("made");
    const shown = openssl("req", "-in", "made/clearbank-1.csr", "-verify", "-noout", "-text");
    expect(shown).toContain("verify OK");
    expect(shown).toMatch(/Public-Key: \(2048 bit\)/);
    expect(openssl("pkey", "-in", "made/clearbank-1.key", "-check", "-noout")).toContain("Key is valid");
    expect(openssl("pkey", "-in", "made/clearbank-1.key", "-pubout")).toBe(
      openssl("req", "-in", "made/clearbank-1.csr", "-pubkey", "-noout"),
    );
  });

  it("has another key after a rotation, for the same name", async () => {
    await newProfile("rotated");
    await terminal.succeed(["clearbank", "profile", "rotate", "rotated", "--bits", "4096"]);
    const next = openssl("req", "-in", "rotated/clearbank-2.csr", "-verify", "-noout", "-text");
    expect(next).toContain("verify OK");
    expect(next).toMatch(/Public-Key: \(4096 bit\)/);
    const subject = (n: number) => openssl("req", "-in", `rotated/clearbank-${n}.csr`, "-noout", "-subject");
    expect(subject(2)).toBe(subject(1));
  });
});

describeWith("openssl", "a profile whose key openssl keeps", () => {
  it("gets its request by a module that has openssl sign", async () => {
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-out", "kept.pem");
    openssl("pkey", "-in", "kept.pem", "-pubout", "-outform", "DER", "-out", "kept.der");
    terminal.write(
      "signer.mjs",
      `import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
const here = (name) => new URL(name, import.meta.url).pathname;
export const createSigner = () => ({
  algorithm: "rsa-v1_5-sha256",
  publicKey: new Uint8Array(readFileSync(here("kept.der"))),
  sign: async (input) =>
    new Uint8Array(execFileSync("openssl", ["dgst", "-sha256", "-sign", here("kept.pem")], { input })),
});
`,
    );
    await newProfile("kept", "--environment", "production", "--signer", "signer.mjs");
    expect(openssl("req", "-in", "kept/clearbank-1.csr", "-verify", "-noout")).toContain("verify OK");
    expect(openssl("req", "-in", "kept/clearbank-1.csr", "-pubkey", "-noout")).toBe(
      openssl("pkey", "-in", "kept.pem", "-pubout"),
    );
    const args = ["clearbank", "profile", "check", "kept", "--signer", "signer.mjs"];
    expect((await terminal.run(args)).exitCode).toBe(0);
  });
});

describeWith("openssl", "a profile whose files openssl made", () => {
  /** As the README says: key and request in the place of those that were made here. */
  async function adopt(folder: string, ...args: string[]): Promise<void> {
    await newProfile(folder);
    const files = ["-keyout", `${folder}/clearbank-1.key`, "-out", `${folder}/clearbank-1.csr`];
    openssl("req", "-new", "-newkey", "rsa:2048", "-subj", "/C=GB/O=Example/CN=payments", ...files, ...args);
  }

  it("is as it should be", async () => {
    await adopt("plain", "-noenc");
    expect(await check("plain")).toEqual([]);
  });

  it("is as it should be with a key in PKCS#1", async () => {
    await adopt("pkcs1", "-noenc");
    openssl("rsa", "-in", "pkcs1/clearbank-1.key", "-traditional", "-out", "pkcs1/clearbank-1.key");
    expect(terminal.read("pkcs1/clearbank-1.key").toString()).toContain("BEGIN RSA PRIVATE KEY");
    expect(await check("pkcs1")).toEqual([]);
  });

  it("needs a passphrase for an encrypted key", async () => {
    await adopt("locked", "-passout", "pass:correct horse");
    expect(await check("locked")).toEqual(["key-encrypted"]);
    const args = ["clearbank", "profile", "check", "locked", "--passphrase-env", "PASS"];
    expect((await terminal.run(args, { env: { PASS: "correct horse" } })).exitCode).toBe(0);
  });

  it("is found out where the request is in DER, of a small key, of another type, or of another key", async () => {
    await adopt("der", "-noenc", "-outform", "DER");
    expect(await check("der")).toEqual(["request-der"]);
    terminal.write("der/clearbank-1.csr", openssl("req", "-inform", "DER", "-in", "der/clearbank-1.csr"));
    expect(await check("der")).toEqual([]);

    await adopt("small", "-noenc", "-newkey", "rsa:1024");
    expect(await check("small")).toEqual(["request-key-size", "key-size"]);
    await adopt("ec", "-noenc", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    expect(await check("ec")).toEqual(["request-key-type", "key-type"]);

    await adopt("mixed", "-noenc");
    openssl("genpkey", "-algorithm", "RSA", "-out", "mixed/clearbank-1.key");
    expect(await check("mixed")).toEqual(["key-mismatch"]);
  });

  it("is found out where the certificate was put in the request's place", async () => {
    await adopt("certificate", "-noenc");
    const args = ["-x509", "-key", "certificate/clearbank-1.key", "-subj", "/CN=x", "-days", "1"];
    openssl("req", ...args, "-out", "certificate/clearbank-1.csr");
    expect(await check("certificate")).toEqual(["request-unreadable"]);
  });
});

describeWith("openssl", "clearbank webhook listen", () => {
  beforeAll(async () => {
    await newProfile("profile");
    openssl("genrsa", "-out", "bank.key", "4096");
    openssl("rsa", "-in", "bank.key", "-pubout", "-out", "bank.pem");
    openssl("req", "-in", "profile/clearbank-1.csr", "-pubkey", "-noout", "-out", "ours.pem");
  });

  it("takes a webhook that openssl signed, and openssl verifies the acknowledgement", async () => {
    terminal.write("webhook.json", '{"Type":"FITestEvent","Version":1,"Payload":"Test","Nonce":8553416320}');
    openssl("dgst", "-sha256", "-sign", "bank.key", "-out", "webhook.sig", "webhook.json");
    const interrupt = new AbortController();
    let output = "";
    const args = ["--public-key", "bank.pem", "--key", "profile/clearbank-1.key", "--port", "0"];
    const ended = terminal.run(["clearbank", "webhook", "listen", ...args], {
      interrupt: interrupt.signal,
      onOutput: (text) => {
        output += text;
      },
    });
    await vi.waitFor(() => expect(output).toMatch(/http:/), { timeout: 30_000 });
    const [url = ""] = /http:\/\/\S+\//.exec(output) ?? [];
    const digitalsignature = readFileSync(join(terminal.folder, "webhook.sig")).toString("base64");
    const sent = request(url, { method: "POST", headers: { digitalsignature }, agent: false });
    sent.end(terminal.read("webhook.json"));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    interrupt.abort();
    expect((await ended).stdout).toContain("1 acknowledged, 0 refused.");
    expect(answer.statusCode).toBe(200);
    terminal.write("ack.json", Buffer.concat(chunks));
    terminal.write("ack.sig", Buffer.from(String(answer.headers.digitalsignature), "base64"));
    expect(openssl("dgst", "-sha256", "-verify", "ours.pem", "-signature", "ack.sig", "ack.json")).toContain(
      "Verified OK",
    );
    expect(terminal.read("ack.json").toString()).toBe('{"Nonce":8553416320}');
  });
});
