import { Refusal } from "../wire/refusal.js";
import { receiverUrlProblem } from "../wire/webhook-url.js";
import * as rules from "../worldline/payment-rules.js";
import { paymentStatuses } from "../worldline/payments.js";
import { serviceErrors } from "../worldline/service-errors.js";
import type { Merchant, Subscription } from "../worldline/state.js";
import { clientId } from "../worldline/subscriptions.js";
import type { Worldline } from "../worldline/worldline.js";
import { CertificatePolicyError } from "./certificate-policy-error.js";
import { badRequest, conflict, notFound } from "./errors.js";
import type {
  UploadedCertificateSummary,
  WorldlinePortal,
  WorldlineSubscription,
} from "./worldline-portal.js";

export function createWorldlinePortal(worldline: Worldline): WorldlinePortal {
  const { faults, keys, notifications, payments, subscriptions } = worldline;
  const requireSubscription = (id: string): Subscription => {
    const found = subscriptions.byId(id);
    if (found === undefined) throw notFound(`subscription ${id}`);
    return found;
  };
  const requireMerchant = (id: string): Merchant => {
    const found = subscriptions.merchant(id);
    if (found === undefined) throw notFound(`merchant ${id}: it comes with its first subscription`);
    return found;
  };
  const upload = (owner: Merchant | Subscription, pem: string): UploadedCertificateSummary => {
    const { thumbprint, notAfter, violations } = subscriptions.uploadCertificate(owner, pem);
    if (violations.length > 0) throw new CertificatePolicyError(violations);
    return { thumbprint, notAfter };
  };
  return {
    createSubscription(settings) {
      const taken = subscriptions.findOverlap(settings);
      if (taken !== undefined) {
        throw conflict(`The party has ${taken.services.join(" ")} in the subscription ${taken.id}.`);
      }
      return describe(subscriptions.create(settings));
    },
    subscriptions: () => subscriptions.list().map(describe),
    changeSubscription(id, changes) {
      const subscription = requireSubscription(id);
      if (changes.amountLimit !== undefined && !/^\d{1,13}\.\d{1,5}$/.test(changes.amountLimit)) {
        throw badRequest('An amount limit is text like "1000.00".');
      }
      if (changes.returnUrl !== undefined && !URL.canParse(changes.returnUrl)) {
        throw badRequest("A return URL is absolute.");
      }
      subscriptions.change(subscription, changes);
      return describe(subscription);
    },
    uploadCertificate: (id, pem) => upload(requireSubscription(id), pem),
    uploadMerchantCertificate: (id, pem) => upload(requireMerchant(id), pem),
    generateSecret(merchantId) {
      const merchant = requireMerchant(merchantId);
      return { clientId: merchant.id, secret: subscriptions.generateSecret(merchant) };
    },
    setNotifications(id, settings) {
      const subscription = requireSubscription(id);
      const { authentication, debtorTokenUrl } = settings;
      if ("tokenUrl" in authentication) requireReceiver("tokenUrl", authentication.tokenUrl);
      if (debtorTokenUrl !== undefined) requireReceiver("debtorTokenUrl", debtorTokenUrl);
      subscriptions.setNotifications(subscription, settings);
    },
    certificate: () => keys.current.certificate,
    certificates: () => keys.list(),
    publishCertificate: () => keys.publish(),
    useCertificate(thumbprint) {
      const used = keys.use(thumbprint);
      if (used === undefined) throw notFound(`certificate ${thumbprint} of the service`);
      return used;
    },
    payments: () => payments.list().map((each) => ({ ...each })),
    setPaymentStatus(id, status) {
      const payment = payments.list().find((each) => each.id === id);
      if (payment === undefined) throw notFound(`payment ${id}`);
      if (!paymentStatuses.includes(status)) {
        throw badRequest(`A status is one of: ${paymentStatuses.join(", ")}.`);
      }
      payments.setStatus(payment, status);
      return { ...payment };
    },
    async notifications(signal = AbortSignal.abort()) {
      return snapshots(await notifications.deliveries.settled(signal));
    },
    notificationMode: () => notifications.mode,
    setNotificationMode(mode) {
      notifications.mode = mode;
    },
    releaseNotifications: async () => snapshots(await notifications.release()),
    faults: {
      add(settings) {
        const { code } = settings;
        if (code !== undefined && !Object.hasOwn(serviceErrors, code)) {
          throw badRequest(`The service has no error code ${code}.`);
        }
        return faults.add(settings);
      },
      list: () => faults.list(),
      clear: () => faults.clear(),
    },
  };
}

function describe(subscription: Subscription): WorldlineSubscription {
  const { certificates: _certificates, notifications: _notifications, ...shown } = subscription;
  return { ...shown, clientId: clientId(subscription) };
}

function requireReceiver(name: string, url: string): void {
  const problem = receiverUrlProblem(url);
  if (problem !== undefined) throw new Refusal(rules.notificationUrl, `The member "${name}" ${problem}.`);
}

/** The entries go on changing; what was given out does not. */
function snapshots<T extends object>(entries: readonly T[]): T[] {
  return entries.map((each) => ({ ...each }));
}
