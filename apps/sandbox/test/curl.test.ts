import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { certificateRequest, file, rsaKey, sign, temporaryFolder } from "./support/openssl.js";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";

const run = promisify(execFile);

let box: TestSandbox;
let key: string;
let ca: string;
let token: string;

/** curl's own retries repeat a request as it was: the same headers, the same bytes. */
async function curl(...args: string[]): Promise<string> {
  return (await run("curl", ["--silent", "--show-error", ...args])).stdout;
}

function control(method: string, path: string, body: unknown): Promise<string> {
  const json = ["--header", "Content-Type: application/json", "--data-binary", JSON.stringify(body)];
  return curl("--request", method, ...json, `${box.urls.control}${path}`);
}

beforeAll(async () => {
  const folder = await temporaryFolder();
  box = await testSandbox();
  key = await rsaKey(folder, "institution");
  ca = await file(folder, "ca.pem", await curl(`${box.urls.control}/ca.pem`));
  const csr = await certificateRequest(key, "institution");
  token = JSON.parse(await control("POST", "/clearbank/tokens", { csr, name: "curl" })).token;
});

/** POST /v1/Test, with curl and openssl alone: the status of every answer, and the body of the last. */
async function post(requestId: string, ...more: string[]): Promise<string> {
  const body = '{ "body": "hello world!" }';
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
    DigitalSignature: await sign(key, body),
    "X-Request-Id": requestId,
  };
  return curl(
    ...["--cacert", ca, "--data-binary", body, "--write-out", " %{http_code}"],
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...more,
    `${box.urls.clearbank}/v1/Test`,
  );
}

describe("curl and openssl, which nobody here wrote", () => {
  it("are served", async () => {
    expect(await post("one")).toContain('{ "body": "hello world!" } 200');
    expect(await post("one")).toContain('{"status":409} 409');
  });

  it("come back after a 429 and a 503, when they are told to", async () => {
    for (const fault of ["429", "503"]) {
      await control("POST", "/clearbank/faults", { fault, retryAfterSeconds: 1 });
      expect(await post(`retried-${fault}`, "--retry", "2")).toContain('{ "body": "hello world!" } 200');
    }
    const requests: { requestId: string; status: number }[] = JSON.parse(
      await curl(`${box.urls.control}/clearbank/requests`),
    );
    const retried = requests.filter(({ requestId }) => requestId?.startsWith("retried-"));
    expect(retried.map(({ status }) => status)).toEqual([429, 200, 503, 200]);
  });

  it("are told 409 when they repeat what was done although the answer was 500", async () => {
    await control("POST", "/clearbank/faults", { fault: "500-processed" });
    expect(await post("lost", "--retry", "1", "--retry-delay", "1")).toContain('{"status":409} 409');
  });

  it("see a connection that is closed as one", async () => {
    await control("POST", "/clearbank/faults", { fault: "drop" });
    await expect(post("dropped")).rejects.toMatchObject({
      stderr: expect.stringMatching(/curl: \((52|56)\)/),
    });
  });
});
