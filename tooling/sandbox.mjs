import { startApp } from "./start-app.mjs";

await startApp("sandbox", "bin/countersign-sandbox.js");
