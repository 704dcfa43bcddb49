/** A path under a base URL, whose own path is kept: the platform's resolution would drop it for `/v1/Test`. */
export function resolvePath(base: URL, path: string): URL {
  return new URL(path.replace(/^\/*/, ""), base.href.replace(/\/*$/, "/"));
}
