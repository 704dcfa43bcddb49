import {
  checkCertificatePolicy,
  needsRenewal,
  parseCertificate,
  thumbprint,
  worldlinePolicy,
} from "@countersign/crypto-core";
import { type Finding, failed, ok, type Tell } from "../doctor/step.js";
import type { DoctorPlan } from "./doctor-plan.js";

/** So long before its end the next certificate should be on its way: one month has to be left at the upload. */
const renewalDays = 60;

/** Tells whether our certificate meets the back office's policy, and is of our key; and how long the service's hold. */
export function checkCertificates(plan: DoctorPlan, now: Date, tell: Tell): void {
  const { certificate: pem, signer, serviceCertificates } = plan;
  const certificate = parseCertificate(pem);
  const violations = checkCertificatePolicy(certificate, worldlinePolicy, { now });
  const end = certificate.notAfter.toISOString();
  if (violations.length > 0) {
    tell(
      failed(
        "certificate",
        `The back office does not take our certificate. ${violations.map(({ message }) => message).join(" ")}`,
        'Make another, such as with "countersign cert self-signed --days 730", and upload it.',
      ),
    );
  } else if (needsRenewal(certificate, { now, before: { days: renewalDays } })) {
    const remedy = "Make the next certificate now: more than a month has to be left where it is uploaded.";
    tell(failed("certificate", `Our certificate ends on ${end}.`, remedy));
  } else {
    tell(
      ok(
        "certificate",
        `It meets the policy and holds until ${end}; its keyId is ${thumbprint(pem, "SHA-1")}.`,
      ),
    );
  }
  if (signer.publicKey && Buffer.compare(signer.publicKey, certificate.publicKey) !== 0) {
    tell(
      failed("key", "--key is not the key of --cert.", "Give the key that the certificate was made with."),
    );
  } else {
    tell(ok("key", "It is the key of the certificate."));
  }
  if (serviceCertificates.length > 0) tell(describeServiceCertificates(serviceCertificates, now));
}

function describeServiceCertificates(pems: readonly string[], now: Date): Finding {
  const ended = pems.map((pem) => parseCertificate(pem)).filter(({ notAfter }) => notAfter < now);
  if (ended.length < pems.length) {
    const left = pems.length - ended.length;
    return ok("service-certificate", `${left} of ${pems.length} given may be in use.`);
  }
  return failed(
    "service-certificate",
    `All that were given have ended, the last on ${ended.at(-1)?.notAfter.toISOString()}.`,
    "Download the service's certificate again in the back office.",
  );
}
