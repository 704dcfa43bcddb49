import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer, request as httpsRequest } from "node:https";
import { join } from "node:path";

/**
 * A proxy that leads to the sandbox whoever wants to reach an institution's own hosts: a README's example runs
 * as it is printed, with HTTPS_PROXY set and the certificate trusted.
 *
 * @param hosts by name, either a function that answers a request, or where it goes: `url`, the `ca` of it, and a
 *   `clientFile` with the certificate and key that are shown there if the client has shown that certificate here.
 * @param folder takes the key and the certificate for all of them.
 */
export async function startHosts(hosts, folder) {
  const { key, cert } = makeCertificate(Object.keys(hosts), folder);
  const tls = { key, cert, requestCert: true, rejectUnauthorized: false };
  const front = createTlsServer(tls, (request, response) => {
    const host = hosts[request.headers.host];
    if (typeof host === "function") host(request, response);
    else forward(host, request, response);
  });
  const proxy = createServer();
  proxy.on("connect", ({ url }, socket) => {
    const known = url.replace(/:443$/, "") in hosts;
    socket.on("error", () => socket.destroy());
    socket.write(`HTTP/1.1 ${known ? "200 OK" : "404 Unknown Host"}\r\n\r\n`);
    if (known) front.emit("connection", socket);
    else socket.end();
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    certificate: cert,
    async close() {
      proxy.close();
      proxy.closeAllConnections();
      front.closeAllConnections();
      await once(proxy, "close");
    },
  };
}

function makeCertificate(names, folder) {
  const [keyFile, certFile] = [join(folder, "hosts.key"), join(folder, "hosts.pem")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
      ...["-subj", "/CN=hosts", "-addext", `subjectAltName=${names.map((name) => `DNS:${name}`).join()}`],
      ...["-keyout", keyFile, "-out", certFile],
    ],
    { stdio: "pipe" },
  );
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") };
}

function forward({ url, ca, clientFile }, request, response) {
  const pem = clientFile && readFileSync(clientFile, "utf8");
  const shown = request.socket.getPeerCertificate().raw;
  const isOurs = pem !== undefined && shown?.equals(new X509Certificate(pem).raw);
  const { method, headers } = request;
  const upstream = httpsRequest(new URL(request.url, url), {
    method,
    headers,
    ca,
    agent: false,
    // Node would look for the name in the Host header in the certificate of the sandbox.
    servername: "",
    ...(isOurs && { cert: pem, key: pem }),
  });
  upstream.once("response", (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.once("error", (error) => response.destroy(error));
  request.pipe(upstream);
}
