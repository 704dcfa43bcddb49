import { startApp } from "./start-app.mjs";

await startApp("demo", "dist/main.js");
