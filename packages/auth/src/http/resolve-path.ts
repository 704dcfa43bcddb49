/**
 * A path under a base URL, whose own path is kept: the platform's resolution would drop it for `/v1/Test`.
 *
 * @throws TypeError where the base URL holds a user name or a password, which the platform's own error would show.
 */
export function resolvePath(base: URL, path: string): URL {
  if (base.username || base.password)
    throw new TypeError("the base URL must not hold a user name or password");
  return new URL(path.replace(/^\/*/, ""), base.href.replace(/\/*$/, "/"));
}
