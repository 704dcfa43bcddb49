import { createHttpClient } from "../../src/http/http-client.js";

/** A program: gets the address that is its argument, and prints the answer. */
const http = createHttpClient();
console.log(await http.get(String(process.argv[2])).text());
await http.close();
