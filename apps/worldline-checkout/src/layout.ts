import { html } from "hono/html";

/** What hono's `html` makes. */
export type Html = ReturnType<typeof html>;

/** What stands around a page. */
export interface PageFrame {
  readonly title: string;
  /** Of the shop, or of its office. */
  readonly site: string;
  readonly navigation: readonly { readonly href: string; readonly label: string }[];
  /** The path of the page itself, to mark it in the navigation. */
  readonly path: string;
}

/** A whole page: landmarks, a way past the navigation, and no script. */
export function layout({ title, site, navigation, path }: PageFrame, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – ${site}</title>
<link rel="stylesheet" href="/static/style.css">
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="site">
<a class="brand" href="/">${site}</a>
<nav aria-label="Main">
<ul>
${navigation.map(
  ({ href, label }) =>
    html`<li><a href="${href}"${href === path ? html` aria-current="page"` : ""}>${label}</a></li>`,
)}
</ul>
</nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>`;
}

/** A moment, for people in the Netherlands. */
export function time(at: Date): Html {
  const text = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "Europe/Amsterdam",
  }).format(at);
  return html`<time datetime="${at.toISOString()}">${text}</time>`;
}
