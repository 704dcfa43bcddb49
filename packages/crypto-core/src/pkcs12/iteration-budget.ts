import { CertificateError } from "../errors.js";

/** Real files stay far below: openssl's have 2,048 for each part, Java's 10,000, KeyStore Explorer's 100,000. */
const maxIterations = 10_000_000;

/**
 * Counts the work that a file asks for. The counts stand in the file, before anything in it has been authenticated:
 * without a limit, 100 bytes could keep a server busy for hours. The limit is for the file as a whole.
 */
export class IterationBudget {
  #left = maxIterations;

  /**
   * Called before each derivation, with its count times the blocks that it derives.
   *
   * @throws {@link CertificateError} with `ERR_PKCS12_UNSUPPORTED` where the file has asked for too much.
   */
  spend(iterations: number): void {
    if (iterations < 1) throw new CertificateError("ERR_PKCS12_UNREADABLE", "An iteration count is below 1.");
    this.#left -= iterations;
    if (this.#left < 0) {
      throw new CertificateError(
        "ERR_PKCS12_UNSUPPORTED",
        `The PKCS#12 file asks for more than ${maxIterations} iterations of its key derivations.`,
      );
    }
  }
}
