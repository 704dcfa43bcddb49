import type {
  ConfirmationRequest,
  PaymentAuthorisationRequest,
  PaymentAuthorisationResponse,
  PaymentAuthorisationUpdateRequest,
  PaymentCancellationResponse,
  PaymentConfirmationResponse,
  PaymentIdentificationRequest,
  PaymentIdentificationResponse,
} from "./objects/authorisation.js";
import type { PaymentInitiationRequest } from "./objects/initiation.js";
import type {
  BulkPaymentInitiationRequest,
  PeriodicPaymentInitiationRequest,
  ScheduledPaymentInitiationRequest,
} from "./objects/other-initiations.js";
import type {
  RefundAuthorisationResponse,
  RefundConfirmationResponse,
  RefundIdentificationResponse,
  RefundInitiationRequest,
  RefundInitiationResponse,
  RefundStatusResponse,
} from "./objects/refund.js";
import type { PaymentDetailedInformation, PaymentInitiationResponse, PsuBankPreferences } from "./payment.js";

/** Where the payment API begins, below the acquirer's host. */
export const paymentApiPath = "/xs2a/routingservice/services/ob/pis/v3";

/**
 * Every operation of the payment API, by its name in the interface file: method, and path below the API's own. The file
 * has `/preferences/{Psuid}/` with a slash at the end, which is neither called nor signed.
 *
 * @see Worldline, open-banking-pis 3.6.0
 */
// biome-ignore format: a table, one row to a line
export const worldlineOperations = {
  paymentInitiate: ["POST", "/payments"],
  paymentStatus: ["GET", "/payments/{paymentId}/status"],
  paymentConfirmation: ["POST", "/payments/{paymentId}/confirmation"],
  paymentIdentification: ["POST", "/payments/{paymentId}/identification"],
  paymentAuthorisation: ["POST", "/payments/{paymentId}/authorisations"],
  paymentAuthorisationUpdate: ["PUT", "/payments/{paymentId}/authorisations/{authorisationId}"],
  paymentCancellation: ["DELETE", "/payments/{paymentId}"],
  paymentCancellationIdentification: ["POST", "/payments/{paymentId}/cancellation-identification"],
  paymentCancellationAuthorisation: ["POST", "/payments/{paymentId}/cancellation-authorisations"],
  paymentCancellationAuthorisationUpdate: ["PUT", "/payments/{paymentId}/cancellation-authorisations/{authorisationId}"],
  periodicPaymentInitiate: ["POST", "/periodic-payments"],
  periodicPaymentStatus: ["GET", "/periodic-payments/{paymentId}/status"],
  periodicPaymentConfirmation: ["POST", "/periodic-payments/{paymentId}/confirmation"],
  PeriodicPaymentIdentification: ["POST", "/periodic-payments/{paymentId}/identification"],
  periodicPaymentAuthorisation: ["POST", "/periodic-payments/{paymentId}/authorisations"],
  periodicPaymentAuthorisationUpdate: ["PUT", "/periodic-payments/{paymentId}/authorisations/{authorisationId}"],
  periodicPaymentCancellation: ["DELETE", "/periodic-payments/{paymentId}"],
  periodicPaymentCancellationIdentification: ["POST", "/periodic-payments/{paymentId}/cancellation-identification"],
  periodicPaymentCancellationAuthorisation: ["POST", "/periodic-payments/{paymentId}/cancellation-authorisations"],
  periodicPaymentCancellationAuthorisationUpdate: ["PUT", "/periodic-payments/{paymentId}/cancellation-authorisations/{authorisationId}"],
  scheduledPaymentInitiate: ["POST", "/scheduled-payments"],
  scheduledPaymentStatus: ["GET", "/scheduled-payments/{paymentId}/status"],
  scheduledPaymentConfirmation: ["POST", "/scheduled-payments/{paymentId}/confirmation"],
  scheduledPaymentIdentification: ["POST", "/scheduled-payments/{paymentId}/identification"],
  scheduledPaymentAuthorisation: ["POST", "/scheduled-payments/{paymentId}/authorisations"],
  scheduledPaymentAuthorisationUpdate: ["PUT", "/scheduled-payments/{paymentId}/authorisations/{authorisationId}"],
  scheduledPaymentCancellation: ["DELETE", "/scheduled-payments/{paymentId}"],
  scheduledPaymentCancellationIdentification: ["POST", "/scheduled-payments/{paymentId}/cancellation-identification"],
  scheduledPaymentCancellationAuthorisation: ["POST", "/scheduled-payments/{paymentId}/cancellation-authorisations"],
  scheduledPaymentCancellationAuthorisationUpdate: ["PUT", "/scheduled-payments/{paymentId}/cancellation-authorisations/{authorisationId}"],
  bulkPaymentInitiate: ["POST", "/bulk-payments"],
  bulkPaymentStatus: ["GET", "/bulk-payments/{paymentId}/status"],
  bulkPaymentConfirmation: ["POST", "/bulk-payments/{paymentId}/confirmation"],
  bulkPaymentIdentification: ["POST", "/bulk-payments/{paymentId}/identification"],
  bulkPaymentAuthorisation: ["POST", "/bulk-payments/{paymentId}/authorisations"],
  bulkPaymentAuthorisationUpdate: ["PUT", "/bulk-payments/{paymentId}/authorisations/{authorisationId}"],
  bulkPaymentCancellation: ["DELETE", "/bulk-payments/{paymentId}"],
  bulkPaymentCancellationIdentification: ["POST", "/bulk-payments/{paymentId}/cancellation-identification"],
  bulkPaymentCancellationAuthorisation: ["POST", "/bulk-payments/{paymentId}/cancellation-authorisations"],
  bulkPaymentCancellationAuthorisationUpdate: ["PUT", "/bulk-payments/{paymentId}/cancellation-authorisations/{authorisationId}"],
  refundInitiate: ["POST", "/refunds"],
  refundStatus: ["GET", "/refunds/{refundId}/status"],
  refundConfirmation: ["POST", "/refunds/{refundId}/confirmation"],
  refundIdentification: ["POST", "/refunds/{refundId}/identification"],
  refundAuthorisation: ["POST", "/refunds/{refundId}/authorisations"],
  refundAuthorisationUpdate: ["PUT", "/refunds/{refundId}/authorisations/{authorisationId}"],
  getAllPsuBanksWithAccounts: ["GET", "/preferences/{Psuid}"],
} as const;

/** The name of an operation in the interface file. */
export type WorldlineOperation = keyof typeof worldlineOperations;

/** What is signed where the acquirer asks for signatures, by the documentation. */
export const documentedSignedOperations: readonly WorldlineOperation[] = [
  "paymentInitiate",
  "paymentStatus",
  "getAllPsuBanksWithAccounts",
];

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The parameters of an operation's path. */
export type OperationParams<Name extends WorldlineOperation> = Readonly<
  Record<NamesIn<(typeof worldlineOperations)[Name][1]>, string>
>;

type Method<Name extends WorldlineOperation> = (typeof worldlineOperations)[Name][0];

/** The body that an operation takes; undefined where it takes none. */
export type OperationBody<Name extends WorldlineOperation> =
  Method<Name> extends "GET" | "DELETE"
    ? undefined
    : Name extends keyof Initiations
      ? Initiations[Name]
      : Method<Name> extends "PUT"
        ? PaymentAuthorisationUpdateRequest
        : Lowercase<Name> extends `${string}identification`
          ? PaymentIdentificationRequest
          : Lowercase<Name> extends `${string}confirmation`
            ? ConfirmationRequest
            : PaymentAuthorisationRequest;

interface Initiations {
  readonly paymentInitiate: PaymentInitiationRequest;
  readonly periodicPaymentInitiate: PeriodicPaymentInitiationRequest;
  readonly scheduledPaymentInitiate: ScheduledPaymentInitiationRequest;
  readonly bulkPaymentInitiate: BulkPaymentInitiationRequest;
  readonly refundInitiate: RefundInitiationRequest;
}

/** What an operation answers; undefined where the answer may be without body (204). */
export type OperationAnswer<Name extends WorldlineOperation> = Name extends "getAllPsuBanksWithAccounts"
  ? PsuBankPreferences
  : Name extends `refund${string}`
    ? RefundAnswer<Name>
    : Name extends `${string}Initiate`
      ? PaymentInitiationResponse
      : Name extends `${string}Status`
        ? PaymentDetailedInformation
        : Name extends `${string}Confirmation`
          ? PaymentConfirmationResponse
          : Name extends `${string}Identification`
            ? PaymentIdentificationResponse
            : Name extends `${string}Cancellation`
              ? PaymentCancellationResponse | undefined
              : PaymentAuthorisationResponse;

type RefundAnswer<Name extends string> = Name extends "refundInitiate"
  ? RefundInitiationResponse
  : Name extends "refundStatus"
    ? RefundStatusResponse
    : Name extends "refundConfirmation"
      ? RefundConfirmationResponse
      : Name extends "refundIdentification"
        ? RefundIdentificationResponse
        : RefundAuthorisationResponse;
