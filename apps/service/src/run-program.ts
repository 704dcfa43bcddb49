import { helpText, type Options, parseCommandLine } from "./command-line.js";
import { readConfig } from "./config/read-config.js";
import { ConfigError, errorText } from "./errors.js";
import type { Program } from "./program.js";

/**
 * Answers `--help` and `--version`, or reads the settings and runs. What fails is told on standard error, each line
 * with the program's name before it, and ends the process: with 2 where the settings are wrong, else with 1.
 *
 * @param run is given the command line too, for the program's flags.
 */
export async function runProgram<Config>(
  program: Program<Config>,
  run: (config: Config, options: Options) => Promise<void>,
): Promise<void> {
  try {
    const options = parseCommandLine(program, process.argv.slice(2));
    if (options.help) return void process.stdout.write(helpText(program));
    if (options.version) return console.log(program.version);
    await run(readConfig(program, { options, env: process.env, cwd: process.cwd() }), options);
  } catch (error) {
    for (const line of errorText(error).split("\n")) console.error(`${program.name}: ${line}`);
    if (process.env.DEBUG) console.error(error);
    process.exit(error instanceof ConfigError ? 2 : 1);
  }
}
