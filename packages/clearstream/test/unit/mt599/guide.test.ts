import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildMt599LinkMessage, buildMt599OnboardingMessage, parseMt599 } from "../../../src/index.js";

const guide = new URL("../../../../../../shared/source/clearstream-api-developer-guide.txt", import.meta.url);

describe.runIf(existsSync(guide))("the guide's own messages", () => {
  const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
  const templates = () =>
    (readFileSync(guide, "utf8").match(/^ATTN: PRGConnect[\s\S]+?^Contact details:.*$/gm) ?? []).map(oneLine);
  const request = {
    organisationUnit: "xxxxxx",
    contact: { name: "John Doe", email: "john.doe@xxxxxx.xyz", phone: "00123456789" },
    reference: "1",
  };
  const wordsOf = (message: string) => oneLine(parseMt599(message).narrative.join(" "));

  it("are two, and what is built says the same", () => {
    const [onboarding, link] = templates();
    expect(templates()).toHaveLength(2);
    expect(wordsOf(buildMt599OnboardingMessage(request))).toBe(onboarding);
    expect(wordsOf(buildMt599LinkMessage({ ...request, apis: ["CmaX"] }))).toBe(
      link?.replace(/<[A-Z-]+>/, "CmaX"),
    );
  });
});
