import type { RequestListener } from "node:http";

/** What operators' tools are told. */
export interface OperationsSettings {
  readonly metrics: { readonly contentType: string; readonly render: () => Promise<string> };
  /** Why the service is not ready, in a line; undefined where it is. */
  readonly problem: () => Promise<string | undefined>;
  readonly isStopping: () => boolean;
}

type Answer = readonly [status: number, text: string, contentType?: string];

/** `/healthz`: the process runs. `/readyz`: it would do its work. `/metrics`: for Prometheus. */
export function createOperations({ metrics, problem, isStopping }: OperationsSettings): RequestListener {
  async function answer(method: string, path: string): Promise<Answer> {
    if (method !== "GET" && method !== "HEAD") return [405, "GET or HEAD\n"];
    switch (path) {
      case "/healthz":
        return [200, "ok\n"];
      case "/readyz": {
        const why = isStopping() ? "stopping" : await problem();
        return why === undefined ? [200, "ready\n"] : [503, `${why}\n`];
      }
      case "/metrics":
        return [200, await metrics.render(), metrics.contentType];
      default:
        return [404, "/healthz, /readyz or /metrics\n"];
    }
  }

  return ({ method = "", url = "" }, response) => {
    const path = url.split("?", 1)[0] ?? "";
    answer(method, path).then(
      ([status, text, type = "text/plain; charset=utf-8"]) => {
        response.writeHead(status, { "content-type": type, ...(status === 405 && { allow: "GET, HEAD" }) });
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  };
}
