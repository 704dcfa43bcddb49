import type { Known } from "./values.js";

/** What is not given is false; where `general` is false the others do not count. */
export interface AdvertisementFlags {
  readonly general?: boolean;
  readonly email?: boolean;
  readonly letter?: boolean;
  readonly phone?: boolean;
  readonly statement?: boolean;
  readonly sms?: boolean;
}

export interface DeliveryChannel {
  readonly contractLetterType?: Known<"EMAIL" | "WEB" | "LETTER" | "LETTER_AND_WEB" | "PUSH" | "MOBILE_APP">;
  readonly disputeLetterType?: Known<"EMAIL" | "WEB" | "LETTER" | "LETTER_AND_WEB" | "PUSH" | "MOBILE_APP">;
  readonly statementType?: Known<"EMAIL" | "WEB" | "LETTER" | "LETTER_AND_WEB" | "PUSH" | "MOBILE_APP">;
}
