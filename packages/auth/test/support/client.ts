import { onTestFinished } from "vitest";
import { createHttpClient, type HttpClient, type HttpClientSettings } from "../../src/http/http-client.js";

/** An HTTP client whose connections end with the test. */
export function openClient(settings: HttpClientSettings = {}): HttpClient {
  const http = createHttpClient(settings);
  onTestFinished(() => http.close());
  return http;
}
