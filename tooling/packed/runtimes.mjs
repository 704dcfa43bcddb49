import { capture } from "./capture.mjs";

/** The versions of Node that are supported: the oldest, and the newest of each line that is maintained. */
export const nodes = [
  { name: "Node 20.19", npm: "node@20.19.0" },
  { name: "Node 22", npm: "node@22" },
  { name: "Node 24", npm: "node@24" },
];

/** Runtimes of other makers, and how each is told to run a file. */
export const others = [
  { name: "Bun", npm: "bun", args: ["run"] },
  { name: "Deno", npm: "deno", args: ["run", "--allow-all", "--quiet"] },
];

/** The path of a runtime's binary, which its npm package brings. */
export async function binaryOf({ npm }) {
  const [name] = npm.split("@");
  const print = name === "deno" ? ["eval", "console.log(Deno.execPath())"] : ["-p", "process.execPath"];
  const text = await capture("npx", ["--yes", "--package", npm, name, ...print]);
  return text.trim().split("\n").at(-1);
}
