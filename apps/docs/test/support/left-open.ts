/** What the repository's documents leave open: the names that a reader has for things of their own. */
export const leftOpen = `
declare global {
  interface Quote { readonly quoteId: string }
  var accountId: string;
  var bankSigner: import("@countersign/crypto-core").Signer;
  var batch: object;
  var bearerToken: string;
  var body: Uint8Array;
  var callClient: (sandbox: unknown, token: string) => Promise<void>;
  var cert: string;
  var certificate: string;
  var clearbank: import("@countersign/clearbank").ClearBankClient;
  var clearstream: import("@countersign/clearstream").ClearstreamClient;
  var clientId: string;
  var clientSecret: string;
  var contractReference: string;
  var encryptionKey: Uint8Array;
  var grant: import("@countersign/auth").Grant;
  var handle: (request: Request, context?: { readonly remoteAddress?: string | undefined }) => Promise<Response>;
  var http: import("@countersign/auth").HttpClient;
  var id: string;
  var inbox: import("@countersign/delivery/sqlite").SqliteInbox;
  var issuerId: string;
  var key: string;
  var keyLabel: string;
  var listener: { readonly url: string; readonly certificate: string };
  var notificationToken: string;
  var ourVerifier: import("@countersign/crypto-core").Verifier;
  var paymentId: string;
  var pin: string;
  var privateKey: string;
  var redirect: (url: string | undefined) => void;
  var sandbox: import("@countersign/sandbox").Sandbox;
  var serviceCertificate: string;
  var settings: import("@countersign/clearbank").ClearBankClientSettings;
  var signer: import("@countersign/crypto-core").Signer;
  var table: {
    readonly facts: () => Promise<readonly import("@countersign/clearbank").PaymentFact[]>;
    readonly insert: (facts: readonly import("@countersign/clearbank").PaymentFact[]) => Promise<void>;
  };
  var tokenLabel: string;
  var url: URL;
}
export {};
`;
