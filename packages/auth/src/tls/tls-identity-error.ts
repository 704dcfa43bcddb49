import { CountersignError } from "@countersign/crypto-core";

/** Why a TLS identity cannot be used. */
export type TlsIdentityErrorCode =
  | "ERR_TLS_IDENTITY_NO_CERTIFICATE"
  | "ERR_TLS_IDENTITY_NO_KEY"
  | "ERR_TLS_IDENTITY_KEY_MISMATCH"
  | "ERR_TLS_IDENTITY_NOT_YET_VALID"
  | "ERR_TLS_IDENTITY_EXPIRED"
  | "ERR_TLS_IDENTITY_FILE";

/** A client certificate and key that no server would accept; found before anything is sent. */
export class TlsIdentityError extends CountersignError<TlsIdentityErrorCode> {}
