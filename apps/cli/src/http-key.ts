import {
  type Certificate,
  importVerifier,
  parseCertificates,
  thumbprint,
  type Verifier,
} from "@countersign/crypto-core";
import type { Arguments, OptionSpec } from "./command.js";
import { about } from "./errors.js";
import type { Io } from "./io.js";

export const certOption: OptionSpec = {
  value: "FILE",
  summary: "the signer's certificate, or several to choose from by keyId; or a public key",
  isRequired: true,
};

/** The keys of the file that --cert names. */
export interface KnownKeys {
  /** The key for a keyId: a thumbprint has to be that of a certificate, any other name stands for the first key. */
  find(keyId: string): KnownKey | undefined;
  readonly first: KnownKey;
}

export interface KnownKey {
  readonly verifier: Verifier;
  /** Absent where the file has a public key only. */
  readonly certificate?: Certificate;
}

/** @throws CountersignError where the file has neither certificate nor public key. */
export async function readKnownKeys(args: Arguments, io: Io): Promise<KnownKeys> {
  const file = args.text("cert");
  const bytes = await io.read(file);
  return await about(file, async () => {
    // A file without a certificate may hold a public key: what is wrong with any other, importing it says best.
    const certificates = tryParse(bytes);
    const [certificate, ...others] = certificates;
    if (!certificate) {
      const first = { verifier: await importVerifier(bytes) };
      return { first, find: () => first };
    }
    const toKey = async (each: Certificate): Promise<KnownKey> => ({
      certificate: each,
      verifier: await importVerifier(each.der),
    });
    const first = await toKey(certificate);
    const keys = [first, ...(await Promise.all(others.map(toKey)))];
    const named = new Map(certificates.map((each, index) => [thumbprint(each, "SHA-1"), keys[index]]));
    return {
      first,
      find: (keyId) => named.get(keyId.toUpperCase()) ?? (isThumbprint(keyId) ? undefined : first),
    };
  });
}

function tryParse(bytes: Uint8Array): Certificate[] {
  try {
    return parseCertificates(bytes);
  } catch {
    return [];
  }
}

/** SHA-1 or SHA-256 in hex: so long a name is not chosen for anything else. */
function isThumbprint(keyId: string): boolean {
  return /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/i.test(keyId);
}
