/** An address of the service, or of a bank. */
export interface Link {
  /** 1 to 1024 characters. */
  readonly Href: string;
}

/** What may come next; `RedirectUrl` is where to send the payer. */
export interface InitiationResponseLinks {
  readonly PreAuthenticationForEmbedded?: Link;
  readonly RedirectUrl?: Link;
  readonly PostAuthorisationForExplicit?: Link;
  readonly PostIdentificationForDecoupled?: Link;
  readonly PostAuthorisationForEmbedded?: Link;
  readonly SelectAuthenticationMethod?: Link;
  readonly AuthorizeTransaction?: Link;
  readonly ConfirmationRequired?: Link;
  readonly GetPaymentStatus?: Link;
}

/** What may come next of a refund. */
export interface RefundAuthorisationApproachLinks {
  readonly PreAuthenticationForEmbedded?: Link;
  readonly RedirectUrl?: Link;
  readonly PostAuthorisationForExplicit?: Link;
  readonly PostIdentificationForDecoupled?: Link;
  readonly PostAuthorisationForEmbedded?: Link;
  readonly SelectAuthenticationMethod?: Link;
  readonly AuthorizeTransaction?: Link;
  readonly ConfirmationRequired?: Link;
  readonly GetRefundStatus?: Link;
}

/** What may come next. */
export interface StatusResponseLinks {
  readonly RedirectUrl?: Link;
  readonly PostAuthorisationForExplicit?: Link;
  readonly PostIdentificationForDecoupled?: Link;
  readonly PostAuthorisationForEmbedded?: Link;
  readonly PutAuthorisationForEmbedded?: Link;
  readonly SelectAuthenticationMethod?: Link;
  readonly AuthorizeTransaction?: Link;
  readonly ConfirmationRequired?: Link;
}

/** What may come next of an authorisation. */
export interface AuthorisationResponseLinks {
  readonly RedirectUrl?: Link;
  readonly PutAuthorisationForEmbedded?: Link;
  readonly SelectAuthenticationMethod?: Link;
  readonly AuthorizeTransaction?: Link;
  readonly ConfirmationRequired?: Link;
  readonly GetPaymentStatus?: Link;
}

/** What may come next of a refund's authorisation. */
export interface RefundAuthorisationResponseLinks {
  readonly RedirectUrl?: Link;
  readonly PutAuthorisationForEmbedded?: Link;
  readonly SelectAuthenticationMethod?: Link;
  readonly AuthorizeTransaction?: Link;
  readonly ConfirmationRequired?: Link;
  readonly GetRefundStatus?: Link;
}

/** Where the status is asked for. */
export interface StatusLink {
  readonly GetPaymentStatus?: Link;
}

/** Where a refund's status is asked for. */
export interface RefundStatusLink {
  readonly GetRefundStatus?: Link;
}
