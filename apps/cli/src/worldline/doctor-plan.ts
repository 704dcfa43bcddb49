import type { TlsIdentity } from "@countersign/auth";
import { parseCertificate, type Signer } from "@countersign/crypto-core";
import type { Service, TokenV2, WorldlineAcquirer, WorldlineAcquirerName } from "@countersign/worldline";
import { readAuthorities, readText } from "../authorities.js";
import type { Arguments, OptionSpec } from "../command.js";
import { about, UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { caOption, keyOption, readNames, readSecret, secretNames, secretOptions } from "../options.js";
import { readIdentity } from "../read-identity.js";
import { readSigner } from "../read-signer.js";
import { readServiceCertificates, serviceCertificateOption } from "./options.js";

/** Who calls, where, and with which tokens. */
export interface DoctorPlan {
  readonly acquirerName: WorldlineAcquirerName;
  readonly acquirer: WorldlineAcquirer;
  readonly base: URL;
  readonly ca: string | undefined;
  /** What is shown where TLS is mutual. */
  readonly identity: TlsIdentity | undefined;
  readonly signer: Signer;
  /** PEM; ours. */
  readonly certificate: string;
  readonly algorithm: "rsa-sha256" | "SHA256withRSA";
  /** PEM; the service's. */
  readonly serviceCertificates: readonly string[];
  readonly party: { readonly initiatingPartyId: string; readonly subId?: string };
  /** Undefined where tokens of version 1 are not tried. */
  readonly v1: { readonly app: "PIS" | "IDEAL" | "AIS"; readonly client: string } | undefined;
  /** Undefined where tokens of version 2 are not tried. */
  readonly v2: PlanV2 | undefined;
  /** The payment whose status is asked for. */
  readonly payment: string | undefined;
}

export interface PlanV2 {
  readonly tenant: string;
  readonly realm: string;
  readonly scope: TokenV2["scope"];
  /** Undefined where the certificate is what the token is asked for with. */
  readonly clientSecret: string | undefined;
}

const services: readonly Service[] = ["AIS", "PIS", "IDEAL", "VOP"];

export const doctorOptions: Readonly<Record<string, OptionSpec>> = {
  acquirer: {
    value: "NAME",
    choices: ["generic", "abn-amro", "rabobank", "bnp-paribas", "deutsche-bank", "bng"],
    summary: "whose iDEAL it is, which gives host and client; generic by default",
  },
  environment: {
    value: "NAME",
    choices: ["test", "production"],
    summary: "the acquirer's host of this environment",
  },
  "base-url": { value: "URL", summary: "another host, such as the sandbox's" },
  id: {
    value: "ID",
    isRequired: true,
    summary: "the initiating party's id, with : and the sub id if there is one",
  },
  key: keyOption,
  ...secretOptions("passphrase", "the key"),
  cert: { value: "FILE", isRequired: true, summary: "our certificate, PEM, as uploaded to the back office" },
  algorithm: {
    value: "NAME",
    choices: ["rsa-sha256", "SHA256withRSA"],
    summary: "what the algorithm is called in our signatures; rsa-sha256 by default",
  },
  "service-cert": serviceCertificateOption,
  "token-version": { value: "N", choices: ["1", "2"], summary: "try tokens of this version only" },
  client: { value: "NAME", summary: "version 1: Client, as given at onboarding; the acquirer's by default" },
  app: {
    value: "NAME",
    choices: ["IDEAL", "PIS", "AIS"],
    summary: "version 1: the service; IDEAL by default",
  },
  tenant: { value: "NAME", summary: "version 2: the tenant, such as Worldline; with it, version 2 is tried" },
  realm: { value: "NAME", summary: "version 2: merchant-clients (production), or that of a QA environment" },
  scope: { value: "NAMES", summary: "version 2: the services, with blanks between; IDEAL by default" },
  ...secretOptions("secret", "version 2; without it, the certificate is used"),
  payment: { value: "ID", summary: "the payment to ask for; by default one that there is not" },
  ca: caOption,
  "tls-cert": {
    value: "FILE",
    summary: "the client certificate, PEM, where the acquirer has TLS mutual; it may have the key in it",
  },
  "tls-key": { value: "FILE", summary: "its private key, PEM, where that is another file" },
};

/** @throws UsageError */
export async function readDoctorPlan(args: Arguments, io: Io): Promise<DoctorPlan> {
  const { worldlineAcquirers } = await import("@countersign/worldline");
  const acquirerName = (args.optional("acquirer") ?? "generic") as WorldlineAcquirerName;
  const acquirer = worldlineAcquirers[acquirerName];
  const only = args.optional("token-version");
  const serviceCertificates = await readServiceCertificates(args, io);
  if (serviceCertificates.length === 0 && acquirer.messageSigning !== "off") {
    throw new UsageError("--service-cert FILE is missing: answers are verified with it.");
  }
  const certificate = await readText(args.text("cert"), io);
  await about(args.text("cert"), () => parseCertificate(certificate));
  return {
    acquirerName,
    acquirer,
    base: readBase(args, acquirer),
    ca: await readAuthorities(args, io),
    identity: await readIdentity(args, io, ["tls-cert", "tls-key"]),
    signer: await readSigner(args, io),
    certificate,
    algorithm: args.optional("algorithm") === "SHA256withRSA" ? "SHA256withRSA" : "rsa-sha256",
    serviceCertificates,
    party: readParty(args.text("id")),
    v1: only === "2" ? undefined : readV1(args, acquirer),
    v2: only === "1" ? undefined : await readV2(args, io, only === "2"),
    payment: args.optional("payment"),
  };
}

/** What is given is not repeated: a URL may hold a password. */
function readBase(args: Arguments, { production, test }: WorldlineAcquirer): URL {
  const environment = args.optional("environment");
  if (environment !== undefined) {
    const host = environment === "test" ? test : production;
    if (host !== undefined) return new URL(host);
    throw new UsageError(
      "The production host is the acquirer's: name it with --acquirer, or give --base-url.",
    );
  }
  const text = args.text("base-url");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && !url.username && !url.password && !url.search && !url.hash) return url;
  throw new UsageError("--base-url begins with https://, and has no user name, password, query or fragment.");
}

function readParty(id: string): DoctorPlan["party"] {
  const [initiatingPartyId = "", subId, ...more] = id.split(":");
  if (initiatingPartyId === "" || subId === "" || more.length > 0) {
    throw new UsageError("--id is the initiating party's id, or that, a colon and the sub id: 433 or 433:5.");
  }
  return { initiatingPartyId, ...(subId !== undefined && { subId }) };
}

function readV1(args: Arguments, acquirer: WorldlineAcquirer): DoctorPlan["v1"] {
  const client = args.optional("client") ?? acquirer.client;
  if (client === undefined) {
    throw new UsageError("--client NAME is missing; --acquirer gives it, or --token-version 2 does without.");
  }
  return { client, app: (args.optional("app") ?? "IDEAL") as "PIS" | "IDEAL" | "AIS" };
}

async function readV2(args: Arguments, io: Io, isRequired: boolean): Promise<PlanV2 | undefined> {
  const tenant = args.optional("tenant");
  const clientSecret = await readSecret(args, io, "secret");
  if (tenant === undefined) {
    const without = ["realm", "scope", ...secretNames("secret")].find(
      (name) => args.optional(name) !== undefined,
    );
    if (!isRequired && without === undefined) return undefined;
    throw new UsageError("--tenant NAME is missing, which tokens of version 2 are asked for with.");
  }
  const realm =
    args.optional("realm") ?? (args.optional("environment") === "production" ? "merchant-clients" : "");
  if (realm === "") {
    throw new UsageError(
      "--realm NAME is missing: merchant-clients-qa1-tpp and merchant-clients-qa2-tpp are those for tests.",
    );
  }
  const names = readNames(args.optional("scope") ?? "IDEAL");
  const scope = services.filter((service) => names.includes(service));
  if (scope.length === 0 || scope.length < names.length) {
    throw new UsageError(`--scope has some of ${services.join(", ")}, each once.`);
  }
  return { tenant, realm, scope, clientSecret };
}
