import { describe, expect, it } from "vitest";
import { ApiContentError } from "../../../src/http/errors.js";
import { readJson } from "../../../src/http/read-json.js";

const context = {
  method: "GET",
  url: "https://api.example/v1/info",
  requestId: "ours",
  correlationId: "theirs",
};

function answer(body: string | Uint8Array<ArrayBuffer> | null, status = 200, type?: string): Response {
  return new Response(body, { status, headers: type ? { "content-type": type } : {} });
}

async function refusal(response: Response): Promise<ApiContentError> {
  const error = await readJson(response, context).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiContentError);
  return error as ApiContentError;
}

describe("what is read", () => {
  it.each([
    "application/json",
    "application/json;charset=ISO-8859-1",
    "application/problem+json",
    "text/plain",
    "text/html",
  ])("is JSON, whatever it is labelled as: %s", async (type) => {
    const { data, bytes } = await readJson(answer('{"a": "ü"}', 200, type), context);
    expect(data).toEqual({ a: "ü" });
    expect(bytes).toEqual(new TextEncoder().encode('{"a": "ü"}'));
  });

  it("is JSON without a label, and behind a byte order mark", async () => {
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode("[1]")]);
    expect(await readJson(answer(marked), context)).toEqual({ data: [1], bytes: marked });
  });

  it.each<[string, string | null]>([
    ["nothing", null],
    ["no bytes", ""],
    ["white space", " \r\n"],
  ])("is undefined for an empty answer: %s", async (_name, body) => {
    expect((await readJson(answer(body), context)).data).toBeUndefined();
    expect((await readJson(answer(body, 500), context)).data).toBeUndefined();
  });

  it("keeps the bytes of what is not UTF-8 as they are", async () => {
    const latin1 = Uint8Array.from(Buffer.from('{"name": "Müller"}', "latin1"));
    const { data, bytes } = await readJson(answer(latin1), context);
    expect(data).toEqual({ name: "M\ufffdller" });
    expect(bytes).toEqual(latin1);
  });

  it("is what another parser makes of it, and is not JSON where that throws", async () => {
    const parse = (text: string) => {
      if (text !== "13.0") throw new SyntaxError("no");
      return text;
    };
    expect((await readJson(answer("13.0"), context, parse)).data).toBe("13.0");
    expect((await readJson(answer(""), context, parse)).data).toBeUndefined();
    await expect(readJson(answer("{}"), context, parse)).rejects.toMatchObject({ code: "ERR_API_NOT_JSON" });
    expect((await readJson(answer("{}", 400), context, parse)).data).toBe("{}");
  });

  it("is the text of a refusal that is none", async () => {
    const { data, bytes } = await readJson(answer("invalid scope", 400, "text/plain"), context);
    expect(data).toBe("invalid scope");
    expect(bytes).toEqual(new TextEncoder().encode("invalid scope"));
  });
});

describe("a web page", () => {
  const page = (title: string) => `<!DOCTYPE html>\n<html><head>${title}</head><body>Planted</body></html>`;

  it.each<[string, number, string, string]>([
    [
      "of every path that does not exist",
      200,
      page("<title>Welcome</title>"),
      'answered with 200, but with the web page "Welcome" instead of JSON: is the path right?',
    ],
    [
      "of scheduled maintenance",
      503,
      page("<title lang=en>\n  Scheduled\n Maintenance </title>"),
      'answered with 503, but with the web page "Scheduled Maintenance" instead of JSON: it comes from something in front of the API.',
    ],
    [
      "without a title",
      404,
      " <HTML><BODY>no</BODY></HTML>",
      "answered with 404, but with a web page instead of JSON: it comes from something in front of the API.",
    ],
  ])("%s is its own error", async (_name, status, html, message) => {
    const error = await refusal(answer(html, status, "application/json"));
    expect(error).toMatchObject({
      name: "ApiContentError",
      code: "ERR_API_HTML",
      status,
      isRetryable: status === 503,
      ...context,
    });
    expect(error.message).toBe(`GET https://api.example/v1/info was ${message}`);
    expect(error.body).toBe(html);
    expect(error.rawBody).toEqual(new TextEncoder().encode(html));
  });

  it("does not name a title without an end in full", async () => {
    const { message } = await refusal(answer(`<html><title>${"x".repeat(1000)}`));
    expect(message).toContain(`"${"x".repeat(200)}"`);
    expect(message).not.toContain("x".repeat(201));
  });
});

describe("anything else", () => {
  it.each<[string, string, string | undefined, string]>([
    ["text", "hello", "text/plain", "text/plain"],
    ["XML", "<?xml version='1.0'?><a/>", "application/xml", "application/xml"],
    ["half an answer", '{"a": ', "application/json", "application/json"],
    ["no type", "hello", undefined, "text/plain;charset=UTF-8"],
  ])("is refused where the status is a success: %s", async (_name, body, type, named) => {
    const error = await refusal(answer(body, 200, type));
    expect(error).toMatchObject({ code: "ERR_API_NOT_JSON", status: 200, isRetryable: false, ...context });
    expect(error.message).toBe(
      `GET https://api.example/v1/info was answered with 200, but with ${named} that is not JSON.`,
    );
    expect(error.body).toBe(body);
  });

  it("is refused without a content type", async () => {
    const { message } = await refusal(new Response(new TextEncoder().encode("hello")));
    expect(message).toMatch(/but with something without a content type that is not JSON\.$/);
  });
});
