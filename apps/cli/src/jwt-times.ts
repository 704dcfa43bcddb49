/** A time of a token, and where it stands to now. */
export interface JwtTime {
  readonly claim: "iat" | "nbf" | "exp";
  /** Absent where the claim is not a time. */
  readonly at?: Date;
  readonly inWords: string;
}

/** How each claim is told before its time and from it on (RFC 7519 sections 4.1.4 to 4.1.6). */
const words = {
  iat: {
    before: (span: string) => `issued ${span} in the future: one of the clocks is wrong`,
    after: (span: string) => `issued ${span} ago`,
  },
  nbf: {
    before: (span: string) => `becomes valid in ${span}`,
    after: (span: string) => `became valid ${span} ago`,
  },
  exp: {
    before: (span: string) => `valid for ${span} more`,
    after: (span: string) => `expired ${span} ago`,
  },
} as const;

/** The times that a token has, in words. */
export function readJwtTimes(claims: Readonly<Record<string, unknown>>, now: Date): JwtTime[] {
  return (["iat", "nbf", "exp"] as const)
    .filter((claim) => claims[claim] !== undefined)
    .map((claim) => readTime(claim, claims[claim], now));
}

function readTime(claim: JwtTime["claim"], value: unknown, now: Date): JwtTime {
  const at = new Date(typeof value === "number" ? value * 1000 : Number.NaN);
  if (Number.isNaN(at.getTime())) return { claim, inWords: "not a time: it must be in seconds since 1970" };
  const elapsedSeconds = (now.getTime() - at.getTime()) / 1000;
  const span = formatSpan(Math.abs(elapsedSeconds));
  return { claim, at, inWords: words[claim][elapsedSeconds < 0 ? "before" : "after"](span) };
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In the largest unit of which there is a whole one, rounded down: "57 minutes". */
function formatSpan(seconds: number): string {
  const [unit, length] = units.find(([, each]) => seconds >= each) ?? ["second", 1];
  const format = new Intl.NumberFormat("en-GB", { style: "unit", unit, unitDisplay: "long" });
  return format.format(Math.floor(seconds / length));
}
