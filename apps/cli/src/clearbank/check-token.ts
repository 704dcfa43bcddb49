import { checkToken as checkDates } from "./check-key.js";
import { type Check, failed, ok } from "./diagnosis.js";
import type { ProfileKey } from "./profile.js";
import { daysLeft } from "./token-dates.js";

const mistakes: readonly (readonly [RegExp, message: string, remedy: string])[] = [
  [
    /^bearer /i,
    'it begins with "Bearer "',
    "Give the token alone; the word is put before it when it is sent.",
  ],
  [/^(["'`]).*\1$|^[\u2018\u201c]/s, "it is in quotes", "Take the quotes away."],
  [
    /-----BEGIN/,
    "it is a key or a certificate",
    "Give the API token, which the portal showed when it was generated.",
  ],
  [/^\s|\s$/, "a blank or line break is before or behind it", "Copy it without the blank or line break."],
  [
    /[^\x21-\x7e]/,
    "it has a blank, a line break or a special character in it",
    "Copy it again, as the portal showed it: in one piece.",
  ],
];

/** Whether a text can be an API token, and is not known to have expired. The token is not shown. */
export function checkToken(token: string, key: ProfileKey, now: Date): Check {
  const mistake = mistakes.find(([pattern]) => pattern.test(token));
  if (mistake) return failed("token", `This is no API token as it is sent: ${mistake[1]}.`, [mistake[2]]);
  const [finding] = checkDates(key, now);
  if (finding) return failed("token", finding.message, [finding.remedy]);
  const end = key.token
    ? `it ends in ${daysLeft(key.token, now)} days`
    : 'when it ends is not noted; "clearbank profile token" does that';
  return ok("token", `There is one, of ${token.length} characters; ${end}.`);
}
