import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pages = fileURLToPath(new URL("../pages/", import.meta.url));

/** The repository as the release workflow knows it; a clone cannot say where it came from. */
const { GITHUB_REPOSITORY: repository, GITHUB_SERVER_URL: server = "https://github.com" } = process.env;

/** A document of the repository as a page of the site. */
export interface Document {
  /** In the repository: `packages/auth/README.md`. */
  readonly path: string;
  /** On the site, without its ending: `documents/packages/auth/index`. */
  readonly page: string;
  readonly title: string;
}

/** The documents of the repository that are pages too, as links of the site cannot lead out of it. */
export const documents: readonly Document[] = [
  "SECURITY.md",
  "CONTRIBUTING.md",
  ...below("docs"),
  ...ofWorkspace("packages"),
  ...ofWorkspace("apps"),
].map((path) => ({ path, page: pageOf(path), title: headingOf(read(path)) }));

function ofWorkspace(parent: string): string[] {
  return readdirSync(root + parent)
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(`${root}${folder}/README.md`))
    .flatMap((folder) => [`${folder}/README.md`, ...below(`${folder}/docs`)]);
}

function below(folder: string): string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => `${folder}/${file}`);
}

function pageOf(path: string): string {
  const short = path.replace(/(^|\/)docs\//, "$1").replace(/README\.md$/, "index.md");
  return `documents/${short.slice(0, -".md".length).toLowerCase()}`;
}

function read(path: string): string {
  return readFileSync(root + path, "utf8");
}

/** What a page is called in the sidebar. */
export function headingOf(text: string): string {
  const [, heading = ""] = /^# (.*)$/m.exec(text) ?? [];
  return heading.replaceAll("`", "");
}

/** Where a document is on the site. */
export function linkTo({ page }: Document): string {
  return `/${page.replace(/(^|\/)index$/, "$1")}`;
}

/** Writes the pages, as typedoc writes those of the reference. */
export function writeDocuments(): void {
  rmSync(`${pages}documents`, { recursive: true, force: true });
  for (const { path, page } of documents) {
    mkdirSync(dirname(pages + page), { recursive: true });
    writeFileSync(`${pages}${page}.md`, pageText(path));
  }
}

/**
 * Links between documents lead from page to page. Those to other files lead into the repository where that is known;
 * where it is not, their text stays.
 */
function pageText(path: string): string {
  return read(path).replaceAll(/\[([^\]\n]+)\]\(([^)\s#]*)(#[^)\s]*)?\)/g, (all, text, target, hash = "") => {
    if (target === "" || /^[a-z]+:/.test(target)) return all;
    const found = target.startsWith("/") ? target.slice(1) : posix.join(dirname(path), target);
    const document = documents.find((each) => each.path === found);
    if (document) return `[${text}](${linkTo(document)}${hash})`;
    return repository ? `[${text}](${server}/${repository}/blob/HEAD/${found})` : text;
  });
}
