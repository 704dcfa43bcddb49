import { addAbortSignal } from "node:stream";
import type { TLSSocket } from "node:tls";

/** What came back over HTTP. */
export interface HttpAnswer {
  /** Absent where the answer was cut off before it, or is not HTTP. */
  readonly status?: number;
  /** Whether anything at all came. */
  readonly isEmpty: boolean;
  /** nginx says this with status 400 and over a connection that it let come about. */
  readonly refusal?: "certificate-missing" | "certificate-not-accepted";
  /** Why the reading ended early. */
  readonly error?: unknown;
}

const maxLength = 16 * 1024;

/** Asks for a page and reads the status of the answer, and of nginx's refusals the reason. */
export async function requestStatus(socket: TLSSocket, url: URL, stop: AbortSignal): Promise<HttpAnswer> {
  addAbortSignal(stop, socket);
  let text = "";
  try {
    socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUser-Agent: countersign\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
    );
    for await (const chunk of socket) {
      text += (chunk as Buffer).toString("latin1");
      if (text.length > maxLength || (statusOf(text) ?? 400) !== 400) break;
    }
  } catch (error) {
    return { ...readAnswer(text), error };
  }
  return readAnswer(text);
}

function readAnswer(text: string): HttpAnswer {
  const status = statusOf(text);
  const refusal = status === 400 ? nginxRefusal(text) : undefined;
  return {
    isEmpty: text === "",
    ...(status !== undefined && { status }),
    ...(refusal && { refusal }),
  };
}

function statusOf(text: string): number | undefined {
  const [, status] = /^HTTP\/1\.[01] (\d{3})[ \r\n]/.exec(text) ?? [];
  return status === undefined ? undefined : Number(status);
}

function nginxRefusal(page: string): HttpAnswer["refusal"] {
  if (page.includes("No required SSL certificate was sent")) return "certificate-missing";
  if (page.includes("The SSL certificate error")) return "certificate-not-accepted";
  return undefined;
}
