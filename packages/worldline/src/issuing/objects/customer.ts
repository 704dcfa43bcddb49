import type { AddressIdentifier, ContactIdentifier, CustomerIdentifier } from "./common.js";
import type { DateTime, Known } from "./values.js";

export interface Address {
  readonly issuerId?: string;
  readonly addressIdentifier?: AddressIdentifier;
  readonly addressVersionIdentifier?: AddressVersionIdentifier;
  /** Such as `MAIN_POSTAL_ADDRESS`. */
  readonly addressLabel: string;
  readonly addressType: Known<"PHONE" | "POSTAL_MAIL" | "E_MAIL">;
  readonly postalAddress?: MailAddress;
  readonly emailAddress?: EmailAddress;
  readonly phone?: PhoneNumber;
  /** With `embed`. */
  readonly addressUsages?: readonly AddressUsage[];
  readonly status?: Known<"ACTIVE" | "INACTIVE">;
  readonly statusDate?: DateTime;
  readonly startDate?: DateTime;
  readonly endDate?: DateTime;
  /** False by default. */
  readonly invalid?: boolean;
  /** False by default. */
  readonly temporary?: boolean;
}

export interface AddressUsage {
  /** Such as `STATEMENT_SENDING`. */
  readonly addressUsageName: string;
  readonly entityReference?: string;
  /** Such as `ACCOUNT_SERVICE`. */
  readonly serviceCode: string;
}

export interface AddressVersionIdentifier {
  readonly addressVersionReference?: string;
}

export interface Company {
  readonly issuerId?: string;
  readonly customerIdentifier?: CustomerIdentifier;
  /** @deprecated by Worldline. */
  readonly active?: boolean;
  readonly corporateName?: string;
  readonly nationalFiscalIdentifier?: string;
  readonly vatCode?: string;
  readonly type?: string;
  readonly size?: string;
  readonly businessArea?: string;
  readonly activityCode?: string;
  readonly revenue?: string;
  readonly legalForm?: string;
  readonly commercialStatus?: string;
  readonly preferredCorrespondenceLanguage?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly partnerExternalReference?: string;
  /** With `embed`. */
  readonly addressIdentifiers?: readonly AddressIdentifier[];
  /** With `embed`. */
  readonly addresses?: readonly Address[];
  /** With `embed`. */
  readonly contactIdentifiers?: readonly ContactIdentifier[];
  /** With `embed`. */
  readonly contacts?: readonly Contact[];
  readonly lastUpdateDate?: DateTime;
}

export interface Contact {
  readonly issuerId?: string;
  readonly name?: string;
  readonly firstName?: string;
  readonly departmentName?: string;
  readonly sex?: string;
  readonly description?: string;
  readonly courtesyTitle?: string;
  readonly contactIdentifier?: ContactIdentifier;
  readonly type?: string;
  readonly birthDate?: string;
  readonly postalAddress?: MailAddress;
}

export interface ContactCenter {
  readonly description?: string;
  readonly addressType?: Known<"POSTAL_MAIL" | "PHONE" | "E_MAIL">;
  readonly contactCenterIdentifier?: ContactCenterIdentifier;
  readonly postalAddress?: MailAddress;
  readonly emailAddress?: EmailAddress;
  readonly phone?: PhoneNumber;
}

export interface ContactCenterIdentifier {
  readonly contactCenterReference?: string;
}

export interface Customer {
  readonly issuerId?: string;
  readonly customerIdentifier?: CustomerIdentifier;
  /** @deprecated by Worldline. */
  readonly active?: boolean;
  readonly birthDate?: DateTime;
  readonly birthPlace?: string;
  readonly commercialStatus?: string;
  readonly courtesyTitle?: string;
  readonly customerClass?: string;
  readonly doNotContact?: boolean;
  readonly employee?: boolean;
  readonly employerAddress?: string;
  readonly employerName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly maidenName?: string;
  readonly correspondenceName?: string;
  readonly maritalStatus?: string;
  readonly monthlySalary?: string;
  readonly nationality?: string;
  readonly offlineRiskCategory: string;
  readonly onlineRiskCategory: string;
  readonly partnerExternalReference?: string;
  readonly picture?: string;
  /** @deprecated by Worldline. */
  readonly preferredCorrespondanceLanguage?: string;
  readonly preferredCorrespondenceLanguage?: string;
  readonly profession?: string;
  readonly secondFirstName?: string;
  readonly secretAnswer?: string;
  readonly secretQuestion?: string;
  readonly sex?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly url1?: string;
  readonly url2?: string;
  readonly vatCountry?: string;
  readonly vatNumber?: string;
  /** With `embed`. */
  readonly addressIdentifiers?: readonly AddressIdentifier[];
  /** With `embed`. */
  readonly addresses?: readonly Address[];
  readonly vulnerabilities?: readonly Vulnerability[];
  readonly vulnerabilityIndicator?: boolean;
  readonly vulnerabilityNote?: string;
  /** With `embed`. */
  readonly contactIdentifiers?: readonly ContactIdentifier[];
  /** With `embed`. */
  readonly contacts?: readonly Contact[];
  readonly lastUpdateDate?: DateTime;
}

export interface EmailAddress {
  readonly email: string;
}

export interface MailAddress {
  /** @deprecated by Worldline. */
  readonly typeCode?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly line3?: string;
  readonly line4?: string;
  readonly line5?: string;
  readonly buildingNumber?: string;
  readonly boxNumber?: string;
  readonly streetName?: string;
  readonly postCode?: string;
  readonly townName?: string;
  readonly countrySubdivision?: string;
  readonly country: string;
  readonly countryName?: string;
  readonly courtesyTitle?: string;
}

export interface PhoneNumber {
  readonly countryCode?: string;
  readonly localPhoneNumber: string;
  readonly internationalPhoneNumber?: string;
}

export interface Vulnerability {
  readonly type: string;
  readonly comment?: string;
}
