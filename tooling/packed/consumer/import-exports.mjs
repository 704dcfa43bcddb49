// Copied into a project: imports everything that is asked for, and prints the names of its exports.
const names = {};
for (const specifier of process.argv.slice(2)) names[specifier] = Object.keys(await import(specifier));
console.log(JSON.stringify(names));
