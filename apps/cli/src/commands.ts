import type { Branch, Command } from "./command.js";
import { bodyExplain } from "./commands/body-explain.js";
import { bodySign } from "./commands/body-sign.js";
import { bodyVerify } from "./commands/body-verify.js";
import { certNeedsRenewal } from "./commands/cert-needs-renewal.js";
import { certSelfSigned } from "./commands/cert-self-signed.js";
import { certShow } from "./commands/cert-show.js";
import { clearbankDoctor } from "./commands/clearbank-doctor.js";
import { clearbankProfileCheck } from "./commands/clearbank-profile-check.js";
import { clearbankProfileNew } from "./commands/clearbank-profile-new.js";
import { clearbankProfileRotate } from "./commands/clearbank-profile-rotate.js";
import { clearbankProfileToken } from "./commands/clearbank-profile-token.js";
import { clearbankWebhookListen } from "./commands/clearbank-webhook-listen.js";
import { clearbankWebhookSend } from "./commands/clearbank-webhook-send.js";
import { clearstreamCaCompare } from "./commands/clearstream-ca-compare.js";
import { clearstreamCaFetch } from "./commands/clearstream-ca-fetch.js";
import { clearstreamCall } from "./commands/clearstream-call.js";
import { clearstreamCredentialsAlertRule } from "./commands/clearstream-credentials-alert-rule.js";
import { clearstreamCredentialsCalendar } from "./commands/clearstream-credentials-calendar.js";
import { clearstreamCredentialsCheck } from "./commands/clearstream-credentials-check.js";
import { clearstreamCredentialsNew } from "./commands/clearstream-credentials-new.js";
import { clearstreamCredentialsRehearse } from "./commands/clearstream-credentials-rehearse.js";
import { clearstreamDoctor } from "./commands/clearstream-doctor.js";
import { clearstreamMt599Link } from "./commands/clearstream-mt599-link.js";
import { clearstreamMt599Onboarding } from "./commands/clearstream-mt599-onboarding.js";
import { clearstreamMt599Validate } from "./commands/clearstream-mt599-validate.js";
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
import { worldlineDoctor } from "./commands/worldline-doctor.js";
import { worldlineNotificationListen } from "./commands/worldline-notification-listen.js";
import { worldlineNotificationSend } from "./commands/worldline-notification-send.js";
import { worldlineIssuing } from "./worldline-issuing/branch.js";

/** Every command that is in no branch, in the order of the help. */
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
  clearbankProfileNew,
  clearbankProfileToken,
  clearbankProfileCheck,
  clearbankProfileRotate,
  clearbankDoctor,
  clearbankWebhookSend,
  clearbankWebhookListen,
  clearstreamCredentialsNew,
  clearstreamCredentialsCheck,
  clearstreamCredentialsRehearse,
  clearstreamCredentialsCalendar,
  clearstreamCredentialsAlertRule,
  clearstreamCaFetch,
  clearstreamCaCompare,
  clearstreamCall,
  clearstreamDoctor,
  clearstreamMt599Onboarding,
  clearstreamMt599Link,
  clearstreamMt599Validate,
  worldlineDoctor,
  worldlineNotificationSend,
  worldlineNotificationListen,
];

/** They come last in the help. */
export const branches: readonly Branch[] = [worldlineIssuing];
