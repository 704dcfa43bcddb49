import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createCertificateRequest,
  encodePem,
  importVerifier,
  parseCertificateRequest,
  type Signer,
  sha256,
} from "../../../src/index.js";
import { type AzureCryptographyClient, azureKeyVaultSigner } from "../../../src/kms/azure-key-vault.js";
import { expectCode } from "../../support/expect-error.js";
import { createAzureClient } from "../../support/kms/azure-client.js";
import { type AzureServer, startAzureServer } from "../../support/kms/azure-server.js";
import { createKeyHolder } from "../../support/kms/key-holder.js";

const key = createKeyHolder();
const message = Buffer.from("a message");
let server: AzureServer;
let client: AzureCryptographyClient;
let signer: Required<Signer>;

beforeAll(async () => {
  server = await startAzureServer(key, createKeyHolder());
  const azure = createAzureClient(server);
  const found = await azure.getKey(server.keyName);
  client = azure.cryptographyClient(found.id);
  signer = azureKeyVaultSigner({ client, key: found });
});
beforeEach(() => {
  server.mood = "well";
});
afterAll(() => server.close());

describe("azureKeyVaultSigner with a client that speaks the vault's REST interface", () => {
  it("signs as the key does, the message or its hash", async () => {
    const signature = await signer.sign(message);
    await (await importVerifier(key.spki)).verify(message, signature);
    expect(await signer.signDigest(sha256(message))).toEqual(signature);
    await expect(signer.signDigest(message)).rejects.toThrow(
      new TypeError("digest must be a SHA-256 hash: 32 bytes"),
    );
  });

  it("makes a certificate request", async () => {
    const request = parseCertificateRequest(
      await createCertificateRequest({ signer, subject: "CN=example" }),
    );
    expect(Buffer.from(request.publicKey)).toEqual(key.spki);
  });

  it.each([
    ["PEM", () => encodePem("PUBLIC KEY", key.spki)],
    ["DER", () => key.spki],
  ])("takes the public key in %s", async (_format, publicKey) => {
    const given = azureKeyVaultSigner({ client, key: publicKey() });
    expect(await given.sign(message)).toEqual(await signer.sign(message));
  });

  it("takes no key that is not RSA", async () => {
    await expectCode("ERR_KEY_TYPE", /^An RSA key is needed/, () =>
      azureKeyVaultSigner({ client, key: { key: {} } }),
    );
  });

  it.each([
    [
      "throttled",
      "ERR_SIGNER_THROTTLED",
      true,
      /^Signing with Azure Key Vault failed \(Throttled\): too many requests/,
    ],
    [
      "failing",
      "ERR_SIGNER_UNAVAILABLE",
      true,
      /^Signing with Azure Key Vault failed \(ServiceUnavailable\): .* Try again later/,
    ],
    [
      "refusing",
      "ERR_SIGNER_REFUSED",
      false,
      /^Signing with Azure Key Vault failed \(Forbidden\): the service refused/,
    ],
    ["signing with the next version", "ERR_SIGNER_WRONG_SIGNATURE", false, /the key was rotated/],
  ] as const)("says so where the vault is %s", async (mood, code, isRetryable, text) => {
    server.mood = mood;
    await expectCode(code, text, () => signer.sign(message));
    await expect(signer.sign(message)).rejects.toMatchObject({ name: "SignerError", isRetryable });
    server.mood = "well";
    await expect(signer.sign(message)).resolves.toHaveLength(256);
  });

  it("says so where the token or the key is none of the vault's", async () => {
    const { cryptographyClient } = createAzureClient({ url: server.url, token: "another" });
    const keyId = `${server.url}/keys/${server.keyName}/${server.keyVersion}`;
    const stranger = azureKeyVaultSigner({ client: cryptographyClient(keyId), key: key.spki });
    await expectCode("ERR_SIGNER_REFUSED", /\(Unauthorized\)/, () => stranger.sign(message));
    const { cryptographyClient: known } = createAzureClient(server);
    const lost = azureKeyVaultSigner({ client: known(`${keyId}0`), key: key.spki });
    await expectCode("ERR_SIGNER_REFUSED", /\(KeyNotFound\)/, () => lost.sign(message));
  });

  it("says so where nobody listens", async () => {
    const { cryptographyClient } = createAzureClient({ url: "http://127.0.0.1:1", token: "x" });
    const nowhere = azureKeyVaultSigner({
      client: cryptographyClient("http://127.0.0.1:1/keys/a/b"),
      key: key.spki,
    });
    await expectCode("ERR_SIGNER_UNAVAILABLE", /\(REQUEST_SEND_ERROR\): the service cannot be reached/, () =>
      nowhere.sign(message),
    );
  });

  it("stops when it is aborted, before and meanwhile", async () => {
    const reason = new Error("stop");
    await expect(signer.sign(message, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    server.mood = "hanging";
    const abort = new AbortController();
    const signing = signer.sign(message, { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(signing).rejects.toBe(reason);
  });
});
