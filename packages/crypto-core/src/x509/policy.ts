import type { Certificate } from "./certificate.js";

/** What a counterpart demands of a certificate. A demand that is left out is not made. */
export interface CertificatePolicy {
  /** By the name that {@link Certificate.keyAlgorithm} has. */
  readonly keyAlgorithm?: string;
  /** Of RSA keys, in bits. */
  readonly modulusLength?: {
    /** The shortest that passes. */
    readonly min: number;
    /** The longest that passes. */
    readonly max: number;
  };
  /** By the names that {@link Certificate.signatureAlgorithm} has. */
  readonly signatureAlgorithms?: readonly string[];
  /** From notBefore to notAfter; exactly so many calendar years still pass. */
  readonly maxLifetimeYears?: number;
  /** From now to notAfter; it must be more than so many calendar months. */
  readonly moreThanMonthsLeft?: number;
}

/** One demand that a certificate does not meet. */
export interface PolicyViolation {
  /** For programs: which demand. */
  readonly rule: "key-algorithm" | "key-size" | "signature-algorithm" | "lifetime" | "time-left";
  /** What the certificate has and what it must have, in a sentence. */
  readonly message: string;
}

/**
 * What Worldline demands of the certificates that its clients sign with: RSA of 2048 to 4096 bits, SHA-256 with
 * RSA, valid for at most 5 years, and for more than 1 month from now. Self-signed ones are welcome.
 */
export const worldlinePolicy: CertificatePolicy = {
  keyAlgorithm: "RSA",
  modulusLength: { min: 2048, max: 4096 },
  signatureAlgorithms: ["sha256WithRSAEncryption"],
  maxLifetimeYears: 5,
  moreThanMonthsLeft: 1,
};

/**
 * Lists everything in which a certificate falls short of a policy; an empty list is a pass.
 *
 * Years and months are those of the calendar in UTC, at the same time of day; where the month is too short for the
 * day, they end on its last day (31 January and one month: 28 or 29 February). A lifetime is counted from notBefore
 * to notAfter as openssl and everyone else who issues does it, without the one second by which the inclusive
 * notAfter makes it longer.
 *
 * @param options the time of the check.
 * @param options.now what the time that is left is counted from.
 * @example
 * const violations = checkCertificatePolicy(parseCertificate(pem), worldlinePolicy, { now: new Date() });
 * for (const { message } of violations) console.error(message);
 */
export function checkCertificatePolicy(
  certificate: Certificate,
  policy: CertificatePolicy,
  { now }: { now: Date },
): PolicyViolation[] {
  const { keyAlgorithm, modulusLength, signatureAlgorithms, maxLifetimeYears, moreThanMonthsLeft } = policy;
  const { notBefore, notAfter } = certificate;
  const violations: PolicyViolation[] = [];
  const refuse = (rule: PolicyViolation["rule"], message: string) => violations.push({ rule, message });

  if (keyAlgorithm !== undefined && certificate.keyAlgorithm !== keyAlgorithm) {
    refuse("key-algorithm", `The key is ${certificate.keyAlgorithm}; it must be ${keyAlgorithm}.`);
  }
  const bits = certificate.modulusLength;
  if (
    modulusLength !== undefined &&
    bits !== undefined &&
    (bits < modulusLength.min || bits > modulusLength.max)
  ) {
    refuse(
      "key-size",
      `The key has ${bits} bits; it must have ${modulusLength.min} to ${modulusLength.max}.`,
    );
  }
  if (signatureAlgorithms !== undefined && !signatureAlgorithms.includes(certificate.signatureAlgorithm)) {
    const allowed = signatureAlgorithms.join(" or ");
    refuse(
      "signature-algorithm",
      `It is signed with ${certificate.signatureAlgorithm}; it must be ${allowed}.`,
    );
  }
  if (maxLifetimeYears !== undefined && notAfter > addMonths(notBefore, 12 * maxLifetimeYears)) {
    const lifetime = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
    refuse(
      "lifetime",
      `It is valid from ${lifetime}; that may be ${plural(maxLifetimeYears, "year")} at most.`,
    );
  }
  if (moreThanMonthsLeft !== undefined && !(notAfter > addMonths(now, moreThanMonthsLeft))) {
    const state = notAfter < now ? "ended on" : "ends on";
    const left = plural(moreThanMonthsLeft, "month");
    refuse("time-left", `It ${state} ${notAfter.toISOString()}; more than ${left} must be left.`);
  }
  return violations;
}

/** The same day and time so many months later, or the last day of that month where it is shorter. */
function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCMonth(date.getUTCMonth() + months);
  // Past its end, the days flow over into the month after: day 0 of that is the last one of this.
  if (moved.getUTCDate() !== date.getUTCDate()) moved.setUTCDate(0);
  return moved;
}

function plural(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
