import "./require-node.mjs";
import { installAlone } from "./packed/install-alone.mjs";

/** For benchmarks: `node install-alone.mjs FOLDER` prints each package's name and the project that has only it. */
const installed = await installAlone(process.argv[2]);
console.log(JSON.stringify(installed.map(({ name, project }) => ({ name, project }))));
