import {
  checkCertificatePolicy,
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  parseCertificate,
  worldlinePolicy,
} from "@countersign/crypto-core";
import {
  createWorldlineNotificationHandler,
  createWorldlineOpenBankingClient,
  type TokenV1,
  type TokenV2,
  type WorldlineNotification,
} from "@countersign/worldline";
import { listen } from "./listener.js";
import { expectArrival, type Stage } from "./stage.js";
import type { Show } from "./step-runner.js";

const initiatingPartyId = "000021";
const client = "Worldline";
const tenant = "Worldline";
const realm = "merchant-clients-qa1-tpp";
const bearerToken = "iDEAL2.0demonotificationtoken";

/** Worldline from nothing to a verified notification; gives a curl command that works against the sandbox. */
export async function runWorldline({
  step,
  portal,
  urls,
  ca,
  writeFile,
  closeLater,
  now,
}: Stage): Promise<string> {
  const signing = await step(
    "Make a key and a self-signed certificate within Worldline's policy",
    async (show) => {
      const signer = await importSigner((await generateKeyPair()).privateKey);
      const notBefore = now();
      const certificate = await createSelfSignedCertificate({
        signer,
        subject: "CN=demo,O=Countersign Demo,C=NL",
        notBefore,
        notAfter: new Date(
          Date.UTC(notBefore.getUTCFullYear() + 2, notBefore.getUTCMonth(), notBefore.getUTCDate()),
        ),
      });
      const parsed = parseCertificate(certificate);
      const violations = checkCertificatePolicy(parsed, worldlinePolicy, { now: now() });
      if (violations.length > 0) throw new Error(violations.map(({ message }) => message).join(" "));
      show(
        "made",
        `RSA ${parsed.modulusLength} bits, ${parsed.signatureAlgorithm}, until ${parsed.notAfter.toISOString()}`,
      );
      return { signer, certificate };
    },
  );

  const { subscription, serviceCertificate } = await step(
    "Back office: upload the certificate, download the service's",
    async (show) => {
      const subscription = await portal.post<{ id: string }>("/worldline/subscriptions", {
        initiatingPartyId,
        client,
        tenant,
        services: ["IDEAL", "PIS", "AIS"],
      });
      const { thumbprint } = await portal.post<{ thumbprint: string }>(
        `/worldline/subscriptions/${subscription.id}/certificates`,
        { certificate: signing.certificate },
      );
      // Version 2 looks for it under the merchant, not under the subscription.
      await portal.post(`/worldline/merchants/${tenant}-${initiatingPartyId}/certificates`, {
        certificate: signing.certificate,
      });
      // Nobody looks at the bank's page here: 1.00 settles by itself, as in the test environment.
      await portal.put("/switches/worldline.payer", { value: "amounts" });
      show("keyId", `${thumbprint}, the certificate's SHA-1 thumbprint`);
      return { subscription, serviceCertificate: await portal.getText("/worldline/certificate") };
    },
  );

  const connect = async (token: TokenV1 | TokenV2, onSigned: (base: string) => void = () => {}) =>
    closeLater(
      await createWorldlineOpenBankingClient({
        environment: urls.worldline,
        initiatingPartyId,
        token,
        signing,
        serviceCertificates: [serviceCertificate],
        ca,
        onSigned,
      }),
    );
  /** What was signed last, for the step that is running to show. */
  let signed = "";
  const showSigned = (show: Show) => show("signed", signed);
  const worldline = await connect({ version: 1, app: "IDEAL", client }, (base) => {
    signed = base;
  });

  await step("Token, version 1: Authorization: Signature over app, client, id and date", async (show) => {
    const { expiresAt } = await worldline.getToken();
    showSigned(show);
    show("received", `a token until ${expiresAt.toISOString()}`);
  });

  const v2 = { version: 2, realm, tenant, scope: ["IDEAL", "PIS"] } as const;
  const secret = await step("Token, version 2: client id and secret", async (show) => {
    const { clientId, secret } = await portal.post<{ clientId: string; secret: string }>(
      `/worldline/subscriptions/${subscription.id}/secret`,
      {},
    );
    const bySecret = await connect({ ...v2, authentication: { method: "secret", clientSecret: secret } });
    const { expiresAt, scope } = await bySecret.getToken();
    show("sent", `grant_type=client_credentials, client_id=${clientId}, scope=${v2.scope.join(" ")}`);
    show("received", `a token for ${scope.join(" and ")} until ${expiresAt.toISOString()}`);
    return { clientId, secret };
  });

  for (const sentAs of ["headers", "body"] as const) {
    await step(`Token, version 2: certificate, signature sent in the ${sentAs}`, async (show) => {
      const byCertificate = await connect(
        { ...v2, authentication: { method: "certificate", sentAs } },
        (base) => {
          signed = base;
        },
      );
      const { expiresAt, scope } = await byCertificate.getToken();
      showSigned(show);
      show("received", `a token for ${scope.join(" and ")} until ${expiresAt.toISOString()}`);
    });
  }

  const arrival = expectArrival<WorldlineNotification>();
  const listener = await step("Start a listener for notifications and set its bearer token", async (show) => {
    const handle = createWorldlineNotificationHandler({
      bearer: [bearerToken],
      serviceCertificates: [serviceCertificate],
      now,
      // Nothing is kept: a listener that lasts has an inbox of @countersign/delivery here.
      inbox: { accept: async () => "accepted" },
      onOutcome: (outcome) => {
        if (outcome.outcome !== "refused") arrival.resolve(outcome.notification);
      },
    });
    const listener = closeLater(await listen(handle, now()));
    await portal.put(`/worldline/subscriptions/${subscription.id}/notifications`, {
      bearerToken,
      ca: listener.certificate,
    });
    show("listening", `${listener.url.href} with a self-signed certificate`);
    return listener;
  });

  const paymentId = await step(
    "POST /payments: signed, with a Digest; the signed answer is verified",
    async (show) => {
      const { status, data, correlationId } = await worldline.payments.create(
        {
          PaymentProduct: ["IDEAL"],
          CommonPaymentData: {
            Amount: { Type: "Fixed", Amount: "1.00", Currency: "EUR" },
            RemittanceInformation: "Cookie",
            RemittanceInformationStructured: { Reference: "iDEALpurchase21" },
          },
          IDEALPayments: { UseDebtorToken: false, FlowType: "Standard" },
        },
        { notificationUrl: new URL("/v3", listener.url), returnUrl: new URL("/return", listener.url) },
      );
      showSigned(show);
      const { PaymentId, PaymentStatus } = data.CommonPaymentData;
      show(
        "received",
        `${status}, payment ${PaymentId} is ${PaymentStatus}; Digest and Signature verified, X-Request-ID ${correlationId}`,
      );
      return PaymentId;
    },
  );

  await step("GET /payments/{id}/status: signed over the digest of no body", async (show) => {
    const { status, data } = await worldline.payments.status(paymentId);
    showSigned(show);
    show(
      "received",
      `${status}, payment ${paymentId} is ${data.CommonPaymentData.PaymentStatus}; Digest and Signature verified`,
    );
  });

  await step(
    "Receive the status notification; bearer token, Digest and Signature are verified",
    async (show) => {
      const notification = await arrival.wait("notification");
      if (notification.type !== "status")
        throw new Error(`The notification is of the type ${notification.type}.`);
      const { payload, messageCreateDateTime } = notification;
      const { PaymentId, PaymentStatus } = payload.CommonPaymentData;
      if (PaymentId !== paymentId)
        throw new Error(`The notification is about the payment ${PaymentId}, not ${paymentId}.`);
      show(
        "received",
        `payment ${PaymentId} is ${PaymentStatus}, MessageCreateDateTime ${messageCreateDateTime}`,
      );
      const notifications = await portal.get<
        { status?: number; delivered: boolean | null; reason?: string }[]
      >("/worldline/notifications?wait=10");
      const last = notifications.at(-1);
      if (last?.delivered !== true)
        throw new Error(`Worldline did not get our answer: ${last?.reason ?? "no delivery"}`);
      show("confirmed", `answered with ${last.status}`);
    },
  );

  const bundle = await writeFile("ca.pem", ca);
  const secretFile = await writeFile("worldline.secret", secret.secret);
  return [
    `curl --cacert ${bundle} --data grant_type=client_credentials --data client_id=${secret.clientId} \\`,
    `  --data-urlencode client_secret@${secretFile} --data scope=IDEAL \\`,
    `  ${new URL(`/auth/realms/${realm}/protocol/openid-connect/token`, urls.worldline).href}`,
  ].join("\n");
}
