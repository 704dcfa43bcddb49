import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildProgram, type Program } from "../support/build-program.js";
import { makeCertificate, type TestCertificate } from "../support/certificates.js";
import { describeWithRedis, openRedis, randomNamespace } from "../support/redis.js";
import { serve } from "../support/server.js";
import { TokenProcess } from "../support/token-processes.js";

const lifetimeSeconds = 300;
const stepSeconds = 10;

let program: Program;
let server: TestCertificate;
beforeAll(async () => {
  [program, server] = await Promise.all([
    buildProgram(new URL("../support/token-process.ts", import.meta.url)),
    makeCertificate("token endpoint"),
  ]);
});
afterAll(() => program.remove());

describeWithRedis("processes that share tokens by a Redis", (redisUrl) => {
  /** Lets an hour pass, in steps, in which all processes ask for a token at once; every one must be good. */
  async function simulateHour(processCount: number) {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const endsAt = new Map<string, number>();
    const endpoint = await serve({ key: server.key, cert: server.certificate }, (_request, response) => {
      const token = randomUUID();
      endsAt.set(token, now + lifetimeSeconds * 1000);
      response.end(
        JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: lifetimeSeconds }),
      );
    });
    const namespace = randomNamespace();
    const { raw } = openRedis(redisUrl(), namespace);
    const settings = {
      tokenUrl: endpoint.href,
      ca: server.certificate,
      redisUrl: redisUrl(),
      namespace,
      encryptionKey: randomBytes(32).toString("base64"),
    };
    const processes = await Promise.all(
      Array.from({ length: processCount }, () => TokenProcess.start(program.file, settings)),
    );
    const used = processes.map(() => new Set<string>());
    for (let seconds = 0; seconds < 3600; seconds += stepSeconds) {
      const answers = await Promise.all(processes.map((each) => each.step({ now, callers: 5 })));
      for (const token of answers.flat()) expect(endsAt.get(token) ?? 0).toBeGreaterThan(now);
      for (const [index, tokens] of answers.entries()) for (const token of tokens) used[index]?.add(token);
      now += stepSeconds * 1000;
    }
    const left = await raw();
    return { requests: endsAt.size, issued: [...endsAt.keys()], used, left, processes };
  }

  it("ask together no more than once more than one alone does, in an hour of calls", async () => {
    const alone = await simulateHour(1);
    const together = await simulateHour(2);
    expect(alone.requests).toBe(15);
    expect(together.requests).toBeLessThanOrEqual(alone.requests + 1);
    // Both use what the other one asked for.
    expect(together.used.map(({ size }) => size >= 15)).toEqual([true, true]);
    for (const token of together.issued) expect(JSON.stringify(together.left)).not.toContain(token);
    for (const each of [...alone.processes, ...together.processes]) expect(await each.end()).toBe(0);
  });
});
