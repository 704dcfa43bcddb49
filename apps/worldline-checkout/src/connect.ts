import {
  createWorldlineOpenBankingClient,
  type WorldlineMessage,
  type WorldlineOpenBankingClient,
} from "@countersign/worldline";
import type { Connection } from "./connection.js";
import type { Bank } from "./shop/pages/checkout.js";

/** Worldline, as far as the shop needs it. */
export interface Worldline {
  readonly payments: WorldlineOpenBankingClient["payments"];
  /** The Dutch banks, kept for a day; none where they cannot be had. */
  readonly banks: () => Promise<readonly Bank[]>;
  readonly close: () => Promise<void>;
}

/** What the shop is told. */
export interface ConnectOptions {
  readonly now: () => Date;
  readonly onMessage: (message: WorldlineMessage) => void;
  readonly onError: (error: unknown) => void;
}

const dayMs = 24 * 60 * 60_000;
const failureMs = 5 * 60_000;

export async function connectToWorldline(
  connection: Connection,
  { now, onMessage, onError }: ConnectOptions,
): Promise<Worldline> {
  const { acquirer, baseUrl, ca, initiatingPartyId, subId, client, signing, serviceCertificates } =
    connection;
  const connect = (app: "IDEAL" | "PIS") =>
    createWorldlineOpenBankingClient({
      environment: baseUrl ?? "test",
      acquirer,
      initiatingPartyId,
      ...(subId !== undefined && { subId }),
      token: { version: 1, app, ...(client !== undefined && { client }) },
      signing,
      serviceCertificates,
      ...(ca !== undefined && { ca }),
      now,
      ...(app === "IDEAL" && { onMessage }),
    });
  const ideal = await connect("IDEAL");
  // The directory wants a token of its own: one of version 1 is for one service.
  const pis = await connect("PIS");

  async function listBanks(): Promise<readonly Bank[]> {
    const { data } = await pis.banks.list({ service: "PIS", country: "NL" });
    return data.ASPSP.flatMap(({ BIC: bic, Name: [name] }) =>
      bic && name ? [{ bic, name: name.Label }] : [],
    );
  }

  let known: readonly Bank[] = [];
  let freshUntil = 0;
  return {
    payments: ideal.payments,
    async banks() {
      if (now().getTime() < freshUntil) return known;
      try {
        known = await listBanks();
        freshUntil = now().getTime() + dayMs;
      } catch (error) {
        // The payer then chooses at iDEAL.
        onError(error);
        freshUntil = now().getTime() + failureMs;
      }
      return known;
    },
    async close() {
      await Promise.all([ideal.close(), pis.close()]);
    },
  };
}
