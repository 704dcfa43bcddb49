import type { Command } from "./command.js";
import { bodyExplain } from "./commands/body-explain.js";
import { bodySign } from "./commands/body-sign.js";
import { bodyVerify } from "./commands/body-verify.js";
import { certNeedsRenewal } from "./commands/cert-needs-renewal.js";
import { certSelfSigned } from "./commands/cert-self-signed.js";
import { certShow } from "./commands/cert-show.js";
import { csr } from "./commands/csr.js";
import { digest } from "./commands/digest.js";
import { httpExplain } from "./commands/http-explain.js";
import { httpSign } from "./commands/http-sign.js";
import { httpVerify } from "./commands/http-verify.js";
import { keyGenerate } from "./commands/key-generate.js";
import { p12Pack } from "./commands/p12-pack.js";
import { p12Truststore } from "./commands/p12-truststore.js";
import { p12Unpack } from "./commands/p12-unpack.js";
import { tlsProbe } from "./commands/tls-probe.js";
import { tokenDecode } from "./commands/token-decode.js";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  keyGenerate,
  csr,
  certSelfSigned,
  certShow,
  certNeedsRenewal,
  p12Pack,
  p12Unpack,
  p12Truststore,
  digest,
  bodySign,
  bodyVerify,
  bodyExplain,
  httpSign,
  httpVerify,
  httpExplain,
  tlsProbe,
  tokenDecode,
];
