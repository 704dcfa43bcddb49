import { type WorldlineAcquirerName, worldlineAcquirers } from "@countersign/worldline";
import { httpsUrl, oneOf, path, paths, port, type Setting, text } from "./setting.js";

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
export const settings: { readonly [Name in keyof Config]: Setting<Config[Name]> } = {
  environment: oneOf(["sandbox", "test"], "sandbox", {
    about: "sandbox: one of its own, forgotten at the end. test: Worldline's test environment",
  }),
  host: text("127.0.0.1", { about: "the address that serves the shop" }),
  port: port(8080, { about: "its port; 0 is any free one" }),
  publicUrl: httpsUrl({
    about: "where browsers find the shop: the https origin of the TLS proxy in front. Required for test",
  }),
  notificationHost: text("127.0.0.1", { about: "the address that takes Worldline's notifications" }),
  notificationPort: port(8082, { about: "its port; 0 is any free one" }),
  notificationUrl: httpsUrl({
    about: "where Worldline finds it, ending in /v3. Required for test",
  }),
  operatorHost: text("127.0.0.1", { about: "the address of the office: orders and messages" }),
  operatorPort: port(8081, { about: "its port; 0 is any free one" }),
  operatorPassword: text(undefined, {
    about: 'opens the office to the user "operator". Required where operatorHost is not loopback',
    isSecret: true,
  }),
  dataFolder: path("worldline-checkout-data", {
    about: "keeps orders, messages and notifications. For test",
  }),
  acquirer: oneOf(acquirers, undefined, { about: `${acquirers.join(", ")}. Required for test` }),
  baseUrl: httpsUrl({
    about: "the host of the Open Banking Service, where it is not the acquirer's test host",
  }),
  client: text(undefined, { about: "the name of the client, where it is not the acquirer's" }),
  initiatingPartyId: text(undefined, { about: "such as 002881, from the back office. Required for test" }),
  subId: text(undefined, { about: "the sub id, where there is one" }),
  keyFile: path(undefined, { about: "the private key that signs, in PEM. Required for test" }),
  keyPassphrase: text(undefined, { about: "opens it", isSecret: true }),
  certificateFile: path(undefined, {
    about: "its certificate, in PEM, as uploaded to the back office. Required for test",
  }),
  serviceCertificateFiles: paths({
    about:
      "the service's certificates, from the back office; two while one replaces another. Required for test, but for an acquirer that signs nothing",
  }),
  notificationToken: text(undefined, {
    about: "the static notification bearer token of the back office. Required for test",
    isSecret: true,
  }),
};

/** Their names, in the order of the table. */
export const settingNames = Object.keys(settings) as readonly (keyof Config)[];

/** `keyFile` is `COUNTERSIGN_KEY_FILE` in the environment. */
export function variableName(name: keyof Config): string {
  return `COUNTERSIGN_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
