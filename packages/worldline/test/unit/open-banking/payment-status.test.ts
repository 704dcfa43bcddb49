import { describe, expect, it } from "vitest";
import { isFinalStatus, isPaid, mayFollow, type PaymentStatus, paymentStatuses } from "../../../src/index.js";

const all = Object.keys(paymentStatuses) as PaymentStatus[];
const paid = ["SettlementCompleted", "ReceivedByCreditorBank", "ReceivedOnCreditorAccount"];
const failed = ["Cancelled", "CancelledAtTPP", "TimeoutAtTpp", "Error", "Expired"];

describe("the 13 statuses", () => {
  it("are paid, failed, or open", () => {
    expect(all).toHaveLength(13);
    expect(all.filter(isPaid).sort()).toEqual([...paid].sort());
    expect(all.filter((each) => isFinalStatus(each) && !isPaid(each)).sort()).toEqual([...failed].sort());
    expect(all.filter((each) => !isFinalStatus(each)).sort()).toEqual(
      ["Authorised", "Open", "PartiallyAuthorised", "Pending", "SettlementInProcess"].sort(),
    );
  });

  it("lead to an end from each that is open, and from none that failed to anywhere", () => {
    for (const status of all) {
      const { next } = paymentStatuses[status];
      expect(next).not.toContain(status);
      expect(new Set(next).size).toBe(next.length);
      if (isPaid(status)) expect(next.every(isPaid)).toBe(true);
      else if (isFinalStatus(status)) expect(next).toEqual([]);
      else expect(next).toEqual(expect.arrayContaining([...failed, "SettlementCompleted"]));
    }
  });

  it.each<[PaymentStatus, PaymentStatus, boolean]>([
    ["Open", "SettlementCompleted", true],
    ["SettlementCompleted", "Open", false],
    ["SettlementCompleted", "Expired", false],
    ["Expired", "SettlementCompleted", false],
    ["SettlementCompleted", "ReceivedOnCreditorAccount", true],
    ["SettlementInProcess", "Authorised", false],
    ["Pending", "Authorised", true],
    ["Open", "Open", false],
  ])("%s may be followed by %s: %s", (known, heard, expected) => {
    expect(mayFollow(known, heard)).toBe(expected);
  });

  it("say nothing of a status that is not known", () => {
    for (const status of ["settlementcompleted", "toString", ""] as string[] as PaymentStatus[]) {
      expect([isFinalStatus(status), isPaid(status), mayFollow(status, "Expired")]).toEqual([
        false,
        false,
        false,
      ]);
    }
  });
});
