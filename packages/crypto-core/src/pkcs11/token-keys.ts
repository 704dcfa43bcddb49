import type { KeyObject } from "node:crypto";
import type { Handle, Template } from "pkcs11js";
import { KeyError, SignerError } from "../errors.js";
import { rsaPublicKey } from "../keys/rsa-public-key.js";
import { explained, explainFailure } from "./errors.js";
import type { Pkcs11Module } from "./module.js";

/** Which key of a token. */
export interface Pkcs11KeyName {
  /** CKA_LABEL; PKCS#11 URIs call it `object`. */
  readonly keyLabel: string;
  /** CKA_ID in hex, where several keys have the label, as after a rotation. */
  readonly keyId?: string;
}

/** @throws {@link SignerError} where no private key, or more than one, has this name. */
export function findPrivateKey(module: Pkcs11Module, session: Handle, name: Pkcs11KeyName): Handle {
  const found = privateKeys(module, session, name);
  const [handle] = found;
  if (handle === undefined) {
    throw new SignerError(
      "ERR_SIGNER_KEY_MISSING",
      `The token has no private key ${describe(name)}. ${labels(module, session)}`,
    );
  }
  if (found.length > 1) {
    throw new SignerError(
      "ERR_SIGNER_KEY_AMBIGUOUS",
      `The token has ${found.length} private keys ${describe(name)}: say which by keyId, one of ${ids(module, session, found)}.`,
    );
  }
  return handle;
}

/** The public half of a private key, which every RSA key of a token carries. */
export function readPublicHalf(module: Pkcs11Module, session: Handle, key: Handle): KeyObject {
  const { CKA_KEY_TYPE, CKA_MODULUS, CKA_PUBLIC_EXPONENT, CKK_RSA } = module.binding;
  const read = (...types: number[]) => readAttributes(module, session, key, types);
  const [type] = read(CKA_KEY_TYPE);
  // A CK_ULONG of this machine, which every machine that Node runs on has with the lowest byte first.
  if (type?.[0] !== CKK_RSA) {
    throw new KeyError(
      "ERR_KEY_TYPE",
      "An RSA key is needed; the token's key of this name is of another type.",
    );
  }
  const [modulus, exponent] = read(CKA_MODULUS, CKA_PUBLIC_EXPONENT);
  return rsaPublicKey(modulus ?? Buffer.alloc(0), exponent ?? Buffer.alloc(0));
}

/**
 * Generates an RSA key pair that stays in the token, and gives its private half. The token makes up the CKA_ID
 * where the name has none.
 *
 * @throws {@link SignerError} with `ERR_SIGNER_KEY_EXISTS` where a private key has the name already.
 */
export async function generateInToken(
  module: Pkcs11Module,
  session: Handle,
  name: Pkcs11KeyName,
  modulusLength: number,
): Promise<Handle> {
  const { binding, library } = module;
  if (privateKeys(module, session, name).length > 0) {
    throw new SignerError(
      "ERR_SIGNER_KEY_EXISTS",
      `The token has a private key ${describe(name)} already: take another name, or delete that key first.`,
    );
  }
  const id =
    idBytes(name) ?? explained("Drawing an id", () => library.C_GenerateRandom(session, Buffer.alloc(16)));
  const common: Template = [
    { type: binding.CKA_TOKEN, value: true },
    { type: binding.CKA_LABEL, value: name.keyLabel },
    { type: binding.CKA_ID, value: id },
  ];
  const publicHalf: Template = [
    ...common,
    { type: binding.CKA_VERIFY, value: true },
    { type: binding.CKA_MODULUS_BITS, value: modulusLength },
    { type: binding.CKA_PUBLIC_EXPONENT, value: Buffer.of(1, 0, 1) },
  ];
  const privateHalf: Template = [
    ...common,
    { type: binding.CKA_PRIVATE, value: true },
    { type: binding.CKA_SENSITIVE, value: true },
    { type: binding.CKA_EXTRACTABLE, value: false },
    { type: binding.CKA_SIGN, value: true },
    { type: binding.CKA_DECRYPT, value: false },
    { type: binding.CKA_UNWRAP, value: false },
  ];
  try {
    const mechanism = { mechanism: binding.CKM_RSA_PKCS_KEY_PAIR_GEN };
    return (await library.C_GenerateKeyPairAsync(session, mechanism, publicHalf, privateHalf)).privateKey;
  } catch (error) {
    throw explainFailure("Generating a key pair", error);
  }
}

function privateKeys(module: Pkcs11Module, session: Handle, name?: Pkcs11KeyName): Handle[] {
  const { binding, library } = module;
  const id = name && idBytes(name);
  const wanted: Template = [
    { type: binding.CKA_CLASS, value: binding.CKO_PRIVATE_KEY },
    ...(name ? [{ type: binding.CKA_LABEL, value: name.keyLabel }] : []),
    ...(id ? [{ type: binding.CKA_ID, value: id }] : []),
  ];
  return explained("Looking for the key", () => {
    library.C_FindObjectsInit(session, wanted);
    try {
      return library.C_FindObjects(session, 100);
    } finally {
      library.C_FindObjectsFinal(session);
    }
  });
}

function readAttributes(
  { library }: Pkcs11Module,
  session: Handle,
  key: Handle,
  types: readonly number[],
): Buffer[] {
  const wanted = types.map((type) => ({ type }));
  return explained("Reading the key's attributes", () =>
    library.C_GetAttributeValue(session, key, wanted).map(({ value }) => value as Buffer),
  );
}

/** @throws TypeError where the id is not hex. */
function idBytes({ keyId }: Pkcs11KeyName): Buffer | undefined {
  if (keyId !== undefined && !/^(?:[\da-f]{2})+$/i.test(keyId)) throw new TypeError("keyId must be hex");
  return keyId === undefined ? undefined : Buffer.from(keyId, "hex");
}

function describe({ keyLabel, keyId }: Pkcs11KeyName): string {
  return `labelled "${keyLabel}"${keyId === undefined ? "" : ` with the id ${keyId}`}`;
}

function labels(module: Pkcs11Module, session: Handle): string {
  const all = privateKeys(module, session).map(
    (key) => `"${readAttributes(module, session, key, [module.binding.CKA_LABEL])[0]}"`,
  );
  return all.length === 0 ? "It has none at all: generate one." : `It has: ${all.join(", ")}.`;
}

function ids(module: Pkcs11Module, session: Handle, keys: readonly Handle[]): string {
  const id = (key: Handle) =>
    readAttributes(module, session, key, [module.binding.CKA_ID])[0]?.toString("hex");
  return keys.map(id).join(", ");
}
