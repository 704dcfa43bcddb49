// A process of its own that has an inbox's file, until it is ended.
import { openSqliteInbox } from "@countersign/delivery/sqlite";

await openSqliteInbox({ file: process.argv[2] });
process.stdout.write("open\n");
