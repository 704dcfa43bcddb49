import { describe, expect, it } from "vitest";
import { parseRawMessage } from "../../src/raw-message.js";

const parse = (text: string) => parseRawMessage(Buffer.from(text, "latin1"));

describe("parseRawMessage", () => {
  it.each(["\r\n", "\n"] as const)("reads a request whose lines end in %j", (lineEnd) => {
    const head = ["POST /a?b=%2F HTTP/1.1", "Host: h", "X-Empty:", "x-twice: 1", "X-Twice:\t 2 \t", ""];
    const message = parse([...head, "body\r\nof bytes\xff\n"].join(lineEnd));
    expect(message).toMatchObject({ method: "POST", target: "/a?b=%2F", lineEnd });
    expect(message.headers).toEqual([
      ["Host", "h"],
      ["X-Empty", ""],
      ["x-twice", "1"],
      ["X-Twice", "2"],
    ]);
    expect(Buffer.from(message.body).toString("latin1")).toBe("body\r\nof bytes\xff\n");
    expect(message.headersEnd).toBe(head.slice(0, -1).join(lineEnd).length + lineEnd.length);
  });

  it("reads a response, and an empty body", () => {
    const message = parse("HTTP/1.1 200 OK\r\ndate: today\r\n\r\n");
    expect(message).toMatchObject({ status: 200, headers: [["date", "today"]] });
    expect(message.method).toBeUndefined();
    expect(message.target).toBeUndefined();
    expect(message.body).toHaveLength(0);
  });

  it.each(["HTTP/1.1 204\n\n", "HTTP/1.1 204 \n\n", "HTTP/2 204\n\n"])(
    "reads the status line of %j",
    (text) => {
      expect(parse(text).status).toBe(204);
    },
  );

  it("keeps a target as it is, an absolute URL too", () => {
    expect(parse("GET http://h/a?b HTTP/1.1\n\n").target).toBe("http://h/a?b");
    expect(parse("OPTIONS * HTTP/1.0\n\n")).toMatchObject({ method: "OPTIONS", target: "*" });
  });

  it("takes bytes above ASCII for one character each", () => {
    expect(parse("GET / HTTP/1.1\nx: \xe9\n\n").headers).toEqual([["x", "\xe9"]]);
  });

  it("passes over empty lines before the start line, and takes lines of both kinds", () => {
    const message = parse("\r\n\nGET / HTTP/1.1\r\na: 1\nb: 2\r\n\nbody");
    expect(message.headers).toHaveLength(2);
    expect(Buffer.from(message.body).toString()).toBe("body");
  });

  it("keeps everything behind the empty line, whatever Content-Length says", () => {
    expect(parse("POST / HTTP/1.1\ncontent-length: 2\n\nabc\n").body).toHaveLength(4);
    expect(parse("POST / HTTP/1.1\ncontent-length: 9\n\nabc").body).toHaveLength(3);
  });

  it.each<[what: string, text: string, message: RegExp]>([
    ["nothing", "", /line 1: the message ends within its headers/],
    ["no end of the headers", "GET / HTTP/1.1\na: 1\n", /line 3: the message ends within its headers/],
    ["a header that is cut off", "GET / HTTP/1.1\na: 1", /line 2: the message ends/],
    ["a body alone", '{"a":1}\n\n', /line 1: it is neither a request line/],
    ["no version", "GET /\n\n", /line 1: it is neither/],
    ["two blanks", "GET  / HTTP/1.1\n\n", /line 1: it is neither/],
    ["a blank in the target", "GET /a b HTTP/1.1\n\n", /line 1: it is neither/],
    ["a folded line", "GET / HTTP/1.1\na: 1\n b\n\n", /line 3: .*folded/],
    ["a line folded by a tab", "GET / HTTP/1.1\na: 1\n\tb\n\n", /line 3: .*folded/],
    ["a blank before the colon", "GET / HTTP/1.1\na : 1\n\n", /line 2: a blank stands before the colon/],
    ["no colon", "GET / HTTP/1.1\na\n\n", /line 2: it is not a header/],
    ["no name", "GET / HTTP/1.1\n: a\n\n", /line 2: it is not a header/],
    [
      "a carriage return alone",
      "GET / HTTP/1.1\na: 1\rb: 2\n\n",
      /line 2: .*control character|line 2: it is not a header/,
    ],
    ["a NUL", "GET / HTTP/1.1\na: 1\0\n\n", /line 2: the value of a has a control character/],
    [
      "a chunked body",
      "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\r\na\r\n0\r\n\r\n",
      /Transfer-Encoding/,
    ],
  ])("refuses %s", (_what, text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: "ERR_MESSAGE_MALFORMED", message: expect.stringMatching(message) }),
    );
  });

  it("is linear in hostile input", () => {
    const blanks = " \t".repeat(1 << 19);
    const started = performance.now();
    expect(() => parse(`GET / HTTP/1.1\na: ${blanks}\0\n\n`)).toThrow();
    expect(parse(`GET / HTTP/1.1\na: b${blanks}c\n\n`).headers).toHaveLength(1);
    expect(parse(`GET / HTTP/1.1\na: ${blanks}b${blanks}\n\n`).headers[0]?.[1]).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
