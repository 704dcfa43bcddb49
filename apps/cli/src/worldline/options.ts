import { parseCertificates } from "@countersign/crypto-core";
import { readText } from "../authorities.js";
import type { Arguments, OptionSpec } from "../command.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";

/** The certificate that the service signs with. */
export const serviceCertificateOption: OptionSpec = {
  value: "FILE",
  isList: true,
  summary: "the service's certificate, PEM, from the back office; several while one replaces another",
};

/** All certificates of the files that --service-cert names, PEM. */
export async function readServiceCertificates(args: Arguments, io: Io): Promise<readonly string[]> {
  const certificates: string[] = [];
  for (const file of args.list("service-cert")) {
    const pem = await readText(file, io);
    certificates.push(...(await about(file, () => parseCertificates(pem).map((each) => each.pem))));
  }
  return certificates;
}
