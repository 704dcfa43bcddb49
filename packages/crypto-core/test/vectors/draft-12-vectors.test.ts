import { describe, expect, it } from "vitest";
import {
  createSignatureBase,
  decodeBase64,
  importVerifier,
  parseSignatureHeader,
  signatureBaseBytes,
  verifyMessage,
} from "../../src/index.js";
import { describeVectors } from "../support/shared-vectors.js";

interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly [string, string][];
  readonly body?: string;
}

interface Base {
  readonly id: string;
  readonly request?: Request;
  readonly created?: number;
  readonly expires?: number;
  readonly headersParameter: string;
  readonly signingString: string;
  readonly signature?: string;
}

interface DraftVectors {
  readonly publicKey: string;
  readonly request: Request;
  readonly cases: readonly {
    readonly id: string;
    readonly headersParameter: string | null;
    readonly effectiveHeaders: readonly string[];
    readonly signingString: string;
    readonly signature: string;
    readonly authorizationHeader: string;
  }[];
  readonly negative: readonly { readonly authorizationHeader: string }[];
  readonly canonicalisation: readonly Base[];
  readonly ownVectors: readonly Base[];
  readonly parserCases: readonly {
    readonly id: string;
    readonly header: string;
    readonly expect: "accept" | "reject";
    readonly params?: Record<string, string | number>;
  }[];
}

/**
 * The value as an HTTP parser hands it over: a folded line is replaced by a blank (RFC 7230 section 3.2.4), and
 * the bytes of UTF-8 come one to a character.
 */
function asReceived(value: string): string {
  return Buffer.from(value.replace(/\r\n[ \t]+/, " ")).toString("latin1");
}

describeVectors<DraftVectors>("cavage-12.json", "vectors of draft-cavage-http-signatures-12", (file) => {
  // The draft's key has 1024 bits.
  const verifier = importVerifier(file.publicKey, { unsafeAllowSmallKeys: true });
  const verify = async (authorization: string) =>
    verifyMessage({
      message: {
        ...file.request,
        headers: [...file.request.headers, ["Authorization", authorization] as const],
        body: Buffer.from(file.request.body ?? ""),
      },
      carrier: "authorization",
      resolveKey: () => verifier,
      requiredHeaders: [],
      now: new Date("2014-06-07T20:51:35Z"),
    });

  describe.each(file.cases.map((each) => [each.id, each] as const))("%s", (_id, each) => {
    it("has this signature base, and this signature over it", async () => {
      const base = createSignatureBase({ ...file.request, body: new Uint8Array() }, each.effectiveHeaders);
      expect(base).toBe(each.signingString);
      const signature = decodeBase64(each.signature) as Uint8Array;
      await expect((await verifier).verify(signatureBaseBytes(base), signature)).resolves.toBeUndefined();
    });

    it("verifies as a message, unless it relies on the default list of older drafts", async () => {
      const verified = verify(each.authorizationHeader);
      if (each.headersParameter)
        await expect(verified).resolves.toMatchObject({ headers: each.effectiveHeaders });
      else await expect(verified).rejects.toMatchObject({ code: "ERR_SIGNATURE_PARAMETER" });
    });
  });

  it.each(file.negative.map(({ authorizationHeader }) => authorizationHeader))(
    "refuses %s",
    async (header) => {
      await expect(verify(header)).rejects.toMatchObject({ code: "ERR_SIGNATURE_PARAMETER" });
    },
  );

  const bases = [...file.canonicalisation, ...file.ownVectors].filter(({ request }) => request);
  it.each(bases.map((each) => [each.id, each] as const))(
    "has the signature base of %s",
    async (_id, each) => {
      const request = each.request as Request;
      const headers = request.headers.map(([name, value]) => [name, asReceived(value)] as const);
      const message = { ...request, headers, body: new Uint8Array() };
      const base = createSignatureBase(message, each.headersParameter.split(" "), {
        ...(each.created !== undefined && { created: each.created }),
        ...(each.expires !== undefined && { expires: each.expires }),
      });
      expect(base).toBe(asReceived(each.signingString));
      if (each.signature) {
        const signature = decodeBase64(each.signature) as Uint8Array;
        await expect((await verifier).verify(signatureBaseBytes(base), signature)).resolves.toBeUndefined();
      }
    },
  );

  it.each(file.parserCases.map((each) => [each.id, each] as const))("parses or refuses %s", (_id, each) => {
    const parse = () => {
      const parameters = parseSignatureHeader(each.header);
      // What only the list of covered names makes wrong is met when the base is built.
      const message = { headers: { date: "x", host: "h" }, method: "GET", target: "/" };
      createSignatureBase(message, parameters.headers ?? ["(created)"], parameters);
      return parameters;
    };
    if (each.expect === "reject") expect(parse).toThrow(expect.objectContaining({ name: "SignatureError" }));
    else {
      const { signature, headers, ...parameters } = parse();
      const { signature: _signature, headers: expectedHeaders, ...expected } = each.params ?? {};
      expect(parameters).toMatchObject(expected);
      if (expectedHeaders) expect(headers?.join(" ")).toBe(expectedHeaders);
      expect(signature.length).toBeGreaterThan(0);
    }
  });
});
