import fc from "fast-check";
import { expect, it } from "vitest";
import { createRedactor } from "../../src/observe/redactor.js";

const redactor = createRedactor();
const secretNames = ["password", "client_secret", "ACCESS-TOKEN", "code", "clientAssertion", "signature"];

const percentEncode = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

it("hides secret parameters, and changes nothing else", () => {
  const parameter = fc.oneof(
    fc.record({
      name: fc.constantFrom(...secretNames, ...secretNames.map(percentEncode)),
      value: fc.string().map((text) => encodeURIComponent(`hush${text}`)),
      isSecret: fc.constant(true),
    }),
    fc.record({
      name: fc.string({ maxLength: 8 }).map((text) => encodeURIComponent(`${text}0`)),
      value: fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text).replaceAll("%20", "+")),
      isSecret: fc.constant(false),
    }),
  );
  fc.assert(
    fc.property(fc.array(parameter, { minLength: 1 }), (parameters) => {
      const written = parameters.map(({ name, value }) => `${name}=${value}`).join("&");
      const shown = parameters
        .map(({ name, value, isSecret }) => `${name}=${isSecret ? "***" : value}`)
        .join("&");
      const form = redactor.body(new TextEncoder().encode(written), "application/x-www-form-urlencoded");
      expect(form).toBe(shown);
      expect(redactor.url(`https://a.example/b?${written}`)).toBe(`https://a.example/b?${shown}`);
      expect(form).not.toContain("hush");
    }),
    { numRuns: 1000 },
  );
});
