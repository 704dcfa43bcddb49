import type { IssuingRule } from "./rules.js";

const balancing = "Override the product extensions' load balancing";
const brand = "Update brand advice algorithm configuration by issuer product external reference (beta)";
const advice = "Advice a product extension (beta); Advice a product extension for a card (beta)";

export const profile: IssuingRule = {
  id: "worldline-issuing.balancing.profile",
  status: 400,
  source: balancing,
  summary: "the profiles to override are among the product's",
};

export const extension: IssuingRule = {
  id: "worldline-issuing.balancing.extension",
  status: 400,
  source: `${balancing}: consistent with the initial product configuration`,
  summary: "the extensions that an override gives a share are among the product's",
};

export const percentage: IssuingRule = {
  id: "worldline-issuing.balancing.percentage",
  status: 400,
  source: "reference/worldline-issuing-objects.json, ProductExtensionBalancingPercentage",
  summary: "a percentage is a whole number from 0 to 100, and says what it is of",
};

export const share: IssuingRule = {
  id: "worldline-issuing.advice.share",
  status: 400,
  source: advice,
  summary: "the balancing in force gives at least one extension a share, else there is nothing to advise",
};

export const brandProfile: IssuingRule = {
  id: "worldline-issuing.brand-advice.profile",
  status: 400,
  source: brand,
  summary: "the profiles to update are among the configuration's",
};

export const brandExtension: IssuingRule = {
  id: "worldline-issuing.brand-advice.extension",
  status: 400,
  source: `${brand}: consistent with the initial product configuration`,
  summary: "the extensions that an update gives a share are among the product's",
};

export const brandIdentification: IssuingRule = {
  id: "worldline-issuing.brand-advice.identification",
  status: 400,
  source: "reference/worldline-issuing-objects.json, BrandAdviceRequest",
  summary: "brand advice is asked for by a product or by a card, never by both",
};
