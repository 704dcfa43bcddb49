/** One rule that an institution enforces. */
export interface Rule {
  readonly id: string;
  /** The HTTP status that breaking it is answered with. */
  readonly status: number;
  /** The heading of the source document, or the section of our reference notes, that it follows. */
  readonly source: string;
  /** The rule in our own words. */
  readonly summary: string;
}

/** Nothing can be refused without naming the rule that was broken. */
export class Refusal<R extends Rule = Rule> extends Error {
  override readonly name: string = "Refusal";
  readonly rule: R;
  /** What was expected, what came, what to do: one ASCII sentence without secrets. */
  readonly reason: string;

  constructor(rule: R, reason: string) {
    const ascii = toHeaderText(reason);
    super(`${rule.id}: ${ascii}`);
    this.rule = rule;
    this.reason = ascii;
  }

  get headers(): Record<string, string> {
    return { "Sandbox-Rule": this.rule.id, "Sandbox-Reason": this.reason };
  }
}

/** A reason may quote what the client sent, which must neither break the header line nor fill the log. */
function toHeaderText(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]+/g, "?");
  return ascii.length > 600 ? `${ascii.slice(0, 597)}...` : ascii;
}

/** Something a client sent, short enough to be quoted in a reason. */
export function quoted(value: string): string {
  return `"${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
}
