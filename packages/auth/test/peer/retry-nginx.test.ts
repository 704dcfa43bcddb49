import { afterAll, beforeAll, expect, it } from "vitest";
import { readJson } from "../../src/http/read-json.js";
import type { Attempt } from "../../src/observe/attempt.js";
import { type Authority, createAuthority } from "../support/authority.js";
import { openClient } from "../support/client.js";
import { startNginx } from "../support/nginx.js";
import { describeWith } from "../support/tools.js";

describeWith("nginx", "nginx that cannot serve the first two requests of a connection", () => {
  let root: Authority;
  let server: string;

  beforeAll(() => {
    root = createAuthority("Root");
    const { certificate, key } = root.issue("server");
    server = certificate + key;
  });

  afterAll(() => root.remove());

  const start = (retryAfter: string) =>
    startNginx(
      { "server.pem": server },
      `if ($is_ready = no) { return 503; }
       add_header retry-after "${retryAfter}" always;
       return 200 '{"id": "$http_x_request_id", "method": "$request_method", "length": "$content_length"}';`,
      "map $connection_requests $is_ready { 1 no; 2 no; default yes; }",
    );

  it("gets the same request again, and answers the third", async () => {
    const attempts: Attempt[] = [];
    const http = openClient({
      ca: root.certificate,
      retry: { limit: 2, methods: ["put"], statusCodes: [503] },
      random: () => 0,
      observers: [(attempt) => void attempts.push(attempt)],
    });
    const url = await start("0");
    const response = await http.put(url, { body: "five!", headers: { "x-request-id": "ours" } });
    const { data } = await readJson(response, { method: "PUT", url: url.href });
    expect(data).toEqual({ id: "ours", method: "PUT", length: "5" });
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it("gets it no more where it asks for more time than the policy gives", async () => {
    let attempts = 0;
    const http = openClient({
      ca: root.certificate,
      retry: { limit: 2, methods: ["get"], statusCodes: [503], maxRetryAfter: 1000 },
      observers: [() => void attempts++],
    });
    const url = await start("2");
    const response = await http.get(url);
    await expect(readJson(response, { method: "GET", url: url.href })).rejects.toMatchObject({
      code: "ERR_API_HTML",
      status: 503,
      isRetryable: true,
      message: expect.stringContaining('the web page "503 Service Temporarily Unavailable"'),
    });
    expect(attempts).toBe(1);
  });
});
