import { readdirSync } from "node:fs";
import type { DefaultTheme, UserConfig } from "vitepress";

const troubleshooting: DefaultTheme.SidebarItem[] = [
  { text: "Where to look", link: "/troubleshooting/" },
  { text: "Keys and signatures", link: "/troubleshooting/keys-and-signatures" },
  { text: "Certificates, connections, tokens", link: "/troubleshooting/connections" },
  { text: "Inbox and outbox", link: "/troubleshooting/delivery" },
  { text: "ClearBank", link: "/troubleshooting/clearbank" },
  { text: "Clearstream", link: "/troubleshooting/clearstream" },
  { text: "Worldline", link: "/troubleshooting/worldline" },
  { text: "Programs", link: "/troubleshooting/programs" },
];

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
  { text: "Troubleshooting", items: troubleshooting },
  { text: "Reference", items: referencePages() },
];

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
