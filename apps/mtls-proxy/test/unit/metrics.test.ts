import { expect, it } from "vitest";
import { createMetrics } from "../../src/metrics.js";

it("gives its metrics as Prometheus reads them", async () => {
  const metrics = createMetrics({
    certificateExpiries: () => ({ ssl: new Date(1000) }),
    unusableFiles: () => 2,
  });
  const end = metrics.begin();
  end({ seconds: 0.02, status: 502, refusal: "ERR_PROXY_TLS" });
  expect(metrics.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await metrics.render();
  expect(text).toMatch(/^countersign_tls_certificate_expiry_timestamp_seconds\{certificate="ssl"\} 1$/m);
  expect(text).toMatch(/^mtls_proxy_unusable_files 2$/m);
  expect(text).toMatch(/^mtls_proxy_requests_total\{status="5xx"\} 1$/m);
  expect(text).toMatch(/^mtls_proxy_refused_total\{code="ERR_PROXY_TLS"\} 1$/m);
  expect(text).toMatch(/^mtls_proxy_refused_total\{code="ERR_PROXY_PATH"\} 0$/m);
  expect(text).toMatch(/^mtls_proxy_request_seconds_bucket\{le="0.025"\} 1$/m);
  expect(text).toMatch(/^mtls_proxy_requests_under_way 0$/m);
});
