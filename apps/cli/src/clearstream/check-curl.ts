import { execFile } from "node:child_process";
import { type Finding, failed, ok } from "../doctor/step.js";
import type { Io } from "../io.js";

/** What the guide names as too old; whether something between it and today's is, is not published. */
const tooOld = [7, 47, 0] as const;

/** The curl that is installed: with an old one, the guide's commands fail where everything else is right. */
export async function checkCurl(io: Io): Promise<{ readonly finding: Finding; readonly version?: string }> {
  const said = await ask(io);
  const [, version] = /^curl (\d+\.\d+\.\d+)/.exec(said ?? "") ?? [];
  if (version === undefined) {
    const message = "There is no curl here. Nothing but the commands in the guide and in --bundle needs it.";
    return { finding: { step: "curl", result: "unknown", message } };
  }
  const parts = version.split(".").map(Number);
  const difference = tooOld.map((part, index) => (parts[index] ?? 0) - part).find((each) => each !== 0) ?? 0;
  return {
    version,
    finding:
      difference <= 0
        ? failed(
            "curl",
            `curl ${version} is installed; Clearstream says that 7.47.0 does not work.`,
            "Install a newer curl before trying the guide's commands. It is of no matter for other programs.",
          )
        : ok("curl", `curl ${version} is installed; it is newer than 7.47.0, which does not work.`),
  };
}

async function ask({ env }: Io): Promise<string | undefined> {
  return await new Promise((resolve) => {
    execFile("curl", ["--version"], { env: { ...env }, timeout: 5_000 }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}
