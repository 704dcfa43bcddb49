import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dist, siteFiles } from "../support/site.js";

const files = siteFiles();
const pages = new Map(
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => {
      const html = readFileSync(new URL(file, dist), "utf8");
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id);
      const links = [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, link = ""]) =>
        link.replaceAll("&amp;", "&"),
      );
      return [file, { ids: new Set(ids), links }] as const;
    }),
);

/** The file that a link leads to, and the place in it. */
function target(page: string, link: string): { readonly file: string; readonly id: string } {
  const { pathname, hash } = new URL(link, `http://site/${page}`);
  const path = decodeURIComponent(pathname).slice(1);
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return { file, id: decodeURIComponent(hash.slice(1)) };
}

describe("the site", () => {
  it("is built, reference included", () => {
    expect(pages.has("start/clearbank.html")).toBe(true);
    expect([...pages.keys()].filter((page) => page.startsWith("reference/")).length).toBeGreaterThan(5);
  });

  it("has no link to a page or a place that is not there", () => {
    const present = new Set(files);
    const broken = [...pages].flatMap(([page, { links }]) =>
      links
        .filter((link) => !/^(?:https?|mailto|data):/.test(link))
        .filter((link) => {
          const { file, id } = target(page, link);
          const found = pages.get(file);
          if (!found) return !present.has(file);
          return id !== "" && page !== "404.html" && !found.ids.has(id);
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("loads nothing from elsewhere", () => {
    const loaded = [...pages.keys()].flatMap((page) => {
      const html = readFileSync(new URL(page, dist), "utf8");
      const tags = html.match(/<(?:script|link|img|iframe|source)\b[^>]*>/g) ?? [];
      return tags.filter((tag) => /(?:src|href)="(?:https?:)?\/\//.test(tag)).map((tag) => `${page}: ${tag}`);
    });
    expect(loaded).toEqual([]);
    const styles = files
      .filter((file) => file.endsWith(".css"))
      .map((file) => readFileSync(new URL(file, dist), "utf8"));
    expect(styles.filter((css) => /url\(["']?(?:https?:)?\/\//.test(css) || /@import/.test(css))).toEqual([]);
  });
});
