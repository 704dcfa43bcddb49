import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../src/listen.js";

const place = { host: "127.0.0.1", port: 0, onError() {} };

describe("listen", () => {
  it("says where, and hears of trouble that comes later", async () => {
    const server = createServer();
    const troubles: unknown[] = [];
    const listener = await listen(server, { ...place, onError: (error) => troubles.push(error) });
    onTestFinished(() => listener.close());
    expect(listener.port).toBeGreaterThan(0);
    expect(listener.address).toBe(`127.0.0.1:${listener.port}`);
    const trouble = new Error("accept EMFILE");
    server.emit("error", trouble);
    server.emit("error", trouble);
    expect(troubles).toEqual([trouble, trouble]);
  });

  it("rejects where the port is taken", async () => {
    const first = await listen(createServer(), place);
    onTestFinished(() => first.close());
    await expect(listen(createServer(), { ...place, port: first.port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("finishes what is under way when it closes, and breaks it off when that takes too long", async () => {
    for (const isAnswered of [true, false]) {
      let answer = () => {};
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const server = createServer((_request, response) => {
        answer();
        if (isAnswered) setTimeout(() => response.end("done"), 20);
      });
      const { port, close } = await listen(server, { ...place, graceMs: isAnswered ? 60_000 : 20 });
      const result = fetch(`http://127.0.0.1:${port}/`).then(
        async (response) => [response.headers.get("connection"), await response.text()],
        () => "broken off",
      );
      await asked;
      await close();
      expect(await result).toEqual(isAnswered ? ["close", "done"] : "broken off");
    }
  });
});
