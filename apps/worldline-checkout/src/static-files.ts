import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { Hono } from "hono";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

const names = ["style.css", "icon.svg", "mug.svg", "tea.svg", "postcard.svg"];

/** The style sheet and the pictures, read once. */
export function staticFiles(): Hono {
  const app = new Hono();
  for (const name of names) {
    // The path is the same from src/ and from the one file in dist/.
    const content = readFileSync(new URL(`../static/${name}`, import.meta.url), "utf8");
    app.get(`/${name}`, (c) =>
      c.body(content, 200, {
        "content-type": types[extname(name)] ?? "",
        "cache-control": "public, max-age=300",
      }),
    );
  }
  return app;
}
