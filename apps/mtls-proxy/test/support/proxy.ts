import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingsOf } from "@countersign/service";
import { readMetric, temporaryFolder } from "@countersign/service/testing";
import { onTestFinished } from "vitest";
import type { Config } from "../../src/config/settings.js";
import { createLog } from "../../src/log.js";
import { program } from "../../src/program.js";
import { prepareService, type Surroundings } from "../../src/service.js";
import { type BankCertificates, userId } from "./bank.js";

/** A proxy in this process. */
export interface RunningProxy {
  readonly port: number;
  readonly url: string;
  readonly operations: string;
  readonly folder: string;
  readonly sslFile: string;
  readonly caFile: string;
  /** Lines of the log. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly refresh: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The value of one line of `/metrics`. */
  readonly metric: (line: string) => Promise<number>;
}

/** All paths allowed, the consumer's certificate, free ports. */
export async function startProxy(
  certificates: BankCertificates,
  config: Partial<Config> & { readonly upstream: URL },
  surroundings: Partial<Surroundings> = {},
): Promise<RunningProxy> {
  const folder = temporaryFolder();
  const sslFile = join(folder, `ocapi-${userId}-ssl.pem`);
  const caFile = join(folder, "server-cert-cacerts.pem");
  writeFileSync(sslFile, certificates.consumer.file);
  writeFileSync(caFile, certificates.authority.bundle);
  const log: Record<string, unknown>[] = [];
  const defaults = Object.fromEntries(settingsOf(program).map((setting) => [setting.name, setting.default]));
  const service = await prepareService(
    {
      ...(defaults as unknown as Config),
      sslFile,
      caFile,
      allow: ["/"],
      port: 0,
      metricsPort: 0,
      ...config,
    },
    {
      localSecret: undefined,
      now: () => new Date(),
      log: createLog({ write: (line) => void log.push(JSON.parse(line)) }),
      ...surroundings,
    },
  );
  const { proxy, operations, refresh, stop } = await service.start();
  let stopped: Promise<void> | undefined;
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  onTestFinished(stopOnce);
  const operationsUrl = `http://${operations.address}`;
  return {
    port: proxy.port,
    url: `${config.tlsCertificateFile === undefined ? "http" : "https"}://${proxy.address}`,
    operations: operationsUrl,
    folder,
    sslFile,
    caFile,
    log,
    refresh,
    stop: stopOnce,
    metric: (line) => readMetric(operationsUrl, line),
  };
}
