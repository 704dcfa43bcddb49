import type { WorldlineFault, WorldlineFaultSettings } from "../worldline/faults.js";
import type { NotificationDelivery, NotificationMode } from "../worldline/notifications.js";
import type { ServiceCertificate } from "../worldline/service-keys.js";
import type { NotificationSettings, Payment, Service } from "../worldline/state.js";
import type { SubscriptionSettings } from "../worldline/subscriptions.js";

/** A subscription as the back office shows it. */
export interface WorldlineSubscription {
  readonly id: string;
  readonly merchantId: string;
  readonly initiatingPartyId: string;
  readonly subId?: string;
  readonly client: string;
  readonly tenant: string;
  readonly services: readonly Service[];
  /** The version 2 client id. */
  readonly clientId: string;
  readonly isActive: boolean;
  readonly hasRefunds: boolean;
  readonly amountLimit?: string;
  readonly returnUrl?: string;
}

/** What can be changed of a subscription. */
export interface SubscriptionChanges {
  readonly isActive?: boolean;
  readonly hasRefunds?: boolean;
  /** The most that one payment may be, such as `"1000.00"`. */
  readonly amountLimit?: string;
  /** Where payers go back to when a payment does not say. */
  readonly returnUrl?: string;
}

/**
 * What a merchant does in the back office of the Open Banking Service, and beside it what only a sandbox can do:
 * decide for the payer, hold notifications back, and have requests fail.
 */
export interface WorldlinePortal {
  /** @throws ControlError where the party has one of the services already */
  createSubscription(settings: SubscriptionSettings): WorldlineSubscription;

  subscriptions(): readonly WorldlineSubscription[];

  changeSubscription(subscriptionId: string, changes: SubscriptionChanges): WorldlineSubscription;

  /**
   * Uploads a certificate under a subscription: for version 1 tokens and for messages.
   *
   * @throws CertificatePolicyError with every rule that the certificate breaks
   */
  uploadCertificate(subscriptionId: string, pem: string): UploadedCertificateSummary;

  /**
   * Uploads a certificate under a merchant: for version 2 tokens and for messages sent with them.
   *
   * @throws CertificatePolicyError with every rule that the certificate breaks
   */
  uploadMerchantCertificate(merchantId: string, pem: string): UploadedCertificateSummary;

  /** Generates a merchant's secret, which is shown this once; the one before stops working. */
  generateSecret(merchantId: string): { readonly clientId: string; readonly secret: string };

  /** Says how notifications of a subscription are authorized. Before that, none is sent. */
  setNotifications(subscriptionId: string, settings: NotificationSettings): void;

  /** PEM of the certificate that answers and notifications are signed with now. */
  certificate(): string;

  /** Every certificate of the service's that is offered for download, the oldest first. */
  certificates(): readonly ServiceCertificate[];

  /** Publishes another certificate, which signs nothing yet. */
  publishCertificate(): Promise<ServiceCertificate>;

  /** Signs with a published certificate from now on. @throws ControlError where there is none of that thumbprint */
  useCertificate(thumbprint: string): ServiceCertificate;

  payments(): readonly Readonly<Payment>[];

  /** Moves a payment to any status, and notifies. */
  setPaymentStatus(paymentId: string, status: string): Readonly<Payment>;

  /** The last 1,000. With a signal: as soon as there is one and none is under way, or when the signal is aborted. */
  notifications(signal?: AbortSignal): Promise<readonly Readonly<NotificationDelivery>[]>;

  notificationMode(): NotificationMode;

  /** Has notifications sent (as at the start), held back until they are released, or lost. */
  setNotificationMode(mode: NotificationMode): void;

  /** Sends what was held back, each when the one before it was answered. */
  releaseNotifications(): Promise<readonly Readonly<NotificationDelivery>[]>;

  /** The faults to come in requests. */
  readonly faults: {
    add(settings: WorldlineFaultSettings): WorldlineFault;
    list(): readonly WorldlineFault[];
    clear(): void;
  };
}

/** A certificate that was taken. */
export interface UploadedCertificateSummary {
  /** SHA-1, upper-case hex: the keyId. */
  readonly thumbprint: string;
  readonly notAfter: string;
}
