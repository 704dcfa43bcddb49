import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { signTestWebhook } from "@countersign/clearbank/testing";
import { generateKeyPair, importSigner } from "@countersign/crypto-core";
import { expect, vi } from "vitest";
import type { Guide } from "../support/guide-place.js";
import { freePort } from "../support/run-page.js";
import { untilListening } from "../support/until-listening.js";

export const proxies: Guide = {
  "proxy.mts": {
    needs: "tinyproxy",
    // The company's proxy goes on to the one that has the sandbox in ClearBank's place.
    async run({ folder, proxy, write, start, startTool }) {
      const port = await freePort();
      const { host } = new URL(proxy);
      await write(
        "conf",
        `Port ${port}\nListen 127.0.0.1\nTimeout 60\nLogLevel Connect\nUpstream http ${host}\n`,
      );
      const tinyproxy = startTool("tinyproxy", ["-d", "-c", "conf"]);
      await untilListening(port);
      const code = await readFile(join(folder, "proxy.mjs"), "utf8");
      await write("proxy.mjs", code.replace("proxy.example:3128", `127.0.0.1:${port}`));
      expect(await start({ env: { HTTPS_PROXY: "" } }).ended()).toBe("403\n");
      expect(tinyproxy.said()).toContain("CONNECT institution-api-sim.clearbank.co.uk:443");
    },
  },
  "behind-proxy.mts": {
    needs: "sqlite",
    async run({ port, write, start }) {
      const [bank, ours] = [await generateKeyPair(), await generateKeyPair()];
      await write("clearbank-public-key.pem", bank.publicKey);
      await write("profile/clearbank-1.key", ours.privateKey);
      const signer = await importSigner(bank.privateKey);
      const { body, headers } = await signTestWebhook({ type: "TransactionSettled", signer });
      // Nothing here can have the proxy's address: the caller says it in the server's place.
      start({
        caller: `import { createServer } from "node:http";
import { toNodeHandler } from "@countersign/auth";
import { handle } from "./behind-proxy.mjs";
const behind = (request) => handle(request, { remoteAddress: "10.0.0.1" });
createServer(toNodeHandler(behind)).listen(${port}, "127.0.0.1");\n`,
      });
      const post = (forwardedFor: string) =>
        fetch(`http://127.0.0.1:${port}/`, {
          method: "POST",
          body,
          headers: { ...headers, "x-forwarded-for": forwardedFor },
        });
      const { status } = await vi.waitFor(() => post("51.145.122.17"), { timeout: 30_000 });
      expect(status).toBe(200);
      expect((await post("192.0.2.1")).status).toBe(403);
    },
  },
};
