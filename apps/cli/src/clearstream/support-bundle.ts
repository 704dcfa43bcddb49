import type { Recorder, TlsProbeReport } from "@countersign/auth";
import { type Certificate, thumbprint } from "@countersign/crypto-core";
import { firstFailure, type Step } from "../doctor/step.js";
import { version } from "../version.js";
import type { CredentialFolder } from "./credential-folder.js";
import { hideSecretsIn } from "./hide-secrets.js";

/** What a diagnosis found. */
export interface Diagnosed {
  readonly steps: readonly Step[];
  readonly base: URL;
  readonly files: CredentialFolder;
  readonly certificate: Certificate | undefined;
  readonly probes: readonly TlsProbeReport[];
  readonly recorder: Recorder;
  readonly curlVersion: string | undefined;
  readonly now: Date;
}

/**
 * What Clearstream's support asks for, as one HTTP Archive: requests and answers as its entries, and all else in
 * the member `_countersign`, which the format leaves to us.
 *
 * @param secrets all that were used; none is in the bundle.
 * @see Clearstream API Developer Guide, "How to get development support from Clearstream?"
 */
export function supportBundle(diagnosed: Diagnosed, secrets: ReadonlySet<string>): string {
  const { steps, base, files, certificate, probes, recorder, curlVersion, now } = diagnosed;
  const failure = firstFailure(steps);
  const { log } = recorder.toHar();
  const bundle = {
    log: {
      ...log,
      creator: { name: "countersign", version },
      comment: failure
        ? `First failing step: ${failure.step} (step ${checklistStep(failure)} of the guide's checklist): ${failure.message}`
        : "No step failed.",
      _countersign: {
        createdAt: now.toISOString(),
        firstFailingStep: failure && { ...failure, checklistStep: checklistStep(failure) },
        steps,
        environment: base.href,
        consumer: files.userId,
        certificate: certificate && describe(certificate),
        versions: {
          countersign: version,
          node: process.versions.node,
          openssl: process.versions.openssl,
          curl: curlVersion,
          system: `${process.platform} ${process.arch}`,
        },
        commands: recorder.entries.map((_entry, index) => toCommand(recorder.toCurl(index), files)),
        tls: probes,
      },
    },
  };
  // To JSON and back, so that nothing but plain texts and numbers is left to look through.
  const plain: unknown = JSON.parse(JSON.stringify(bundle));
  return `${JSON.stringify(hideSecretsIn(plain, secrets), undefined, 2)}\n`;
}

/** The step of the guide's checklist that a step here is part of. */
function checklistStep({ step }: Step): number {
  if (step === "api") return 5;
  if (step === "playground") return 4;
  return 3;
}

/** As somebody would run it who has the files, and with what the guide wants to be seen. */
function toCommand(curl: string, { ssl, ca }: CredentialFolder): string {
  const files = [`--cert ${quote(ssl.name)}`, ...(ca ? [`--cacert ${quote(ca.name)}`] : [])];
  return curl.replace(/^curl /m, () => `curl --verbose ${files.join(" ")} `);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function describe(certificate: Certificate) {
  const { subject, issuer, serialNumber, notBefore, notAfter } = certificate;
  return {
    subject,
    issuer,
    serialNumber,
    notBefore,
    notAfter,
    thumbprint: thumbprint(certificate, "SHA-256"),
  };
}
