/**
 * A path under a base URL, whose own path is kept: the platform's resolution would drop it for `/v1/Test`.
 *
 * @throws TypeError where the base URL holds a user name or a password, which the platform's own error would show,
 * and where the path leads elsewhere, as `..` or a whole URL does: credentials go nowhere else.
 */
export function resolvePath(base: URL, path: string): URL {
  if (base.username || base.password)
    throw new TypeError("the base URL must not hold a user name or password");
  const root = new URL(base.href.replace(/\/*$/, "/"));
  const url = new URL(path.replace(/^\/*/, ""), root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname) || url.hash) {
    throw new TypeError("the path must lead to somewhere below the base URL, and have no fragment");
  }
  return url;
}
