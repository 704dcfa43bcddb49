// A process of its own that accepts one message, and says what it has done by writing to standard output.
import { writeSync } from "node:fs";
import { openSqliteInbox } from "@countersign/delivery/sqlite";

const inbox = await openSqliteInbox({ file: process.argv[2] });
const message = { source: "test", type: "Ping", version: "1", key: "a", receivedAt: new Date() };
writeSync(1, "arrived\n");
await inbox.accept({ ...message, body: Buffer.from("body") });
writeSync(1, "acknowledged\n");
await inbox.close();
