import { readAuthorities } from "../authorities.js";
import type { Arguments } from "../command.js";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { isLoopback } from "../loopback.js";
import { readInteger } from "../options.js";
import { readListenOptions } from "../webhooks/listen-options.js";
import type { Profile } from "./profile.js";
import { readVerifiers } from "./read-verifiers.js";
import { readListenerUrl } from "./webhook-url.js";
import type { WaitSettings } from "./webhook-wait.js";

/** Where things are tried. */
export interface DoctorPlan {
  readonly base: URL;
  readonly ca: string | undefined;
  readonly webhookUrl: URL | undefined;
  readonly waitMs: number;
  /** Where the webhook is waited for; undefined where it is not. */
  readonly listener: Omit<WaitSettings, "signer"> | undefined;
}

/** @throws UsageError */
export async function readDoctorPlan(args: Arguments, io: Io, { environment }: Profile): Promise<DoctorPlan> {
  const { clearBankEnvironments } = await import("@countersign/clearbank");
  const port = args.optional("listen");
  const webhookUrl = args.optional("webhook-url");
  const verifiers = await readVerifiers(args, io);
  if ((port === undefined) !== (verifiers.length === 0)) {
    throw new UsageError("--listen and --public-key go together.");
  }
  return {
    base: readBaseUrl(args.optional("base-url") ?? clearBankEnvironments[environment]),
    ca: await readAuthorities(args, io),
    webhookUrl: webhookUrl === undefined ? undefined : await readListenerUrl(webhookUrl),
    waitMs: readInteger("wait", args.optional("wait") ?? "30", 1, 3600) * 1000,
    listener:
      port === undefined
        ? undefined
        : { ...(await readListenOptions(args, io)), port: readInteger("listen", port, 0, 65_535), verifiers },
  };
}

/** What is given is not repeated: a URL may hold a password. */
function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.hostname.endsWith(".eu.clearbank.io")) {
    throw new UsageError(
      "The EU's environments cannot be tried: what is signed for a GET there is not published.",
    );
  }
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url));
  if (url && isSafe && !url.username && !url.password && !url.search && !url.hash) return url;
  throw new UsageError(
    "--base-url begins with https://, or with http:// for this machine, and has no user name, password, query or fragment.",
  );
}
