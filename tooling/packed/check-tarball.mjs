import { root } from "../run.mjs";
import { capture } from "./capture.mjs";

const tool = (name, args) => capture(`${root}node_modules/.bin/${name}`, args);

/** What is looked at in a tarball before anybody installs it. */
export const tarballChecks = {
  "publint --strict": (tarball) => tool("publint", ["run", tarball, "--strict"]),
  "attw --profile esm-only": (tarball) =>
    tool("attw", [tarball, "--profile", "esm-only", "--no-emoji", "--format", "ascii"]),
};
