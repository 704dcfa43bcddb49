import { readdirSync, readFileSync } from "node:fs";
import type { DefaultTheme, UserConfig } from "vitepress";
import { type Document, documents, headingOf, linkTo, writeDocuments } from "./documents.js";

writeDocuments();

const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: "Start",
    items: [
      { text: "ClearBank", link: "/start/clearbank" },
      { text: "Clearstream", link: "/start/clearstream" },
      { text: "Worldline Open Banking", link: "/start/worldline-open-banking" },
      { text: "Worldline card issuing", link: "/start/worldline-issuing" },
    ],
  },
  {
    text: "Guides",
    items: [
      { text: "Webhooks that lose nothing", link: "/guides/webhooks" },
      { text: "HSMs and key services", link: "/guides/hsm-and-kms" },
      { text: "Renewing certificates", link: "/guides/certificate-renewal" },
      { text: "Proxies", link: "/guides/proxies" },
      { text: "Errors and retries", link: "/guides/errors-and-retries" },
      { text: "Testing with the sandbox", link: "/guides/testing" },
    ],
  },
  {
    text: "Troubleshooting",
    items: [{ text: "Where to look", link: "/troubleshooting/" }, ...troubleshootingPages()],
  },
  { text: "Packages", items: workspaceItems("packages/") },
  { text: "Programs", items: workspaceItems("apps/") },
  { text: "Reference", items: referencePages() },
  { text: "Every sentence of the sources", items: itemsBelow("docs/sources/") },
  {
    text: "The project",
    items: [
      ...itemsBelow("SECURITY.md"),
      ...itemsBelow("CONTRIBUTING.md"),
      { text: "Decisions", collapsed: true, items: itemsBelow("docs/adr/") },
      ...itemsBelow("docs/mutation.md"),
    ],
  },
];

/** The packages or programs by their READMEs, each with its other documents below it. */
function workspaceItems(parent: string): DefaultTheme.SidebarItem[] {
  return documents
    .filter(({ path }) => path.startsWith(parent) && path.endsWith("/README.md"))
    .map((readme) => {
      const items = itemsBelow(readme.path.replace("README.md", "docs/"));
      return items.length > 0 ? { ...itemOf(readme), collapsed: true, items } : itemOf(readme);
    });
}

function itemsBelow(path: string): DefaultTheme.SidebarItem[] {
  return documents.filter((each) => each.path.startsWith(path)).map(itemOf);
}

function itemOf(document: Document): DefaultTheme.SidebarItem {
  return { text: document.title, link: linkTo(document) };
}

/** One for each part of what can fail, by its heading. */
function troubleshootingPages(): DefaultTheme.SidebarItem[] {
  const folder = new URL("../pages/troubleshooting/", import.meta.url);
  return readdirSync(folder)
    .filter((file) => file !== "index.md")
    .map((file) => ({
      text: headingOf(readFileSync(new URL(file, folder), "utf8")),
      link: `/troubleshooting/${file.slice(0, -".md".length)}`,
    }))
    .sort((one, other) => one.text.localeCompare(other.text));
}

/** The packages' pages, as typedoc has written them by now. */
function referencePages(): DefaultTheme.SidebarItem[] {
  const folder = new URL("../pages/reference/@countersign/", import.meta.url);
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return pages
    .filter((page) => page.endsWith(".md"))
    .map((page) => page.slice(0, -".md".length))
    .sort()
    .map((name) => ({ text: name, link: `/reference/@countersign/${name}` }));
}

const config: UserConfig<DefaultTheme.Config> = {
  title: "Countersign",
  description: "Talk to ClearBank, Clearstream and Worldline: signatures, mutual TLS, tokens, webhooks",
  lang: "en-GB",
  srcDir: "pages",
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  // A page of the reference is one chunk, loaded by who opens it; the search index is another.
  vite: { build: { chunkSizeWarningLimit: 1000 } },
  markdown: {
    config(md) {
      const fence = md.renderer.rules.fence;
      md.renderer.rules.fence = (tokens, index, ...rest) => {
        const name = /\[([^\]]+)\]/.exec(tokens[index]?.info ?? "")?.[1];
        const caption = name === undefined ? "" : `<p class="file-name">${md.utils.escapeHtml(name)}</p>`;
        return caption + (fence?.(tokens, index, ...rest) ?? "");
      };
    },
  },
  themeConfig: {
    sidebar,
    nav: [
      { text: "Start", link: "/" },
      { text: "Troubleshooting", link: "/troubleshooting/" },
    ],
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        _render(src, env, md) {
          const html = md.render(src, env);
          // Of the reference, what can be imported and its summary: members would bury everything else.
          return env.relativePath.startsWith("reference/")
            ? html.replaceAll(/<h[456][\s\S]*?(?=<h[123]|$)/g, "")
            : html;
        },
        // A code is found by all of its words, not by any of them.
        miniSearch: { searchOptions: { combineWith: "AND", prefix: true, fuzzy: 0.1 } },
      },
    },
  },
};

export default config;
