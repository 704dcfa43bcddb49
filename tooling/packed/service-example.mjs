/** The host of the example that is about no institution: a token by password, and things for who has it. */
export function answerServiceExample(request, response) {
  const fields = [];
  request.setEncoding("utf8").on("data", (text) => fields.push(text));
  request.once("end", () => {
    const form = new URLSearchParams(fields.join(""));
    const isKnown = request.socket.getPeerCertificate().subject?.CN === "me";
    const mayHaveToken = form.get("username") === "me" && form.get("password") === "secret";
    const mayHaveThings = request.headers.authorization === "Bearer example";
    const answer = { "/token": mayHaveToken && token, "/things": mayHaveThings && [] }[request.url];
    response.setHeader("content-type", "application/json");
    response.writeHead(isKnown && answer ? 200 : 401).end(JSON.stringify(answer || {}));
  });
}

/** The host of the example that `pnpm new:package` writes, until that is about an institution's own. */
export function answerNewPackage(_, response) {
  response.setHeader("content-type", "application/json").end('{"status":"up"}');
}

const token = { access_token: "example", token_type: "bearer", expires_in: 60 };
