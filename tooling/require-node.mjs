// Imported first by every command: tells in one line what an old Node would tell in a stack trace.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Countersign needs Node 20.19 or later; this is ${process.version}. Install a newer one from nodejs.org.`,
  );
  process.exit(1);
}
