import { createSelfSignedCertificate, parseCertificate, thumbprint } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { forceOption, keyOption, outOption, readInteger, secretNames, secretOptions } from "../options.js";
import { readSigner } from "../read-signer.js";
import { readSans, sanOption, subjectOption } from "../subject.js";
import { writeText } from "../write-text.js";

const dayMs = 24 * 60 * 60 * 1000;

export const certSelfSigned: Command = {
  name: "cert self-signed",
  summary: "make a certificate that is signed with its own key",
  operands: [],
  options: {
    key: keyOption,
    subject: subjectOption,
    days: { value: "N", summary: "how long it is valid from now on", isRequired: true },
    out: outOption,
    san: sanOption,
    ...secretOptions("passphrase", "the key"),
    force: forceOption,
  },
  atMostOne: [secretNames("passphrase")],
  example:
    'countersign cert self-signed --key private.key --subject "C=GB,O=Example,CN=example" --days 730 --out certificate.pem',
  async run(args, io) {
    const days = readInteger("days", args.text("days"), 1, 36_500);
    const signer = await readSigner(args, io);
    const notBefore = io.now();
    const pem = await createSelfSignedCertificate({
      signer,
      subject: args.text("subject"),
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * dayMs),
      ...readSans(args),
    });
    const certificate = parseCertificate(pem);
    return await writeText(args, io, pem, "certificate", {
      notAfter: certificate.notAfter,
      sha1Thumbprint: thumbprint(certificate, "SHA-1"),
    });
  },
};
