import type { Certificate } from "@countersign/crypto-core";
import type { ClearstreamCredentials } from "./load-credentials.js";
import type { CertificateType } from "./prepare-consumer.js";

const dayMs = 24 * 60 * 60 * 1000;

/** So many days before the end somebody must be told: only an administrator can make new credentials. */
export const warningDays = [90, 60, 30, 14, 7] as const;

/** And where this part of the lifetime is over. */
export const warningFraction = 0.66;

/** A moment at which a certificate's end has come nearer. */
export interface ExpiryStep {
  /** `66 %` of the lifetime used up, so many days left, or the end itself. */
  readonly name: "66 %" | `${(typeof warningDays)[number]} days` | "end";
  /** When it is reached. */
  readonly at: Date;
}

/** What a certificate has before it, from its beginning on, in order. */
export function expirySteps({
  notBefore,
  notAfter,
}: Pick<Certificate, "notBefore" | "notAfter">): ExpiryStep[] {
  const [start, end] = [notBefore.getTime(), notAfter.getTime()];
  const steps: ExpiryStep[] = [
    { name: "66 %", at: new Date(start + (end - start) * warningFraction) },
    ...warningDays.map((days) => ({ name: `${days} days` as const, at: new Date(end - days * dayMs) })),
    { name: "end", at: notAfter },
  ];
  return steps.filter(({ at }) => at >= notBefore).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The certificates of an API consumer. */
export function certificatesOf({
  identity,
  signing,
}: Pick<ClearstreamCredentials, "identity" | "signing">): readonly (readonly [
  CertificateType,
  Certificate,
])[] {
  const ssl = ["ssl", identity.certificate] as const;
  return signing ? [ssl, ["signing", signing.certificate]] : [ssl];
}

/** A certificate that ends soon, or has ended. */
export interface CredentialWarning {
  /** Which of the consumer's two certificates. */
  readonly type: CertificateType;
  /** The last step that was reached. */
  readonly reached: ExpiryStep["name"];
  /** Whole days; below 0 where it has ended. */
  readonly daysLeft: number;
  /** The certificate's `notAfter`. */
  readonly expiresAt: Date;
  /** All of this in a sentence, with what to do. */
  readonly message: string;
}

/**
 * Tells which certificates must be replaced: from 66 % of the lifetime on, and again at 90, 60, 30, 14 and 7 days
 * before the end. It looks at the certificates in memory, not at files that may have been replaced since.
 *
 * @returns at most one for each certificate.
 *
 * @example
 * ```ts
 * for (const { message } of credentialWarnings(credentials, new Date())) console.warn(message);
 * ```
 * @see Clearstream API Developer Guide, "Step 2 - Xact API consumer creation"
 */
export function credentialWarnings(
  credentials: Pick<ClearstreamCredentials, "userId" | "identity" | "signing">,
  now: Date,
): readonly CredentialWarning[] {
  // Compared with NaN, every certificate would look healthy.
  if (Number.isNaN(now.getTime())) throw new TypeError("now is not a valid Date");
  return certificatesOf(credentials).flatMap(([type, certificate]) => {
    const reached = expirySteps(certificate).findLast(({ at }) => at <= now)?.name;
    if (reached === undefined) return [];
    const { notAfter: expiresAt } = certificate;
    const daysLeft = Math.floor((expiresAt.getTime() - now.getTime()) / dayMs);
    const whose = `The ${type} certificate of ${credentials.userId}`;
    const when = expiresAt.toISOString();
    const message =
      reached === "end"
        ? `${whose} expired at ${when}: an administrator must make new credentials in the portal.`
        : `${whose} expires at ${when}, in ${daysLeft} days: have an administrator make new credentials in the portal before then.`;
    return [{ type, reached, daysLeft, expiresAt, message }];
  });
}
