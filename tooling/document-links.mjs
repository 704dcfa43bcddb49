import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * The links of a Markdown text that lead to no file of the repository. As everywhere on the web, one that begins with
 * a slash begins at the root.
 *
 * @param folder that the text is in.
 */
export function brokenLinks(text, folder, root) {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(target.startsWith("/") ? root : folder, target)));
}
