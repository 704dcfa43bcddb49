import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";
import { describeWith } from "../support/tools.js";

const userId = "a00012345_0012345";
const password = "correct horse";
const files = {
  ssl: `ocapi-${userId}-ssl.pem`,
  p12: `ocapi-${userId}-ssl.p12`,
  ca: "server-cert-cacerts.pem",
};
const tokenPath = "/authmanager/oauth2/access_token";
const form = new URLSearchParams({
  grant_type: "password",
  scope: "allow ocapi-playground-v1",
  username: userId,
  password,
}).toString();
const env = { P12: "changeit" };

/** Java's own client, with the key store and the trust store as its TLS has them; "none" for no key store. */
const program = `
import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.util.regex.Pattern;
import javax.net.ssl.*;

public class Playground {
  public static void main(String[] args) throws Exception {
    String keys = args[0], trust = args[1], base = args[2], form = args[3];
    char[] password = System.getenv("P12").toCharArray();
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys.equals("none") ? null : open(keys, password), password);
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(open(trust, password));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    String answer = client.send(
        HttpRequest.newBuilder(URI.create(base + "${tokenPath}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)).build(),
        BodyHandlers.ofString()).body();
    var token = Pattern.compile("\\"access_token\\":\\"([^\\"]+)\\"").matcher(answer);
    if (!token.find()) { System.out.println(answer); return; }
    var echo = client.send(
        HttpRequest.newBuilder(URI.create(base + "/playground/v1/echo?value=Hello%20Java"))
            .header("Authorization", "Bearer " + token.group(1)).build(),
        BodyHandlers.ofString());
    System.out.println(echo.statusCode() + " " + echo.body());
  }

  static KeyStore open(String file, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(file)) { store.load(in, password); }
    return store;
  }
}
`;

const terminal = openTerminal();
let sandbox: Sandbox;
afterAll(async () => {
  await sandbox?.close();
  terminal.remove();
});

/** Not in step with this process, which is where the sandbox is. */
async function runTool(tool: string, args: readonly string[], input = ""): Promise<string> {
  const running = promisify(execFile)(tool, [...args], {
    cwd: terminal.folder,
    env: { ...process.env, ...env },
  });
  running.child.stdin?.end(input);
  return (await running).stdout;
}

async function control<T>(path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${sandbox.urls.control}${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return answer.json() as Promise<T>;
}

async function makeRequest(type: string): Promise<string> {
  await terminal.succeed(["key", "generate", "--out", `${type}.key`]);
  const subject = ["--subject", `CN=${userId}`, "--out", `${type}.csr`];
  await terminal.succeed(["csr", "--key", `${type}.key`, ...subject]);
  return terminal.read(`${type}.csr`).toString();
}

/** The files of the guide, and the two that Java wants, all of the latter written by the command line. */
async function prepare(): Promise<void> {
  sandbox = await startSandbox();
  await control("/clearstream/consumers", { userId, apis: ["ocapi-playground-v1"] });
  const [ssl, signing] = [await makeRequest("ssl"), await makeRequest("signing")];
  const path = `/clearstream/consumers/${userId}/certificates`;
  const issued = await control<{ ssl: string }>(path, { password, ssl, signing });
  terminal.write(files.ssl, `${terminal.read("ssl.key")}${issued.ssl}`);
  terminal.write("ca.pem", sandbox.ca);
  const url = `${sandbox.urls.clearstream}/${files.ca}`;
  await runTool("curl", ["--silent", "--show-error", "--cacert", "ca.pem", "--output", files.ca, url]);
  const pack = ["--key", files.ssl, "--cert", files.ssl, "--name", "xact", "--out", files.p12];
  await terminal.succeed(["p12", "pack", ...pack, "--password-env", "P12"], { env });
  const trust = ["p12", "truststore", files.ca, "--out", "truststore.p12", "--password-env", "P12"];
  await terminal.succeed(trust, { env });
  terminal.write("Playground.java", program);
}

describeWith("keytool", "the sandbox's Clearstream, with the P12 and the trust store that we write", () => {
  beforeAll(prepare);

  const java = (keys: string, trust: string) =>
    runTool("java", ["Playground.java", keys, trust, sandbox.urls.clearstream, form]);

  it("Java's HttpClient gets a token and calls the playground", async () => {
    expect(await java(files.p12, "truststore.p12")).toBe('200 {"value":"Hello Java"}\n');
  }, 60_000);

  it("Java's HttpClient is refused without the P12, and refuses without the trust store", async () => {
    expect(await java("none", "truststore.p12")).toBe('{"status":403,"error":"Forbidden"}\n');
    // The P12 has the client's own issuer at most, which is not who issued the server's certificate.
    await expect(java(files.p12, files.p12)).rejects.toThrow(/trustAnchors|PKIX path building failed/);
  }, 60_000);

  it("curl takes the P12", async () => {
    const args = ["--silent", "--show-error", "--cacert", files.ca, "--cert-type", "P12", "--data", form];
    const url = `${sandbox.urls.clearstream}${tokenPath}`;
    const answer = JSON.parse(await runTool("curl", [...args, "--cert", `${files.p12}:${env.P12}`, url]));
    expect(answer).toMatchObject({ token_type: "Bearer", scope: "allow ocapi-playground-v1" });
    await expect(runTool("curl", [...args, "--cert", `${files.p12}:other`, url])).rejects.toThrow(
      /P12|PKCS12/i,
    );
  });

  it("openssl s_client takes the P12, and the trust store's certificates", async () => {
    const store = ["pkcs12", "-in", "truststore.p12", "-nokeys", "-passin", "env:P12", "-out", "trusted.pem"];
    await runTool("openssl", store);
    const identity = ["-cert", files.p12, "-key", files.p12];
    const { host } = new URL(sandbox.urls.clearstream);
    const trust = ["-CAfile", join(terminal.folder, "trusted.pem"), "-verify_return_error"];
    const post = [`POST ${tokenPath} HTTP/1.1`, `Host: ${host}`, "Connection: close"];
    const body = [
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${form.length}`,
      "",
      form,
    ];
    const command = ["s_client", "-connect", host, ...trust, "-ign_eof"];
    const request = [...post, ...body].join("\r\n");
    const answer = await runTool("openssl", [...command, ...identity, "-pass", "env:P12"], request);
    expect(answer).toContain("HTTP/1.1 200 OK");
    expect(answer).toContain("Verify return code: 0 (ok)");
    expect(await runTool("openssl", command, request)).toContain("HTTP/1.1 403 Forbidden");
  });
});
