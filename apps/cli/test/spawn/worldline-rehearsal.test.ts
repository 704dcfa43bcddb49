import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProgram } from "../support/program.js";

/** The rehearsal of the guide, as it is printed there, with the program against the sandbox on real TLS. */
const guide = new URL("../../../../packages/worldline/docs/rollover.md", import.meta.url);
const { folder, bin, build, remove } = copyProgram();
const tools = join(folder, "tools");
let sandbox: Sandbox;

beforeAll(async () => {
  await build();
  sandbox = await startSandbox();
  mkdirSync(tools);
  writeFileSync(join(tools, "countersign"), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  chmodSync(join(tools, "countersign"), 0o755);
});
afterAll(async () => {
  await sandbox?.close();
  remove();
});

it("rolls over both certificates and the version of the tokens, as the guide has it", async () => {
  const blocks = [...readFileSync(guide, "utf8").matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  expect(blocks).toHaveLength(4);
  const child = spawn("sh", ["-eu"], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: [tools, process.env.PATH].join(delimiter),
      WORLDLINE: sandbox.urls.worldline,
      CONTROL: sandbox.urls.control,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.stdin.end(`${blocks.join("\n")}\n`);
  const [exitCode] = await once(child, "close");
  expect(exitCode, output).toBe(0);
  expect(output.match(/^as it should be: .*$/gm)).toEqual([
    "as it should be: us-2 is not uploaded yet",
    "as it should be: there is no secret yet",
    "as it should be: the next certificate is not known",
  ]);
  // Each of the doctors but those three.
  expect(output.match(/^Everything that was tried works\.$/gm)).toHaveLength(7);
  expect(output.match(/^FAILED +(\S+):/gm)).toEqual([
    "FAILED   token-v1:",
    "FAILED   token-v2:",
    "FAILED   signed-request:",
  ]);
});
