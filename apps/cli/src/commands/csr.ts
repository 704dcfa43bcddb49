import { createCertificateRequest } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { forceOption, keyOption, outOption, secretNames, secretOptions } from "../options.js";
import { readSigner } from "../read-signer.js";
import { readSans, sanOption, subjectOption } from "../subject.js";
import { writeText } from "../write-text.js";

export const csr: Command = {
  name: "csr",
  summary: "make a certificate request (PKCS#10)",
  operands: [],
  options: {
    key: keyOption,
    subject: subjectOption,
    out: outOption,
    san: sanOption,
    ...secretOptions("passphrase", "the key"),
    force: forceOption,
  },
  atMostOne: [secretNames("passphrase")],
  example: 'countersign csr --key private.key --subject "C=GB,O=Example,CN=example" --out request.csr',
  async run(args, io) {
    const signer = await readSigner(args, io);
    const subject = args.text("subject");
    const pem = await createCertificateRequest({ signer, subject, ...readSans(args) });
    return await writeText(args, io, pem, "certificate request");
  },
};
