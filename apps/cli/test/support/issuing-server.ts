import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Terminal } from "./terminal.js";

/** A call that the server got. */
export interface ReceivedCall {
  readonly method: string;
  /** Path and query below the API's own path. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers what a test says, with the envelope that Worldline's answers have. */
export interface IssuingServer {
  /** The options of a command that calls it; ISSUING_SECRET holds the secret. */
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly calls: ReceivedCall[];
  /** The JSON of `data`, as text: numbers have the digits that the test gives them. */
  data: (target: string) => string;
  /** `links.next` of the answer. */
  next: (target: string) => string | undefined;
  /** Where it is not 200, there is no data. */
  status: number;
  statusMessage: string;
  reset(): void;
  close(): Promise<void>;
}

const api = "/card-issuing/api/v2";

export async function startIssuingServer(terminal: Terminal): Promise<IssuingServer> {
  await terminal.succeed(["key", "generate", "--out", "server.key"]);
  const certificate = ["--key", "server.key", "--subject", "CN=server", "--san", "IP:127.0.0.1"];
  await terminal.succeed(["cert", "self-signed", ...certificate, "--days", "30", "--out", "server.pem"], {
    now: new Date(),
  });
  const server = createServer(
    { key: terminal.read("server.key"), cert: terminal.read("server.pem") },
    async (request, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const { method = "", url = "", headers } = request;
      if (url === "/token") {
        const isOurs = headers.authorization === `Basic ${btoa("cli:s3cret-of-the-test")}`;
        response.writeHead(isOurs ? 200 : 401, { "content-type": "application/json" });
        return void response.end(
          isOurs
            ? '{"access_token":"token","token_type":"Bearer","expires_in":3600}'
            : '{"error":"invalid_client"}',
        );
      }
      const target = url.replace(api, "");
      self.calls.push({ method, target, headers, body: Buffer.concat(chunks).toString() });
      const { status: statusCode, statusMessage } = self;
      const correlationId = headers["wl-correlation-id"];
      const next = self.next(target);
      const responseMetadata = JSON.stringify({
        ...{ correlationId, statusCode, statusMessage },
        ...(next !== undefined && { links: { self: target, next } }),
      });
      const data = statusCode === 200 ? `,"data":${self.data(target)}` : "";
      response.writeHead(statusCode, { "content-type": "application/json" });
      response.end(`{"responseMetadata":${responseMetadata}${data}}`);
    },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: IssuingServer = {
    options: [
      ...["--api", origin + api, "--token-url", `${origin}/token`, "--ca", "server.pem"],
      ...["--client-id", "cli", "--secret-env", "ISSUING_SECRET"],
    ],
    env: { ISSUING_SECRET: "s3cret-of-the-test" },
    calls: [],
    data: () => "{}",
    next: () => undefined,
    status: 200,
    statusMessage: "Executed successfully",
    reset() {
      self.calls.length = 0;
      self.data = () => "{}";
      self.next = () => undefined;
      self.status = 200;
      self.statusMessage = "Executed successfully";
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return self;
}
