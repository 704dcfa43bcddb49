// Copied into a project: imports everything that is asked for, and prints the names of its exports.
const found = {};
for (const specifier of process.argv.slice(2)) {
  try {
    found[specifier] = { names: Object.keys(await import(specifier)) };
  } catch (error) {
    found[specifier] = { error: error.message };
  }
}
console.log(JSON.stringify(found));
