import { startApp } from "./start-app.mjs";

await startApp("bench", "dist/pkcs11-campaign.js");
