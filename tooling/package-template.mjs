/**
 * The files of a new institution's package, by their path in it: the least that keeps every rule, with an error
 * class, a client and a test of both. The answer to `request` is the beginning of what the institution is like.
 *
 * @param name as in `packages/name`: `acme-bank`.
 */
export function packageFiles(name) {
  const { pascal, camel, code } = namesOf(name);
  return {
    "package.json": packageJson(name, pascal),
    "tsconfig.json": json({ extends: "../../tsconfig.base.json", include: ["src", "test"] }),
    "tsup.config.ts": `import { options } from "../../tooling/tsup.options.mjs";

export default { ...options, entry: ["src/index.ts"] };
`,
    "vitest.config.ts": `import { options } from "../../tooling/vitest.options.mjs";

export default options;
`,
    "src/index.ts": `export { ${list(`type ${pascal}Client`, `type ${pascal}ClientSettings`, `create${pascal}Client`)} } from "./client.js";
export { ${list(`type ${pascal}Environment`, `${camel}Environments`)} } from "./environment.js";
export { ${pascal}ApiError } from "./errors.js";
`,
    "src/environment.ts": environment(pascal, camel),
    "src/errors.ts": `import { ApiError } from "@countersign/auth";

/** ${pascal} refused a call. */
export class ${pascal}ApiError extends ApiError<"${code}"> {}
`,
    "src/client.ts": client(pascal, code),
    "test/unit/client.test.ts": test(pascal, code),
    "README.md": readme(name, pascal, camel, code),
  };
}

function namesOf(name) {
  const pascal = name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
  return {
    pascal,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    code: `ERR_${name.replaceAll("-", "_").toUpperCase()}_API`,
  };
}

function packageJson(name, pascal) {
  const published = { types: "./dist/index.d.ts", default: "./dist/index.js" };
  return json({
    name: `@countersign/${name}`,
    version: "0.0.0",
    description: `${pascal}: what it takes to be its client`,
    license: "MIT",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    exports: { ".": { "@countersign/source": "./src/index.ts", ...published } },
    files: ["dist"],
    publishConfig: { access: "public", provenance: true, exports: { ".": published } },
    scripts: {
      build: "tsup",
      typecheck: "tsc",
      test: "vitest run",
      "check:package": "node ../../tooling/check-package.mjs",
      "check:api": "node ../../tooling/api.mjs --check",
      api: "node ../../tooling/api.mjs",
    },
    dependencies: { "@countersign/auth": "workspace:^" },
  });
}

function environment(pascal, camel) {
  return `/** The base URLs of ${pascal}'s API. */
export const ${camel}Environments = {
  /** Where calls are in earnest. */
  production: "https://api.example",
  /** Where they are tried. */
  test: "https://test.api.example",
} as const;

/** One of ${pascal}'s environments, or a base URL. */
export type ${pascal}Environment = keyof typeof ${camel}Environments | URL;

/**
 * Where the API of an environment is.
 *
 * @throws TypeError for another scheme than \`https:\`.
 */
export function baseUrlOf(environment: ${pascal}Environment): URL {
  const base = new URL(environment instanceof URL ? environment : ${camel}Environments[environment]);
  if (base.protocol !== "https:")
    throw new TypeError(\`environment must be an https: URL; this one is \${base.protocol}\`);
  return base;
}
`;
}

function client(pascal, code) {
  return `import { createHttpClient, type HttpClientSettings, readJson, resolvePath } from "@countersign/auth";
import { baseUrlOf, type ${pascal}Environment } from "./environment.js";
import { ${pascal}ApiError } from "./errors.js";

/** How ${pascal} is reached. */
export interface ${pascal}ClientSettings extends HttpClientSettings {
  /** Which API is called. */
  readonly environment: ${pascal}Environment;
}

/** ${pascal}'s API. */
export interface ${pascal}Client {
  /**
   * A call; the answer must be JSON.
   *
   * @param path from the base URL on, with query.
   * @throws {@link ${pascal}ApiError} where ${pascal} refuses; \`ApiContentError\`, \`ApiConnectionError\`,
   * \`ApiTimeoutError\` and \`TlsError\` of \`@countersign/auth\`; TypeError where the path leads to another host.
   */
  request(method: string, path: string): Promise<unknown>;
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A client of ${pascal}'s API.
 *
 * @example
 * \`\`\`ts
 * const client = create${pascal}Client({ environment: "test" });
 * console.log(await client.request("GET", "/status"));
 * \`\`\`
 */
export function create${pascal}Client({ environment, ...transport }: ${pascal}ClientSettings): ${pascal}Client {
  const base = baseUrlOf(environment);
  const http = createHttpClient(transport);

  return {
    async request(method, path) {
      const url = resolvePath(base, path);
      const where = { method, url: url.origin + url.pathname };
      const response = await http(url, { method });
      const { data, bytes } = await readJson(response, where);
      if (response.ok) return data;
      const { status } = response;
      const refusal = { ...where, status, body: data, rawBody: bytes };
      throw new ${pascal}ApiError("${code}", \`${pascal} answered \${status} to \${method} \${where.url}\`, refusal);
    },
    close: () => http.close(),
  };
}
`;
}

function test(pascal, code) {
  return `import { describe, expect, it } from "vitest";
import { create${pascal}Client } from "../../src/index.js";

const clientOf = (answer: Response) => create${pascal}Client({ environment: "test", fetch: async () => answer });

describe("request", () => {
  it("gives what the answer says", async () => {
    const client = clientOf(Response.json({ status: "up" }));
    await expect(client.request("GET", "/status")).resolves.toEqual({ status: "up" });
    await client.close();
  });

  it.each([
    [404, false],
    [503, true],
  ])("tells a refusal with %i, and whether it may pass", async (status, isRetryable) => {
    const client = clientOf(Response.json({}, { status }));
    await expect(client.request("GET", "/status?for=me")).rejects.toMatchObject({
      code: "${code}",
      message: \`${pascal} answered \${status} to GET https://test.api.example/status\`,
      status,
      isRetryable,
    });
    await client.close();
  });
});

it("takes no plain http", () => {
  const create = () => create${pascal}Client({ environment: new URL("http://127.0.0.1") });
  expect(create).toThrow(new TypeError("environment must be an https: URL; this one is http:"));
});
`;
}

function readme(name, pascal, camel, code) {
  return `# @countersign/${name}

${pascal}: what it takes to be its client.

\`\`\`sh
npm install @countersign/${name}
\`\`\`

\`\`\`ts
import { create${pascal}Client } from "@countersign/${name}";

const client = create${pascal}Client({ environment: "test" });
console.log(await client.request("GET", "/status"));
await client.close();
\`\`\`

## Settings of \`create${pascal}Client\`

| setting | default | |
|---|---|---|
| \`environment\` | | \`production\`, \`test\` (\`${camel}Environments\`), or a base URL; https only |
| \`ca\`, \`identity\`, \`proxy\`, \`timeoutMs\`, \`logger\`, \`observers\`, … | | as in \`@countersign/auth\` |

## Errors

| class | code | when |
|---|---|---|
| \`${pascal}ApiError\` | \`${code}\` | ${pascal} refused: \`status\`, \`isRetryable\`, \`body\` |

Connection errors are those of \`@countersign/auth\`.

## Security notes

- No call is made over plain HTTP, and none to another host than the base URL's.

## Links

- [@countersign/auth](../auth/README.md) for connections and tokens

MIT licence.
`;
}

/** The page of the site for what its errors say, by the package's name. */
export function troubleshootingPage(name) {
  const { pascal, code } = namesOf(name);
  return `# ${pascal}

## Calls

### ${code}

> ${pascal} answered … to …

The call was refused: \`status\` and \`body\` are ${pascal}'s. Where \`isRetryable\` is true, the same call may succeed later.
`;
}

const list = (...names) => names.join(", ");

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
