import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { join } from "node:path";
import { type FetchHandler, toNodeHandler } from "@countersign/auth";
import { openSqliteInbox } from "@countersign/delivery/sqlite";
import { errorText, type Listener, listen } from "@countersign/service";
import { createWorldlineNotificationHandler, worldlineAcquirers } from "@countersign/worldline";
import { connectToWorldline } from "./connect.js";
import type { Connection } from "./connection.js";
import { createMessageStore } from "./messages/message-store.js";
import { createExchangeRecorder } from "./messages/record-exchange.js";
import { createOperatorApp } from "./operator/operator-app.js";
import { lastingSecret, openDatabase } from "./orders/database.js";
import { createOrderStore } from "./orders/order-store.js";
import { createCashier } from "./payments/cashier.js";
import { createReceiver } from "./payments/receive-notification.js";
import { createCheckoutForms } from "./shop/checkout-form.js";
import { createShopApp } from "./shop/shop-app.js";

/** An address to listen at; port 0 is any free one. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What a shop is run with. */
export interface ShopPlan {
  readonly connection: Connection;
  /** A folder that exists. */
  readonly dataFolder: string;
  /** `url`: where browsers find it; by default http, where it listens. */
  readonly shop: Place & { readonly url?: URL | undefined };
  /** `url`: where Worldline finds it; by default https, where it listens. `tls`: undefined behind a TLS proxy. */
  readonly notifications: Place & {
    readonly url?: URL | undefined;
    readonly tls?: { readonly key: string; readonly cert: string };
  };
  readonly office: Place & { readonly password?: string | undefined };
}

/** What it does not decide itself. */
export interface Surroundings {
  readonly now: () => Date;
  /** Takes one line about something that happened. */
  readonly log: (line: string) => void;
  /** How often it looks for payments that are due to be asked after; 5 seconds by default. */
  readonly sweepIntervalMs?: number;
}

/** A shop that is open. */
export interface RunningShop {
  readonly shop: URL;
  readonly notifications: URL;
  readonly office: URL;
  /** Serves no more pages, takes no more notifications, and lets go of the files. */
  readonly close: () => Promise<void>;
}

/** Opens the shop, its office, and the listener for notifications. */
export async function openShop(plan: ShopPlan, surroundings: Surroundings): Promise<RunningShop> {
  const { now, log, sweepIntervalMs = 5_000 } = surroundings;
  const { connection, dataFolder } = plan;
  const onError = (error: unknown) => log(errorText(error));
  const opened: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  const open = async (server: Parameters<typeof listen>[0], { host, port }: Place): Promise<Listener> => {
    const listener = await listen(server, { host, port, onError });
    opened.push(listener.close);
    return listener;
  };
  try {
    const db = openDatabase(join(dataFolder, "orders.sqlite"));
    opened.push(() => db.close());
    const orders = createOrderStore(db, now);
    const messages = createMessageStore(db);
    const worldline = await connectToWorldline(connection, {
      now,
      onMessage: createExchangeRecorder({ orders, messages }),
      onError,
    });
    opened.push(worldline.close);
    const inbox = await openSqliteInbox({ file: join(dataFolder, "inbox.sqlite"), now, onError });
    opened.push(inbox.close);

    const handleNotification = createWorldlineNotificationHandler({
      bearer: [connection.notificationToken],
      serviceCertificates: connection.serviceCertificates,
      unsafeAllowUnsigned: worldlineAcquirers[connection.acquirer].messageSigning === "off",
      inbox,
      now,
      onOutcome(outcome) {
        if (outcome.outcome !== "refused") return;
        const why = outcome.error === undefined ? "" : ` (${errorText(outcome.error)})`;
        log(`A notification was refused: ${outcome.reason}${why}`);
      },
    });
    const { tls } = plan.notifications;
    const takeNotification = toNodeHandler(handleNotification, { onError });
    const notifications = await open(
      tls
        ? createHttpsServer({ ...tls, minVersion: "TLSv1.2" }, takeNotification)
        : createHttpServer(takeNotification),
      plan.notifications,
    );
    const notificationUrl = plan.notifications.url ?? new URL(`https://127.0.0.1:${notifications.port}/v3`);

    // The pages have to know where they are: until then the port is open and nobody is in.
    let handleShop: FetchHandler = () => new Response(null, { status: 503 });
    const shop = await open(createHttpServer(late(() => handleShop)), plan.shop);
    const shopUrl = plan.shop.url ?? new URL(`http://127.0.0.1:${shop.port}`);
    const cashier = createCashier({
      orders,
      payments: worldline.payments,
      notificationUrl,
      returnUrl: ({ id }) => new URL(`/orders/${id}/return`, shopUrl),
      now,
      onError,
    });
    const app = createShopApp({
      publicUrl: shopUrl,
      orders,
      cashier,
      forms: createCheckoutForms(lastingSecret(db, "checkout forms")),
      banks: worldline.banks,
      onError,
    });
    handleShop = (request) => app.fetch(request);

    const operator = createOperatorApp({ orders, messages, password: plan.office.password });
    const office = await open(
      createHttpServer(late(() => (request) => operator.fetch(request))),
      plan.office,
    );

    const { serviceCertificates } = connection;
    inbox
      .process(createReceiver({ db, orders, messages, serviceCertificates, ask: cashier.ask }))
      .catch((error) => log(`Notifications are not worked on any more: ${errorText(error)}`));
    opened.push(sweepEvery(sweepIntervalMs, cashier.sweep, onError));
    return {
      shop: shopUrl,
      notifications: notificationUrl,
      office: new URL(`http://${plan.office.host}:${office.port}`),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  function late(handler: () => FetchHandler): RequestListener {
    return toNodeHandler((request, connection) => handler()(request, connection), { onError });
  }
}

/** Works at intervals, never twice at a time; what it returns ends that, and waits for what has begun. */
function sweepEvery(
  intervalMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  }, intervalMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
