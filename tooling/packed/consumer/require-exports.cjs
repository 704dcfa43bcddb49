// Copied into a CommonJS project: requires everything that is asked for, and prints the names of its exports.
const names = {};
for (const specifier of process.argv.slice(2)) names[specifier] = Object.keys(require(specifier));
console.log(JSON.stringify(names));
