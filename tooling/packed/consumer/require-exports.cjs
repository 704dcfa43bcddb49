// Copied into a CommonJS project: requires everything that is asked for, and prints the names of its exports.
const found = {};
for (const specifier of process.argv.slice(2)) {
  try {
    found[specifier] = { names: Object.keys(require(specifier)) };
  } catch (error) {
    found[specifier] = { error: error.message };
  }
}
console.log(JSON.stringify(found));
