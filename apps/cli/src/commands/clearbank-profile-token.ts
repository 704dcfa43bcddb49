import { nextOption } from "../clearbank/options.js";
import { chooseKey, readProfile, writeProfile } from "../clearbank/profile.js";
import { daysLeft, readDate, tokenDates } from "../clearbank/token-dates.js";
import type { Command } from "../command.js";

export const clearbankProfileToken: Command = {
  name: "clearbank profile token",
  summary: "note when a profile's API token ends; the token itself is kept elsewhere",
  operands: ["DIR"],
  tooManyOperands: "A token is not taken as an argument, and not kept in a profile: only its dates are.",
  options: {
    expires: {
      value: "DATE",
      summary: "the expiry date that was chosen in the portal; a day stands for its beginning in UTC",
      isRequired: true,
    },
    created: { value: "DATE", summary: "when it was generated; now by default" },
    next: nextOption,
  },
  example: "countersign clearbank profile token profile --expires 2026-05-31",
  async run(args, io) {
    const [folder = ""] = args.operands;
    const profile = await readProfile(folder, io);
    const created = args.optional("created");
    const token = tokenDates(
      created === undefined ? io.now() : readDate("created", created),
      readDate("expires", args.text("expires")),
    );
    const isNext = args.flag("next");
    const key = { ...chooseKey(profile, isNext), token };
    await writeProfile(folder, { ...profile, [isNext ? "next" : "current"]: key }, io);
    const days = daysLeft(token, io.now());
    return {
      text: `Noted: the token of ${key.name} ends at ${token.expiresAt}, ${days < 0 ? "which is over" : `in ${days} days`}.`,
      json: { key: key.name, token, daysLeft: days },
    };
  },
};
