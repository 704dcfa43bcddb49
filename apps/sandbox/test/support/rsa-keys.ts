import { webcrypto } from "node:crypto";

type Arguments = Parameters<typeof webcrypto.subtle.generateKey>;
type Result = ReturnType<typeof webcrypto.subtle.generateKey>;

/**
 * Every sandbox makes RSA keys when it starts, which takes longer than most tests. Here sixteen are made, and come
 * around again: two of one sandbox are never the same.
 */
const { subtle } = webcrypto;
const generateKey: (...args: Arguments) => Result = subtle.generateKey.bind(subtle);
const made: Result[] = [];
let turn = 0;

subtle.generateKey = ((...args: Arguments): Result => {
  const [algorithm] = args;
  if (typeof algorithm === "string" || algorithm.name !== "RSASSA-PKCS1-v1_5") return generateKey(...args);
  const place = turn++ % 16;
  made[place] ??= generateKey(...args);
  return made[place];
}) as typeof subtle.generateKey;
