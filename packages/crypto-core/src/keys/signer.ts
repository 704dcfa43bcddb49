/**
 * The one signature algorithm of the three institutions, by its registered name (RFC 9421 section 6.2.2):
 * RSASSA-PKCS1-v1_5 over SHA-256. Certificates call it sha256WithRSAEncryption, Java calls it SHA256withRSA.
 */
export type SignatureAlgorithm = "rsa-v1_5-sha256";

/**
 * Makes signatures. The private key may live in this process, in an HSM or in a cloud's key service; whoever
 * calls does not know. Write your own for a key that nothing here supports.
 */
export interface Signer {
  /** How it signs; there is one way only. */
  readonly algorithm: SignatureAlgorithm;
  /** The public half as SubjectPublicKeyInfo (DER), where it is known. Certificates and requests need it. */
  readonly publicKey?: Uint8Array;
  /** Whether the private key was handed to this process as bytes, as one from a file is: an HSM never shows it. */
  readonly isKeyFromFile?: boolean;
  /** Signs the message itself, not its hash; the answer is the raw signature, as long as the modulus. */
  sign(
    message: Uint8Array,
    options?: {
      /** Ends the waiting for a key that is elsewhere. */
      signal?: AbortSignal;
    },
  ): Promise<Uint8Array>;
  /**
   * Signs a message of which the SHA-256 hash is given, such as one too large to be held in memory. WebCrypto
   * cannot do this, so a signer over somebody else's engine may not have it.
   */
  signDigest?(
    digest: Uint8Array,
    options?: {
      /** Ends the waiting for a key that is elsewhere. */
      signal?: AbortSignal;
    },
  ): Promise<Uint8Array>;
}

/** Checks signatures made by one key. */
export interface Verifier {
  /** How what it checks was signed; there is one way only. */
  readonly algorithm: SignatureAlgorithm;
  /** The key as SubjectPublicKeyInfo (DER). */
  readonly publicKey: Uint8Array;
  /**
   * Resolves where the signature is this key's over these bytes.
   *
   * @throws {@link SignatureError} with `ERR_SIGNATURE_INVALID` where it is not.
   */
  verify(message: Uint8Array, signature: Uint8Array): Promise<void>;
}
