// The types of what tests use of the repository's tooling, which is JavaScript.
declare module "*/tooling/packed/hosts.mjs" {
  import type { RequestListener } from "node:http";

  /** Leads to where an institution's own hosts are played. */
  export function startHosts(
    hosts: Readonly<Record<string, RequestListener | { readonly url: string; readonly ca: string }>>,
    folder: string,
  ): Promise<{ readonly url: string; readonly certificate: string; readonly close: () => Promise<void> }>;
}

declare module "*/tooling/packed/readme.mjs" {
  /** TypeScript without its types. */
  export function toJavaScript(code: string): string;
}
