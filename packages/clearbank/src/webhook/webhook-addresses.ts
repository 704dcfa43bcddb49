/**
 * The ranges of addresses that ClearBank sends webhooks from, as it last published them: on 24 August 2023, and
 * looked through again on 24 July 2026. They can change, which a listener that allows only these notices as silence.
 *
 * @see ClearBank, "IP address ranges"
 */
export const clearBankWebhookAddresses = {
  /** The UK's, for tests. */
  simulation: ["51.145.122.16/28", "20.39.213.0/28", "172.187.147.144/28", "20.117.212.176/28"],
  /** The UK's. */
  production: ["51.145.122.32/28", "172.187.179.192/28", "172.187.243.32/28", "20.117.189.64/28"],
  /** The EU's, for tests. */
  "eu-simulation": ["20.238.170.48/28", "20.56.46.192/28", "68.219.189.112/28", "98.71.253.192/28"],
  /** The EU's. */
  "eu-production": ["20.238.170.32/28", "74.234.245.96/28", "74.234.134.48/28", "108.143.197.128/28"],
} as const;
