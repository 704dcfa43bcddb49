import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../src/listen.js";

describe("listen", () => {
  it("says where, and hears of trouble that comes later", async () => {
    const server = createServer();
    const troubles: unknown[] = [];
    const listener = await listen(server, "127.0.0.1", 0, (error) => troubles.push(error));
    onTestFinished(() => listener.close());
    expect(listener.address).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
    const trouble = new Error("accept EMFILE");
    server.emit("error", trouble);
    server.emit("error", trouble);
    expect(troubles).toEqual([trouble, trouble]);
  });

  it("rejects where the port is taken", async () => {
    const first = await listen(createServer(), "127.0.0.1", 0, () => {});
    onTestFinished(() => first.close());
    const port = Number(first.address.split(":").at(-1));
    await expect(listen(createServer(), "127.0.0.1", port, () => {})).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });
});
