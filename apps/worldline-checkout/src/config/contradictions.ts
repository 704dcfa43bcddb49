import { isLoopbackHost, type Program } from "@countersign/service";
import { notificationUrlProblem, worldlineAcquirers } from "@countersign/worldline";
import type { Config } from "./settings.js";

const required = [
  "publicUrl",
  "notificationUrl",
  "acquirer",
  "initiatingPartyId",
  "keyFile",
  "certificateFile",
  "serviceCertificateFiles",
  "notificationToken",
] as const;

const ofTestOnly = [...required, "baseUrl", "client", "subId", "keyPassphrase"] as const;

/** What is missing, and what does not go together. */
export const findContradictions: Program<Config>["findContradictions"] = (config, add) => {
  const { environment, publicUrl, notificationUrl, operatorHost, operatorPassword } = config;
  const isGiven = (name: keyof Config) => {
    const value = config[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  };
  if (environment === "test") {
    const { acquirer } = config;
    const signsNothing = acquirer && worldlineAcquirers[acquirer].messageSigning === "off";
    for (const name of required) {
      if (name === "serviceCertificateFiles" && signsNothing) continue;
      if (!isGiven(name)) add(`${name} is missing: the test environment needs it.`, name);
    }
  } else {
    for (const name of ofTestOnly) {
      if (isGiven(name))
        add(`${name} is for the test environment: set environment to "test".`, name, "environment");
    }
  }
  if (publicUrl !== undefined && publicUrl.pathname !== "/") {
    add("publicUrl must be an origin, without a path.", "publicUrl");
  }
  const problem = notificationUrl && notificationUrlProblem(notificationUrl.href);
  if (problem !== undefined) add(`notificationUrl: ${problem}`, "notificationUrl");
  if (!isLoopbackHost(operatorHost) && operatorPassword === undefined) {
    add(
      "operatorPassword is missing: without one, operatorHost must be an address of this machine alone.",
      "operatorHost",
      "operatorPassword",
    );
  }
};
