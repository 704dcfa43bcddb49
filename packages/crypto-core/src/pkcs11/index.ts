export { openPkcs11Signer, type Pkcs11Signer, type Pkcs11SignerOptions } from "./open-signer.js";
export { serializeEngine } from "./serialize-engine.js";
export {
  openPkcs11Token,
  type Pkcs11KeyPairOptions,
  type Pkcs11Token,
  type Pkcs11TokenOptions,
} from "./token.js";
export type { Pkcs11KeyName } from "./token-keys.js";
