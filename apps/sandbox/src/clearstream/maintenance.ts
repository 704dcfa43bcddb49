import type { Reply } from "../wire/exchange.js";

/** What every path answers during maintenance: no JSON, and no word of when to come back. */
export const maintenancePage: Reply = {
  status: 503,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Scheduled Maintenance</title></head>
  <body>
    <h1>Scheduled Maintenance</h1>
    <p>The API platform (sandbox) is not available at the moment.</p>
  </body>
</html>
`,
};
