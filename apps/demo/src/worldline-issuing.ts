import { createWorldlineIssuingClient } from "@countersign/worldline/issuing";
import { refusalOf, type Stage } from "./stage.js";

interface Issuer {
  readonly issuerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A card issuer's day: a contract, its fees, a letter, a balancing; gives a curl command that gets a token. */
export async function runWorldlineIssuing({
  step,
  portal,
  urls,
  ca,
  writeFile,
  closeLater,
}: Stage): Promise<string> {
  const api = new URL("/card-issuing/api/v2", urls.worldlineIssuing);
  const token = new URL("/token", urls.worldlineIssuing);

  const { issuerId, clientId, clientSecret } = await step(
    "Worldline sets up an issuer, with a client for its systems",
    async (show) => {
      const issuer = await portal.post<Issuer>("/worldline-issuing/issuers", {});
      show("received", `issuer ${issuer.issuerId}, client ${issuer.clientId} and its secret`);
      return issuer;
    },
  );
  const issuing = closeLater(
    createWorldlineIssuingClient({
      environment: { api, token },
      ...{ issuerId, clientId, clientSecret, ca },
      origin: "DEMO",
      username: "demo",
    }),
  );

  const { contract, cardReference } = await step("Find a contract by its customer's name", async (show) => {
    const customerCriteria = { firstName: "Emma", lastName: "de V%" };
    const found = issuing.contracts.searchAll(
      { issuerId, customer: { customerCriteria } },
      { embed: ["cardContracts.cards"] },
    );
    for await (const { contractIdentifier, cardContracts, status } of found) {
      const [card] = cardContracts?.flatMap(({ cards = [] }) => cards) ?? [];
      const reference = card?.cardIdentifier?.cardReference;
      if (!contractIdentifier?.contractReference || !reference) continue;
      show("sent", "customerCriteria Emma de V%, embed=cardContracts.cards");
      show("received", `contract ${contractIdentifier.contractReference} (${status}), card ${reference}`);
      return {
        contract: { contractReference: contractIdentifier.contractReference },
        cardReference: reference,
      };
    }
    throw new Error("No contract with a card was found.");
  });

  await step("Read the contract's fees", async (show) => {
    for await (const fee of issuing.contracts.listFees(contract)) {
      const { accountIdentifier, membershipFeeAnniversaryDate } = fee;
      show(
        "received",
        `account ${accountIdentifier?.accountReference}, membership fee due on ${membershipFeeAnniversaryDate}`,
      );
    }
  });

  const letter = await step("Generate a letter for the card, to be validated first", async (show) => {
    const { data, requestId } = await issuing.letters.generate(
      { cardReference },
      {
        letterTemplateIdentifier: { letterTemplateReference: "CARD-DELIVERY" },
        letterTemplateParameterValues: [{ parameterName: "message", value: "Welcome" }],
        validationNeeded: true,
      },
    );
    const letterId = data.letterIdentifier.letterId;
    if (letterId === undefined) throw new Error("The letter has no id.");
    show("received", `letter ${letterId} of ${data.generationDate}, WL-Correlation-ID ${requestId}`);
    return { cardReference, letterId };
  });

  await step("A value that may not be changed is refused", async (show) => {
    const refusal = await refusalOf(
      issuing.letters.generate(
        { cardReference },
        {
          letterTemplateIdentifier: { letterTemplateReference: "CARD-DELIVERY" },
          letterTemplateParameterValues: [{ parameterName: "maskedPan", value: "445442******0000" }],
        },
      ),
    );
    show("refused", String(refusal));
  });

  await step("Validate the letter, and read it", async (show) => {
    const { data: validated } = await issuing.letters.validate(letter);
    const { data } = await issuing.letters.retrieve(letter);
    show("received", `${validated.validationStatus}: ${Buffer.from(data.content ?? "", "base64")}`);
  });

  await step("Override the balancing of a product's extensions, and read it back", async (show) => {
    const product = { issuerProductExternalReference: "CONSUMER-CREDIT" };
    const read = async () => {
      const { data } = await issuing.productExtensionBalancing.retrieve(product);
      const profile = data.profiles?.find(({ name }) => name === "NEW-CARD");
      return profile?.percentages
        ?.map(
          ({ value, productExtensionIdentifier: extension }) =>
            `${value} % ${extension?.issuerProductExtensionExternalReference}`,
        )
        .join(", ");
    };
    show("before", `${await read()}`);
    const share = (value: number, issuerProductExtensionExternalReference: string) => ({
      value,
      productExtensionIdentifier: { issuerProductExtensionExternalReference },
    });
    const percentages = [share(100, "CONSUMER-CREDIT-MASTERCARD")];
    await issuing.productExtensionBalancing.override(product, {
      profiles: [{ name: "NEW-CARD", percentages }],
    });
    show("after", `${await read()}`);
    const { data } = await issuing.productExtensions.advise(product);
    show("advised", `${data.productExtensionIdentifier.issuerProductExtensionExternalReference}`);
  });

  const bundle = await writeFile("ca.pem", ca);
  const credentials = await writeFile("worldline-issuing.netrc", netrc(token, clientId, clientSecret));
  return `curl --cacert ${bundle} --netrc-file ${credentials} --data grant_type=client_credentials ${token.href}`;
}

function netrc({ hostname }: URL, login: string, password: string): string {
  return `machine ${hostname} login ${login} password ${password}\n`;
}
