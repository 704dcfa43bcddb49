import type { Context } from "hono";

export function pemBody(context: Context, pem: string): Response {
  return context.body(pem, 200, { "Content-Type": "application/x-pem-file" });
}
