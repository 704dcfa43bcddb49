import { readAuthorities, readText } from "../authorities.js";
import { describeComparison } from "../clearstream/describe-comparison.js";
import { environmentNames, environmentOptions, readEnvironment } from "../clearstream/options.js";
import type { Command } from "../command.js";
import { about } from "../errors.js";
import { forceOption, outOption } from "../options.js";
import { writeText } from "../write-text.js";

export const clearstreamCaFetch: Command = {
  name: "clearstream ca fetch",
  summary:
    "fetch a bundle of authorities over a verified connection, and tell what has changed since the last one",
  operands: [],
  options: {
    out: { ...outOption, summary: "the file, such as server-cert-cacerts.pem; what is in it is compared" },
    ...environmentOptions,
    bundle: {
      value: "NAME",
      choices: ["server", "client"],
      summary: "the authorities of Clearstream's servers, by default, or of API consumers' certificates",
    },
    ca: { value: "FILE", summary: "the authorities to verify the server with, instead of the system's" },
    force: { ...forceOption, summary: "replace the file where the bundle has changed" },
  },
  exactlyOne: [environmentNames],
  notes:
    "Exit code 1, and nothing is written: the bundle is another one than in the file. Look at what has changed, then give --force.",
  example:
    "countersign clearstream ca fetch --environment production --out keystores/server-cert-cacerts.pem",
  async run(args, io) {
    const environment = readEnvironment(args);
    const out = args.text("out");
    const ca = await readAuthorities(args, io);
    const name = args.optional("bundle") === "client" ? "client" : "server";
    const { compareCaBundles, fetchCaBundle } = await import("@countersign/clearstream");
    const bundle = await fetchCaBundle({ environment, bundle: name, ...(ca !== undefined && { ca }) });
    if (out === "-" || !(await io.exists(out))) return await writeText(args, io, bundle, "bundle");
    const before = await readText(out, io);
    const comparison = await about(out, () => compareCaBundles(before, bundle));
    if (comparison.isSame) {
      return { text: `${out} has the same authorities still.`, json: { file: out, ...comparison } };
    }
    const changes = describeComparison(comparison);
    if (!args.flag("force")) {
      const message = `The bundle has changed, and ${out} was left as it is: look at the changes, then give --force.`;
      const json = { code: "CA_BUNDLE_CHANGED", message, file: out, ...comparison };
      return { exitCode: 1, text: changes + message, json };
    }
    const written = await writeText(args, io, bundle, "bundle", { ...comparison });
    return { ...written, text: changes + written.text };
  },
};
