import { createHash, sign } from "node:crypto";
import { thumbprint } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { verifyServiceMessage } from "../../../src/index.js";
import { serviceKeys } from "../../../src/open-banking/message/service-keys.js";
import {
  answer,
  connect,
  created,
  digestOf,
  isOurs,
  now,
  parametersOf,
  payment,
  service,
  token,
  tokenV1,
} from "../../support/open-banking.js";

/** A store that keeps what it is given, and shows under which names. */
function createStore() {
  const values = new Map<string, string>();
  return {
    values,
    store: {
      get: async (key: string) => values.get(key),
      set: async (key: string, value: string) => void values.set(key, value),
      delete: async (key: string) => void values.delete(key),
    },
  };
}

async function verify(response: Response): Promise<unknown> {
  const body = new Uint8Array(await response.arrayBuffer());
  return await verifyServiceMessage(
    response.headers,
    body,
    await serviceKeys([service.certificate], () => now),
    now,
  );
}

/** Each of these was a bug of a client that others shipped. */
describe("bugs that others shipped", () => {
  it("signed the token's headers in another order than app, client, id, date", async () => {
    const { client, tokenRequests, signed } = await connect();
    await client.getToken();
    const { headers, signature } = parametersOf(
      tokenRequests[0]?.request.headers.get("authorization") ?? null,
    );
    expect(headers).toBe("app client id date");
    expect(signed[0]?.split("\n").map((line) => line.split(":")[0])).toEqual(headers?.split(" "));
    expect(isOurs(signed[0] ?? "", signature)).toBe(true);
  });

  it("joined the lines of the service's signature by blanks", async () => {
    const right = answer(created);
    const names = ["messagecreatedatetime", "x-request-id", "digest"];
    const blanks = names.map((name) => `${name}: ${right.headers.get(name)}`).join(" ");
    const { signature } = parametersOf(right.headers.get("signature"));
    expect(await verify(answer(created))).toMatchObject({ headers: names });
    const wrong = sign("sha256", Buffer.from(blanks), service.privateKey).toString("base64");
    const header = (right.headers.get("signature") ?? "").replace(signature ?? "", wrong);
    await expect(verify(answer(created, 200, { headers: { signature: header } }))).rejects.toMatchObject({
      code: "ERR_SIGNATURE_INVALID",
    });
  });

  it("read the Digest under a name that it does not have", async () => {
    const { client } = await connect(() => {
      const { headers, ...rest } = { headers: answer(created).headers, status: 200 };
      return new Response(JSON.stringify(created), {
        ...rest,
        headers: [...headers].map(([name, value]): [string, string] => [name.toUpperCase(), value]),
      });
    });
    expect((await client.payments.status("0170600")).verified).toBe(true);
    const without = answer(created);
    without.headers.delete("digest");
    await expect(verify(without)).rejects.toMatchObject({ code: "ERR_SIGNATURE_HEADER_MISSING" });
  });

  it("made the Digest over other JSON than was sent: escaped slashes, escaped letters", async () => {
    const { client, sent } = await connect(() => answer(created, 201));
    await client.payments.create({
      ...payment,
      CommonPaymentData: { ...payment.CommonPaymentData, RemittanceInformation: "Crêpes / 1€ \u2028😀" },
    });
    const [{ request, body } = expect.fail()] = sent;
    expect(request.headers.get("digest")).toBe(
      `SHA-256=${createHash("sha256").update(body).digest("base64")}`,
    );
    expect(body.toString("utf8")).toContain("Crêpes / 1€");
    expect(body.toString("latin1")).not.toContain("\\/");
  });

  it("kept tokens by party alone, so that two acquirers shared one", async () => {
    const { store, values } = createStore();
    const askAt = async (url: string, more: object = {}) => {
      const { client } = await connect(undefined, { environment: new URL(url), store, ...more });
      return (await client.getToken()).value;
    };
    const first = await askAt("https://one.example");
    expect(await askAt("https://one.example")).toBe(first);
    const others = [
      await askAt("https://two.example"),
      await askAt("https://one.example", { token: { ...tokenV1, client: "RaboiDEAL" } }),
      await askAt("https://one.example", { token: { ...tokenV1, app: "PIS" } }),
      await askAt("https://one.example", { subId: "1" }),
      await askAt("https://one.example", { initiatingPartyId: "000082" }),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
    expect(values.size).toBe(6);
  });

  it("kept tokens under names that a store cannot take", async () => {
    const { store, values } = createStore();
    const { client } = await connect(undefined, { store, initiatingPartyId: "a{b}/(c)@\\d:", subId: "5" });
    await client.getToken();
    expect([...values.keys()]).toEqual([expect.stringMatching(/^[a-z0-9:]+$/)]);
  });

  it("used tokens up to their last second", async () => {
    let at = now.getTime();
    const { client } = await connect(undefined, {
      now: () => new Date(at),
      respondToken: (_, count) => token(`t${count}`, 3600),
    });
    expect((await client.getToken()).value).toBe("t1");
    at += 3_595_000;
    expect((await client.getToken()).value).toBe("t2");
  });

  it("parsed and wrote the service's JSON again before they made its Digest", async () => {
    const pretty = JSON.stringify({ ...created, "a/b": "é" }, null, 4).replace("/", "\\/");
    const { client } = await connect(() => answer(pretty));
    expect(await client.payments.status("0170600")).toMatchObject({ verified: true, data: { "a/b": "é" } });
    const again = JSON.stringify(JSON.parse(pretty));
    const rewritten = await connect(() => answer(pretty, 200, { body: again }));
    await expect(rewritten.client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_DIGEST_MISMATCH",
    });
  });

  it("split the Signature header at commas, and took its fourth part", async () => {
    const { keyId, algorithm, headers, signature } = parametersOf(answer(created).headers.get("signature"));
    const moved = `signature="${signature}" ,  headers="${headers}",keyId="${keyId}", algorithm="${algorithm}"`;
    const { client } = await connect(() => answer(created, 200, { headers: { signature: moved } }));
    expect((await client.payments.status("0170600")).verified).toBe(true);
  });

  it("did not read which headers were signed, and in which order", async () => {
    const covered = ["digest", "content-type", "x-request-id", "messagecreatedatetime"];
    const { client } = await connect(() => answer(created, 200, { covered }));
    expect((await client.payments.status("0170600")).verified).toBe(true);
    const altered = answer(created, 200, { covered, headers: { "content-type": "application/xml" } });
    await expect(verify(altered)).rejects.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
  });

  it("took payment ids for numbers", async () => {
    const { client, sent } = await connect();
    const { PaymentId } = (await client.payments.status("0170600")).data.CommonPaymentData;
    expect(PaymentId).toBe("0170600");
    await client.payments.status(PaymentId);
    expect(sent[1]?.path).toMatch(/\/payments\/0170600\/status$/);
    const numeric = await connect(() =>
      answer({ CommonPaymentData: { PaymentId: 170600, PaymentStatus: "Open" } }),
    );
    await expect(numeric.client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_WORLDLINE_MALFORMED",
    });
  });

  it("left the Digest out of a GET that they signed", async () => {
    const { client, sent } = await connect();
    await client.payments.status("0170600");
    const headers = sent[0]?.request.headers;
    expect(headers?.get("digest")).toBe(digestOf(""));
    expect(parametersOf(headers?.get("signature") ?? null).headers).toContain("digest");
  });

  it("fetched a token for every call, and printed keyId in one case of letters only", async () => {
    const keyId = thumbprint(service.certificate, "SHA-1").toLowerCase();
    const { client, tokenRequests } = await connect(() => {
      const right = answer(created);
      const signature = (right.headers.get("signature") ?? "").replace(/keyId="\w+"/, `keyId="${keyId}"`);
      return answer(created, 200, { headers: { signature } });
    });
    await Promise.all([client.payments.status("0170600"), client.payments.status("0170600")]);
    await client.payments.status("0170600");
    expect(tokenRequests).toHaveLength(1);
  });
});
