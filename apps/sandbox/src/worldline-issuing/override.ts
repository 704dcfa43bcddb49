import { quoted, Refusal } from "../wire/refusal.js";
import { percentage } from "./advice-rules.js";
import type { IssuingRule } from "./rules.js";

interface Profile<Percentage> {
  readonly name: string;
  percentages: readonly Percentage[];
}

/** What can be overridden of a balancing or of brand advice. */
interface Overridable<Percentage> {
  readonly extensions: readonly string[];
  deviceTokensThreshold: number;
  merchantTokensThreshold: number;
  readonly profiles: readonly Profile<Percentage>[];
}

/** What the body leaves out stays as it is. */
export interface Override<Percentage> {
  readonly deviceTokensThreshold?: number;
  readonly merchantTokensThreshold?: number;
  readonly profiles?: readonly { readonly name?: string; readonly percentages?: readonly Percentage[] }[];
}

export interface OverrideRules {
  readonly profile: IssuingRule;
  readonly extension: IssuingRule;
}

/**
 * Overrides what is given: the thresholds, and of the profiles that are named all the percentages. A refusal undoes what
 * was overridden before it, as with every operation.
 *
 * @throws Refusal
 */
export function applyOverride<Percentage extends { readonly value: number }>(
  target: Overridable<Percentage>,
  { profiles = [], deviceTokensThreshold, merchantTokensThreshold }: Override<Percentage>,
  rules: OverrideRules,
  extensionOf: (percentage: Percentage) => string | undefined,
): void {
  for (const { name = "", percentages } of profiles) {
    const profile = target.profiles.find((each) => each.name === name);
    if (profile === undefined) {
      const known = target.profiles.map((each) => each.name).join(", ");
      throw new Refusal(rules.profile, `Expected the name of a profile from ${known}, got ${quoted(name)}.`);
    }
    for (const each of percentages ?? []) {
      requirePercentage(each.value);
      const extension = extensionOf(each) ?? "";
      if (target.extensions.includes(extension)) continue;
      const known = target.extensions.join(", ");
      throw new Refusal(rules.extension, `Expected an extension from ${known}, got ${quoted(extension)}.`);
    }
    profile.percentages = percentages ?? profile.percentages;
  }
  target.deviceTokensThreshold = deviceTokensThreshold ?? target.deviceTokensThreshold;
  target.merchantTokensThreshold = merchantTokensThreshold ?? target.merchantTokensThreshold;
}

/** @throws Refusal */
export function requirePercentage(value: number | undefined): void {
  if (value !== undefined && value >= 0 && value <= 100) return;
  throw new Refusal(percentage, `Expected a percentage from 0 to 100, got ${value ?? "none"}.`);
}
