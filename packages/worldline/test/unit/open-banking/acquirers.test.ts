import { describe, expect, it } from "vitest";
import { worldlineAcquirers } from "../../../src/index.js";
import { answer, connect, created, payment, tokenV1 } from "../../support/open-banking.js";

const { client: _, ...withoutClient } = tokenV1;

describe("an acquirer", () => {
  it.each([
    ["generic", "test", "digitalroutingservice.awltest.de"],
    ["abn-amro", "test", "digitalroutingservice.awltest.de"],
    ["abn-amro", "production", "ecommerce.abnamro.nl"],
    ["rabobank", "production", "ideal.rabobank.nl"],
    ["bnp-paribas", "production", "ecommerce.bnpparibas.com"],
    ["deutsche-bank", "production", "myideal.db.com"],
    ["bng", "production", "openbanking1.worldline-solutions.com"],
  ] as const)("gives the host: %s, %s", async (acquirer, environment, host) => {
    const { client, sent } = await connect(undefined, { acquirer, environment });
    await client.payments.create(payment);
    expect(new URL(sent[0]?.request.url ?? "").host).toBe(host);
  });

  it.each([
    ["abn-amro", "ABN"],
    ["rabobank", "RaboiDEAL"],
    ["bnp-paribas", "BnppNL"],
    ["deutsche-bank", "DeubaNL"],
    ["bng", "BngNL"],
  ] as const)("gives the client's name: %s", async (acquirer, name) => {
    const { client, tokenRequests } = await connect(undefined, { acquirer, token: withoutClient });
    await client.getToken();
    expect(tokenRequests[0]?.request.headers.get("client")).toBe(name);
  });

  it("may have no usual name and no usual host", async () => {
    await expect(connect(undefined, { token: withoutClient })).rejects.toThrow("token.client is needed");
    await expect(connect(undefined, { environment: "production" })).rejects.toThrow(
      "give its URL as environment",
    );
    await expect(connect(undefined, { acquirer: "ing" as "bng" })).rejects.toThrow("acquirer must be one of");
  });

  it("says whether messages are signed: ABN AMRO's are not, all others' are", async () => {
    const unsigned = Object.entries(worldlineAcquirers).filter(
      ([, { messageSigning }]) => messageSigning === "off",
    );
    expect(unsigned.map(([name]) => name)).toEqual(["abn-amro"]);
    const { client, sent } = await connect(() => Response.json(created), {
      acquirer: "abn-amro",
      serviceCertificates: [],
    });
    expect((await client.payments.create(payment)).verified).toBe(false);
    const headers = sent[0]?.request.headers;
    expect(["signature", "digest", "x-request-id"].map((name) => headers?.has(name))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("signing", () => {
  it("needs the service's certificates, unless it is off", async () => {
    await expect(connect(undefined, { serviceCertificates: [] })).rejects.toThrow(TypeError);
    await expect(connect(undefined, { serviceCertificates: [], messageSigning: "optional" })).rejects.toThrow(
      "serviceCertificates are needed",
    );
  });

  it("refuses an unsigned success where it is required, and not where it is optional", async () => {
    const respond = () => Response.json(created);
    const required = await connect(respond);
    await expect(required.client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_WORLDLINE_UNSIGNED",
    });
    const optional = await connect(respond, { messageSigning: "optional" });
    expect((await optional.client.payments.status("0170600")).verified).toBe(false);
    expect(optional.sent[0]?.request.headers.has("signature")).toBe(true);
  });

  it.each(["optional", "off"] as const)(
    "refuses a wrong signature where it is %s",
    async (messageSigning) => {
      const { client } = await connect(() => answer(created, 200, { body: `${JSON.stringify(created)} ` }), {
        messageSigning,
      });
      await expect(client.payments.status("0170600")).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
    },
  );
});

describe("plain http", () => {
  it("is refused as an environment and as the token endpoint of version 2", async () => {
    await expect(connect(undefined, { environment: new URL("http://worldline.example") })).rejects.toThrow(
      "environment must begin with https:",
    );
    await expect(
      connect(undefined, {
        token: {
          version: 2,
          realm: new URL("http://worldline.example/token"),
          tenant: "Worldline",
          scope: ["PIS"],
          authentication: { method: "secret", clientSecret: "s" },
        },
      }),
    ).rejects.toThrow("token.realm must begin with https:");
  });
});
