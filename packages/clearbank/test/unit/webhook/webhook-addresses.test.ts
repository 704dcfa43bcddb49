import { expect, it } from "vitest";
import { clearBankWebhookAddresses } from "../../../src/index.js";

it("the addresses are those of ClearBank's page, in each of its four environments", () => {
  // As of 24 August 2023, written down a second time: a slip in the list that is used shows here.
  expect(clearBankWebhookAddresses).toEqual({
    simulation: ["51.145.122.16/28", "20.39.213.0/28", "172.187.147.144/28", "20.117.212.176/28"],
    production: ["51.145.122.32/28", "172.187.179.192/28", "172.187.243.32/28", "20.117.189.64/28"],
    "eu-simulation": ["20.238.170.48/28", "20.56.46.192/28", "68.219.189.112/28", "98.71.253.192/28"],
    "eu-production": ["20.238.170.32/28", "74.234.245.96/28", "74.234.134.48/28", "108.143.197.128/28"],
  });
});
