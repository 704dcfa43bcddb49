import { beforeAll, describe, expect, it } from "vitest";
import { createConsumer, type Identity, tokenOf } from "./support/clearstream.js";
import { file, openssl, temporaryFolder } from "./support/openssl.js";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

let box: TestSandbox;
let folder: string;
let ssl: Identity;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  ({ ssl } = await createConsumer(box, folder, "rotator"));
});

async function bundle(ca: string): Promise<string> {
  return (await call(`${box.urls.clearstream}/server-cert-cacerts.pem`, { ca })).text;
}

const certificatesIn = (pem: string) => pem.match(/BEGIN CERTIFICATE/g)?.length;
const renew = (authority: string) => box.control("POST", "/clearstream/server-certificate", { authority });

/** The serial number of what the listener shows, once openssl has verified it with these authorities. */
async function shownSerial(ca: string): Promise<string> {
  const trust = await file(folder, "trust.pem", ca);
  const address = new URL(box.urls.clearstream).host;
  const verify = ["-CAfile", trust, "-verify_return_error", "-verify_ip", "127.0.0.1"];
  const shown = await openssl(["s_client", "-connect", address, ...verify], "Q\n");
  const serial = await openssl(["x509", "-noout", "-serial"], shown);
  return serial.toString().trim().replace("serial=", "");
}

describe("the server's certificate", () => {
  it("changes under the same authorities, and clients that trust those see nothing of it", async () => {
    const [before, serial] = [await bundle(box.ca), await shownSerial(box.ca)];
    const answer = await renew("current");
    expect(answer.status).toBe(201);
    expect(await shownSerial(box.ca)).toBe(answer.json.serialNumber);
    expect(answer.json.serialNumber).not.toBe(serial);
    expect(await bundle(box.ca)).toBe(before);
    // What the listener asks of clients is as before.
    await expect(tokenOf(box, "rotator", "allow ocapi-playground-v1", ssl)).resolves.toContain(".");
    const address = new URL(box.urls.clearstream).host;
    const old = openssl(["s_client", "-connect", address, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]);
    await expect(old).rejects.toThrow(/alert protocol version/);
  });

  it("changes to other authorities, which are announced in the bundle before", async () => {
    expect((await renew("announced")).status).toBe(409);
    const announced = await box.control("POST", "/clearstream/ca-bundle", {});
    const both = await bundle(box.ca);
    expect(announced.text).toBe(both);
    expect([certificatesIn(both), both.startsWith(box.ca)]).toEqual([4, true]);
    expect((await box.control("POST", "/clearstream/ca-bundle", {})).status).toBe(409);

    const { serialNumber } = (await renew("announced")).json;
    await expect(shownSerial(box.ca)).rejects.toThrow(/verify error|self.signed|unable to get/);
    expect(await shownSerial(both)).toBe(serialNumber);
    const after = await bundle(both);
    expect([certificatesIn(after), both.endsWith(after)]).toEqual([2, true]);
    expect(await shownSerial(after)).toBe(serialNumber);
  });
});
