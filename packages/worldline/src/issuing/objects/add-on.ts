import type { AccountIdentifier, CardContractIdentifier } from "./common.js";
import type { DateTime } from "./values.js";

export interface AddOnServiceParameter {
  readonly value?: string;
  readonly type?: string;
  readonly optional?: boolean;
  readonly reference?: string;
}

export interface AddOnSubscription {
  readonly addonReference?: string;
  readonly subscriptionDate?: DateTime;
  readonly serviceTypeReference?: string;
  readonly parameters?: readonly AddOnServiceParameter[];
  readonly accountIdentifier?: AccountIdentifier;
  readonly cardContractIdentifier?: CardContractIdentifier;
}

export interface InsuranceContract {
  readonly issuerId?: string;
  readonly insuranceContractIdentifier?: InsuranceContractIdentifier;
  readonly accountIdentifier?: AccountIdentifier;
  readonly lastInsuranceEventCode?: string;
  readonly lastInsuranceEventDate?: DateTime;
  /** With `embed`. */
  readonly insuranceEvents?: readonly InsuranceEvent[];
  readonly status?: string;
  readonly validFrom?: DateTime;
  readonly accountOwnerBirthDate?: DateTime;
  readonly insurancePackage?: InsuranceContractPackage;
}

export interface InsuranceContractIdentifier {
  readonly insurancePackageReference?: string;
}

export interface InsuranceContractPackage {
  readonly issuerId?: string;
  readonly insurancePackageIdentifier?: InsurancePackageIdentifier;
}

export interface InsuranceEvent {
  readonly insuranceEventCode?: string;
  readonly insuranceEventDate?: DateTime;
  readonly insuranceEventDescription?: string;
}

export interface InsurancePackageIdentifier {
  readonly insurancePackageReference?: string;
}
