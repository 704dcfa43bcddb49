import { build } from "tsup";

/** Builds the program that tests start, as its configuration says. */
export async function setup(): Promise<void> {
  await build({ silent: true });
}
