import { afterAll, beforeAll, expect, it } from "vitest";
import { generateKeyPair, importSigner, importVerifier, type Signer } from "../../../src/index.js";
import { describeWith, run, temporaryFolder } from "../../support/tools.js";

const message = Buffer.from('{"amount":"13.0","name":"caf\u00e9"}');
const folder = temporaryFolder();
afterAll(folder.remove);

let signer: Signer;
let privateKey: string;
let publicKey: string;

beforeAll(async () => {
  const pair = await generateKeyPair();
  signer = await importSigner(pair.privateKey);
  privateKey = folder.write("private.pem", pair.privateKey);
  publicKey = folder.write("public.pem", pair.publicKey);
  folder.write("message", message);
});

describeWith("openssl", "openssl", () => {
  it("verifies what we sign, and nothing else", async () => {
    const signature = folder.write("signature", await signer.sign(message));
    const verify = (file: string) =>
      run("openssl", ["dgst", "-sha256", "-verify", publicKey, "-signature", signature, file]);
    expect(verify(folder.path("message"))).toBe("Verified OK\n");
    expect(() => verify(folder.write("other", Buffer.concat([message, Buffer.from("\n")])))).toThrow(
      /Verification failure/,
    );
  });

  it("signs what we verify, and nothing else", async () => {
    const out = folder.path("by-openssl");
    run("openssl", ["dgst", "-sha256", "-sign", privateKey, "-out", out, folder.path("message")]);
    const verifier = await importVerifier(folder.read("public.pem"));
    await expect(verifier.verify(message, folder.read("by-openssl"))).resolves.toBeUndefined();
    const pss = ["-sigopt", "rsa_padding_mode:pss"];
    run("openssl", ["dgst", "-sha256", "-sign", privateKey, ...pss, "-out", out, folder.path("message")]);
    await expect(verifier.verify(message, folder.read("by-openssl"))).rejects.toMatchObject({
      code: "ERR_SIGNATURE_INVALID",
    });
  });

  it.each([
    ["PBES2 with AES", ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"]],
    ["scrypt", ["pkcs8", "-topk8", "-scrypt"]],
    ["PKCS#1 with DEK-Info", ["rsa", "-traditional", "-aes192"]],
  ])("encrypts keys that we open: %s", async (_name, [command = "", ...options]) => {
    const file = folder.path("encrypted.pem");
    run("openssl", [command, ...options, "-in", privateKey, "-out", file, "-passout", "pass:open sesame"]);
    const opened = await importSigner(folder.read("encrypted.pem"), { passphrase: "open sesame" });
    expect(await opened.sign(message)).toEqual(await signer.sign(message));
    await expect(
      importSigner(folder.read("encrypted.pem"), { passphrase: "open barley" }),
    ).rejects.toMatchObject({
      code: "ERR_KEY_PASSPHRASE_WRONG",
    });
  });
});

const program = `
import java.nio.file.*;
import java.security.*;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

public class Verify {
  public static void main(String[] args) throws Exception {
    String pem = Files.readString(Path.of(args[0])).replaceAll("-----.*-----|\\\\s", "");
    byte[] spki = Base64.getDecoder().decode(pem);
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
    for (int i = 2; i < args.length; i++) {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(Files.readAllBytes(Path.of(args[i])));
      System.out.println(signature.verify(Files.readAllBytes(Path.of(args[1]))));
    }
  }
}
`;

describeWith("java", "Java's SHA256withRSA", () => {
  it("verifies what we sign, and nothing else", async () => {
    const source = folder.write("Verify.java", program);
    const signature = folder.write("signature", await signer.sign(message));
    const other = folder.write("other", message.subarray(1));
    expect(run("java", [source, publicKey, signature, folder.path("message"), other])).toBe("true\nfalse\n");
  });
});
