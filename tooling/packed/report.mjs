/**
 * Counts checks, each of one package, and tells of them: a table, every failure with what to do about it, and
 * the line "N passed, N failed".
 */
export function createReport(packages) {
  const rows = new Map();
  const troubles = [];

  function note(check, name, result) {
    if (!rows.has(check)) rows.set(check, new Map());
    rows.get(check).set(name, result);
    console.log(`${result.padEnd(8)}${name}: ${check}`);
  }

  return {
    /** Runs a check, which fails by throwing. Resolves to what it gives, or undefined where it failed. */
    async check(check, name, advice, action) {
      try {
        const value = await action();
        note(check, name, "ok");
        return value;
      } catch (error) {
        note(check, name, "FAILED");
        troubles.push(`${name}: ${check}: ${error.message}\n  What to do: ${advice}`);
        console.log(error.message);
      }
    },

    /** Something that could not be tried here. In CI that is a failure. */
    skip(check, name, why) {
      troubles.push(`${name}: ${check}: not tried: ${why}`);
      note(check, name, process.env.CI ? "FAILED" : "-");
    },

    /** @returns the exit code. */
    close() {
      const short = (name) => name.split("/").at(-1);
      console.log(`\n| | ${packages.map(short).join(" | ")} |\n|---${"|---".repeat(packages.length)}|`);
      for (const [check, row] of rows) {
        console.log(`| ${check} | ${packages.map((name) => row.get(name) ?? "").join(" | ")} |`);
      }
      for (const trouble of troubles) console.log(`\n${trouble}`);
      const results = [...rows.values()].flatMap((row) => [...row.values()]);
      const count = (result) => results.filter((each) => each === result).length;
      console.log(`\n${count("ok")} passed, ${count("FAILED")} failed`);
      return count("FAILED") > 0 || count("ok") === 0 ? 1 : 0;
    },
  };
}
