import { describe, expect, it } from "vitest";
import { connectionFailure } from "../../../src/http/connection-failure.js";
import { ApiConnectionError, TlsError } from "../../../src/http/errors.js";
import { daysFromNow, makeCertificate, type Validity } from "../../support/certificates.js";
import { openClient } from "../../support/client.js";
import { closedPort, serve } from "../../support/server.js";

const context = { method: "GET", url: "https://api.example/v1", requestId: "ours" };

/** As undici's fetch throws it. */
function failed(code: string, message = "what happened"): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

describe("a handshake that failed", () => {
  it.each([
    ["SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_SERVER_UNTRUSTED", /authority is not trusted; give .* as `ca`/],
    ["UNABLE_TO_GET_ISSUER_CERT", "ERR_TLS_SERVER_UNTRUSTED", /authority is not trusted/],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_SERVER_UNTRUSTED", /authority is not trusted/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_SERVER_UNTRUSTED", /needs the intermediate too/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_SERVER_UNTRUSTED", /self-signed and not trusted/],
    ["CERT_UNTRUSTED", "ERR_TLS_SERVER_UNTRUSTED", /was not accepted/],
    ["CERT_REVOKED", "ERR_TLS_SERVER_UNTRUSTED", /was not accepted/],
    ["INVALID_PURPOSE", "ERR_TLS_SERVER_UNTRUSTED", /was not accepted/],
    ["CERT_HAS_EXPIRED", "ERR_TLS_SERVER_EXPIRED", /has expired; is the clock right\?/],
    ["CERT_NOT_YET_VALID", "ERR_TLS_SERVER_EXPIRED", /not valid yet; is the clock right\?/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_TLS_SERVER_NAME", /another host name; is the address right\?/],
    [
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
      /wants a client certificate and got none; give one as `identity`/,
    ],
    ["ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /refused the client/],
    ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /not expired/],
    ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /not revoked/],
    ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /refused the client/],
    ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /issued by the authority/],
    ["ERR_SSL_TLSV1_ALERT_ACCESS_DENIED", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /refused the client/],
    ["ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR", "ERR_TLS_CLIENT_CERTIFICATE_REFUSED", /refused the client/],
    [
      "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
      "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
      /how a missing client certificate looks, or no cipher in common/,
    ],
    [
      "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
      "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
      /how a missing client certificate looks/,
    ],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "ERR_TLS_PROTOCOL", /no common version of TLS/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_TLS_PROTOCOL", /must speak TLS on this port/],
    ["EPROTO", "ERR_TLS_PROTOCOL", /no common version of TLS/],
  ])("is a TlsError that says which part: %s", (nodeCode, code, message) => {
    const error = connectionFailure(failed(nodeCode), context);
    expect(error).toBeInstanceOf(TlsError);
    expect(error).toMatchObject({ ...context, name: "TlsError", code, isRetryable: false });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^GET https:\/\/api\.example\/v1: /);
    expect(error.message.endsWith(` (${nodeCode}).`)).toBe(true);
  });
});

describe("a connection that failed", () => {
  it.each([
    ["ECONNREFUSED", /nothing listens there/],
    ["ENOTFOUND", /host name is unknown/],
    ["EAI_AGAIN", /cannot be looked up at the moment/],
    ["EHOSTUNREACH", /host cannot be reached/],
    ["ENETUNREACH", /network cannot be reached/],
    ["ETIMEDOUT", /no connection was made in time/],
    ["UND_ERR_CONNECT_TIMEOUT", /no connection was made in time/],
    ["ECONNRESET", /the connection was cut/],
    ["EPIPE", /the connection was cut/],
    ["UND_ERR_SOCKET", /the connection was cut/],
    ["UND_ERR_HEADERS_OVERFLOW", /what happened/],
  ])("is an ApiConnectionError that says why: %s", (nodeCode, message) => {
    const error = connectionFailure(failed(nodeCode), context);
    expect(error).toBeInstanceOf(ApiConnectionError);
    expect(error).toMatchObject({ ...context, code: "ERR_API_CONNECTION", isRetryable: true });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^No answer: GET https:\/\/api\.example\/v1: /);
    expect(error.message.endsWith(` (${nodeCode}).`)).toBe(true);
  });

  it("has what happened as its cause, however often fetch has wrapped it", () => {
    const cause = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const abort = Object.assign(new DOMException("Request was cancelled."), { cause });
    const error = connectionFailure(new TypeError("fetch failed", { cause: abort }), context);
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/cut.*\(ECONNRESET\)\.$/);
  });

  it("says what it is told where it has no code", () => {
    expect(connectionFailure(new Error("the client was closed"), context).message).toBe(
      "No answer: GET https://api.example/v1: the client was closed.",
    );
  });

  it.each([
    [407, "the proxy wants credentials, or others than these: put them into its URL"],
    [403, "the proxy answered 403 instead of connecting"],
  ])("says what a proxy answered: %d", (status, why) => {
    const message = `Proxy response (${status}) !== 200 when HTTP Tunneling`;
    expect(connectionFailure(failed("UND_ERR_ABORTED", message), context).message).toBe(
      `No answer: GET https://api.example/v1: ${why} (UND_ERR_ABORTED).`,
    );
  });
});

describe("a server", () => {
  const names = ["DNS:localhost", "IP:127.0.0.1"];

  it("that is not there is named, without its query", async () => {
    const url = await closedPort();
    await expect(openClient().get(new URL("/path?secret=x", url))).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      url: new URL("/path", url).href,
      message: expect.stringMatching(/nothing listens there \(ECONNREFUSED\)/),
    });
  });

  it.each<[string, readonly string[], Validity, boolean, string, RegExp]>([
    ["is not trusted", names, {}, false, "ERR_TLS_SERVER_UNTRUSTED", /self-signed and not trusted/],
    ["has another name", ["DNS:elsewhere.example"], {}, true, "ERR_TLS_SERVER_NAME", /for another host name/],
    [
      "has expired",
      names,
      { notBefore: daysFromNow(-2), notAfter: daysFromNow(-1) },
      true,
      "ERR_TLS_SERVER_EXPIRED",
      /has expired/,
    ],
    [
      "is not valid yet",
      names,
      { notBefore: daysFromNow(1), notAfter: daysFromNow(2) },
      true,
      "ERR_TLS_SERVER_EXPIRED",
      /not valid yet/,
    ],
  ])(
    "that %s is refused, and gets no request",
    async (_name, altNames, validity, isTrusted, code, message) => {
      const { key, certificate } = await makeCertificate("server", altNames, validity);
      const other = await makeCertificate("other");
      let requests = 0;
      const url = await serve({ key, cert: certificate }, (_request, response) => {
        requests += 1;
        response.end();
      });
      const http = openClient({ ca: isTrusted ? certificate : other.certificate });
      await expect(http.get(url)).rejects.toMatchObject({
        name: "TlsError",
        code,
        isRetryable: false,
        message: expect.stringMatching(message),
      });
      expect(requests).toBe(0);
    },
  );
});
