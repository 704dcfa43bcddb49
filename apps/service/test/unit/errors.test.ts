import { describe, expect, it } from "vitest";
import { errorText, naming, reportError } from "../../src/errors.js";

const coded = (message: string, code: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

describe("reportError", () => {
  it("gives code, message and causes", () => {
    const error = coded("It was not stored.", "ERR_A", new Error("disk full"));
    expect(reportError(error)).toEqual({
      message: "It was not stored.",
      code: "ERR_A",
      cause: { message: "disk full" },
    });
  });

  it("leaves out what quotes data: other members, and the words of a parser", () => {
    const cause = Object.assign(new SyntaxError('Unexpected token in "secret"'), { detail: "secret" });
    const error = Object.assign(new Error("It is not JSON.", { cause }), { body: "secret", code: 7 });
    expect(JSON.stringify(reportError(error))).toBe(
      '{"message":"It is not JSON.","cause":{"message":"SyntaxError"}}',
    );
  });

  it("ends with causes that go in a circle, and with what is no error", () => {
    const error = new Error("a");
    error.cause = error;
    expect(JSON.stringify(reportError(error)).match(/"a"/g)).toHaveLength(5);
    expect(reportError("secret")).toEqual({ message: "Something was thrown that is no Error." });
  });
});

describe("errorText", () => {
  it("is one line with codes and causes, each once", () => {
    expect(errorText(coded("It was not stored.", "ERR_A", new Error("disk full")))).toBe(
      "ERR_A It was not stored. (disk full)",
    );
    expect(errorText(coded("no", "ERR_A", coded("why", "ERR_B", new Error("disk full"))))).toBe(
      "ERR_A no (ERR_B why (disk full))",
    );
    expect(errorText(coded("listen EADDRINUSE", "EADDRINUSE"))).toBe("listen EADDRINUSE");
    expect(errorText(new Error("no (disk full)", { cause: new Error("disk full") }))).toBe("no (disk full)");
  });
});

describe("naming", () => {
  it("passes on what there is, and has an error begin with the setting", async () => {
    expect(await naming("keyFile", Promise.resolve(7))).toBe(7);
    await expect(naming("keyFile", Promise.reject(coded("broken", "ERR_KEY")))).rejects.toMatchObject({
      name: "ConfigError",
      message: "keyFile: ERR_KEY broken",
    });
  });
});
