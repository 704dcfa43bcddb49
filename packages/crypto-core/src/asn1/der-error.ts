/** Bytes that are not DER, or not the structure that was looked for. Callers turn it into an error of their own. */
export class DerError extends Error {}

/** Certificates nest about 10 deep, PKCS#12 files about 15; the call stack ends far beyond. */
export const maxDepth = 32;
