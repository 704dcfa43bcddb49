import KeyvRedis from "@keyv/redis";
import { Keyv } from "keyv";
import { createHttpClient } from "../../src/http/http-client.js";
import { clientSecretGrant } from "../../src/token/client-secret-grant.js";
import { createTokenSource } from "../../src/token/token-source.js";
import type { TokenProcessSettings, TokenProcessStep } from "./token-processes.js";

/** What runs in a process of its own: callers of one token source, by a clock that the test moves. */
process.once("message", (settings: TokenProcessSettings) => {
  let now = new Date(0);
  const http = createHttpClient({ ca: settings.ca });
  const redis = new KeyvRedis(settings.redisUrl);
  const source = createTokenSource({
    url: new URL(settings.tokenUrl),
    grant: clientSecretGrant({ clientId: "c", clientSecret: "s" }),
    http,
    store: new Keyv(redis, { namespace: settings.namespace }),
    encryptionKey: Buffer.from(settings.encryptionKey, "base64"),
    now: () => now,
  });

  /** The clock stands still while a renewal is under way; the test cannot see one, but it is over by then. */
  async function letRenewalEnd(): Promise<void> {
    for (let waitedMs = 0; waitedMs < 200; waitedMs += 10) {
      const { expiresAt } = await source.getToken();
      if (expiresAt.getTime() - now.getTime() > 60_000) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  process.on("message", async (step: TokenProcessStep) => {
    now = new Date(step.now);
    const tokens = await Promise.all(Array.from({ length: step.callers }, () => source.getToken()));
    await letRenewalEnd();
    process.send?.(tokens.map(({ value }) => value));
  });
  process.once("disconnect", async () => {
    await redis.disconnect();
    await http.close();
  });
  process.send?.("ready");
});
