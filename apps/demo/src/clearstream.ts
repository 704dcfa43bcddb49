import { readFile } from "node:fs/promises";
import { createHttpClient, TokenError } from "@countersign/auth";
import {
  ClearstreamForbiddenError,
  createClearstreamClient,
  explainForbidden,
  loadCredentials,
  prepareConsumer,
} from "@countersign/clearstream";
import { refusalOf, type Stage } from "./stage.js";

const userId = "a00012345_0012345";
const password = "correct horse battery staple";

/** Clearstream from nothing to its playground; gives a curl command that works against the sandbox. */
export async function runClearstream({
  step,
  portal,
  urls,
  writeFile,
  closeLater,
  now,
}: Stage): Promise<string> {
  await step("Portal, step 1: create an API consumer and grant it the playground", async (show) => {
    await portal.post("/clearstream/consumers", { userId, apis: ["ocapi-playground-v1"] });
    show("created", `${userId}, granted ocapi-playground-v1`);
  });

  const files = await step(
    "Portal, step 2: keys and requests made here, certificates from there",
    async (show) => {
      const consumer = await prepareConsumer(userId);
      const certificates = await portal.post<{ ssl: string; signing: string; expiresAt: string }>(
        `/clearstream/consumers/${userId}/certificates`,
        { password, ...consumer.certificateRequests },
      );
      show("sent", "two PKCS#10 requests and the consumer's password; the private keys stayed here");
      const paths = await Promise.all(
        consumer.complete(certificates).map(({ name, content }) => writeFile(name, content)),
      );
      show("written", paths.join("\n"));
      const [ssl = ""] = paths;
      return { ssl };
    },
  );

  const { credentials, bundle } = await step("Load the SSL file and the CA bundle", async (show) => {
    const anonymous = closeLater(createHttpClient({ ca: await portal.getText("/ca.pem") }));
    const ca = await (await anonymous.get(new URL("/server-cert-cacerts.pem", urls.clearstream))).text();
    const credentials = await loadCredentials({
      ssl: { name: `ocapi-${userId}-ssl.pem`, content: await readFile(files.ssl, "utf8") },
      ca,
      now: now(),
    });
    const { notAfter, subject } = credentials.identity.certificate;
    show("loaded", `certificate of ${subject}, valid until ${notAfter.toISOString()}`);
    return { credentials, bundle: await writeFile("server-cert-cacerts.pem", ca) };
  });

  const connect = (scope: string[]) =>
    closeLater(
      createClearstreamClient({
        environment: urls.clearstream,
        credentials,
        password: () => password,
        scope,
      }),
    );
  const client = connect(["ocapi-playground-v1"]);

  const token = await step("Get a token by password grant over mutual TLS", async (show) => {
    const token = await client.getToken();
    show("sent", `grant_type=password, scope=allow ocapi-playground-v1, username=${userId}`);
    show(
      "received",
      `a token with the scope ${token.scope.join(" ")} until ${token.expiresAt.toISOString()}`,
    );
    return token;
  });

  await step("GET /playground/v1/info", async (show) => {
    show("received", JSON.stringify(await client.playground.info()));
  });

  await step("GET /playground/v1/echo?value=Hello%20World", async (show) => {
    show("received", JSON.stringify(await client.playground.echo("Hello World")));
  });

  await step("The same call without a client certificate is refused", async (show) => {
    const http = closeLater(createHttpClient({ ca: credentials.ca }));
    const response = await http.get(new URL("/playground/v1/info", urls.clearstream), {
      headers: { authorization: `Bearer ${token.value}` },
    });
    const body: unknown = await response.json();
    show("received", `${response.status} ${JSON.stringify(body)}`);
    if (response.status !== 403) throw new Error("A call without a certificate must be answered with 403.");
    show("explained", explainForbidden({ body, token, certificateCommonName: undefined }).message);
  });

  await step("A scope that was not granted: the token is refused", async (show) => {
    const error = await refusalOf(connect(["scim2-ext-v1"]).getToken());
    if (!(error instanceof TokenError)) throw error;
    show("received", error.message);
  });

  await step("A call that needs another scope than the token has is refused", async (show) => {
    const error = await refusalOf(client.request("GET", "/scim2/Users"));
    if (!(error instanceof ClearstreamForbiddenError)) throw error;
    show("explained", error.message);
  });

  const secret = await writeFile("clearstream.password", password);
  return [
    `curl --cert ${files.ssl} --cacert ${bundle} \\`,
    `  --data grant_type=password --data "scope=allow ocapi-playground-v1" --data username=${userId} \\`,
    `  --data-urlencode password@${secret} ${new URL("/authmanager/oauth2/access_token", urls.clearstream).href}`,
  ].join("\n");
}
