import { startApp } from "./start-app.mjs";

await startApp("bench", "dist/main.js");
