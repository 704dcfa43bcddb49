import "./require-node.mjs";
import { turbo } from "./run.mjs";

process.exitCode = await turbo(process.argv.slice(2));
