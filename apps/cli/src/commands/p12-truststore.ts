import { parseCertificates, writeTrustStore } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about, UsageError } from "../errors.js";
import { forceOption, outOption, readRequiredSecret, secretNames, secretOptions } from "../options.js";

export const p12Truststore: Command = {
  name: "p12 truststore",
  summary: "put certificates that are trusted into a PKCS#12 file for Java",
  operands: ["CA_FILE"],
  options: {
    out: outOption,
    ...secretOptions("password", "the new file"),
    force: forceOption,
  },
  exactlyOne: [secretNames("password")],
  example: "countersign p12 truststore ca.pem --out truststore.p12 --password-env P12_PASSWORD",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const out = args.text("out");
    if (out === "-") throw new UsageError("A trust store is written to a file only, not to standard output.");
    const password = await readRequiredSecret(args, io, "password");
    const bytes = await io.read(file);
    const certificates = await about(file, () => parseCertificates(bytes));
    const store = await writeTrustStore({ certificates, password });
    await io.write(out, store, { force: args.flag("force") });
    const subjects = certificates.map(({ subject }) => subject);
    const pinned = certificates.filter(({ isCertificateAuthority }) => !isCertificateAuthority);
    return {
      text: `Wrote the trust store ${out} with ${subjects.join("; ")}.`,
      json: { file: out, subjects },
      warnings: pinned.map(
        ({ subject }) =>
          `${subject} is no certificate authority: what pins a server's own certificate breaks at its next renewal. Trust the authorities that issue it.`,
      ),
    };
  },
};
