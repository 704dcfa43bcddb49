import { describe, expect, it } from "vitest";
import { groupCommit } from "../../../src/inbox/group-commit.js";

interface Item {
  readonly name: string;
  readonly body: Uint8Array;
}

/** A store that commits when it is told to. */
function manualStore() {
  const batches: string[][] = [];
  const finish: ((error?: Error) => void)[] = [];
  const store = (items: readonly Item[]) =>
    new Promise<string[]>((resolve, reject) => {
      batches.push(items.map(({ name }) => name));
      finish.push((error) => (error ? reject(error) : resolve(items.map(({ name }) => `stored ${name}`))));
    });
  return { batches, finish, store };
}

const item = (name: string, bytes = 1): Item => ({ name, body: new Uint8Array(bytes) });
const turn = () => new Promise(setImmediate);

describe("a group commit", () => {
  it("has what arrives while a commit runs share the next one", async () => {
    const { batches, finish, store } = manualStore();
    const { add } = groupCommit<Item, string>(store);
    const first = add(item("a"));
    await turn();
    const others = ["b", "c", "d"].map((name) => add(item(name)));
    await turn();
    expect(batches).toEqual([["a"]]);
    finish[0]?.();
    await expect(first).resolves.toBe("stored a");
    await turn();
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
    finish[1]?.();
    await expect(Promise.all(others)).resolves.toEqual(["stored b", "stored c", "stored d"]);
  });

  it("has what arrives in the same turn share the first one", async () => {
    const { batches, store } = manualStore();
    const { add } = groupCommit<Item, string>(store);
    void add(item("a"));
    void add(item("b"));
    await turn();
    expect(batches).toEqual([["a", "b"]]);
  });

  it("resolves nothing before the commit, and fails all of a commit that fails, and no others", async () => {
    const { finish, store } = manualStore();
    const { add } = groupCommit<Item, string>(store);
    const settled: string[] = [];
    const failed = ["a", "b"].map((name) => add(item(name)).finally(() => settled.push(name)));
    await turn();
    expect(settled).toEqual([]);
    const next = add(item("c"));
    finish[0]?.(new Error("disk full"));
    for (const each of failed) await expect(each).rejects.toThrow("disk full");
    await turn();
    finish[1]?.();
    await expect(next).resolves.toBe("stored c");
  });

  it("begins anew after it had nothing to do", async () => {
    const { batches, finish, store } = manualStore();
    const { add, idle } = groupCommit<Item, string>(store);
    for (const name of ["a", "b"]) {
      const stored = add(item(name));
      await turn();
      finish.at(-1)?.();
      await stored;
      await idle();
    }
    expect(batches).toEqual([["a"], ["b"]]);
  });

  it("stores nothing that is no longer waited for", async () => {
    const { batches, finish, store } = manualStore();
    const { add } = groupCommit<Item, string>(store);
    void add(item("a"));
    await turn();
    const giveUp = new AbortController();
    const abandoned = add(item("b"), giveUp.signal);
    void add(item("c"));
    giveUp.abort(new Error("too late"));
    await expect(abandoned).rejects.toThrow("too late");
    finish[0]?.();
    await turn();
    expect(batches).toEqual([["a"], ["c"]]);
  });

  it("commits no more at once than it may, but at least one", async () => {
    const { batches, finish, store } = manualStore();
    const { add } = groupCommit<Item, string>(store, { items: 3, bytes: 10 });
    for (const [name, bytes] of [
      ["a", 4],
      ["b", 4],
      ["c", 4],
      ["d", 99],
      ["e", 1],
      ["f", 1],
      ["g", 1],
      ["h", 1],
    ] as const) {
      void add(item(name, bytes));
    }
    for (let index = 0; index < 5; index += 1) {
      await turn();
      finish[index]?.();
    }
    await turn();
    expect(batches).toEqual([["a", "b"], ["c"], ["d"], ["e", "f", "g"], ["h"]]);
  });
});
