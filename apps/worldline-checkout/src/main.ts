import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorText, runProgram, stopOnSignal } from "@countersign/service";
import type { Config } from "./config/settings.js";
import { loadConnection } from "./connection.js";
import { program } from "./program.js";
import { enrolAtSandbox } from "./sandbox/enrol.js";
import { createLocalTls } from "./sandbox/local-tls.js";
import { startSandboxProcess } from "./sandbox/sandbox-process.js";
import { openShop, type RunningShop, type ShopPlan } from "./service.js";

await runProgram(program, async (config) => {
  const { shop, close } =
    config.environment === "sandbox" ? await openAtSandbox(config) : await openAtTest(config);
  stopOnSignal(close, (error) => log(errorText(error)));
  console.log(readyText(shop, config));
});

interface Opened {
  readonly shop: RunningShop;
  readonly close: () => Promise<void>;
}

async function openAtTest(config: Config): Promise<Opened> {
  const connection = await loadConnection(config);
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const shop = await open({ ...placesOf(config), connection, dataFolder: config.dataFolder });
  return { shop, close: shop.close };
}

async function openAtSandbox(config: Config): Promise<Opened> {
  const sandbox = await startSandboxProcess();
  const dataFolder = await mkdtemp(join(tmpdir(), "worldline-checkout-"));
  const places = placesOf(config);
  try {
    const tls = await createLocalTls(now());
    const connection = await enrolAtSandbox(sandbox.urls, tls, now());
    const notifications = { ...places.notifications, tls };
    const shop = await open({ ...places, notifications, connection, dataFolder });
    sandbox.died.then(async (why) => {
      log(why);
      await end();
      process.exit(1);
    });
    return {
      shop,
      async close() {
        await shop.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }

  async function end(): Promise<void> {
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function placesOf(config: Config): Omit<ShopPlan, "connection" | "dataFolder"> {
  return {
    shop: { host: config.host, port: config.port, url: config.publicUrl },
    notifications: {
      host: config.notificationHost,
      port: config.notificationPort,
      url: config.notificationUrl,
    },
    office: { host: config.operatorHost, port: config.operatorPort, password: config.operatorPassword },
  };
}

function open(plan: ShopPlan): Promise<RunningShop> {
  return openShop(plan, { now, log });
}

function readyText({ shop, office, notifications }: RunningShop, { environment }: Config): string {
  return `The shop is open, against ${environment === "sandbox" ? "a sandbox of its own" : "Worldline's test environment"}. Ctrl-C closes it.
  Shop           ${shop.href}
  Office         ${office.href}
  Notifications  ${notifications.href}`;
}

function now(): Date {
  return new Date();
}

function log(line: string): void {
  console.error(`${program.name}: ${line}`);
}
