import { describe, expect, it } from "vitest";
import { createPool } from "../../../src/engine/pool.js";
import { expectCode } from "../../support/expect-error.js";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("createPool", () => {
  it("lends each item to one at a time, to whom asked first", async () => {
    const pool = createPool(["a", "b"]);
    const busy = new Set<string>();
    const order: number[] = [];
    const jobs = Array.from({ length: 20 }, (_, index) =>
      pool.use(async (item) => {
        expect(busy).not.toContain(item);
        busy.add(item);
        order.push(index);
        await soon();
        busy.delete(item);
        return index;
      }),
    );
    expect(await Promise.all(jobs)).toEqual(order);
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it("takes an item back from an action that fails", async () => {
    const pool = createPool(["a"]);
    const failure = new Error("no");
    await expect(pool.use(() => Promise.reject(failure))).rejects.toBe(failure);
    await expect(pool.use(async (item) => item)).resolves.toBe("a");
  });

  it("forgets who gave up waiting, and only them", async () => {
    const pool = createPool(["a"]);
    const abort = new AbortController();
    const first = pool.use(soon, abort.signal);
    const second = pool.use(soon, abort.signal);
    const third = pool.use(async (item) => item);
    abort.abort(new Error("stop"));
    await expect(second).rejects.toThrow("stop");
    await expect(first).resolves.toBeUndefined();
    await expect(third).resolves.toBe("a");
    await expect(pool.use(soon, abort.signal)).rejects.toThrow("stop");
  });

  it("closes once everybody is done, and lets nobody in", async () => {
    const pool = createPool(["a"]);
    let done = 0;
    const jobs = [1, 2, 3].map(() =>
      pool.use(async () => {
        await soon();
        done += 1;
      }),
    );
    const closing = pool.close();
    await expectCode("ERR_SIGNER_CLOSED", /open it again/, () => pool.use(soon));
    await closing;
    expect(done).toBe(3);
    await Promise.all(jobs);
    await pool.close();
  });
});
