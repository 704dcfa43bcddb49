import { listOf, oneOf, type Program, path, port, text } from "@countersign/service";
import { type WorldlineAcquirerName, worldlineAcquirers } from "@countersign/worldline";
import { httpsUrl } from "./https-url.js";

/** All settings of the shop, read and checked. */
export interface Config {
  readonly environment: "sandbox" | "test";
  readonly host: string;
  readonly port: number;
  readonly publicUrl: URL | undefined;
  readonly notificationHost: string;
  readonly notificationPort: number;
  readonly notificationUrl: URL | undefined;
  readonly operatorHost: string;
  readonly operatorPort: number;
  readonly operatorPassword: string | undefined;
  readonly dataFolder: string;
  readonly acquirer: WorldlineAcquirerName | undefined;
  readonly baseUrl: URL | undefined;
  readonly client: string | undefined;
  readonly initiatingPartyId: string | undefined;
  readonly subId: string | undefined;
  readonly keyFile: string | undefined;
  readonly keyPassphrase: string | undefined;
  readonly certificateFile: string | undefined;
  readonly serviceCertificateFiles: readonly string[];
  readonly notificationToken: string | undefined;
}

const acquirers = Object.keys(worldlineAcquirers) as WorldlineAcquirerName[];

/** Every setting there is; {@link Config} says nothing about how one is read. */
export const settings: Program<Config>["settings"] = {
  environment: oneOf(["sandbox", "test"])({
    default: "sandbox",
    about: "sandbox: one of its own, forgotten at the end. test: Worldline's test environment",
  }),
  host: text({ default: "127.0.0.1", about: "the address that serves the shop" }),
  port: port({ default: 8080, about: "its port; 0 is any free one" }),
  publicUrl: httpsUrl({
    about: "where browsers find the shop: the https origin of the TLS proxy in front. Required for test",
  }),
  notificationHost: text({ default: "127.0.0.1", about: "the address that takes Worldline's notifications" }),
  notificationPort: port({ default: 8082, about: "its port; 0 is any free one" }),
  notificationUrl: httpsUrl({
    about: "where Worldline finds it, ending in /v3. Required for test",
  }),
  operatorHost: text({ default: "127.0.0.1", about: "the address of the office: orders and messages" }),
  operatorPort: port({ default: 8081, about: "its port; 0 is any free one" }),
  operatorPassword: text({
    about: 'opens the office to the user "operator". Required where operatorHost is not loopback',
    isSecret: true,
  }),
  dataFolder: path({
    default: "worldline-checkout-data",
    about: "keeps orders, messages and notifications. For test",
  }),
  acquirer: oneOf(acquirers)({ about: `${acquirers.join(", ")}. Required for test` }),
  baseUrl: httpsUrl({
    about: "the host of the Open Banking Service, where it is not the acquirer's test host",
  }),
  client: text({ about: "the name of the client, where it is not the acquirer's" }),
  initiatingPartyId: text({ about: "such as 002881, from the back office. Required for test" }),
  subId: text({ about: "the sub id, where there is one" }),
  keyFile: path({ about: "the private key that signs, in PEM. Required for test" }),
  keyPassphrase: text({ about: "opens it", isSecret: true }),
  certificateFile: path({
    about: "its certificate, in PEM, as uploaded to the back office. Required for test",
  }),
  serviceCertificateFiles: listOf(
    path({
      about:
        "the service's certificates, from the back office; two while one replaces another. Required for test, but for an acquirer that signs nothing",
    }),
  ),
  notificationToken: text({
    about: "the static notification bearer token of the back office. Required for test",
    isSecret: true,
  }),
};
