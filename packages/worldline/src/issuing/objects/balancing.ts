import type { CardIdentifier, ProductExtensionIdentifier, ProductIdentifier } from "./common.js";

export interface AdviceProductExtensionCardResponse {
  readonly cardIdentifier: CardIdentifier;
  readonly advisedProductExtensionIdentifier?: ProductExtensionIdentifier;
  readonly currentProductExtensionIdentifier?: ProductExtensionIdentifier;
}

export interface AdviceProductExtensionRequest {
  readonly issuerProductExternalReference: string;
}

export interface AdviceProductExtensionResponse {
  readonly productIdentifier: ProductIdentifier;
  readonly productExtensionIdentifier: ProductExtensionIdentifier;
}

export interface BrandAdviceConfig {
  readonly deviceTokensThreshold?: number;
  readonly merchantTokensThreshold?: number;
  readonly profiles?: readonly BrandAdviceConfigProfile[];
}

export interface BrandAdviceConfigPercentage {
  /** 60 is 60 %. */
  readonly value?: number;
  readonly productExtensionReference?: string;
}

export interface BrandAdviceConfigProfile {
  readonly name?: string;
  readonly currentCardTemplateReference?: string;
  readonly deviceTokensOperator?: string;
  readonly merchantTokensOperator?: string;
  readonly percentages?: readonly BrandAdviceConfigPercentage[];
}

export interface BrandAdviceConfigResponse {
  readonly brandAdviceConfiguration?: BrandAdviceConfig;
}

/** Names a product or a card, not both. */
export interface BrandAdviceRequest {
  readonly issuerProductExternalReference?: string;
  readonly cardReference?: string;
  readonly issuerCardExternalReference?: string;
}

export interface BrandAdviceResponse {
  readonly cardIdentifier?: CardIdentifier;
  readonly productIdentifier?: ProductIdentifier;
  readonly productExtensionReference?: string;
}

export interface CardProducerBalancing {
  readonly cardProductIdentifier?: { readonly cardTemplateReference?: string };
  readonly percentages?: readonly CardProducerBalancingPercentage[];
  readonly renewalPercentages?: readonly CardProducerBalancingPercentage[];
}

export interface CardProducerBalancingPercentage {
  readonly value?: number;
  readonly cardProducer?: string;
}

export interface ModifyBrandAdviceConfigProfile {
  readonly name?: string;
  readonly percentages?: readonly BrandAdviceConfigPercentage[];
}

/** What is left out stays as it is; each profile must exist. */
export interface ModifyBrandAdviceConfigRequest {
  readonly deviceTokensThreshold?: number;
  readonly merchantTokensThreshold?: number;
  readonly profiles?: readonly ModifyBrandAdviceConfigProfile[];
}

export interface ModifyBrandAdviceConfigResponse {
  readonly newBrandAdviceConfiguration?: BrandAdviceConfig;
}

/** Replaces the whole balancing. */
export interface OverrideCardProducerBalancingRequest {
  readonly percentages?: readonly CardProducerBalancingPercentage[];
  readonly renewalPercentages?: readonly CardProducerBalancingPercentage[];
}

export interface OverrideCardProducerBalancingResponse {
  readonly cardProductIdentifier?: { readonly cardTemplateReference?: string };
}

/** What is left out stays as it is; each profile must exist. */
export interface OverrideProductExtensionBalancingRequest {
  readonly deviceTokensThreshold?: number;
  readonly merchantTokensThreshold?: number;
  readonly profiles?: readonly OverrideProductExtensionBalancingRequestProfile[];
}

export interface OverrideProductExtensionBalancingRequestProfile {
  readonly name?: string;
  readonly percentages?: readonly ProductExtensionBalancingPercentage[];
}

export interface OverrideProductExtensionBalancingResponse {
  readonly productIdentifier?: ProductIdentifier;
}

export interface ProductExtensionBalancing {
  readonly issuerId?: string;
  readonly deviceTokensThreshold?: number;
  readonly merchantTokensThreshold?: number;
  readonly productIdentifier?: ProductIdentifier;
  readonly profiles?: readonly ProductExtensionBalancingProfile[];
}

export interface ProductExtensionBalancingPercentage {
  /** 60 is 60 %. */
  readonly value?: number;
  readonly productExtensionIdentifier?: { readonly issuerProductExtensionExternalReference?: string };
}

export interface ProductExtensionBalancingProfile {
  readonly name?: string;
  readonly cardProductIdentifier?: { readonly cardTemplateReference?: string };
  readonly deviceTokensOperator?: string;
  readonly merchantTokensOperator?: string;
  readonly percentages?: readonly ProductExtensionBalancingPercentage[];
}
