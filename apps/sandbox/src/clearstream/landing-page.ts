import type { Reply } from "../wire/exchange.js";

/** Every path that is no API gets a page with status 200: a client must look at the content type. */
export const landingPage: Reply = {
  status: 200,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>API platform (sandbox)</title></head>
  <body>
    <h1>API platform (sandbox)</h1>
    <p>No API lives at this address. Downloads: <a href="/server-cert-cacerts.pem">server CA</a>,
    <a href="/client-cert-cacerts.pem">client CA</a>.</p>
  </body>
</html>
`,
};
